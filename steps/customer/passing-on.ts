/** Events on their way: from the utility to each ESCI, and onward to the PEV (PR2-A-01). */
import { CaseStop } from '../../lab/bench/case-stop';
import { timeText } from '../../reference-impl/endpoint/identifiers';
import { enrollmentOf, preferenceOf } from '../../lab/session/case-setup';
import type { CaseRun } from '../../lab/session/case-run';
import type { MessageName } from '../../schemas';
import { authenticatedMs, connect, plugIn } from '../base/connection';
import { announce, theEvent } from '../base/event';
import { lastOf } from '../base/outcome-power';
import { answered, mustSend, saidOf } from '../base/outcome-messages';
import { enroll, eventBody, say } from '../base/tester';
import { create } from '../connection/announcing';
import { Given, Then, When } from '../world';

/** How long an order of the operator may take to reach the PEVs: as long as an answer of the slowest class. */
const TOLD_MS = 10_000;

Given('a second customer is enrolled, with a PEV at the same ESCI', function () {
  const { ids, setup, startMs } = this.run;
  setup.pevs.push({ id: ids.of('pev', 1), state: {} });
  setup.escis[0]?.evseIds.push(ids.of('evse', 1));
  setup.enrollments.push(enrollmentOf(ids, 1, startMs));
  setup.notificationPreferences.push(preferenceOf(ids, 1, 'EMAIL'));
});

Given('the customer is enrolled with a second PEV at the same ESCI', function () {
  const { ids, setup, startMs } = this.run;
  setup.pevs.push({ id: ids.of('pev', 1), state: {} });
  setup.escis[0]?.evseIds.push(ids.of('evse', 1));
  setup.enrollments.push({ ...enrollmentOf(ids, 1, startMs), customerId: ids.of('customer') });
});

Given('both PEVs are connected', async function () {
  await connect(this.run);
  await connect(this.run, 1);
});

Given('the ESCI knows the enrollment, and no PEV is connected', async function () {
  const bench = await this.run.start();
  enroll(this.run);
  await bench.runFor(1000);
});

When('the PEV is plugged in', async function () {
  await plugIn(this.run);
});

When('the cable goes in {duration} before the event starts', async function (ms: number) {
  await this.bench.runUntil(theEvent(this.run).startMs - ms);
  await plugIn(this.run);
});

When(
  'the operator creates another event under the id of the first, of {power} in {duration}, for {duration}',
  async function (powerW: number, leadMs: number, lengthMs: number) {
    const first = theEvent(this.run);
    await create(this.run, powerW, this.bench.nowMs + leadMs, lengthMs, { eventId: first.eventId });
    this.run.memory.event = first;
  },
);

When('the utility sends the event again, under an id of its own', async function () {
  const event = theEvent(this.run);
  say(this.run, 'EnergySupplyEvent', event.eventId, eventBody(this.run, event));
  await this.bench.runFor(50);
});

When('the utility announces an event that lasts no time at all', async function () {
  await announce(this.run, {
    startMs: this.bench.nowMs + 7_200_000,
    lengthMs: 3_600_000,
    powerW: 4000,
    members: { durationS: 0 },
  });
});

When('the utility announces an event that has no end', async function () {
  await announce(this.run, {
    startMs: this.bench.nowMs + 7_200_000,
    lengthMs: 3_600_000,
    powerW: 4000,
    members: { durationS: undefined },
  });
});

Then(
  'the utility sends the event to the PEV within {duration}, with its start, its length and its power',
  async function (ms: number) {
    const event = theEvent(this.run);
    const durationS = Math.round((event.endMs - event.startMs) / 1000);
    await mustSend(this.run, 'utility', 'EnergySupplyEvent', ms, {
      eventId: { eq: event.eventId },
      revision: { eq: 0 },
      start: { fromMs: event.startMs, toMs: event.startMs },
      durationS: { eq: durationS },
      'intervals.0.dischargePowerW': { eq: event.powerW },
    });
  },
);

When(
  'the operator creates an event of {power} in {duration}, for {duration}, with {power} in its second half',
  async function (powerW: number, leadMs: number, lengthMs: number, secondW: number) {
    const durationS = Math.round(lengthMs / 2000);
    const intervals = [
      { offsetS: 0, durationS, dischargePowerW: powerW },
      { offsetS: durationS, durationS, dischargePowerW: secondW },
    ];
    await create(this.run, powerW, this.bench.nowMs + leadMs, lengthMs, { intervals });
  },
);

