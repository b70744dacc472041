/** Events as a Utility's operator makes them, and how the Utility spreads them to all whom they are for (PR2-A-01). */
import type { Fields } from '../../lab/checks/fields';
import type { CaseRun } from '../../lab/session/case-run';
import { announce, theEvent } from '../base/event';
import { lastOf } from '../base/outcome-power';
import { mustSend } from '../base/outcome-messages';
import { create } from '../connection/announcing';
import { askFor } from './alerts';
import { Given, Then, When } from '../world';

/** How long an order of the operator may take to reach the PEVs: as long as an answer of the slowest class. */
const TOLD_MS = 10_000;

When(
  'the operator creates an event of {power} for both in {duration}, for {duration}',
  async function (powerW: number, leadMs: number, lengthMs: number) {
    await create(this.run, powerW, this.bench.nowMs + leadMs, lengthMs);
  },
);

When(
  'the operator creates an event of {power} for the first PEV alone in {duration}, for {duration}',
  async function (powerW: number, leadMs: number, lengthMs: number) {
    const targets = [{ pevId: this.run.ids.of('pev') }];
    await create(this.run, powerW, this.bench.nowMs + leadMs, lengthMs, { targets });
  },
);

When(
  'the operator creates an event of {power} for both in {duration}, for {duration}, its start spread over {duration}',
  async function (powerW: number, leadMs: number, lengthMs: number, windowMs: number) {
    const randomizeStartS = windowMs / 1000;
    await create(this.run, powerW, this.bench.nowMs + leadMs, lengthMs, { randomizeStartS });
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

When(
  'the operator creates another event under the id of the first, of {power} in {duration}, for {duration}',
  async function (powerW: number, leadMs: number, lengthMs: number) {
    const first = theEvent(this.run);
    await create(this.run, powerW, this.bench.nowMs + leadMs, lengthMs, { eventId: first.eventId });
    this.run.memory.event = first;
  },
);

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
  for (const [index] of this.run.setup.pevs.entries())
    await sendsTheEvent(this.run, index, event.n, ms, { durationS: { min: 1, max: 86_400 } });
});

Then('each PEV gets the event with a window of {duration}', async function (windowMs: number) {
  const { n } = theEvent(this.run);
  for (const [index] of this.run.setup.pevs.entries())
    await sendsTheEvent(this.run, index, n, TOLD_MS, { randomizeStartS: { eq: windowMs / 1000 } });
});

Then('the event that each PEV gets names both', async function () {
  const { run } = this;
  const { n } = theEvent(run);
  const ids = run.setup.pevs.map((p) => ({ pevId: p.id }));
  for (const [index] of run.setup.pevs.entries())
    await sendsTheEvent(run, index, n, TOLD_MS, { targets: { oneOf: [ids, ids.toReversed()] } });
});

Then('the utility sends the changed event to the PEV within {duration}', async function (ms: number) {
  const { powerW } = theEvent(this.run);
  await sendsTheEvent(this.run, 0, lastOf(this.run).n, ms, {
    revision: { min: 1 },
    'intervals.0.dischargePowerW': { eq: powerW },
  });
});

Then('the utility has the event on record in that revision', async function () {
  const { run } = this;
  const { eventId } = theEvent(run);
  const sent = run.view.messages('EnergySupplyEvent', {
    by: run.utility,
    where: (d) => d['eventId'] === eventId,
  });
  const query = await askFor(run, 'eventStates');
  await run.judge('record-holds', {
    query,
    select: { eventId: { eq: eventId } },
    fields: { revision: { eq: Math.max(0, ...sent.map((s) => s.message?.data.revision ?? 0)) } },
    count: 1,
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

/** The utility sends the event of the case to a PEV, within a time from what happened last. */
async function sendsTheEvent(
  run: CaseRun,
  index: number,
  afterN: number,
  limitMs: number,
  fields: Fields,
): Promise<void> {
  const { atMs } = lastOf(run);
  await run.judge('sends', {
    by: run.utility,
    name: 'EnergySupplyEvent',
    to: run.pevUrn(index),
    afterN,
    fromMs: atMs,
    byMs: atMs + limitMs,
    select: { eventId: { eq: theEvent(run).eventId } },
    fields,
  });
}
