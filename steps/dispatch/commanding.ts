/** What a Utility asks, renews, changes and calls off; and what happens where it falls silent. */
import { CaseStop } from '../../lab/bench/case-stop';
import { RESPONSE_CLASSES } from '../../lab/profile/response-classes';
import type { CaseRun } from '../../lab/session/case-run';
import { dispatchesOf } from '../../lab/checks/dispatches';
import { Given, Then, When } from '../world';
import { act, connect, holdEnergy } from '../base/connection';
import { announce, requireOptIn, theEvent } from '../base/event';
import { note } from '../base/network';
import { lastOf, theRequest } from '../base/outcome-power';
import { meteringPoint, request, requestBody, update } from '../base/tester';

Given('a discharge of {power} is under way on commands good for {duration}', async function (powerW: number, validMs: number) {
  const { run } = this;
  holdEnergy(run, powerW * 2 + 10_000, Math.max(powerW, 6000));
  await connect(run);
  run.memory.refreshing = false; // this scenario renews by hand
  const { bench } = this;
  const event = await announce(run, { startMs: bench.nowMs + 7_200_000, lengthMs: 7_200_000, powerW });
  await requireOptIn(run);
  await bench.runUntil(event.startMs - 5_000);
  request(run, { ...requestBody(run, event, powerW, 7200), validForS: validMs / 1000 });
  const atPower = (): boolean => Math.abs(-(run.view.curve(run.pev).powerAt(bench.nowMs) ?? 0) - powerW) <= powerW * 0.05;
  if (!(await bench.waitFor(atPower, event.startMs + validMs - 1000))) throw new CaseStop('precondition', `the discharge of ${powerW} W did not get under way`, run.pev);
  renew(run, validMs);
  await bench.runFor(5_000);
});

When('the utility falls silent', function () {
  this.run.memory.refreshing = false;
  note(this.run, { kind: 'silent', by: this.run.utility });
});

When('the utility renews the command every {duration} for {duration}', async function (everyMs: number, forMs: number) {
  const { bench } = this;
  const untilMs = bench.nowMs + forMs;
  this.run.memory.last = { n: theRequest(this.run).n, atMs: bench.nowMs };
  while (bench.nowMs < untilMs) {
    renew(this.run, 60_000);
    await bench.runFor(Math.min(everyMs, untilMs - bench.nowMs));
  }
});

When('the utility renews the command {duration} before its time is over', async function (beforeMs: number) {
  await this.bench.runUntil(deadlineOf(this.run) - beforeMs);
  renew(this.run, 60_000);
});

Then('the discharge has stayed at {power} for that time', async function (powerW: number) {
  const { run, bench } = this;
  const fromMs = Math.min(lastOf(run).atMs, bench.nowMs - 540_000);
  await run.judge('holds-power', { pev: run.pev, setpointW: powerW, fromMs, toMs: bench.nowMs, basisN: theEvent(run).n });
});

Then("the discharge ends within {duration} of the end of the last command's time, and not before", async function (limitMs: number) {
  const { run } = this;
  const from = lastOf(run);
  await run.judge('stops-at-deadline', { pev: run.pev, setpointW: theRequest(run).powerW, fromMs: from.atMs, limitMs, staysMs: 600_000, basisN: from.n });
});

Then('the discharge ends within 15 minutes and 10 seconds of the last command', async function () {
  const { run } = this;
  const from = lastOf(run);
  await run.judge('stops-discharge', { pev: run.pev, fromMs: from.atMs, limitMs: 910_000, staysUntilMs: from.atMs + 1_500_000, basisN: from.n });
});

Then('the PEV says that the command has run out', async function () {
  const { run } = this;
  const from = lastOf(run);
  const dispatchId = { eq: theRequest(run).dispatchId };
  const byMs = Math.max(run.bench.nowMs, deadlineOf(run)) + 15_000;
  await run.judge('sends', { by: run.pev, name: 'TerminationNotice', afterN: from.n, fromMs: from.atMs, byMs, fields: { dispatchId, reason: { eq: 'WATCHDOG' } } });
  await run.judge('sends', { by: run.pev, name: 'DispatchConfirmation', afterN: from.n, fromMs: from.atMs, byMs, fields: { dispatchId, state: { eq: 'STANDBY' } } });
});

When('the operator changes the request to {power}', async function (powerW: number) {
  const { run } = this;
  await act(run, run.utility, 'change-request', { eventId: theEvent(run).eventId, dischargePowerW: powerW });
});

When('the operator calls the event off because conditions have abated', async function () {
  const { run } = this;
  await act(run, run.utility, 'cancel-event', { eventId: theEvent(run).eventId, reason: 'ABATED' });
});

