/** What follows from the state: limits, readiness, energy to give, the snapshot that decisions rest on. */
import type { ErrorCode } from '../../schemas';
import { availableJ, JOULES_PER_WH, socPct } from '../physics/battery';
import { inRange, type ServiceWindow } from '../physics/grid';
import { cordsetW, mostW, type Limits } from '../physics/limits';
import { timeMs, timeText } from '../endpoint/identifiers';
import type { Parameters } from '../parameters';
import type { Report } from './behaviour';
import { benchMs, liveDispatches, wallNow, type Core } from './core';
import type { EffectivePreference } from './preferences';
import { aheadProfile, eventProfile, profileJ, type Stretch } from './profile';
import type { Situation } from './situation';
import type { Dispatch, Element, EventRecord, PevState } from './state';

export function preferenceOf({ behaviour, state }: Core): EffectivePreference {
  return behaviour.effectivePreference(state.preferences, state.departure);
}

/** The ceiling of each element; infinite where it is not known to limit (reading D12). */
export function limitsOf(state: PevState, preference: EffectivePreference): Limits {
  const { build, cable, session, derating } = state;
  const derated = (element: Element, w: number): number =>
    Math.min(w, derating[element] ?? Number.POSITIVE_INFINITY);
  return {
    pev: derated('pev', build.maxDischargeW),
    charger: derated('charger', build.maxDischargeW),
    cordset: derated('cordset', cable === null ? Number.POSITIVE_INFINITY : cableW(state)),
    evse: derated('evse', isOneWay(state) ? 0 : (cable?.evseMaxW ?? Number.POSITIVE_INFINITY)),
    site: derated('site', session?.inverterAuthorised === false ? 0 : Number.POSITIVE_INFINITY),
    customer: derated('customer', preference.mostW),
  };
}

export function phasesOf({ build, cable }: PevState): number {
  return Math.min(build.exportPhases, cable?.phases ?? build.exportPhases);
}

/** The cordset as vehicle and ESCI rate it, the lower of both; unknown to either is nothing (PR2-A-12). */
function cableW(state: PevState): number {
  const ratings = [state.cable?.cordsetA, state.session?.cordsetA].filter((a) => a !== undefined);
  if (ratings.includes(null)) return 0;
  const amps = Math.min(...ratings.map(Number));
  return cordsetW(amps, state.build.nominal.voltageV, phasesOf(state));
}

function isOneWay({ cable, session }: PevState): boolean {
  return cable?.bidirectional === false || session?.bidirectional === false;
}

/** Why the connection does not allow a discharge now, or null (PR2-A-12). */
export function obstacleOf(state: PevState): ErrorCode | null {
  const { cable, session } = state;
  if (cable === null || state.unlocked || state.fault !== null) return 'E_NOT_READY';
  if (isOneWay(state)) return 'E_NOT_CAPABLE';
  if (session === null || !session.inverterAuthorised || !cable.inverterAuthorised) return 'E_NOT_READY';
  return cableW(state) > 0 ? null : 'E_NOT_READY';
}

export function serviceWindow(p: Parameters): ServiceWindow {
  return { lowPu: p.serviceLowPu, highPu: p.serviceHighPu, lowHz: p.serviceLowHz, highHz: p.serviceHighHz };
}

export function gridInRange({ state, parameters }: Core): boolean {
  return inRange(state.grid, state.build.nominal, serviceWindow(parameters));
}

/** Greatest power that may leave through the present connection, W; 0 where it cannot be held. */
export function greatestW(core: Core, preference = preferenceOf(core)): number {
  const { state } = core;
  if (obstacleOf(state) !== null) return 0;
  const w = Math.floor(mostW(limitsOf(state, preference)));
  return w < state.build.minDischargeW ? 0 : w;
}

/** Steepest change of power of a dispatch on request, W/s (P_RAMP and what the inverter can do). */
export function rampOf(core: Core, d: Dispatch): number {
  const { build } = core.state;
  const agreed = core.behaviour.rampWps(
    greatestW(core) || build.maxDischargeW,
    d.responseClass,
    core.parameters,
  );
  return Math.max(1e-3, Math.min(agreed, build.rampWps ?? agreed));
}

/** The highest of all floors, that of an override of the event among them, per cent. */
export function floorPct(core: Core, event: EventRecord | null, preference = preferenceOf(core)): number {
  return Math.max(preference.floorPct, event?.override?.socFloor ?? 0);
}

/** AC-side energy above a floor, J; none while a floor that was reached has not let go. */
export function energyAboveJ({ state }: Core, floor: number): number {
  return state.floorLatched ? 0 : availableJ(state.battery, floor);
}

/** What an accepted event still needs, J (PR2-A-15: energy of accepted events is reserved). */
export function reservedJ(core: Core, event: EventRecord): number {
  if (event.cancelled || event.left || (event.decision !== 'OPT_IN' && event.decision !== 'PARTIAL'))
    return 0;
  const { data } = event.message;
  const live = liveDispatches(core.state).find((d) => d.eventId === data.eventId);
  if (live) return profileJ(aheadOf(core, live, event), core.state.atMs, live.endMs);
  const startMs = timeMs(data.start);
  const restJ = profileJ(
    eventProfile(data, startMs),
    Math.max(startMs, wallNow(core)),
    startMs + data.durationS * 1000,
  );
  return Math.min(restJ, event.acceptedEnergyWh * JOULES_PER_WH);
}

