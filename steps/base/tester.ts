/**
 * The Utility as the kit plays it in a PEV's or an ESCI's case: it says exactly what a step asks, once, and keeps an
 * active dispatch alive so that the watchdog stays out of scenarios that are not about it.
 */
import { timeMs, timeText } from '../../reference-impl/endpoint/identifiers';
import type { MessageBodies, MessageName, NoticeClass } from '../../schemas';
import { dispatchesOf, setpointAt } from '../../lab/checks/dispatches';
import type { CaseRun } from '../../lab/session/case-run';
import type { RememberedEvent, RememberedRequest } from '../../lab/session/case-memory';

/** Refreshed this often, each refresh holding for the longest validity (P_WATCHDOG). */
const REFRESH_MS = 300_000;
export const VALID_FOR_S = 900;
/**
 * So long before the start of an event its request goes out: the PEV's report is fresh then (P_AVAIL_AGE), and a PEV
 * that takes all of the time that its answer may take has answered by then.
 */
const BEFORE_START_MS = 10_000;

/** The kit's Utility says something to a PEV or the ESCI; remembered as the last thing said. */
export function say<N extends MessageName>(
  run: CaseRun,
  name: N,
  subject: string,
  data: MessageBodies[N],
  to = run.pev,
  overrides: Record<string, unknown> = {},
): number {
  const { bench } = run;
  const message = bench.puppet(run.utility).compose(bench.nowMs, name, to, subject, data, overrides);
  const n = bench.say(run.utility, message);
  run.memory.lastSaidN = n;
  run.memory.last = { n, atMs: bench.nowMs };
  return n;
}

/**
 * The same message put on the PEV's own link, as a relay would: for what a conformant ESCI would stop on its way.
 * The PEV's answer goes back the usual way.
 */
export function sayAtPev(
  run: CaseRun,
  name: MessageName,
  subject: string,
  data: object,
  overrides: Record<string, unknown> = {},
): number {
  const { bench } = run;
  const via = { via: run.esci, viatime: timeText(bench.nowMs) };
  const message = bench
    .puppet(run.utility)
    .compose(bench.nowMs, name, run.pev, subject, data as never, { ...via, ...overrides });
  const n = bench.inject(run.esci, run.pev, { message });
  run.memory.lastSaidN = n;
  run.memory.last = { n, atMs: bench.nowMs };
  return n;
}

/** Waits until a request for the event may go out: shortly before it begins. */
export async function untilRequestIsDue({ bench }: CaseRun, { startMs }: RememberedEvent): Promise<void> {
  const dueMs = startMs - BEFORE_START_MS;
  if (bench.nowMs < dueMs) await bench.runUntil(dueMs);
}

/** The customer's enrollments reach the ESCI as records, as the Utility owes it. */
export function enroll(run: CaseRun): void {
  for (const record of run.setup.enrollments)
    say(run, 'EnrollmentRecord', record.customerId, record, run.esci);
}

/** The body of an event as a plain Utility would send it: one interval, the class of its lead. */
export function eventBody(
  run: CaseRun,
  event: { eventId: string; revision: number; startMs: number; endMs: number; powerW: number },
): MessageBodies['EnergySupplyEvent'] {
  const durationS = Math.round((event.endMs - event.startMs) / 1000);
  const leadS = (event.startMs - run.bench.nowMs) / 1000;
  const noticeClass = noticeClassOf(leadS);
  return {
    eventId: event.eventId,
    revision: event.revision,
    programId: run.ids.of('program'),
    serviceType: 'ENERGY_DR',
    reason: noticeClass === 'PLANNED' ? 'PEAK' : 'RELIABILITY',
    noticeClass,
    targets: run.setup.pevs.map((p) => ({ pevId: p.id })),
    start: timeText(event.startMs),
    durationS,
    intervals: [{ offsetS: 0, durationS, dischargePowerW: event.powerW }],
    responseClass: run.usualClass,
    meteringPointId: meteringPoint(run),
  };
}

/** PR2-A-09: the class by lead. */
export function noticeClassOf(leadS: number): NoticeClass {
  return leadS >= 86_400 ? 'PLANNED' : leadS >= 3600 ? 'DAY_OF' : 'EMERGENCY';
}

