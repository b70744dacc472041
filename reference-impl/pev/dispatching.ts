/** Requests, updates and cancels of the Utility (PR2-A-14, A-15, A-22, A-24, X-05, X-06). */
import { timeMs } from '../endpoint/identifiers';
import type { Message } from '../../schemas';
import { benchMs, liveDispatches, runningDispatch, wallNow, type Core } from './core';
import { endWallMs, isOptedOut } from './customer';
import type { DispatchDecision } from './decide-dispatch';
import type { Stretch } from './profile';
import { applyChange, endDispatch, steer } from './run';
import type { Dispatch, EventRecord } from './state';
import { aheadOf, situationOf } from './view';

/** M11: checked, answered, and taken on for its start. */
export function takeRequest(core: Core, message: Message<'DispatchRequest'>): void {
  const { state, endpoint, behaviour } = core;
  const { data } = message;
  const event = state.events[data.eventId] ?? null;
  const known = state.dispatches[data.dispatchId] ?? null;
  const namedStartMs = benchMs(core, timeMs(data.start));
  const startMs = namedStartMs + Math.round((event?.offsetS ?? 0) * 1000);
  const endMs = namedStartMs + data.durationS * 1000;
  const draft = draftOf(core, message, Math.max(startMs, state.atMs), endMs);
  const rivals = liveDispatches(state).filter(
    (d) => d !== known && d.endMs > draft.startMs && d.startMs < endMs,
  );
  const decision = behaviour.decideDispatch({
    ...situationOf(core, event),
    request: data,
    event: event && {
      decision: event.decision,
      optedOutByCustomer: isOptedOut(event),
      cancelled: event.cancelled,
      allowPartial: event.message.data.allowPartial === true,
    },
    known: known && { revision: known.revision, over: isOver(known) },
    startMs: endpoint.wallMs(draft.startMs),
    endMs: endpoint.wallMs(endMs),
    profile: toWall(core, aheadOf(core, draft, event)),
    occupied: rivals.some((d) => !goesBefore(core, event, d)),
    gridDispatchActive: runningDispatch(state) !== null,
  });
  respond(core, message, decision);
  if (decision.status === 'REJECTED') return;
  // What this one goes before is answered, and not silently taken up again (PR2-X-06).
  for (const rival of rivals) endDispatch(core, rival, 'CANCEL');
  takeOn(core, { ...draft, setpointW: decision.acceptedPowerW ?? data.dischargePowerW }, known);
}

/** M14: a new power, now or later, or only a sign of life. */
export function takeUpdate(core: Core, message: Message<'DispatchUpdate'>): void {
  const { state, endpoint, behaviour } = core;
  const { data } = message;
  const d = state.dispatches[data.dispatchId] ?? null;
  const event = d === null ? null : (state.events[d.eventId] ?? null);
  const statedMs = data.effectiveAt === undefined ? state.atMs : benchMs(core, timeMs(data.effectiveAt));
  const atMs = Math.max(statedMs, state.atMs);
  const change = { atMs, powerW: data.dischargePowerW, revision: data.revision };
  const decision = behaviour.decideUpdate({
    ...situationOf(core, event),
    update: data,
    dispatch: d && {
      revision: d.revision,
      over: isOver(d),
      allowPartial: d.allowPartial,
      replacedW: d.silenced ? 0 : commandAt(d, atMs),
    },
    effectiveMs: endpoint.wallMs(atMs),
    endMs: endpoint.wallMs(d?.endMs ?? atMs),
    profile: d === null ? [] : toWall(core, aheadOf(core, d, event, [change])),
  });
  respond(core, message, decision);
  if (decision.status === 'REJECTED' || d === null) return;
  d.revision = Math.max(d.revision, data.revision);
  d.deadlineMs = behaviour.watchdogDeadlineMs(state.atMs, d.startMs, data.validForS);
  applyUpdate(core, d, { ...change, powerW: decision.acceptedPowerW ?? data.dischargePowerW });
}

