/**
 * What a PEV was asked and had accepted, read from the wire: each dispatch with its setpoints over time and what
 * ended it. The books of checks and oracles alike. Magnitudes in watts; instants in bench milliseconds.
 */
import type { Message, ResponseClass } from '../../schemas';
import { partsOf, timeMs } from '../../reference-impl/endpoint/identifiers';
import type { CaseView, Sent } from '../../runlog/case-view';
import { remembered } from './remembered';

export interface Setpoint {
  /** Delivery of the request to the PEV. */
  readonly n: number;
  readonly receivedMs: number;
  /** t0 (specification, section 3): the later of receipt and the instant from which it holds. */
  readonly t0Ms: number;
  readonly powerW: number;
  readonly revision: number;
}

export interface Ending {
  readonly n: number;
  readonly atMs: number;
  readonly why:
    'planned end' | 'cancel' | 'customer' | 'termination notice' | 'unplugged' | 'watchdog' | 'stop';
}

export interface Dispatch {
  readonly dispatchId: string;
  readonly eventId: string;
  readonly sink: string;
  readonly responseClass: ResponseClass;
  readonly startMs: number;
  readonly plannedEndMs: number;
  /** How far its start may be spread at random (PR2-X-07), before or after; 0 where the event says nothing of it. */
  readonly windowMs: number;
  /** The request as delivered to the PEV. */
  readonly requestN: number;
  /** The acceptance, as put on the wire by the PEV. */
  readonly acceptedN: number;
  readonly acceptedMs: number;
  /** Accepted setpoints in the order in which they take effect. */
  readonly setpoints: Setpoint[];
  /** What ended it before or at its planned end, the earliest first. */
  readonly endings: Ending[];
  /** Refreshes of the watchdog: receipt and validity. */
  readonly refreshes: { n: number; atMs: number; validForMs: number }[];
}

/** All dispatches that a PEV accepted, wholly or in part. Several oracles and checks ask the same of the same view. */
export const dispatchesOf: (view: CaseView, pev: string) => readonly Dispatch[] = remembered(readDispatches);

function readDispatches(view: CaseView, pev: string): Dispatch[] {
  const out: Dispatch[] = [];
  for (const { sent, delivery } of view.received(pev, 'DispatchRequest')) {
    if (sent.message === undefined || out.some((d) => d.dispatchId === sent.message?.data.dispatchId))
      continue;
    const request = sent.message;
    const answer = acceptance(view, pev, request);
    if (answer === undefined) continue;
    const startMs = timeMs(request.data.start);
    const dispatch: Dispatch = {
      dispatchId: request.data.dispatchId,
      eventId: request.data.eventId,
      sink: request.data.sink,
      responseClass: request.data.responseClass,
      startMs,
      plannedEndMs: startMs + request.data.durationS * 1000,
      windowMs: windowOf(view, pev, request.data.eventId),
      requestN: delivery.n,
      acceptedN: answer.n,
      acceptedMs: answer.atMs,
      setpoints: [],
      endings: [],
      refreshes: [],
    };
    addRequests(view, pev, dispatch);
    addUpdates(view, pev, dispatch);
    addEndings(view, pev, dispatch);
    out.push(dispatch);
  }
  return out;
}

/** The magnitude in force at `atMs`: 0 before the start and from the first ending on. */
export function setpointAt(d: Dispatch, atMs: number): number {
  const ending = d.endings[0];
  if (atMs < d.startMs || (ending !== undefined && atMs >= ending.atMs)) return 0;
  let powerW = 0;
  for (const s of d.setpoints) if (s.t0Ms <= atMs) powerW = s.powerW;
  return powerW;
}

/** Whether any part of the dispatch is in force at `atMs`, a setpoint of 0 W (standby) included. */
export function inForceAt(d: Dispatch, atMs: number): boolean {
  const ending = d.endings[0];
  return atMs >= Math.max(d.startMs, d.acceptedMs) && (ending === undefined || atMs < ending.atMs);
}

function windowOf(view: CaseView, pev: string, eventId: string): number {
  const told = view.received(pev, 'EnergySupplyEvent', { where: (d) => d['eventId'] === eventId }).pop();
  return (told?.sent.message?.data.randomizeStartS ?? 0) * 1000;
}

function acceptance(
  view: CaseView,
  pev: string,
  request: Message,
): { n: number; atMs: number; powerW?: number } | undefined {
  const answer = view
    .messages('DispatchResponse', { by: pev, correlationid: request.id })
    .find((s) => s.message?.data.status === 'ACCEPTED' || s.message?.data.status === 'PARTIAL');
  if (answer?.message === undefined) return undefined;
  const { status, acceptedPowerW } = answer.message.data;
  return {
    n: answer.n,
    atMs: answer.atMs,
    ...(status === 'PARTIAL' && acceptedPowerW !== undefined ? { powerW: acceptedPowerW } : {}),
  };
}

/** The request, and each later revision of it, before or after its start. */
function addRequests(view: CaseView, pev: string, d: Dispatch): void {
  for (const { sent, delivery } of view.received(pev, 'DispatchRequest')) {
    if (sent.message === undefined) continue;
    const fromMs = Math.max(delivery.atMs, timeMs(sent.message.data.start));
    addSetpoint(view, pev, d, { command: sent.message, delivery, fromMs, t0Ms: fromMs });
  }
}

