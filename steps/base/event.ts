/** An event is announced and taken up; a discharge is got under way. */
import type { MessageBodies } from '../../schemas';
import { CaseStop } from '../../lab/bench/case-stop';
import type { CaseRun } from '../../lab/session/case-run';
import type { RememberedEvent } from '../../lab/session/case-memory';
import { RESPONSE_CLASSES } from '../../lab/profile/response-classes';
import { Given, When } from '../world';
import { nextClockMs } from './clock-time';
import { act, connect, holdEnergy } from './connection';
import { eventBody, request, requestBody, say, untilRequestIsDue } from './tester';

const HOUR_MS = 3_600_000;
/** From the announcement of a discharge that is to be under way to its start. */
const LEAD_MS = HOUR_MS / 2;
const DEFAULT_W = 5000;

Given(
  'it has opted in to an event {duration} ahead, from {clock}, for {duration}',
  async function (leadMs: number, clockMin: number, lengthMs: number) {
    await optedIn(this.run, leadMs, clockMin, lengthMs, defaultPower(this.run, lengthMs));
  },
);

Given(
  'it has opted in to an event {duration} ahead, from {clock}, for {duration}, of {power}',
  async function (leadMs: number, clockMin: number, lengthMs: number, powerW: number) {
    await optedIn(this.run, leadMs, clockMin, lengthMs, powerW);
  },
);

Given(
  'it has opted in to an event of {power} in {duration}, for {duration}',
  async function (powerW: number, leadMs: number, lengthMs: number) {
    await announce(this.run, { startMs: this.bench.nowMs + leadMs, lengthMs, powerW });
    await requireOptIn(this.run);
  },
);

Given('a discharge of {power} is under way', async function (powerW: number) {
  await underWay(this.run, powerW);
});

Given(
  'a discharge of {power} for {duration} is under way',
  async function (powerW: number, lengthMs: number) {
    await underWay(this.run, powerW, { lengthMs });
  },
);

When('all but {duration} of the event pass', async function (leftMs: number) {
  await this.bench.runUntil(Math.max(this.bench.nowMs, theEvent(this.run).endMs - leftMs));
});

When('the event starts', async function () {
  const event = theEvent(this.run);
  if (this.bench.nowMs < event.startMs) await this.bench.runUntil(event.startMs);
});

async function optedIn(
  run: CaseRun,
  leadMs: number,
  clockMin: number,
  lengthMs: number,
  powerW: number,
): Promise<void> {
  const startMs = await untilAhead(run, leadMs, clockMin);
  await announce(run, { startMs, lengthMs, powerW });
  await requireOptIn(run);
}

/** Lets time pass until that time of a day (UTC) is just so far ahead; gives its instant. */
export async function untilAhead(run: CaseRun, leadMs: number, clockMin: number): Promise<number> {
  const startMs = nextClockMs(run.bench.nowMs + leadMs, clockMin);
  await run.bench.runUntil(startMs - leadMs);
  return startMs;
}

/** 5 kW, or what the PEV last reported for so long, whichever is less. */
function defaultPower(run: CaseRun, lengthMs: number): number {
  const report = run.view.messages('AvailabilityReport', { source: run.pev }).pop()?.message?.data;
  if (report === undefined) return DEFAULT_W;
  return Math.min(
    DEFAULT_W,
    report.maxDischargeW,
    Math.floor(report.availableEnergyWh / (lengthMs / 3_600_000)),
  );
}