/** What lies ahead of a dispatch: its commands, then what its event foresees; bench time. */
export function aheadOf(
  core: Core,
  d: Dispatch,
  event: EventRecord | null,
  extra: Dispatch['changes'] = [],
): Stretch[] {
  const commands = [{ atMs: d.startMs, powerW: d.setpointW }, ...d.changes, ...extra].toSorted(
    (a, b) => a.atMs - b.atMs,
  );
  const foreseen =
    event === null ? [] : eventProfile(event.message.data, benchMs(core, timeMs(event.message.data.start)));
  return aheadProfile(commands, foreseen, Math.max(d.startMs, core.state.atMs), d.endMs);
}

/**
 * The energy that an event may use: what all others leave. Where that has become too little, it keeps what was
 * accepted for it against those that it goes before.
 */
export function allowanceJ(core: Core, event: EventRecord | null, floor: number): number {
  const others = Object.values(core.state.events).filter((e) => e !== event);
  const totalJ = energyAboveJ(core, floor);
  const sharedJ = totalJ - others.reduce((sum, e) => sum + reservedJ(core, e), 0);
  if (event === null) return Math.max(0, sharedJ);
  const before = others.filter((e) => core.behaviour.precedence(e, event) > 0);
  const ownJ = Math.min(
    reservedJ(core, event),
    totalJ - before.reduce((sum, e) => sum + reservedJ(core, e), 0),
  );
  return Math.max(0, sharedJ, ownJ);
}

/** The snapshot for a decision about an event (null: one that is not known yet). */
export function situationOf(core: Core, event: EventRecord | null): Situation {
  const { state, parameters } = core;
  const preference = preferenceOf(core);
  const floor = floorPct(core, event, preference);
  const { pev, charger, customer } = limitsOf(state, preference);
  const usableW = greatestW(core, preference);
  return {
    pevId: state.build.id,
    parameters,
    preference,
    classes: state.build.classes,
    wallMs: wallNow(core),
    battery: state.battery,
    socPct: socPct(state.battery),
    floorPct: floor,
    availableJ: allowanceJ(core, event, floor),
    greatestW: usableW,
    prospectiveW: usableW > 0 ? usableW : Math.min(pev, charger, customer),
    leastW: state.build.minDischargeW,
    chargeW: chargePowerW(state),
    obstacle: obstacleOf(state),
    gridInRange: gridInRange(core),
    inServiceWallMs: state.inServiceAtMs === null ? null : core.endpoint.wallMs(state.inServiceAtMs),
    islanded: state.island.backup !== null,
    islandEndsWallMs: islandEndsWallMs(core),
  };
}

/** Wall time before which the home cannot be back on the grid; null where it is not on backup (PR2-B-10). */
export function islandEndsWallMs(core: Core): number | null {
  const { state, parameters, endpoint } = core;
  if (state.island.backup === null) return null;
  const fromMs = state.island.gridInRangeSinceMs ?? state.atMs;
  return endpoint.wallMs(Math.max(state.atMs, fromMs + parameters.enterServiceS * 1000));
}

/** Power of charging through vehicle, cable and EVSE, W. */
export function chargePowerW(state: PevState): number {
  const { build, cable, derating } = state;
  const through =
    cable === null ? build.maxChargeW : Math.min(cableW(state), cable.evseMaxW ?? build.maxChargeW);
  const derated = [derating.pev, derating.charger, derating.cordset, derating.evse].filter(
    (w) => w !== undefined,
  );
  return Math.max(0, Math.min(build.maxChargeW, through, ...derated));
}

/** The availability report as the state has it now (PR2-A-06); null where there is no session to report in. */
export function freshReport(core: Core): Report | null {
  const { state } = core;
  if (state.session === null) return null;
  const preference = preferenceOf(core);
  const maxW = greatestW(core, preference);
  const floor = floorPct(core, null, preference);
  const energyWh = maxW === 0 ? 0 : Math.floor(energyAboveJ(core, floor) / JOULES_PER_WH + 1e-6);
  const known = Object.entries(limitsOf(state, preference)).filter(([, w]) => Number.isFinite(w));
  const fresh: Report = {
    sessionId: state.session.sessionId,
    pevId: state.build.id,
    asOf: timeText(wallNow(core)),
    maxDischargeW: maxW,
    minDischargeW: state.build.minDischargeW,
    availableEnergyWh: energyWh,
    availableDurationS: maxW === 0 ? 0 : Math.floor((energyWh * JOULES_PER_WH) / maxW),
    soc: Math.round(socPct(state.battery) * 1000) / 1000,
    socFloor: floor,
    ...(preference.departureMs === null ? {} : { departure: timeText(preference.departureMs) }),
    limits: Object.fromEntries(known.map(([element, w]) => [element, Math.floor(w)])),
    classes: [...state.build.classes],
    readiness: readinessOf(core),
    exportPhases: phasesOf(state),
  };
  return core.behaviour.report(fresh, state);
}

function readinessOf(core: Core): Report['readiness'] {
  const { state } = core;
  if (!state.grid.present) return { state: 'NO_GRID' };
  if (obstacleOf(state) !== null || state.inServiceAtMs === null) return { state: 'NOT_READY' };
  if (state.inServiceAtMs <= state.atMs) return { state: 'READY' };
  return { state: 'NOT_READY', notReadyUntil: timeText(core.endpoint.wallMs(state.inServiceAtMs)) };
}
