/** The state that a PEV starts with, and the one that it finds again after a restart. */
import type { PevState as GivenState, StartParams } from '../../schemas';
import { newEndpointState } from '../endpoint/endpoint-state';
import { parametersFrom } from '../parameters';
import { batteryAt } from '../physics/battery';
import { level } from '../physics/trajectory';
import { CLASSES, DEFAULTS } from './declaration';
import { newIsland } from './island/state';
import type { Build, PevState } from './state';

/** The vehicle as it is built and addressed. */
export function buildFrom(p: StartParams, given: GivenState): Build {
  return {
    id: p.id,
    seed: p.seed,
    maxDischargeW: given.maxDischargeW ?? DEFAULTS.maxDischargeW,
    minDischargeW: given.minDischargeW ?? DEFAULTS.minDischargeW,
    maxChargeW: given.maxChargeW ?? DEFAULTS.maxChargeW,
    rampWps: given.rampWps ?? null,
    exportPhases: given.exportPhases ?? DEFAULTS.exportPhases,
    nominal: {
      voltageV: given.nominalV ?? DEFAULTS.nominalV,
      frequencyHz: given.nominalHz ?? DEFAULTS.nominalHz,
    },
    classes: given.classes ?? CLASSES,
    utility: p.peers.utility?.[0] ?? null,
    esci: p.peers.esci?.[0] ?? null,
    linkNeedsCable: p.links.V === 'while-plugged',
    points: p.points,
  };
}

export function initialState(p: StartParams, given: GivenState): PevState {
  const build = buildFrom(p, given);
  const floor = given.socFloor ?? parametersFrom(p.params).socFloorPct;
  const { departure } = given;
  return {
    build,
    atMs: p.at,
    seenMs: p.at,
    battery: batteryAt(
      given.capacityWh ?? DEFAULTS.capacityWh,
      given.efficiency ?? DEFAULTS.efficiency,
      given.soc ?? DEFAULTS.soc,
    ),
    power: level(p.at, 0),
    exportJ: 0,
    importJ: 0,
    cable: null,
    session: null,
    lastSessionId: null,
    metUtility: null,
    unlocked: false,
    derating: {},
    grid: { ...build.nominal, present: true },
    outOfRangeSinceMs: null,
    inServiceAtMs: p.at + (given.enterServiceS ?? 0) * 1000,
    fault: null,
    matchedLoad: false,
    loads: [0, 0, 0],
    island: newIsland(),
    ice: {
      present: given.hasIce ?? DEFAULTS.hasIce,
      running: false,
      fuelPct: given.fuelPct ?? DEFAULTS.fuelPct,
      ventilated: false,
      coAlarm: false,
      crankDueMs: null,
      failedCranks: 0,
      willFail: 0,
    },
    secret: null,
    preferences: {
      pev: {
        version: 0,
        enabled: true,
        socFloor: floor,
        ...given.preferences,
        pevId: build.id,
        source: 'PEV_HMI',
      },
      esci: null,
    },
    departure:
      departure === undefined
        ? null
        : { atMs: departure.at + p.clock.offsetMs, socPct: departure.soc ?? null },
    events: {},
    dispatches: {},
    runningId: null,
    floorLatched: false,
    chargeFromMs: null,
    charging: false,
    reportDueMs: null,
    lastReport: null,
    replug: null,
    queue: [],
    endpoint: newEndpointState(),
  };
}
