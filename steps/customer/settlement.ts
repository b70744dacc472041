/** What is reported when an event is over, and what the customer hears of it (PR2-A-10). */
import type { Fields } from '../../lab/checks/fields';
import type { CaseRun } from '../../lab/session/case-run';
import { act, connect, holdEnergy } from '../base/connection';
import { announce, requireOptIn, theEvent } from '../base/event';
import { ask } from '../base/request';
import { Given, Then, When } from '../world';
import { askFor } from './alerts';

/** Until all reports are in and all is written up. */
const SETTLED_MS = 180_000;
/** A report may take 10 s after the end. */
const REPORT_MS = 10_000;

Given(
  "it is asked for {power} from an event's start, and the customer limits it to {power}",
  async function (powerW: number, limitW: number) {
    const { run } = this;
    holdEnergy(run, powerW * 3, 6000);
    await connect(run);
    await announce(run, { startMs: run.bench.nowMs + 1_800_000, lengthMs: 3_600_000, powerW });
    await requireOptIn(run);
    await ask(run, powerW, 3_600_000);
    await run.bench.runUntil(theEvent(run).startMs + 20_000);
    await act(run, run.pev, 'override', {
      eventId: theEvent(run).eventId,
      source: 'HMI',
      limits: { W: limitW },
    });
  },
);

Given('half of the event is over', async function () {
  const { startMs, endMs } = theEvent(this.run);
  await this.bench.runUntil((startMs + endMs) / 2);
});

When('the meter loses a minute of readings', async function () {
  await act(this.run, this.run.esci, 'meter-fault', { kind: 'gap' });
  await this.bench.runFor(60_000);
  await act(this.run, this.run.esci, 'clear-fault', {});
});

Then('the report of the event says {reported}', async function (outcomes: string[]) {
  const event = theEvent(this.run);
  await this.run.judge('sends', {
    by: this.run.esci,
    name: 'EventReport',
    afterN: event.n,
    fromMs: event.endMs,
    // The PEV's own word of the end may take as long as its power takes to cease.
    byMs: Math.max(event.endMs, this.bench.nowMs) + this.run.param('P_T_STOP') * 1000 + REPORT_MS,
    measure: 'report',
    select: { eventId: { eq: event.eventId } },
    fields: { outcome: { oneOf: outcomes } },
  });
});

Then(
  'the report says {reported} with a part of {percent} to {percent}',
  async function (outcomes: string[], min: number, max: number) {
    await settles(this.run, { outcomes, min, max });
  },
);

Then(
  'the report says {reported} with a part of {percent} to {percent}, and why',
  async function (outcomes: string[], min: number, max: number) {
    await settles(this.run, { outcomes, min, max, reason: true });
  },
);

Then('the report is an estimate', async function () {
  await settles(this.run, { outcomes: ['COMPLETED', 'PARTIAL'], min: 0, max: 100, quality: 'ESTIMATED' });
});

Then('the report of the event is measured', async function () {
  await settles(this.run, { outcomes: ['COMPLETED', 'PARTIAL'], min: 0, max: 100, quality: 'MEASURED' });
});

Then("the customer's statement, if there is one, agrees with the report", async function () {
  const event = theEvent(this.run);
  const untilMs = Math.max(event.endMs, this.bench.nowMs) + SETTLED_MS;
  await this.run.judge('statement-agrees', {
    utility: this.run.utility,
    customerId: this.run.ids.of('customer'),
    eventId: event.eventId,
    untilMs,
  });
});

Then('the utility has it on record that the PEV {part}', async function (states: string[]) {
  const event = theEvent(this.run);
  await this.bench.runUntil(Math.max(this.bench.nowMs, event.endMs + SETTLED_MS));
  const query = await askFor(this.run, 'eventStates');
  const select: Fields = { eventId: { eq: event.eventId } };
  await this.run.judge('record-holds', {
    query,
    select,
    fields: { 'targets.0.state': { oneOf: states } },
    count: 1,
  });
});

Then('the utility has the event on record as {word}', async function (state: string) {
  const event = theEvent(this.run);
  await this.bench.runUntil(Math.max(this.bench.nowMs, event.endMs + SETTLED_MS));
  const query = await askFor(this.run, 'eventStates');
  await this.run.judge('record-holds', {
    query,
    select: { eventId: { eq: event.eventId } },
    fields: { state: { eq: state } },
    count: 1,
  });
});

interface Expected {
  outcomes: readonly string[];
  /** Bounds of the participation, %. */
  min: number;
  max: number;
  reason?: boolean;
  quality?: 'MEASURED' | 'ESTIMATED';
}

async function settles(
  run: CaseRun,
  { outcomes, min, max, reason = false, quality = 'MEASURED' }: Expected,
): Promise<void> {
  const { eventId, startMs, endMs, n } = theEvent(run);
  const participation = { min: min / 100, max: max / 100 };
  await run.judge('settles', {
    esci: run.esci,
    pev: run.pev,
    eventId,
    startMs,
    endMs,
    outcomes,
    participation,
    reason,
    quality,
    afterN: n,
  });
}