function addUpdates(view: CaseView, pev: string, d: Dispatch): void {
  for (const { sent, delivery } of view.received(pev, 'DispatchUpdate')) {
    if (sent.message === undefined) continue;
    const { effectiveAt } = sent.message.data;
    const fromMs = Math.max(delivery.atMs, d.startMs);
    const t0Ms = Math.max(fromMs, effectiveAt === undefined ? fromMs : timeMs(effectiveAt));
    addSetpoint(view, pev, d, { command: sent.message, delivery, fromMs, t0Ms });
  }
  d.setpoints.sort((a, b) => a.t0Ms - b.t0Ms || a.revision - b.revision);
}

interface Command {
  readonly command: Message<'DispatchRequest'> | Message<'DispatchUpdate'>;
  readonly delivery: { readonly n: number; readonly atMs: number };
  /** From when on it keeps the dispatch alive. */
  readonly fromMs: number;
  /** When its power takes effect. */
  readonly t0Ms: number;
}

/** What the PEV accepted of a command for this dispatch, unless a later one was accepted before. */
function addSetpoint(view: CaseView, pev: string, d: Dispatch, c: Command): void {
  const { dispatchId, revision, dischargePowerW, validForS } = c.command.data;
  if (dispatchId !== d.dispatchId || d.setpoints.some((s) => s.revision >= revision)) return;
  const answer = acceptance(view, pev, c.command);
  if (answer === undefined) return;
  const { n, atMs: receivedMs } = c.delivery;
  const powerW = answer.powerW ?? dischargePowerW;
  d.setpoints.push({ n, receivedMs, t0Ms: c.t0Ms, powerW, revision });
  d.refreshes.push({ n, atMs: c.fromMs, validForMs: validForS * 1000 });
}

function addEndings(view: CaseView, pev: string, d: Dispatch): void {
  const { endings } = d;
  const add = (n: number, atMs: number, why: Ending['why']): void => {
    if (atMs >= d.acceptedMs) endings.push({ n, atMs, why });
  };
  add(d.requestN, d.plannedEndMs, 'planned end');
  for (const { sent, delivery } of view.received(pev, 'EventCancel'))
    if (sent.message?.data.eventId === d.eventId && !notUnderstood(view, pev, sent.message.id))
      add(delivery.n, delivery.atMs, 'cancel');
  for (const s of view.messages('ParticipationNotice', { by: pev })) {
    if (s.message?.data.eventId === d.eventId && s.message.data.action === 'OPT_OUT')
      add(s.n, s.atMs, 'customer');
  }
  for (const s of view.messages('TerminationNotice', { by: pev })) {
    if (s.message?.data.eventId === d.eventId && s.message.data.reason !== 'WATCHDOG')
      add(s.n, Math.max(s.atMs, timeMs(s.message.data.effectiveAt)), 'termination notice');
  }
  for (const stimulus of view.ofKind('stimulus')) {
    if (stimulus.device !== pev || stimulus.refused !== undefined) continue;
    if (stimulus.name === 'unplug') add(stimulus.n, stimulus.at, 'unplugged');
    if (stimulus.name === 'user-stop' || stimulus.name === 'unlock' || stimulus.name === 'power-fault')
      add(stimulus.n, stimulus.at, 'stop');
    // Who leaves another event stays in this one.
    if (stimulus.name === 'opt-out' && (stimulus.params as { eventId?: string }).eventId === d.eventId)
      add(stimulus.n, stimulus.at, 'customer');
  }
  endings.sort((a, b) => a.atMs - b.atMs);
}

/** Refused for its form or its writer, so that it means nothing (PR2-X-01, PR2-X-08). */
function notUnderstood(view: CaseView, pev: string, id: string): boolean {
  return view
    .messages('Receipt', { by: pev, correlationid: id })
    .some((s) => NOT_UNDERSTOOD.includes(s.message?.data.code ?? ''));
}

const NOT_UNDERSTOOD: readonly string[] = ['E_SCHEMA', 'E_UNAUTHORIZED', 'E_UNSUPPORTED', 'E_VERSION'];

/** First hop of a message from its author: the copy that its author itself put on the wire. */
export function authored<S extends Sent>(sent: readonly S[]): S[] {
  return sent.filter((s) => s.message !== undefined && s.by === s.message.source);
}

/** Each message once: a repeat bears the id under which its author said it first. */
export function firstCopies<S extends Sent>(sent: readonly S[]): S[] {
  const ids = new Set<string>();
  return sent.filter(({ message }) => {
    const id = `${message?.source} ${message?.id}`;
    if (ids.has(id)) return false;
    ids.add(id);
    return true;
  });
}

/** Whether a device had put a message of that id on the wire before. */
export function isRepeat(view: CaseView, { by, n, message }: Sent): boolean {
  return view.sent.some((o) => o.by === by && o.n < n && o.message?.id === message?.id);
}

/** What an ESCI reported of an event, the first that it said, from log position `afterN` on where one is given. */
export function eventReportOf(
  view: CaseView,
  esci: string,
  eventId: string,
  afterN?: number,
): Sent<'EventReport'> | undefined {
  return authored(
    view.messages('EventReport', { by: esci, ...(afterN === undefined ? {} : { afterN }) }),
  ).find((s) => s.message?.data?.eventId === eventId);
}

/** The bare id in a urn. */
export function idOf(urn: string): string {
  return partsOf(urn).id;
}
