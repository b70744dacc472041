/** Commands that hold for a time: renewed, or left to run out (PR2-X-05). */
import { CaseStop } from '../../lab/bench/case-stop';
import type { CaseRun } from '../../lab/session/case-run';
import { dispatchesOf } from '../../lab/checks/dispatches';
import { Given, Then, When } from '../world';
import { connect, holdEnergy } from '../base/connection';
import { announce, requireOptIn, theEvent } from '../base/event';
import { note } from '../base/network';
import { lastOf, theRequest } from '../base/outcome-power';
import { BEFORE_START_MS, request, requestBody, update } from '../base/tester';
import { RESPONSE_CLASSES } from '../../lab/profile/response-classes';

Given(
  'a discharge of {power} is under way on commands good for {duration}',
  async function (powerW: number, validMs: number) {
    const { run } = this;
    holdEnergy(run, powerW * 2 + 10_000, Math.max(powerW, 6000));
    await connect(run);
    run.memory.refreshing = false; // this scenario renews by hand
    const { bench } = this;
    const event = await announce(run, { startMs: bench.nowMs + 7_200_000, lengthMs: 7_200_000, powerW });
    await requireOptIn(run);
    await bench.runUntil(event.startMs - BEFORE_START_MS);
    request(run, { ...requestBody(run, event, powerW, 7200), validForS: validMs / 1000 });
    const atPower = (): boolean =>
      Math.abs(-(run.view.curve(run.pev).powerAt(bench.nowMs) ?? 0) - powerW) <= powerW * 0.05;
    const fullMs = event.startMs + RESPONSE_CLASSES[event.responseClass].fullMs + 1000;
    // A slow ramp outlasts the first command; it is renewed meanwhile.
    while (
      !(await bench.waitFor(atPower, Math.max(bench.nowMs, event.startMs) + validMs / 2)) &&
      bench.nowMs < fullMs
    )
      renew(run, validMs);
    if (!atPower())
      throw new CaseStop('precondition', `the discharge of ${powerW} W did not get under way`, run.pev);
    renew(run, validMs);
    await bench.runFor(5_000);
  },
);

When('the utility falls silent', function () {
  this.run.memory.refreshing = false;
  note(this.run, { kind: 'silent', by: this.run.utility });
});

When(
  'the utility renews the command every {duration} for {duration}',
  async function (everyMs: number, forMs: number) {
    const { bench } = this;
    const untilMs = bench.nowMs + forMs;
    this.run.memory.last = { n: theRequest(this.run).n, atMs: bench.nowMs };
    while (bench.nowMs < untilMs) {
      renew(this.run, 60_000);
      await bench.runFor(Math.min(everyMs, untilMs - bench.nowMs));
    }
  },
);

When('the utility renews the command {duration} before its time is over', async function (beforeMs: number) {
  await this.bench.runUntil(deadlineOf(this.run) - beforeMs);
  renew(this.run, 60_000);
});

When('the utility commands {power} again', async function (powerW: number) {
  const r = theRequest(this.run);
  this.run.memory.request = { ...r, powerW: 0 }; // the watchdog has brought it there
  update(this.run, powerW);
  await this.bench.runFor(50);
});

Then('the discharge has stayed at {power} for that time', async function (powerW: number) {
  const { run, bench } = this;
  const fromMs = Math.min(lastOf(run).atMs, bench.nowMs - 540_000);
  await run.judge('holds-power', {
    pev: run.pev,
    setpointW: powerW,
    fromMs,
    toMs: bench.nowMs,
    basisN: theEvent(run).n,
  });
});

Then(
  "the discharge ends within {duration} of the end of the last command's time, and not before",
  async function (limitMs: number) {
    const { run } = this;
    const from = lastOf(run);
    await run.judge('stops-at-deadline', {
      pev: run.pev,
      setpointW: theRequest(run).powerW,
      fromMs: from.atMs,
      limitMs,
      staysMs: 600_000,
      basisN: from.n,
    });
  },
);

Then('the discharge ends within 15 minutes and 10 seconds of the last command', async function () {
  const { run } = this;
  const from = lastOf(run);
  await run.judge('stops-discharge', {
    pev: run.pev,
    fromMs: from.atMs,
    limitMs: 910_000,
    staysUntilMs: from.atMs + 1_500_000,
    basisN: from.n,
  });
});

Then('the PEV says that the command has run out', async function () {
  const { run } = this;
  const from = lastOf(run);
  const dispatchId = { eq: theRequest(run).dispatchId };
  const byMs = Math.max(run.bench.nowMs, deadlineOf(run)) + 15_000;
  await run.judge('sends', {
    by: run.pev,
    name: 'TerminationNotice',
    afterN: from.n,
    fromMs: from.atMs,
    byMs,
    fields: { dispatchId, reason: { eq: 'WATCHDOG' } },
  });
  await run.judge('sends', {
    by: run.pev,
    name: 'DispatchConfirmation',
    afterN: from.n,
    fromMs: from.atMs,
    byMs,
    fields: { dispatchId, state: { eq: 'STANDBY' } },
  });
});

/** The same power once more, good for so long from now: what PR2-X-05 calls a refresh. */
function renew(run: CaseRun, validMs: number): void {
  const { last } = run.memory;
  const r = theRequest(run);
  update(run, r.powerW, { validForS: validMs / 1000 });
  Object.assign(run.memory, { request: { ...r, revision: r.revision + 1 }, last });
}

/** When the time of the last accepted command is over. */
function deadlineOf(run: CaseRun): number {
  const refreshes = dispatchesOf(run.view, run.pev).flatMap((d) => d.refreshes);
  return Math.max(...refreshes.map((r) => r.atMs + r.validForMs));
}
