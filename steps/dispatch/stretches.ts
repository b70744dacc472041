/** Events of several powers, and requests that say more than one thing about their time. */
import type { CaseRun } from '../../lab/session/case-run';
import { Given, When } from '../world';
import { announce, requireOptIn, theEvent } from '../base/event';
import { theRequest } from '../base/outcome-power';
import { ask } from '../base/request';
import { request, requestBody } from '../base/tester';
import { requireAccepted } from './requests';

Given(
  'it has opted in to an event in {duration} of {duration} each at {power}, {power} and {power}',
  async function (leadMs: number, eachMs: number, a: number, b: number, c: number) {
    await announceThree(this.run, leadMs, eachMs, [a, b, c]);
    await requireOptIn(this.run);
  },
);

When(
  'the utility announces an event in {duration} of {duration} each at {power}, {power} and {power}',
  async function (leadMs: number, eachMs: number, a: number, b: number, c: number) {
    await announceThree(this.run, leadMs, eachMs, [a, b, c]);
  },
);

When(
  'the utility requests {power} for {duration} in the next revision',
  async function (powerW: number, lengthMs: number) {
    await ask(this.run, powerW, lengthMs, { revision: theRequest(this.run).revision + 1 });
  },
);

/** Sooner than a Utility would ask, which a PEV has to take as well. */
When(
  'a request of {power} for {duration} reaches the PEV {duration} before the event',
  async function (powerW: number, lengthMs: number, leadMs: number) {
    const { run, bench } = this;
    const event = theEvent(run);
    await bench.runUntil(event.startMs - leadMs);
    request(run, requestBody(run, event, powerW, Math.round(lengthMs / 1000)));
    await requireAccepted(run);
  },
);

/** Three stretches of one length, each with its power; a pause is one of 0 W (D36). */
async function announceThree(
  run: CaseRun,
  leadMs: number,
  eachMs: number,
  powersW: readonly [number, number, number],
): Promise<void> {
  const durationS = eachMs / 1000;
  const intervals = powersW.map((dischargePowerW, i) => ({
    offsetS: i * durationS,
    durationS,
    dischargePowerW,
  }));
  const startMs = run.bench.nowMs + leadMs;
  await announce(run, { startMs, lengthMs: 3 * eachMs, powerW: powersW[0], members: { intervals } });
}