/** Makes an event known: the tester's message, or the operator of the Utility under test. */
export async function announce(
  run: CaseRun,
  e: {
    startMs: number;
    lengthMs: number;
    powerW: number;
    eventId?: string;
    members?: Record<string, unknown>;
  },
): Promise<RememberedEvent> {
  const eventId = e.eventId ?? run.ids.of('event', run.memory.events?.length ?? 0);
  const plain = { eventId, revision: 0, startMs: e.startMs, endMs: e.startMs + e.lengthMs, powerW: e.powerW };
  const responseClass =
    (e.members?.['responseClass'] as RememberedEvent['responseClass'] | undefined) ?? run.usualClass;
  let n: number;
  if (run.utilityIsDevice) {
    const { revision: _revision, noticeClass: _noticeClass, ...body } = eventBody(run, plain);
    const refused = await act(run, run.utility, 'create-event', { ...body, ...e.members });
    if (refused !== undefined)
      throw new CaseStop('precondition', `the utility refused to create the event: ${refused}`, run.utility);
    n = run.memory.last?.n ?? 0;
  } else {
    n = say(run, 'EnergySupplyEvent', eventId, { ...eventBody(run, plain), ...e.members });
  }
  const event: RememberedEvent = { ...plain, responseClass, n };
  run.memory.event = event;
  run.memory.events = [...(run.memory.events ?? []), event];
  return event;
}

/** Waits until the PEV has opted in to the event; the case cannot go on without. */
export async function requireOptIn(run: CaseRun): Promise<void> {
  const event = theEvent(run);
  const responses = () =>
    run.view.messages('EventResponse', { by: run.pev, where: (d) => d['eventId'] === event.eventId });
  const came = await run.bench.waitFor(
    () => responses().length > 0,
    // It may take its time to arrive, and so may the answer.
    run.bench.nowMs + RESPONSE_CLASSES.SCHEDULED.ackMs + 2 * run.param('P_T_FWD') * 1000 + 1000,
  );
  const decision = responses().pop()?.message?.data;
  if (!came || decision?.decision !== 'OPT_IN') {
    throw CaseStop.refused(
      came
        ? `the PEV answered the event with ${decision?.decision} ${decision?.code ?? ''}`.trim()
        : 'the PEV did not answer the event',
      run.pev,
      decision?.code,
    );
  }
  await run.bench.runFor(1000);
}

/** Connected, opted in, accepted, at power: an event, of an hour where it is not said, with energy to spare. */
export async function underWay(
  run: CaseRun,
  powerW: number,
  { lengthMs = HOUR_MS, members = {} }: { lengthMs?: number; members?: Record<string, unknown> } = {},
): Promise<void> {
  if (!run.started) {
    if (run.memory.floor === undefined) holdEnergy(run, powerW + 10_000, Math.max(powerW, 6000));
    await connect(run);
  }
  const event = await announce(run, {
    startMs: run.bench.nowMs + LEAD_MS,
    lengthMs,
    powerW,
    members,
  });
  await requireOptIn(run);
  await untilRequestIsDue(run, event);
  if (!run.utilityIsDevice)
    request(run, { ...requestBody(run, event, powerW, lengthMs / 1000), ...(members as object) });
  const { bench } = run;
  const curve = run.view.curve(run.pev);
  const atPower = (): boolean =>
    Math.abs(-(curve.powerAt(bench.nowMs) ?? 0) - powerW) <= Math.max(150, powerW * 0.05);
  const full = RESPONSE_CLASSES[event.responseClass].fullMs;
  if (!(await bench.waitFor(atPower, event.startMs + full + 1000)))
    throw CaseStop.refused(notUnderWay(run, powerW), run.pev, refusalOf(run)?.code);
  await bench.runFor(60_000);
  run.memory.last = {
    n: bench.view.records.length > 0 ? (bench.view.records[bench.view.records.length - 1]?.n ?? 0) : 0,
    atMs: bench.nowMs,
  };
}

/** What the PEV said to the request, where it refused it. */
function refusalOf(run: CaseRun): MessageBodies['DispatchResponse'] | undefined {
  const answer = run.view.messages('DispatchResponse', { by: run.pev }).pop()?.message?.data;
  return answer?.status === 'REJECTED' ? answer : undefined;
}

function notUnderWay(run: CaseRun, powerW: number): string {
  const refusal = refusalOf(run);
  const said = refusal === undefined ? '' : `: the PEV refused the request with ${refusal.code}`;
  return `the discharge of ${powerW} W did not get under way${said}`;
}

export function theEvent(run: CaseRun): RememberedEvent {
  const { event } = run.memory;
  if (event === undefined)
    throw new CaseStop('kit', 'a step needs an event that no step before it announced');
  return event;
}
