/** What can be read off a PEV, evaluated for an instant without changing anything. */
import type { Readings } from '../../schemas';
import { timeText } from '../endpoint/identifiers';
import { after } from '../physics/battery';
import { perPhaseW } from '../physics/limits';
import { flow, powerAt, slopeAt } from '../physics/trajectory';
import { runningDispatch, type Core } from './core';
import { socShown } from './outbox';
import type { PevState } from './state';
import { phasesOf } from './view';

type Reader = (core: Core, at: PevState) => Readings;

/** Each reading, from the state as it is at the instant. */
const READERS = {
  powerW: ({ behaviour }, at) => ({ powerW: fine(behaviour.shown(metered(at)).powerW) }),
  slopeWps: (_core, at) => ({ slopeWps: fine(slopeAt(at.power, at.atMs)) }),
  powerPhaseW: ({ behaviour }, at) => {
    const [a, b, c] = perPhaseW(behaviour.shown(metered(at)).powerW, phasesOf(at));
    return { powerPhaseW: [fine(a), fine(b), fine(c)] };
  },
  exportJ: ({ behaviour }, at) => ({ exportJ: whole(behaviour.shown(metered(at)).exportJ) }),
  importJ: ({ behaviour }, at) => ({ importJ: whole(behaviour.shown(metered(at)).importJ) }),
  batteryJ: (_core, at) => ({ batteryJ: fine(at.battery.storedJ) }),
  soc: (_core, at) => ({ soc: socShown(at) }),
  contactor: (_core, at) => ({ contactor: isClosed(at) ? 'CLOSED' : 'OPEN' }),
  plug: (_core, at) => ({ plug: at.cable === null ? 'OUT' : 'IN' }),
  voltageV: (_core, at) => ({ voltageV: at.grid.voltageV }),
  frequencyHz: (_core, at) => ({ frequencyHz: at.grid.frequencyHz }),
  gridPresent: (_core, at) => ({ gridPresent: at.grid.present }),
  mode: (_core, at) => ({ mode: isClosed(at) ? 'following' : 'idle' }),
  state: (_core, at) => ({ state: stateName(at) }),
  wallTime: ({ endpoint }, at) => ({ wallTime: timeText(endpoint.wallMs(at.atMs)) }),
} as const satisfies Partial<Record<keyof Readings, Reader>>;

type PevReading = keyof typeof READERS;

export const PEV_READINGS = Object.keys(READERS) as PevReading[];

/** The readings wanted, as far as a PEV has them, as they will be at `atMs`. */
export function read(core: Core, atMs: number, want: readonly string[]): Readings {
  const { state } = core;
  const passed = flow(state.power, state.atMs, atMs);
  const at: PevState = {
    ...state,
    atMs: Math.max(state.atMs, atMs),
    battery: after(state.battery, passed),
    exportJ: state.exportJ + passed.exportJ,
    importJ: state.importJ + passed.importJ,
  };
  const wanted = PEV_READINGS.filter((name) => want.includes(name));
  return Object.assign({}, ...wanted.map((name) => READERS[name](core, at))) as Readings;
}

/** Where the device stands in its own words; for people only. */
function stateName(state: PevState): string {
  if (state.fault !== null) return 'FAULT';
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