export function requestBody(
  run: CaseRun,
  event: RememberedEvent,
  powerW: number,
  durationS: number,
): MessageBodies['DispatchRequest'] {
  return {
    dispatchId: run.dispatchId(event.eventId),
    eventId: event.eventId,
    revision: 0,
    sink: 'GRID',
    dischargePowerW: powerW,
    start: timeText(event.startMs),
    durationS,
    responseClass: event.responseClass,
    meteringPointId: meteringPoint(run),
    validForS: VALID_FOR_S,
  };
}

/** Where the first PEV is metered. */
export function meteringPoint(run: CaseRun): string {
  return run.ids.of('metering point');
}

/** Sends a request and remembers it as the case's. */
export function request(
  run: CaseRun,
  body: MessageBodies['DispatchRequest'],
  put: typeof say | typeof sayAtPev = say,
): RememberedRequest {
  const n = put(run, 'DispatchRequest', body.eventId, body);
  const startMs = timeMs(body.start);
  const remembered: RememberedRequest = {
    dispatchId: body.dispatchId,
    eventId: body.eventId,
    name: 'DispatchRequest',
    revision: body.revision,
    fromW: 0,
    powerW: body.dischargePowerW,
    effectiveMs: startMs,
    endMs: startMs + body.durationS * 1000,
    responseClass: body.responseClass,
    n,
  };
  run.memory.request = remembered;
  keepAlive(run);
  return remembered;
}

/** Sends an update of the request under way and remembers it as the case's. */
export function update(
  run: CaseRun,
  powerW: number,
  members: Partial<MessageBodies['DispatchUpdate']> = {},
  put: typeof say | typeof sayAtPev = say,
): RememberedRequest {
  const before = run.memory.request;
  if (before === undefined) throw new Error('an update needs a request before it');
  const body = {
    dispatchId: before.dispatchId,
    revision: before.revision + 1,
    dischargePowerW: powerW,
    validForS: VALID_FOR_S,
    ...members,
  };
  const n = put(run, 'DispatchUpdate', before.eventId, body);
  const effectiveMs = body.effectiveAt === undefined ? run.bench.nowMs : Date.parse(body.effectiveAt);
  const remembered: RememberedRequest = {
    ...before,
    name: 'DispatchUpdate',
    revision: body.revision,
    fromW: before.powerW,
    powerW,
    effectiveMs,
    n,
  };
  run.memory.request = remembered;
  return remembered;
}

/** Repeats the power of the request now and then, as PR2-X-05 wants it of a Utility, until the case says otherwise. */
function keepAlive(run: CaseRun): void {
  if (run.memory.refreshing !== undefined) return;
  run.memory.refreshing = true;
  const { bench } = run;
  const plan = (): void => {
    const { request: active } = run.memory;
    if (active === undefined || run.memory.refreshing !== true) return;
    const nextMs = Math.max(bench.nowMs, active.effectiveMs) + REFRESH_MS;
    if (nextMs >= active.endMs) {
      delete run.memory.refreshing; // a later request is kept alive anew
      return;
    }
    bench.plan(nextMs, async () => {
      if (run.memory.refreshing === true) refresh(run);
      plan();
    });
  };
  plan();
}

/** Repeats the power that is in force, whatever was asked and refused since; what the steps remember stays. */
function refresh(run: CaseRun): void {
  const { request: current, lastSaidN, last } = run.memory;
  const dispatch = dispatchesOf(run.view, run.pev).find((d) => d.dispatchId === current?.dispatchId);
  if (current === undefined || dispatch === undefined || ended(run, dispatch.dispatchId)) return;
  if (run.bench.nowMs < dispatch.startMs) return; // another request has taken over, and has not begun
  update(run, setpointAt(dispatch, run.bench.nowMs));
  const revision = run.memory.request?.revision ?? current.revision;
  Object.assign(run.memory, { request: { ...current, revision }, lastSaidN, last });
}

/** Over, or told to be over by now; an end that is only foreseen is renewed until it comes. */
function ended(run: CaseRun, dispatchId: string): boolean {
  const told = run.view
    .messages('TerminationNotice')
    .filter((s) => s.message?.data.dispatchId === dispatchId)
    .at(-1);
  return (
    run.view
      .messages('DispatchConfirmation')
      .some((s) => s.message?.data.dispatchId === dispatchId && s.message.data.state === 'ENDED') ||
    (told?.message !== undefined && Date.parse(told.message.data.effectiveAt) <= run.bench.nowMs)
  );
}