Then(
  'the utility sends the event to the PEV within {duration}, with {power} at first and {power} from its middle on',
  async function (ms: number, firstW: number, secondW: number) {
    const { startMs, endMs, eventId } = theEvent(this.run);
    const halfS = Math.round((endMs - startMs) / 2000);
    await mustSend(this.run, 'utility', 'EnergySupplyEvent', ms, {
      eventId: { eq: eventId },
      'intervals.0.dischargePowerW': { eq: firstW },
      'intervals.1.offsetS': { eq: halfS },
      'intervals.1.dischargePowerW': { eq: secondW },
      'intervals.2': { absent: true },
    });
  },
);

Then('the utility sends the event to each of the PEVs within {duration}', async function (ms: number) {
  const event = theEvent(this.run);
  for (const [index] of this.run.setup.pevs.entries()) {
    await this.run.judge('sends', {
      by: this.run.utility,
      name: 'EnergySupplyEvent',
      to: this.run.pevUrn(index),
      afterN: event.n,
      fromMs: lastOf(this.run).atMs,
      byMs: lastOf(this.run).atMs + ms,
      select: { eventId: { eq: event.eventId } },
      fields: { durationS: { min: 1, max: 86_400 } },
    });
  }
});

Then('the event that each PEV gets names both', async function () {
  const { run } = this;
  const { n, eventId } = theEvent(run);
  const { atMs } = lastOf(run);
  const ids = run.setup.pevs.map((p) => ({ pevId: p.id }));
  for (const [index] of run.setup.pevs.entries())
    await run.judge('sends', {
      by: run.utility,
      name: 'EnergySupplyEvent',
      to: run.pevUrn(index),
      afterN: n,
      fromMs: atMs,
      byMs: atMs + TOLD_MS,
      select: { eventId: { eq: eventId } },
      fields: { targets: { oneOf: [ids, ids.toReversed()] } },
    });
});

Then('the utility sends the changed event to the PEV within {duration}', async function (ms: number) {
  const { eventId, powerW } = theEvent(this.run);
  const { atMs } = lastOf(this.run);
  await this.run.judge('sends', {
    by: this.run.utility,
    name: 'EnergySupplyEvent',
    to: this.run.pev,
    afterN: lastOf(this.run).n,
    fromMs: atMs,
    byMs: atMs + ms,
    select: { eventId: { eq: eventId } },
    fields: { revision: { min: 1 }, 'intervals.0.dischargePowerW': { eq: powerW } },
  });
});

Then('nothing of the event is sent to the second PEV for {duration}', async function (ms: number) {
  const { n, atMs } = lastOf(this.run);
  await this.run.judge('does-not-send', {
    by: this.run.utility,
    name: 'EnergySupplyEvent',
    to: this.run.pevUrn(1),
    afterN: n,
    untilMs: atMs + ms,
  });
});

Then('every event of the utility keeps its id to itself', async function () {
  await this.run.judge('one-event-an-id', { utility: this.run.utility, afterN: 0 });
});

Then('the ESCI hands the event to the PEV as it came, within {duration}', async function (ms: number) {
  await handsOn(this.run, theEvent(this.run).n, this.run.pev, ms);
});

Then(
  "the ESCI hands the PEV's {message} to the utility as it came, within {duration}",
  async function (name: MessageName, ms: number) {
    const sent = await lastOfPev(this.run, name);
    await handsOn(this.run, sent, this.run.utility, ms);
  },
);

Then('one event reaches the PEV in {duration}', async function (ms: number) {
  const event = theEvent(this.run);
  await this.run.judge('reaches-once', {
    to: this.run.pev,
    name: 'EnergySupplyEvent',
    select: { eventId: { eq: event.eventId } },
    afterN: 0,
    untilMs: lastOf(this.run).atMs + ms,
  });
});

