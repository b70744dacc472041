/** Two events that want one PEV at the same time, and which of them goes first (PR2-X-06). */
import { defineParameterType } from '@cucumber/cucumber';
import { CaseStop } from '../../lab/bench/case-stop';
import type { RememberedEvent } from '../../lab/session/case-memory';
import type { CaseRun } from '../../lab/session/case-run';
import { timeText } from '../../reference-impl/endpoint/identifiers';
import type { MessageBodies } from '../../schemas';
import { announce, requireOptIn } from '../base/event';
import { asksTheSecondAlone } from '../connection/enrollment';
import { act } from '../base/connection';
import { lastOf } from '../base/outcome-power';
import { request, requestBody, say } from '../base/tester';
import { arrivesDated } from '../customer/opting';
import { requireAccepted } from '../dispatch/requests';
import { Given, Then, When } from '../world';

/** What an event says of its rank, as members of its message. */
type Rank = Record<string, unknown>;

defineParameterType({
  name: 'rank',
  regexp: /for economy|for reliability|in an emergency(?: of priority \d+)?|of priority \d+/,
  transformer: (text: string): Rank => {
    if (text === 'for economy') return { reason: 'PEAK' };
    if (text === 'for reliability') return { reason: 'RELIABILITY' };
    const said = /of priority (\d+)/.exec(text)?.[1];
    const priority = said === undefined ? {} : { priority: Number(said) };
    return text.startsWith('in an emergency')
      ? { reason: 'RELIABILITY', serviceType: 'EMERGENCY', ...priority }
      : { reason: 'PEAK', ...priority };
  },
});

/** What the features call the events; their ids are in this order. */
const LETTERS = ['A', 'B', 'C'];

/** So long before its start an event is asked for: two requests are answered before the first of them begins. */
const BEFORE_START_MS = 30_000;

Given(
  'it has opted in to event {word}, {rank}, of {power} in {duration}, for {duration}',
  async function (letter: string, rank: Rank, powerW: number, leadMs: number, lengthMs: number) {
    await call(this.run, letter, rank, powerW, leadMs, lengthMs);
    await requireOptIn(this.run);
  },
);

/** Announced in one breath: their messages bear the same time. */
Given(
  'it has opted in to the events A and B, announced at the same instant, each of {power} in {duration}, for {duration}',
  async function (powerW: number, leadMs: number, lengthMs: number) {
    const { run } = this;
    await call(run, 'A', { reason: 'PEAK' }, powerW, leadMs, lengthMs);
    const a = run.memory.event;
    await call(run, 'B', { reason: 'PEAK' }, powerW, leadMs, lengthMs);
    await requireOptIn(run);
    Object.assign(run.memory, { event: a });
    await requireOptIn(run);
  },
);

When(
  'the operator creates event {word}, {rank}, of {power} in {duration}, for {duration}',
  async function (letter: string, rank: Rank, powerW: number, leadMs: number, lengthMs: number) {
    await call(this.run, letter, rank, powerW, leadMs, lengthMs);
    await this.bench.runFor(1000);
  },
);

When(
  'the operator creates event {word}, {rank}, of {power} at the end of event {word}, for {duration}',
  async function (letter: string, rank: Rank, powerW: number, before: string, lengthMs: number) {
    const leadMs = named(this.run, before).endMs - this.bench.nowMs;
    await call(this.run, letter, rank, powerW, leadMs, lengthMs);
    await this.bench.runFor(1000);
  },
);

When(
  'the operator creates event {word}, {rank}, of {power} for the first PEV alone, over the time of event {word}',
  async function (letter: string, rank: Rank, powerW: number, other: string) {
    const { run, bench } = this;
    const { startMs, endMs } = named(run, other);
    const members = { ...rank, targets: [{ pevId: run.ids.of('pev') }] };
    const eventId = idOfEvent(run, letter);
    await announce(run, { startMs, lengthMs: endMs - startMs, powerW, eventId, members });
    await bench.runFor(1000);
  },
);

/** A later revision of an event, which is of another rank now. */
When('the utility changes event {word} to one {rank}', async function (letter: string, rank: Rank) {
  const { run, bench } = this;
  const event = named(run, letter);
  const before = run.view.sentAt(event.n)?.message?.data as MessageBodies['EnergySupplyEvent'] | undefined;
  if (before === undefined) throw new CaseStop('kit', `no step before announced event ${letter}`);
  const revision = event.revision + 1;
  const n = say(run, 'EnergySupplyEvent', event.eventId, { ...before, ...rank, revision });
  run.memory.events = run.memory.events?.map((e) => (e === event ? { ...event, revision, n } : e)) ?? [];
  await bench.runFor(50);
});

When('the utility requests event {word}', async function (letter: string) {
  await ask(this.run, named(this.run, letter));
});

Given('the utility has requested event {word}', async function (letter: string) {
  await ask(this.run, named(this.run, letter));
  await requireAccepted(this.run);
});

Given('event {word} is under way', async function (letter: string) {
  const { run, bench } = this;
  const event = named(run, letter);
  await ask(run, event);
  await requireAccepted(run);
  const there = (): boolean =>
    Math.abs(-(run.view.curve(run.pev).powerAt(bench.nowMs) ?? 0) - event.powerW) <= event.powerW * 0.05;
  if (!(await bench.waitFor(there, Math.max(event.startMs, bench.nowMs) + 301_000)))
    throw new CaseStop('precondition', `event ${letter} did not get under way`, run.pev);
  await bench.runFor(10_000);
});