When('the operator creates an event for the reason {word}', async function (reason: string) {
  const { run, bench } = this;
  await announce(run, { startMs: bench.nowMs + 30 * 3_600_000, lengthMs: 3_600_000, powerW: 5000, members: { reason } });
});

Given('a second event of {energy} begins an hour later the same evening', async function (energyWh: number) {
  const { run } = this;
  const first = theEvent(run);
  await announce(run, { startMs: first.startMs + 2 * 3_600_000, lengthMs: 3_600_000, powerW: energyWh });
  await this.bench.runFor(20_000);
});

When('both events have ended', async function () {
  const ends = (this.run.memory.events ?? []).map((e) => e.endMs);
  await this.bench.runUntil(Math.max(...ends) + 30_000);
});

Then('the requests of both events come to at most {energy}', async function (maxWh: number) {
  const { run } = this;
  const events = run.memory.events ?? [];
  await run.judge('asks-at-most', { ...parties(run), eventIds: events.map((e) => e.eventId), maxWh });
  await run.judge('commands-within-report', parties(run));
});

Then('the utility has requested {power} for the whole event, naming class and meter', async function (powerW: number) {
  const { run } = this;
  const event = theEvent(run);
  await run.judge('sends', {
    by: run.utility,
    name: 'DispatchRequest',
    to: run.pev,
    afterN: event.n,
    fromMs: event.startMs - 60_000,
    byMs: event.startMs,
    select: { eventId: { eq: event.eventId } },
    fields: {
      dispatchId: { present: true },
      sink: { eq: 'GRID' },
      dischargePowerW: { eq: powerW },
      start: { fromMs: event.startMs, toMs: event.startMs },
      durationS: { eq: Math.round((event.endMs - event.startMs) / 1000) },
      responseClass: { eq: event.responseClass },
      meteringPointId: { eq: meteringPoint(run) },
      validForS: { min: 30, max: 900 },
    },
  });
});

Then('the utility has sent one DispatchRequest for the event', async function () {
  const { run, bench } = this;
  const event = theEvent(run);
  const byMs = Math.max(bench.nowMs, event.startMs);
  await run.judge('sends-exactly', { by: run.utility, name: 'DispatchRequest', to: run.pev, afterN: event.n, fromMs: bench.nowMs, byMs, select: { eventId: { eq: event.eventId } }, count: 1 });
});

Then('the utility has sent no DispatchRequest for the event', async function () {
  await asksNothing(this.run);
});

Then('the utility asks for nothing when the event would have begun', async function () {
  await asksNothing(this.run);
});

Then('the utility requests at most {energy} and at most {power}', async function (maxWh: number, maxW: number) {
  const { run } = this;
  await run.judge('asks-at-most', { ...parties(run), eventIds: [theEvent(run).eventId], maxWh, maxW });
});

Then('no request is above what the PEV last reported', async function () {
  await this.run.judge('commands-within-report', parties(this.run));
});

Then('the utility changes the running request to {power} with the next revision within {duration}', async function (powerW: number, limitMs: number) {
  const { run } = this;
  const from = lastOf(run);
  await run.judge('changes-request', { utility: run.utility, pev: run.pev, basisN: from.n, powerW, fromMs: from.atMs, byMs: from.atMs + limitMs });
});

Then('the discharge comes to {power}', async function (powerW: number) {
  const { run } = this;
  const from = lastOf(run);
  const fromW = -(run.view.curve(run.pev).powerAt(from.atMs) ?? 0);
  const holdUntilMs = from.atMs + RESPONSE_CLASSES.SCHEDULED.fullMs + 300_000;
  await run.judge('reaches-power', { pev: run.pev, fromW, setpointW: powerW, responseClass: theEvent(run).responseClass, t0Ms: from.atMs, holdUntilMs, basisN: from.n });
});

Then('each command is renewed before its time is over', async function () {
  await this.run.judge('renews-in-time', parties(this.run));
});

Then('each command is good for at least 30 seconds and at most 900 seconds', async function () {
  await this.run.judge('validity-in-bounds', { ...parties(this.run), minS: 30, maxS: 900 });
});

function parties(run: CaseRun): { utility: string; pev: string; basisN: number } {
  return { utility: run.utility, pev: run.pev, basisN: theEvent(run).n };
}

async function asksNothing(run: CaseRun): Promise<void> {
  const event = theEvent(run);
  await run.judge('does-not-send', { by: run.utility, name: 'DispatchRequest', to: run.pev, afterN: event.n, untilMs: event.endMs, select: { eventId: { eq: event.eventId } } });
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