When(
  'the utility announces an event of {power} in {duration}, for {duration}, that says all an event can say',
  async function (powerW: number, leadMs: number, lengthMs: number) {
    const startMs = this.bench.nowMs + leadMs;
    const optOutUntil = timeText(startMs + lengthMs);
    const members = { priority: 0, randomizeStartS: 0, allowPartial: false, optOutUntil };
    await announce(this.run, { startMs, lengthMs, powerW, members });
    await this.bench.runFor(50);
  },
);

Then('both events reach the PEV within {duration}', async function (ms: number) {
  for (const event of this.run.memory.events ?? []) await handsOn(this.run, event.n, this.run.pev, ms);
});

Then('the ESCI answers that it has stored the event', async function () {
  await answered(this.run, {
    request: saidOf(this.run),
    by: this.run.esci,
    name: 'Receipt',
    fields: { status: { eq: 'STORED' } },
  });
});

Then('the ESCI answers that it has the event already', async function () {
  await answered(this.run, {
    request: saidOf(this.run),
    by: this.run.esci,
    name: 'Receipt',
    fields: { status: { eq: 'DUPLICATE' } },
  });
});

Then('the ESCI refuses the event with {code} once it is over', async function (code: string) {
  const event = theEvent(this.run);
  const sentMs = this.run.view.sentAt(event.n)?.atMs ?? this.bench.nowMs;
  await this.run.judge('refuses', {
    request: event.n,
    by: this.run.esci,
    code,
    limitMs: Math.max(event.endMs, upAgainMs(this.run)) - sentMs + 10_000,
  });
});

async function handsOn(run: CaseRun, message: number, to: string, limitMs: number): Promise<void> {
  // What was stored has its limit from the moment in which the PEV is there to be given it.
  const notBeforeMs = to === run.pev ? ((await authenticatedMs(run)) ?? plugMs(run)) : 0;
  await run.judge('hands-on', { by: run.esci, to, message, notBeforeMs, limitMs });
}

/** When the cable of the PEV went in last. */
function plugMs(run: CaseRun): number {
  return (
    run.view
      .ofKind('stimulus')
      .filter((s) => s.name === 'plug-in' && s.device === run.pev)
      .pop()?.at ?? 0
  );
}

async function lastOfPev(run: CaseRun, name: MessageName): Promise<number> {
  const own = (): number | undefined =>
    run.view.messages(name, { by: run.pev, afterN: lastOf(run).n }).pop()?.n;
  await run.bench.waitFor(() => own() !== undefined, run.bench.nowMs + 30_000);
  const n = own();
  if (n === undefined)
    throw new CaseStop('precondition', `the PEV sent no ${name} that could be passed on`, run.pev);
  return n;
}

When(
  'the operator creates an event of {power} for both in {duration}, for {duration}',
  async function (powerW: number, leadMs: number, lengthMs: number) {
    await create(this.run, powerW, this.bench.nowMs + leadMs, lengthMs);
  },
);

When(
  'the operator creates an event of {power} for both in {duration}, for {duration}, for {reason}',
  async function (powerW: number, leadMs: number, lengthMs: number, reason: string) {
    await create(this.run, powerW, this.bench.nowMs + leadMs, lengthMs, { reason });
  },
);

Given(
  'the operator has created an event of {power} in {duration}, for {duration}',
  async function (powerW: number, leadMs: number, lengthMs: number) {
    await announce(this.run, { startMs: this.bench.nowMs + leadMs, lengthMs, powerW });
    await this.bench.runFor(TOLD_MS);
  },
);

Given(
  'the operator has created an event {duration} ahead for {reason}',
  async function (leadMs: number, reason: string) {
    await announce(this.run, {
      startMs: this.bench.nowMs + leadMs,
      lengthMs: 3_600_000,
      powerW: 4000,
      members: { reason },
    });
    await this.bench.runFor(TOLD_MS);
  },
);

Given(
  'the utility has announced an event of {power} in {duration}, for {duration}',
  async function (powerW: number, leadMs: number, lengthMs: number) {
    await announce(this.run, { startMs: this.bench.nowMs + leadMs, lengthMs, powerW });
    await this.bench.runFor(1000);
  },
);

/** When the device under test last came up again; without a restart never. */
function upAgainMs(run: CaseRun): number {
  const ups = run.view.ofKind('restart').filter((r) => r.device === run.dut && r.phase === 'up');
  return ups.at(-1)?.at ?? -Infinity;
}
