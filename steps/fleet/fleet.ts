/** Many PEVs on one event (PR2-X-13). */
import type { CaseRun } from '../../lab/session/case-run';
import { enrollmentOf, preferenceOf } from '../../lab/session/case-setup';
import { act, disconnect, plugIn } from '../base/connection';
import { theEvent } from '../base/event';
import { lastOf } from '../base/outcome-power';
import { create } from '../connection/announcing';
import { Given, Then, When } from '../world';

const EFFICIENCY = 0.9;

Given(
  '{int} PEVs with {energy} available at up to {power} each are connected',
  async function (count: number, energyWh: number, powerW: number) {
    await connectAll(this.run, count, energyWh, powerW);
  },
);

Given(
  '{int} PEVs with {energy} available at up to {power} each, and no less than {power}, are connected',
  async function (count: number, energyWh: number, powerW: number, minDischargeW: number) {
    await connectAll(this.run, count, energyWh, powerW, { minDischargeW });
  },
);

When('a quarter of the event is over', async function () {
  await quarter(this.run);
});

Given('PEV {int} can give no more than {power}', async function (number: number, maxW: number) {
  await act(this.run, this.run.pevUrn(number - 1), 'derate', { element: 'pev', maxW });
  await this.bench.runFor(30_000);
});

When(
  'the operator creates an event of {power} in total in {duration}, for {duration}',
  async function (totalPowerW: number, leadMs: number, lengthMs: number) {
    await order(this.run, totalPowerW, leadMs, lengthMs);
  },
);

Given(
  'the operator has created an event of {power} in total in {duration}, for {duration}',
  async function (totalPowerW: number, leadMs: number, lengthMs: number) {
    await order(this.run, totalPowerW, leadMs, lengthMs);
    await this.bench.runFor(10_000);
  },
);

Given(
  'PEV {int} leaves after it has opted in to an event of {power} in total in {duration}, for {duration}',
  async function (number: number, totalPowerW: number, leadMs: number, lengthMs: number) {
    await order(this.run, totalPowerW, leadMs, lengthMs);
    await this.bench.runFor(60_000);
    await disconnect(this.run, number - 1);
  },
);

When(
  'the customer of PEV {int} stops its discharge a quarter into the event',
  async function (number: number) {
    await quarter(this.run);
    await act(this.run, this.run.pevUrn(number - 1), 'user-stop', {});
  },
);

When('the cable of PEV {int} is pulled a quarter into the event', async function (number: number) {
  await quarter(this.run);
  await disconnect(this.run, number - 1);
});

When('the customer of PEV {int} opts out halfway into the event', async function (number: number) {
  const { startMs, endMs, eventId } = theEvent(this.run);
  await this.bench.runUntil((startMs + endMs) / 2);
  await act(this.run, this.run.pevUrn(number - 1), 'opt-out', { eventId, source: 'HMI' });
});

Given('the customer of PEV {int} allows no discharge', async function (number: number) {
  const { id: pevId, state } = this.run.setup.pevs[number - 1] ?? { id: '', state: {} };
  const wish = { pevId, source: 'PEV_HMI', version: 2, enabled: false, socFloor: state['socFloor'] };
  await act(this.run, this.run.pevUrn(number - 1), 'set-preference', wish);
  await this.bench.runFor(10_000);
});

When(
  'the operator changes the total to {power} a quarter into the event',
  async function (dischargePowerW: number) {
    await quarter(this.run);
    await act(this.run, this.run.utility, 'change-request', {
      eventId: theEvent(this.run).eventId,
      dischargePowerW,
    });
  },
);

When('the event is over', async function () {
  await over(this.run);
});

Then('{power} in total leaves the PEVs in the middle of the event', async function (totalW: number) {
  await total(this.run, totalW, 0.45, 0.55);
});

Then('{power} in total has left the PEVs in the middle of the event', async function (totalW: number) {
  await total(this.run, totalW, 0.45, 0.55);
});

Then('{power} in total leaves the PEVs in the last quarter of the event', async function (totalW: number) {
  await total(this.run, totalW, 0.75, 0.95);
});

Then('no PEV is asked for more than it reported', async function () {
  const event = theEvent(this.run);
  await this.run.judge('asks-within-reports', {
    utility: this.run.utility,
    afterN: event.n,
    untilMs: event.endMs,
  });
});

Then("the utility's records hold one outcome for each PEV", async function () {
  const n = await records(this.run);
  await this.run.judge('one-outcome-each', {
    query: n,
    eventId: theEvent(this.run).eventId,
    pevIds: this.run.setup.pevs.map((p) => p.id),
  });
});

Then("the utility's records name a shortfall of {energy}", async function (shortfallWh: number) {
  const n = await records(this.run);
  await this.run.judge('names-shortfall', { query: n, eventId: theEvent(this.run).eventId, shortfallWh });
});

Then("the utility's records say of PEV {int} that it gave nothing", async function (number: number) {
  const n = await records(this.run);
  const pevId = this.run.setup.pevs[number - 1]?.id ?? '';
  await this.run.judge('gave-nothing', { query: n, eventId: theEvent(this.run).eventId, pevId });
});

Then(
  "the utility's records say of PEV {int} that it {part}",
  async function (number: number, states: string[]) {
    await onRecord(this.run, number, { states });
  },
);

