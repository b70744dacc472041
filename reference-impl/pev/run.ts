/** A dispatch from its start to its end: power is steered, confirmed, metered and stopped here. */
import { toleranceW } from '../parameters';
import { level, powerAt, ramp, settlesAt } from '../physics/trajectory';
import type { Cause } from './behaviour';
import { endCharging, planCharging } from './charging';
import { powerNow, runningDispatch, type Core } from './core';
import { predict } from './predict';
import { sendConfirmation, sendTelemetry, sendTermination } from './outbox';
import type { Dispatch, EndReason, EventRecord } from './state';
import { energyAboveJ, floorPct, greatestW, gridInRange, obstacleOf, preferenceOf, rampOf } from './view';

/** The start that was agreed: discharge begins, or the notice that it cannot. */
export function startDispatch(core: Core, d: Dispatch): void {
  const { state } = core;
  const event = state.events[d.eventId];
  if (!event || event.cancelled || event.decision === 'OPT_OUT') {
    d.phase = 'ended';
    return;
  }
  const obstacle = startObstacle(core, event);
  if (obstacle !== null) {
    endDispatch(core, d, obstacle);
    return;
  }
  endCharging(core);
  d.phase = 'running';
  state.runningId = d.dispatchId;
  sendConfirmation(core, d, 'STARTED');
  sendTelemetry(core, d);
  d.meterDueMs = state.atMs + core.behaviour.meterIntervalS(d.responseClass, core.parameters) * 1000;
  d.steerDueMs = state.atMs + core.behaviour.startDelayMs(d.responseClass, core.parameters);
  if (d.steerDueMs <= state.atMs) steer(core, 'request');
}

/** What has come up since the request was accepted. */
function startObstacle(core: Core, event: EventRecord): EndReason | null {
  const { state } = core;
  if (state.cable === null || state.unlocked) return 'UNPLUG';
  if (state.fault !== null) return 'FAULT';
  if (state.island.backup !== null) return 'GRID';
  if (!preferenceOf(core).enabled) return 'PREFERENCE';
  if (!gridInRange(core) || state.inServiceAtMs === null || state.inServiceAtMs > state.atMs) return 'GRID';
  if (obstacleOf(state) !== null) return 'DERATE';
  return energyAboveJ(core, floorPct(core, event)) > 0 ? null : 'SOC_MIN';
}

/**
 * Brings power to what the command in force, the customer and the limits leave of it; foresees the end that a
 * limit will force.
 */
export function steer(core: Core, cause: Cause): void {
  const { state, behaviour, parameters } = core;
  const d = runningDispatch(state);
  if (d?.phase !== 'running' || (d.steerDueMs !== null && d.steerDueMs > state.atMs)) return;
  d.steerDueMs = null;
  const most = greatestW(core);
  if (most === 0 && d.setpointW > 0) {
    endDispatch(core, d, 'DERATE', { cause: 'limit' });
    return;
  }
  const wantedW = wantedPowerW(core, d, most);
  const heldW = behaviour.heldPowerW(wantedW);
  const moves = -state.power.toW !== heldW;
  if (moves) {
    const rateWps = rampOf(core, d);
    const shape = behaviour.stopShape(cause, rateWps, parameters);
    const bounded = cause === 'request' || heldW > -powerNow(state);
    state.power = ramp(state.power, state.atMs, 0 - heldW, rateWps, bounded ? undefined : shape.withinMs);
  }
  if (moves || cause === 'request') d.confirm = confirmationOf(core, d, wantedW);
  predict(core, d);
}

/** What remains of the setpoint under limits, an override and the watchdog, W. */
function wantedPowerW(core: Core, d: Dispatch, limitW: number): number {
  if (d.silenced) return 0;
  const { state, behaviour } = core;
  const override = state.events[d.eventId]?.override ?? null;
  const customerW = override?.mostW ?? Number.POSITIVE_INFINITY;
  const wantedW = behaviour.limitedW(Math.min(d.setpointW, customerW), limitW);
  return wantedW < state.build.minDischargeW ? 0 : wantedW;
}