/** M17: the event is off; nothing of it is left running (PR2-A-24). */
export function takeCancel(core: Core, message: Message<'EventCancel'>): void {
  const { state, endpoint, behaviour } = core;
  const event = state.events[message.data.eventId] ?? null;
  const over = event !== null && wallNow(core) >= endWallMs(event);
  const verdict = behaviour.decideCancel({
    cancel: message.data,
    event: event && { revision: event.message.data.revision, cancelled: event.cancelled, over },
  });
  if (verdict === 'DUPLICATE') endpoint.acknowledge(state.atMs, message, 'DUPLICATE');
  else if (verdict !== null) endpoint.reject(state.atMs, message, verdict);
  else endpoint.acknowledge(state.atMs, message);
  if (verdict !== null || event === null) return;
  event.cancelled = true;
  for (const d of liveDispatches(state)) if (d.eventId === message.data.eventId) endDispatch(core, d, null);
}

function draftOf(
  core: Core,
  { data, source }: Message<'DispatchRequest'>,
  startMs: number,
  endMs: number,
): Dispatch {
  return {
    dispatchId: data.dispatchId,
    eventId: data.eventId,
    utility: source,
    revision: data.revision,
    powerRevision: data.revision,
    startMs,
    endMs,
    setpointW: data.dischargePowerW,
    changes: [],
    responseClass: data.responseClass,
    meteringPointId: data.meteringPointId,
    allowPartial: data.allowPartial === true,
    deadlineMs: core.behaviour.watchdogDeadlineMs(core.state.atMs, startMs, data.validForS),
    phase: 'pending',
    silenced: false,
    prediction: null,
    announced: null,
    confirm: null,
    meterDueMs: startMs,
    steerDueMs: null,
    stopReason: null,
  };
}

/** A new dispatch waits for its start; a new revision of a running one takes over where it stands. */
function takeOn(core: Core, draft: Dispatch, known: Dispatch | null): void {
  const { state } = core;
  if (known?.phase !== 'running') {
    state.dispatches[draft.dispatchId] = draft;
    return;
  }
  const { startMs, phase, announced, meterDueMs, steerDueMs } = known;
  state.dispatches[draft.dispatchId] = { ...draft, startMs, phase, announced, meterDueMs, steerDueMs };
  steer(core, 'request');
}

function applyUpdate(core: Core, d: Dispatch, change: Dispatch['changes'][number]): void {
  if (change.atMs > core.state.atMs) {
    d.changes = [...d.changes.filter((c) => c.atMs !== change.atMs), change].toSorted(
      (a, b) => a.atMs - b.atMs,
    );
    if (d.phase === 'running') steer(core, 'limit');
    return;
  }
  const refresh = !d.silenced && d.setpointW === change.powerW;
  d.silenced = false;
  if (d.phase === 'pending') d.setpointW = change.powerW;
  else if (refresh) d.powerRevision = change.revision;
  else applyChange(core, d, change);
}

function respond(
  core: Core,
  message: Message<'DispatchRequest'> | Message<'DispatchUpdate'>,
  decision: DispatchDecision,
): void {
  const { state, endpoint } = core;
  const { dispatchId, revision } = message.data;
  endpoint.reply(state.atMs, message, 'DispatchResponse', {
    pevId: state.build.id,
    dispatchId,
    revision,
    ...decision,
  });
}

/** Over, or on its way down for good. */
function isOver(d: Dispatch): boolean {
  return d.phase === 'stopping' || d.phase === 'ended';
}

/** The power commanded for an instant, W. */
function commandAt(d: Dispatch, atMs: number): number {
  return d.changes.findLast((c) => c.atMs <= atMs)?.powerW ?? d.setpointW;
}

/** Whether the event of a request takes the place of a dispatch. */
function goesBefore({ state, behaviour }: Core, event: EventRecord | null, d: Dispatch): boolean {
  const rival = state.events[d.eventId];
  return (
    event !== null &&
    rival !== undefined &&
    rival !== event &&
    behaviour.supersedes(event, rival, d.phase !== 'pending')
  );
}

function toWall(core: Core, profile: readonly Stretch[]): Stretch[] {
  const wall = (ms: number): number => core.endpoint.wallMs(ms);
  return profile.map(({ fromMs, toMs, powerW }) => ({ fromMs: wall(fromMs), toMs: wall(toMs), powerW }));
}
