/** Events on their way: what reaches an ESCI, and what it hands on to the PEV (PR2-A-01). */
import { CaseStop } from '../../lab/bench/case-stop';
import { timeText } from '../../reference-impl/endpoint/identifiers';
import { enrollmentOf, preferenceOf } from '../../lab/session/case-setup';
import type { CaseRun } from '../../lab/session/case-run';
import type { MessageName } from '../../schemas';
import { authenticatedMs, connect, plugIn } from '../base/connection';
import { announce, theEvent } from '../base/event';
import { lastOf } from '../base/outcome-power';
import { answered, saidOf } from '../base/outcome-messages';
import { enroll, eventBody, say } from '../base/tester';
import { Given, Then, When } from '../world';

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
  const overMs = event.endMs + this.run.param('P_CLK_SKEW') * 1000; // by the ESCI's own clock
  await this.run.judge('refuses', {
    request: event.n,
    by: this.run.esci,
    code,
    limitMs: Math.max(overMs, upAgainMs(this.run)) - sentMs + 10_000,
  });
});

async function handsOn(run: CaseRun, message: number, to: string, limitMs: number): Promise<void> {
  // What was stored has its limit from the moment in which the PEV is there to be given it.
  const notBeforeMs = to === run.pev ? ((await authenticatedMs(run)) ?? plugMs(run)) : 0;
  await run.judge('hands-on', { by: run.esci, to, message, notBeforeMs, limitMs });
}

/** When the cable of the PEV went in last. */
function plugMs(run: CaseRun): number {
  return run.view.stimuliAt(run.pev).findLast((s) => s.name === 'plug-in')?.at ?? 0;
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

/** When the device under test last came up again; without a restart never. */
function upAgainMs(run: CaseRun): number {
  const ups = run.view.restartsOf(run.dut).filter((r) => r.phase === 'up');
  return ups.at(-1)?.at ?? -Infinity;
}
