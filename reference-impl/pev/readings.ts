/** What can be read off a PEV, evaluated for an instant without changing anything. */
import type { Readings } from '../../schemas';
import { timeText } from '../endpoint/identifiers';
import { perPhaseW } from '../physics/limits';
import { powerAt, slopeAt } from '../physics/trajectory';
import { flowed, runningDispatch, type Core } from './core';
import { formedNow, servedW } from './island/view';
import { socShown } from './outbox';
import type { PevState } from './state';
import { phasesOf } from './view';

type Reader = (core: Core, at: PevState) => Readings;

/** Each reading, from the state as it is at the instant. */
const READERS = {
  powerW: ({ behaviour }, at) => ({ powerW: fine(behaviour.shown(metered(at)).powerW) }),
  slopeWps: (_core, at) => ({ slopeWps: fine(slopeAt(at.power, at.atMs)) }),
  powerPhaseW: (core, at) => {
    const { backup } = at.island;
    const [a = 0, b = 0, c = 0] =
      backup?.phase === 'supplying'
        ? servedW({ ...core, state: at }, backup).map((w) => 0 - w)
        : perPhaseW(core.behaviour.shown(metered(at)).powerW, phasesOf(at));
    return { powerPhaseW: [fine(a), fine(b), fine(c)] };
  },
  exportJ: ({ behaviour }, at) => ({ exportJ: whole(behaviour.shown(metered(at)).exportJ) }),
  importJ: ({ behaviour }, at) => ({ importJ: whole(behaviour.shown(metered(at)).importJ) }),
  batteryJ: (_core, at) => ({ batteryJ: fine(at.battery.storedJ) }),
  soc: (_core, at) => ({ soc: socShown(at) }),
  contactor: (_core, at) => ({ contactor: isClosed(at) || isForming(at) ? 'CLOSED' : 'OPEN' }),
  plug: (_core, at) => ({ plug: at.cable === null ? 'OUT' : 'IN' }),
  voltageV: (_core, at) => ({ voltageV: at.grid.voltageV }),
  frequencyHz: (_core, at) => ({ frequencyHz: at.grid.frequencyHz }),
  gridPresent: (_core, at) => ({ gridPresent: at.grid.present }),
  islandVoltageV: (core) => ({ islandVoltageV: fine(formedNow(core)?.voltageV ?? 0) }),
  islandFrequencyHz: (core) => ({ islandFrequencyHz: fine(formedNow(core)?.frequencyHz ?? 0) }),
  iceRunning: (_core, at) => ({ iceRunning: at.ice.running }),
  fuelPct: (_core, at): Readings => (at.ice.present ? { fuelPct: fine(at.ice.fuelPct) } : {}),
  mode: (_core, at) => ({ mode: isForming(at) ? 'forming' : isClosed(at) ? 'following' : 'idle' }),
  state: (_core, at) => ({ state: stateName(at) }),
  wallTime: ({ endpoint }, at) => ({ wallTime: timeText(endpoint.wallMs(at.atMs)) }),
} as const satisfies Partial<Record<keyof Readings, Reader>>;

type PevReading = keyof typeof READERS;

export const PEV_READINGS = Object.keys(READERS) as PevReading[];

/** The readings wanted, as far as a PEV has them, as they will be at `atMs`. */
export function read(core: Core, atMs: number, want: readonly string[]): Readings {
  const at = flowed(core.state, atMs);
  const readings: Readings = {};
  for (const name of PEV_READINGS) if (want.includes(name)) Object.assign(readings, READERS[name](core, at));
  return readings;
}

/** Where the device stands in its own words; for people only. */
function stateName(state: PevState): string {
  if (state.fault !== null) return 'FAULT';
  const { backup } = state.island;
  if (backup !== null) {
    if (backup.phase === 'forming') return 'FORMING';
    return state.ice.running ? 'ICE_ASSIST' : 'ISLAND_SUPPLY';
  }
  const d = runningDispatch(state);
  if (d?.phase === 'stopping') return 'RAMP_DOWN';
  if (d) return state.atMs < state.power.toMs ? 'RAMPING' : state.power.toW === 0 ? 'STANDBY' : 'DISCHARGING';
  if (state.charging) return 'CHARGING';
  if (Object.values(state.dispatches).some((other) => other.phase === 'pending')) return 'PENDING';
  if (state.cable === null) return 'IDLE';
  if (state.chargeFromMs !== null && state.atMs < state.chargeFromMs) return 'POST_EVENT';
  const inService = state.inServiceAtMs !== null && state.inServiceAtMs <= state.atMs;
  return state.session !== null && inService ? 'READY' : 'CONNECTED';
}

/** The contactor is closed while a dispatch holds it or the battery is charged. */
function isClosed(state: PevState): boolean {
  return state.charging || runningDispatch(state) !== null;
}

/** The voltage at the terminals is this PEV's own; never while it follows the grid (PR2-B-03). */
function isForming({ island }: PevState): boolean {
  return island.backup?.phase === 'supplying';
}

function metered({ exportJ, importJ, power, atMs }: PevState): {
  exportJ: number;
  importJ: number;
  powerW: number;
} {
  return { exportJ, importJ, powerW: powerAt(power, atMs) };
}

/** Six decimals, and never minus zero. */
function fine(value: number): number {
  return Math.round(value * 1e6) / 1e6 + 0;
}

function whole(joules: number): number {
  return Math.floor(joules + 1e-6);
}