When('the utility cancels event {word}', async function (letter: string) {
  const { run, bench } = this;
  const { eventId, revision } = named(run, letter);
  run.memory.refreshing = false;
  if (run.utilityIsDevice) await act(run, run.utility, 'cancel-event', { eventId, reason: 'ABATED' });
  else say(run, 'EventCancel', eventId, { eventId, revision: revision + 1, reason: 'ABATED' });
  await bench.runFor(50);
});

When('the customer opts out of event {word} at the PEV', async function (letter: string) {
  const { eventId } = named(this.run, letter);
  await act(this.run, this.run.pev, 'opt-out', { eventId, source: 'HMI' });
});

Then(
  "the PEV's notice of event {word} arrives within {duration} with the time of the customer's action",
  async function (letter: string, limitMs: number) {
    await arrivesDated(this.run, this.run.pev, named(this.run, letter).eventId, limitMs);
  },
);

When('event {word} has begun', async function (letter: string) {
  await this.bench.runUntil(named(this.run, letter).startMs + 330_000);
});

Then('the PEV says that its dispatch of event {word} is over', async function (letter: string) {
  const { run } = this;
  const { eventId } = named(run, letter);
  const from = lastOf(run);
  // It is over as soon as the other is accepted, which may take the time of an answer.
  const accepted = run.view.messages('DispatchResponse', { by: run.pev, afterN: from.n })[0]?.atMs;
  const dispatchId = { eq: run.dispatchId(eventId) };
  // A dispatch that never began has nothing to terminate: that it has ended says as much.
  await run.judge('sends-one-of', {
    by: run.pev,
    options: [
      { name: 'TerminationNotice', fields: { dispatchId } },
      { name: 'DispatchConfirmation', fields: { dispatchId, state: { eq: 'ENDED' } } },
    ],
    afterN: from.n,
    byMs: (accepted ?? from.atMs) + run.param('P_T_POSTTERM') * 1000 + 100,
  });
});

Then('the utility cancels event {word} at the PEV as superseded', async function (letter: string) {
  await cancelled(this.run, letter, 'SUPERSEDED');
});

Then(
  'the utility cancels event {word} at the PEV for {word}',
  async function (letter: string, reason: string) {
    await cancelled(this.run, letter, reason);
  },
);

Then('the utility leaves event {word} in force', async function (letter: string) {
  await silent(this.run, 'EventCancel', letter);
});

Then('the utility does not announce event {word} again', async function (letter: string) {
  await silent(this.run, 'EnergySupplyEvent', letter);
});

Then(
  'the second PEV is asked all the same when event {word} begins, and the first is not',
  async function (letter: string) {
    await asksTheSecondAlone(this.run, named(this.run, letter));
  },
);

Then('the utility asks nothing of the PEV in event {word}', async function (letter: string) {
  await silent(this.run, 'DispatchRequest', letter);
});

Then('the PEV gives {power} in event {word}', async function (powerW: number, letter: string) {
  const { run } = this;
  const event = named(run, letter);
  const fromMs = event.startMs + 310_000;
  await run.judge('holds-power', {
    pev: run.pev,
    setpointW: powerW,
    fromMs,
    toMs: fromMs + 600_000,
    basisN: event.n,
  });
});

async function call(
  run: CaseRun,
  letter: string,
  rank: Rank,
  powerW: number,
  leadMs: number,
  lengthMs: number,
): Promise<void> {
  const startMs = run.bench.nowMs + leadMs;
  await announce(run, { startMs, lengthMs, powerW, eventId: idOfEvent(run, letter), members: rank });
}

/** What is left of the event, from 5 s before its start or from now. */
async function ask(run: CaseRun, event: RememberedEvent): Promise<void> {
  const { bench } = run;
  if (bench.nowMs < event.startMs - BEFORE_START_MS) await bench.runUntil(event.startMs - BEFORE_START_MS);
  const startMs = Math.max(event.startMs, bench.nowMs);
  const restS = Math.floor((event.endMs - startMs) / 1000);
  run.memory.event = event;
  request(run, { ...requestBody(run, event, event.powerW, restS), start: timeText(startMs) });
  await bench.runFor(50);
}

/** Nothing of that kind about the event until it is over. */
/** Within the time of an answer after what happened last. */
async function cancelled(run: CaseRun, letter: string, reason: string): Promise<void> {
  const from = lastOf(run);
  await run.judge('sends', {
    by: run.utility,
    name: 'EventCancel',
    to: run.pev,
    afterN: from.n,
    fromMs: from.atMs,
    byMs: from.atMs + 10_000,
    select: { eventId: { eq: named(run, letter).eventId } },
    fields: { reason: { eq: reason } },
  });
}

async function silent(
  run: CaseRun,
  name: 'EnergySupplyEvent' | 'EventCancel' | 'DispatchRequest',
  letter: string,
): Promise<void> {
  const { eventId, endMs } = named(run, letter);
  await run.judge('does-not-send', {
    by: run.utility,
    name,
    to: run.pev,
    afterN: lastOf(run).n,
    untilMs: endMs,
    select: { eventId: { eq: eventId } },
  });
}

function named(run: CaseRun, letter: string): RememberedEvent {
  const event = run.memory.events?.find((e) => e.eventId === idOfEvent(run, letter));
  if (event === undefined) throw new CaseStop('kit', `no step before announced event ${letter}`);
  return event;
}

/** Event A has the lowest id of all, then comes B. */
function idOfEvent(run: CaseRun, letter: string): string {
  const index = LETTERS.indexOf(letter);
  const id = run.ids.inOrder('ranked event', LETTERS.length)[index];
  if (id === undefined) throw new CaseStop('kit', `events are called ${LETTERS.join(', ')}`);
  return id;
}
