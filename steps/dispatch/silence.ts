/** Commands that hold for a time: renewed, or left to run out (PR2-X-05). */
import { CaseStop } from '../../lab/bench/case-stop';
import { TRANSIT_MS } from '../../lab/bench/message-network';
import type { CaseRun } from '../../lab/session/case-run';
import { dispatchesOf } from '../../lab/checks/dispatches';
import { MESSAGE_NAMES } from '../../schemas';
import { Given, Then, When } from '../world';
import { connect, holdEnergy } from '../base/connection';
import { announce, requireOptIn, theEvent } from '../base/event';
import { note } from '../base/network';
import { lastOf, t0Of, theRequest } from '../base/outcome-power';
import { request, requestBody, sayAtPev, update, untilRequestIsDue } from '../base/tester';
import { RESPONSE_CLASSES } from '../../lab/profile/response-classes';
import { askAvailability } from './readiness';

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
    await untilRequestIsDue(run, event);
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

When(
  'the utility requests {power} for {duration}, {duration} ahead, on a command good for {duration}',
  async function (powerW: number, lengthMs: number, aheadMs: number, validMs: number) {
    const { run, bench } = this;
    run.memory.refreshing = false;
    const event = theEvent(run);
    await bench.runUntil(event.startMs - aheadMs);
    request(run, { ...requestBody(run, event, powerW, lengthMs / 1000), validForS: validMs / 1000 });
    await bench.runFor(50);
  },
);

When('the utility falls silent', function () {
  this.run.memory.refreshing = false;
  note(this.run, { kind: 'silent', by: this.run.utility });
});

When('the utility neither says nor answers anything any more', function () {
  this.run.memory.refreshing = false;
  for (const name of MESSAGE_NAMES) this.bench.puppet(this.run.utility).withheld.add(name);
  note(this.run, { kind: 'dead', by: this.run.utility });
});

When(
  'the utility renews the command every {duration} for {duration}',
  async function (everyMs: number, forMs: number) {
    await again(this.run, everyMs, forMs, () => renew(this.run, 60_000));
  },
);

When(
  'the utility asks for the availability every {duration} for {duration}',
  async function (everyMs: number, forMs: number) {
    const { run } = this;
    await again(run, everyMs, forMs, () => {
      const last = lastOf(run);
      askAvailability(run);
      run.memory.last = last;
    });
  },
);

When('the utility renews the command {duration} before its time is over', async function (beforeMs: number) {
  await this.bench.runUntil(deadlineOf(this.run) - beforeMs);
  renew(this.run, 60_000);
});

When('the utility renews the command for {duration} only', function (validMs: number) {
  renew(this.run, validMs);
});

When("a renewal reaches the PEV {duration} before the last one's time is over", async function (ms: number) {
  await renewAtPev(this.run, deadlineOf(this.run) - ms);
});

When("a renewal reaches the PEV {duration} after the last one's time is over", async function (ms: number) {
  await renewAtPev(this.run, deadlineOf(this.run) + ms);
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
    await endsWithCommand(this.run, limitMs, {});
  },
);

Then(
  "the discharge ends within {duration} of the end of the utility's last command's time, and not before",
  async function (limitMs: number) {
    await endsWithCommand(this.run, limitMs, { writer: this.run.utility });
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

/** The time counts as the PEV was told it, or as `writer` wrote it, whatever became of it on the way. */
async function endsWithCommand(run: CaseRun, limitMs: number, told: { writer?: string }): Promise<void> {
  const from = lastOf(run);
  const r = theRequest(run);
  // A request that has not been renewed is at its power only when its class says so.
  const fullMs = r.name === 'DispatchRequest' ? t0Of(run, r) + RESPONSE_CLASSES[r.responseClass].fullMs : 0;
  await run.judge('stops-at-deadline', {
    pev: run.pev,
    setpointW: r.powerW,
    fromMs: Math.max(from.atMs, fullMs),
    limitMs,
    staysMs: 600_000,
    basisN: from.n,
    ...told,
  });
}

/** Says something now and every so often until the time is over; what the checks count from is the beginning. */
async function again(run: CaseRun, everyMs: number, forMs: number, saying: () => void): Promise<void> {
  const { bench } = run;
  const untilMs = bench.nowMs + forMs;
  run.memory.last = { n: theRequest(run).n, atMs: bench.nowMs };
  while (bench.nowMs < untilMs) {
    saying();
    await bench.runFor(Math.min(everyMs, untilMs - bench.nowMs));
  }
}

/** The renewal is put on the PEV's own link, so that it arrives to the millisecond. */
async function renewAtPev(run: CaseRun, atMs: number): Promise<void> {
  const { bench } = run;
  await bench.runUntil(atMs - TRANSIT_MS);
  // How far the watchdog brought it in between is the PEV's own affair.
  run.memory.request = { ...theRequest(run), powerW: 0 };
  update(run, theEvent(run).powerW, {}, sayAtPev);
  await bench.runFor(TRANSIT_MS);
}

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
