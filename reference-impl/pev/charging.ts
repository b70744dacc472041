/** After an event: charging towards the departure, late enough and never in the way of the next event (PR2-A-23). */
import { timeMs, unitFrom } from '../endpoint/identifiers';
import { neededJ, rechargeS, socPct } from '../physics/battery';
import { lastMs } from '../physics/search';
import { flow, level, ramp } from '../physics/trajectory';
import { benchMs, runningDispatch, type Core } from './core';
import type { Dispatch, EventRecord } from './state';
import { chargePowerW, gridInRange, preferenceOf } from './view';

/** Charging is off this long before an accepted event starts. */
const CLEAR_MS = 1000;
const LONGEST_CHARGE_MS = 10 * 86_400_000;

/**
 * Draws the delay before charging, and returns it for the report; s. It counts from the end of the event, which
 * may come after the end of the dispatch; only a departure that needs the charge breaks into the event.
 */
export function planCharging(core: Core, d: Dispatch): number {
  const { state, behaviour, parameters } = core;
  const event = state.events[d.eventId];
  if (event && d.stopReason === 'DEPARTURE') event.left = true;
  const fromMs = event && isAccepted(event) ? Math.max(state.atMs, d.endMs) : state.atMs;
  const { departureMs, departureSocPct } = preferenceOf(core);
  const needS = departureSocPct === null ? 0 : rechargeS(state.battery, departureSocPct, chargePowerW(state));
  const latestS =
    departureMs === null || needS === 0
      ? Number.POSITIVE_INFINITY
      : (benchMs(core, departureMs) - fromMs) / 1000 - needS - rampS(core);
  const unit = unitFrom(state.build.seed, `rebound ${state.build.id} ${d.dispatchId}`);
  const delayS = behaviour.reboundDelayS(unit, latestS, parameters);
  state.chargeFromMs = fromMs + Math.ceil(delayS * 1000);
  return delayS;
}

/** Starts or stops charging as the moment wants it. */
export function steerCharging(core: Core): void {
  const { state } = core;
  const wanted = wantsCharging(core);
  if (wanted && !state.charging) {
    state.charging = true;
    state.power = ramp(state.power, state.atMs, chargePowerW(state), chargeRampWps(core));
  } else if (wanted && state.power.toW !== chargePowerW(state)) {
    state.power = ramp(state.power, state.atMs, chargePowerW(state), chargeRampWps(core), 500);
  } else if (!wanted) endCharging(core);
}

/** Taking less is never in anybody's way, so it ends at once. */
export function endCharging(core: Core): void {
  const { state } = core;
  if (!state.charging) return;
  state.charging = false;
  state.power = level(state.atMs, 0);
}

/** When charging next begins, pauses or reaches its target; null where nothing is foreseen. */
export function nextChargeMs(core: Core): number | null {
  const { state } = core;
  if (state.chargeFromMs === null || state.cable === null) return null;
  const target = preferenceOf(core).departureSocPct;
  if (target === null || socPct(state.battery) >= target - 1e-9) return null;
  const instants = keptFree(core).flatMap(({ fromMs, toMs }) => [fromMs, toMs]);
  instants.push(state.chargeFromMs, state.inServiceAtMs ?? 0);
  if (state.charging) instants.push(fullMs(core, target));
  const ahead = instants.filter((ms) => ms > state.atMs);
  return ahead.length === 0 ? null : Math.min(...ahead);
}

function wantsCharging(core: Core): boolean {
  const { state } = core;
  const { departureMs, departureSocPct } = preferenceOf(core);
  if (state.chargeFromMs === null || state.atMs < state.chargeFromMs) return false;
  if (departureMs === null || departureSocPct === null || socPct(state.battery) >= departureSocPct - 1e-9)
    return false;
  if (state.cable === null || state.session === null || state.unlocked || state.fault !== null) return false;
  if (!gridInRange(core) || state.inServiceAtMs === null || state.inServiceAtMs > state.atMs) return false;
  if (runningDispatch(state) !== null || state.island.backup !== null) return false;
  if (chargePowerW(state) === 0) return false;
  return !keptFree(core).some(({ fromMs, toMs }) => state.atMs >= fromMs && state.atMs < toMs);
}

/** The hours of accepted events, in which nothing is imported. */
function keptFree(core: Core): { fromMs: number; toMs: number }[] {
  if (!core.behaviour.yieldsToEvents()) return [];
  return Object.values(core.state.events)
    .filter(isAccepted)
    .map(({ message: { data } }) => {
      const startMs = benchMs(core, timeMs(data.start));
      return { fromMs: startMs - CLEAR_MS, toMs: startMs + data.durationS * 1000 };
    });
}

function isAccepted(event: EventRecord): boolean {
  return !event.cancelled && !event.left && (event.decision === 'OPT_IN' || event.decision === 'PARTIAL');
}

/** The whole millisecond at which the target is reached, on the present course. */
function fullMs({ state }: Core, targetPct: number): number {
  const { power, atMs, battery } = state;
  const neededNowJ = neededJ(battery, targetPct);
  const short = (ms: number): boolean => flow(power, atMs, ms).importJ < neededNowJ;
  return (lastMs(atMs, atMs + LONGEST_CHARGE_MS, short) ?? atMs) + 1;
}

function chargeRampWps(core: Core): number {
  const { build } = core.state;
  const agreed = (build.maxChargeW * core.parameters.rampPctPerS) / 100;
  return Math.max(1, Math.min(agreed, build.rampWps ?? agreed));
}

function rampS(core: Core): number {
  return chargePowerW(core.state) / chargeRampWps(core);
}
