/** The states of a dispatch in which a device may lose its power (PR2-X-12), and what must be left of it. */
import { CaseStop } from '../../lab/bench/case-stop';
import type { CaseRun } from '../../lab/session/case-run';
import { RESPONSE_CLASSES } from '../../lab/profile/response-classes';
import { timeText } from '../../reference-impl/endpoint/identifiers';
import { announce, requireOptIn, theEvent, underWay } from '../base/event';
import { connect, holdEnergy } from '../base/connection';
import { urnOfRole } from '../base/network';
import { ask, cancel } from '../base/request';
import { request, requestBody, update } from '../base/tester';
import { requireAccepted } from '../dispatch/requests';
import { Given, Then, When } from '../world';

const POWER_W = 5000;
const HOUR_MS = 3_600_000;

/** Each way into a state; the PEV has opted in and accepted in all of them. */
const WAYS: Readonly<Record<string, (run: CaseRun) => Promise<void>>> = {
  pending,
  'ramping up': async (run) => {
    await pending(run);
    const flows = (): boolean => powerOf(run) < -50;
    if (!(await run.bench.waitFor(flows, theEvent(run).startMs + 60_000)))
      throw new CaseStop('precondition', 'the discharge did not begin', run.pev);
    await run.bench.runFor(1000);
  },
  discharging: (run) => underWay(run, POWER_W),
  'standing by': async (run) => {
    await underWay(run, POWER_W);
    update(run, 0);
    await requireAccepted(run);
    await requireZero(run, RESPONSE_CLASSES.SCHEDULED.fullMs);
  },
  'ramping down': async (run) => {
    await underWay(run, POWER_W);
    await cancel(run);
    await run.bench.runFor(500);
  },
  over: async (run) => {
    await underWay(run, POWER_W, { lengthMs: HOUR_MS / 2 });
    await run.bench.runUntil(theEvent(run).endMs);
    await requireZero(run, run.param('P_T_STOP') * 1000);
  },
};

Given(
  /^a dispatch of the PEV is (pending|ramping up|discharging|standing by|ramping down|over)$/,
  async function (state: string) {
    await WAYS[state]?.(this.run);
  },
);

Given('nobody renews the command', function () {
  this.run.memory.refreshing = false;
});

When('the utility requests {power} anew for the rest of the event', async function (powerW: number) {
  const { run, bench } = this;
  const event = theEvent(run);
  const startMs = bench.nowMs;
  const restS = Math.floor((event.endMs - startMs) / 1000);
  const before = run.view.messages('DispatchRequest', { by: run.utility }).length;
  const dispatchId = run.dispatchId(event.eventId, before + 1);
  request(run, { ...requestBody(run, event, powerW, restS), dispatchId, start: timeText(startMs) });
  await bench.runFor(50);
});

Then('the registers of the {role} have gone on from where they stood', async function (role: string) {
  const { run } = this;
  await run.judge('registers-go-on', { device: urnOfRole(run, role), pev: run.pev });
});

/** Accepted, five seconds before the start. */
async function pending(run: CaseRun): Promise<void> {
  holdEnergy(run, POWER_W * 2 + 10_000, POWER_W + 1000);
  await connect(run);
  const startMs = run.bench.nowMs + 2 * HOUR_MS;
  await announce(run, { startMs, lengthMs: HOUR_MS, powerW: POWER_W });
  await requireOptIn(run);
  await ask(run, POWER_W, HOUR_MS);
  await requireAccepted(run);
}

/** A change to 0 W is a change of request and has the time of its class; an end has to stop sooner. */
async function requireZero(run: CaseRun, withinMs: number): Promise<void> {
  if (!(await run.bench.waitFor(() => powerOf(run) > -50, run.bench.nowMs + withinMs + 60_000)))
    throw new CaseStop('precondition', 'the discharge did not come to 0 W', run.pev);
  await run.bench.runFor(1000);
}

function powerOf(run: CaseRun): number {
  return run.view.curve(run.pev).powerAt(run.bench.nowMs) ?? 0;
}
