/** What a Utility's operator does, and what the Utility then asks of the PEV. */
import { CaseStop } from '../../lab/bench/case-stop';
import { RESPONSE_CLASSES } from '../../lab/profile/response-classes';
import type { CaseRun } from '../../lab/session/case-run';
import { Given, Then, When } from '../world';
import { hasRequested, surelyMs } from '../base/asked';
import { act } from '../base/connection';
import { announce, theEvent } from '../base/event';
import { lastOf } from '../base/outcome-power';
import { meteringPoint } from '../base/tester';

When('the operator changes the request to {power}', async function (powerW: number) {
  const { run } = this;
  await act(run, run.utility, 'change-request', { eventId: theEvent(run).eventId, dischargePowerW: powerW });
});

When('the operator changes the request to the second PEV to {power}', async function (powerW: number) {
  const { run } = this;
  const pevId = run.ids.of('pev', 1);
  await act(run, run.utility, 'change-request', {
    eventId: theEvent(run).eventId,
    pevId,
    dischargePowerW: powerW,
  });
});

Then(
  'the second PEV is asked for {power} within {duration}',
  async function (powerW: number, limitMs: number) {
    const { run } = this;
    const { n, atMs } = lastOf(run);
    await run.judge('changes-request', {
      utility: run.utility,
      pev: run.pevUrn(1),
      basisN: n,
      powerW,
      fromMs: atMs,
      byMs: atMs + limitMs,
    });
  },
);

Then('the cancel reaches the PEV within {duration}', async function (ms: number) {
  const { run, bench } = this;
  await run.judge('reaches-once', {
    to: run.pev,
    name: 'EventCancel',
    select: { eventId: { eq: theEvent(run).eventId } },
    afterN: theEvent(run).n,
    untilMs: bench.nowMs + ms,
  });
});

When('the operator calls the event off because conditions have abated', async function () {
  const { run } = this;
  await act(run, run.utility, 'cancel-event', { eventId: theEvent(run).eventId, reason: 'ABATED' });
});

When('the operator creates an event for the reason {word}', async function (reason: string) {
  const { run, bench } = this;
  await announce(run, {
    startMs: bench.nowMs + 30 * 3_600_000,
    lengthMs: 3_600_000,
    powerW: 5000,
    members: { reason },
  });
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

Then('the report of the event before goes out within {duration} of its end', async function (ms: number) {
  const { run } = this;
  const before = run.memory.events?.at(-2);
  if (before === undefined) throw new CaseStop('kit', 'no event was announced before this one');
  const { n, eventId, startMs, endMs } = before;
  const select = { eventId: { eq: eventId } };
  const window = { afterN: n, fromMs: startMs, byMs: endMs + ms };
  await run.judge('sends', { by: run.esci, name: 'EventReport', to: run.utility, ...window, select });
});

Then('the requests of both events come to at most {energy}', async function (maxWh: number) {
  const { run } = this;
  const events = run.memory.events ?? [];
  await run.judge('asks-at-most', { ...parties(run), eventIds: events.map((e) => e.eventId), maxWh });
  await run.judge('commands-within-report', parties(run));
});

Then(
  'the utility has requested {power} for the whole event, naming class and meter',
  async function (powerW: number) {
    const { run } = this;
    const event = theEvent(run);
    const fields = {
      dispatchId: { present: true },
      sink: { eq: 'GRID' },
      dischargePowerW: { eq: powerW },
      start: { fromMs: event.startMs, toMs: event.startMs },
      durationS: { eq: Math.round((event.endMs - event.startMs) / 1000) },
      responseClass: { eq: event.responseClass },
      meteringPointId: { eq: meteringPoint(run) },
      validForS: { min: 30, max: 900 },
    } as const;
    await hasRequested(run, fields, run.pev);
  },
);

Then('the utility has sent one DispatchRequest for the event', async function () {
  const { run, bench } = this;
  const event = theEvent(run);
  const byMs = Math.max(bench.nowMs, surelyMs(run, event.startMs));
  await run.judge('sends-exactly', {
    by: run.utility,
    name: 'DispatchRequest',
    to: run.pev,
    afterN: event.n,
    fromMs: bench.nowMs,
    byMs,
    select: { eventId: { eq: event.eventId } },
    count: 1,
  });
});

Then('the utility has sent no DispatchRequest for the event', async function () {
  await asksNothing(this.run);
});

Then('the utility asks for nothing when the event would have begun', async function () {
  await asksNothing(this.run);
});

Then(
  'the utility requests at most {energy} and at most {power}',
  async function (maxWh: number, maxW: number) {
    const { run } = this;
    await run.judge('asks-at-most', { ...parties(run), eventIds: [theEvent(run).eventId], maxWh, maxW });
  },
);

Then(
  'the second PEV is asked for at most {energy}, and the first for {power}',
  async function (maxWh: number, powerW: number) {
    const { run } = this;
    const second = { ...parties(run), pev: run.pevUrn(1) };
    await hasRequested(run, { dischargePowerW: { eq: powerW } }, run.pev);
    await run.judge('asks-at-most', { ...second, eventIds: [theEvent(run).eventId], maxWh });
  },
);

Then('no request is above what the PEV last reported', async function () {
  const { run, bench } = this;
  await bench.runUntil(Math.max(bench.nowMs, surelyMs(run, theEvent(run).startMs)));
  await run.judge('commands-within-report', parties(run));
});

Then(
  'the utility changes the running request to {power} with the next revision within {duration}',
  async function (powerW: number, limitMs: number) {
    const { run } = this;
    const from = lastOf(run);
    await run.judge('changes-request', {
      utility: run.utility,
      pev: run.pev,
      basisN: from.n,
      powerW,
      fromMs: from.atMs,
      byMs: from.atMs + limitMs,
    });
  },
);

Then('the discharge comes to {power}', async function (powerW: number) {
  const { run } = this;
  const from = lastOf(run);
  const fromW = -(run.view.curve(run.pev).powerAt(from.atMs) ?? 0);
  const holdUntilMs = from.atMs + RESPONSE_CLASSES.SCHEDULED.fullMs + 300_000;
  await run.judge('reaches-power', {
    pev: run.pev,
    fromW,
    setpointW: powerW,
    responseClass: theEvent(run).responseClass,
    t0Ms: from.atMs,
    holdUntilMs,
    basisN: from.n,
  });
});

Then('each command is renewed before its time is over', async function () {
  await this.run.judge('renews-in-time', parties(this.run));
});

Then('each command is good for at least 30 seconds and at most 900 seconds', async function () {
  await this.run.judge('validity-in-bounds', { ...parties(this.run), minS: 30, maxS: 900 });
});

Then(
  'each command is good for at least three times as long as the utility takes to renew it',
  async function () {
    await this.run.judge('outlasts-renewals', parties(this.run));
  },
);

Then('each renewal asks for the power of the command that it renews', async function () {
  await this.run.judge('renews-unchanged', parties(this.run));
});

function parties(run: CaseRun): { utility: string; pev: string; basisN: number } {
  return { utility: run.utility, pev: run.pev, basisN: theEvent(run).n };
}

async function asksNothing(run: CaseRun): Promise<void> {
  const event = theEvent(run);
  await run.judge('does-not-send', {
    by: run.utility,
    name: 'DispatchRequest',
    to: run.pev,
    afterN: event.n,
    untilMs: event.endMs,
    select: { eventId: { eq: event.eventId } },
  });
}