Then(
  "the utility's records give PEV {int} from {energy} to {energy} and PEV {int} from {energy} to {energy}",
  async function (a: number, minWh: number, maxWh: number, b: number, leastWh: number, mostWh: number) {
    await onRecord(this.run, a, { states: ENDED, minWh, maxWh });
    await onRecord(this.run, b, { states: ENDED, minWh: leastWh, maxWh: mostWh });
  },
);

Then('the utility cancels the event at each PEV within {duration}', async function (ms: number) {
  const { run } = this;
  const from = lastOf(run);
  for (const i of run.setup.pevs.keys())
    await run.judge('sends', {
      by: run.utility,
      name: 'EventCancel',
      to: run.pevUrn(i),
      afterN: from.n,
      fromMs: from.atMs,
      byMs: from.atMs + ms,
      select: { eventId: { eq: theEvent(run).eventId } },
    });
});

Then('none of the PEVs is asked for anything when the event would have begun', async function () {
  const { run } = this;
  const { n, endMs, eventId } = theEvent(run);
  for (const i of run.setup.pevs.keys())
    await run.judge('does-not-send', {
      by: run.utility,
      name: 'DispatchRequest',
      to: run.pevUrn(i),
      afterN: n,
      untilMs: endMs,
      select: { eventId: { eq: eventId } },
    });
});

Then('the discharge of each PEV ends within {duration}', async function (limitMs: number) {
  const { run } = this;
  const { n, atMs } = lastOf(run);
  for (const i of run.setup.pevs.keys())
    await run.judge('stops-discharge', {
      pev: run.pevUrn(i),
      fromMs: atMs,
      limitMs,
      staysUntilMs: atMs + limitMs + 600_000,
      basisN: n,
    });
});

/** States of a part that is over, whichever way. */
const ENDED = ['DONE', 'TERMINATED', 'UNREACHABLE', 'OPTED_OUT'];

async function onRecord(
  run: CaseRun,
  number: number,
  as: { states: readonly string[]; minWh?: number; maxWh?: number },
): Promise<void> {
  const query = await records(run);
  const pevId = run.setup.pevs[number - 1]?.id ?? '';
  await run.judge('part-on-record', { query, eventId: theEvent(run).eventId, pevId, ...as });
}

async function connectAll(
  run: CaseRun,
  count: number,
  energyWh: number,
  powerW: number,
  more: Record<string, unknown> = {},
): Promise<void> {
  const { ids, setup } = run;
  const places = Array.from({ length: count }, (_, i) => i);
  setup.pevs = places.map((i) => ({
    id: ids.of('pev', i),
    state: { ...pevState(run, i + 1, energyWh, powerW), ...more },
  }));
  setup.enrollments = places.map((i) => enrollmentOf(ids, i, run.startMs));
  setup.notificationPreferences = places.map((i) => preferenceOf(ids, i, 'APP'));
  for (const esci of setup.escis) esci.evseIds = places.map((i) => ids.of('evse', i));
  const bench = await run.start();
  await bench.runFor(1000);
  for (const i of places) await plugIn(run, i);
  await bench.runFor(30_000);
}

/** Capacity and floor are drawn for each; the charge makes the energy available exact. */
function pevState(run: CaseRun, number: number, energyWh: number, powerW: number): Record<string, unknown> {
  const capacityWh = run.drawBetween(`battery capacity of PEV ${number}`, 40_000, 80_000, 1000, 'Wh');
  const socFloor = run.drawBetween(`floor of PEV ${number}`, 20, 40, 1, '%');
  const soc = socFloor + ((energyWh + 0.01) / (capacityWh * EFFICIENCY)) * 100;
  return { capacityWh, soc, socFloor, efficiency: EFFICIENCY, maxDischargeW: powerW };
}

async function order(run: CaseRun, totalPowerW: number, leadMs: number, lengthMs: number): Promise<void> {
  const startMs = run.bench.nowMs + leadMs;
  await create(run, 1, startMs, lengthMs, {
    totalPowerW,
    intervals: undefined,
    targets: run.setup.pevs.map((p) => ({ pevId: p.id })),
  });
}

async function quarter(run: CaseRun): Promise<void> {
  const { startMs, endMs } = theEvent(run);
  await run.bench.runUntil(startMs + (endMs - startMs) / 4);
}

/** Until the utility has closed its books on the event. */
async function over(run: CaseRun): Promise<void> {
  const { endMs } = theEvent(run);
  await run.bench.runUntil(Math.max(run.bench.nowMs, endMs + 180_000));
}

async function total(run: CaseRun, totalW: number, fromPart: number, toPart: number): Promise<void> {
  const { startMs, endMs, n } = theEvent(run);
  const lengthMs = endMs - startMs;
  const pevs = run.setup.pevs.map((_, i) => run.pevUrn(i));
  await run.judge('gives-in-total', {
    pevs,
    totalW,
    fromMs: startMs + lengthMs * fromPart,
    toMs: startMs + lengthMs * toPart,
    basisN: n,
  });
}

/** The utility's own records after the event; the log position of the answer. */
async function records(run: CaseRun): Promise<number> {
  await over(run);
  await run.bench.query(run.utility, 'eventStates');
  return run.view.ofKind('query').pop()?.n ?? 0;
}