/** What will be confirmed, and when it has been in the band for long enough. */
function confirmationOf(core: Core, d: Dispatch, wantedW: number): Dispatch['confirm'] {
  const { state, behaviour, parameters } = core;
  const settled = settlesAt(state.power, -wantedW, toleranceW(wantedW, parameters.tolerancePct));
  const delayMs = behaviour.confirmDelayMs(d.responseClass, parameters);
  const curtailed = !d.silenced && wantedW < d.setpointW;
  const confirmed = curtailed ? 'CURTAILED' : wantedW === 0 ? 'STANDBY' : 'AT_POWER';
  if (delayMs === null) return { state: confirmed, dueMs: state.atMs };
  return settled === null ? null : { state: confirmed, dueMs: Math.max(settled, state.atMs) + delayMs };
}

/** The confirmation that has become due. */
export function confirm(core: Core, d: Dispatch): void {
  if (d.confirm === null) return;
  const { state } = d.confirm;
  d.confirm = null;
  sendConfirmation(core, d, state);
}

/** One metered value. */
export function meter(core: Core, d: Dispatch): void {
  sendTelemetry(core, d);
  d.meterDueMs += core.behaviour.meterIntervalS(d.responseClass, core.parameters) * 1000;
}

/** A command of the running dispatch takes effect. */
export function applyChange(core: Core, d: Dispatch, change: Dispatch['changes'][number]): void {
  d.changes = d.changes.filter((c) => c !== change);
  d.setpointW = change.powerW;
  d.powerRevision = Math.max(d.powerRevision, change.revision);
  steer(core, 'request');
}

/** No word for too long: to zero, until the next one (PR2-X-05). */
export function silence(core: Core, d: Dispatch): void {
  d.silenced = true;
  d.announced = null;
  sendTermination(core, d, 'WATCHDOG', false, core.state.atMs);
  steer(core, 'end');
}

export interface EndOptions {
  /** How power goes down; `trip` opens at once. */
  readonly cause?: Cause | 'trip';
  /** Whether the end is told as foreseen. */
  readonly predicted?: boolean;
  /** Null where the notice has been given, or none is due. */
  readonly notice?: EndReason | null;
}

/** Ends a dispatch before or at its planned end; the rest follows when power is zero. */
export function endDispatch(
  core: Core,
  d: Dispatch,
  reason: EndReason | null,
  options: EndOptions = {},
): void {
  const { state, behaviour, parameters } = core;
  const { cause = 'end', predicted = false, notice = reason } = options;
  if (d.phase === 'ended') return;
  if (notice !== null && d.phase !== 'stopping') sendTermination(core, d, notice, predicted, state.atMs);
  if (d.phase === 'pending') {
    d.phase = 'ended';
    return;
  }
  if (d.phase === 'running') d.stopReason = reason;
  d.phase = 'stopping';
  d.confirm = null;
  d.prediction = null;
  d.changes = [];
  if (cause === 'trip') state.power = level(state.atMs, 0);
  else if (state.power.toW !== 0) {
    const shape = behaviour.stopShape(cause, rampOf(core, d), parameters);
    state.power = ramp(state.power, state.atMs, 0, shape.rateWps, shape.withinMs);
  }
  if (powerAt(state.power, state.atMs) === 0) finishDispatch(core, d);
}

/** Power is zero: the last values, and what comes after (PR2-A-23). */
export function finishDispatch(core: Core, d: Dispatch): void {
  const { state } = core;
  if (powerNow(state) !== 0 || d.phase !== 'stopping') return;
  d.phase = 'ended';
  state.runningId = null;
  if (d.stopReason === 'SOC_MIN') state.floorLatched = true;
  sendTelemetry(core, d);
  sendConfirmation(core, d, 'ENDED', planCharging(core, d));
}
