/** What all parts of a PEV work on: its state, its decisions, its messages. */
import type { Endpoint } from '../endpoint/endpoint';
import type { Parameters } from '../parameters';
import { after } from '../physics/battery';
import { run } from '../physics/engine';
import { flow, powerAt } from '../physics/trajectory';
import type { PevBehaviour } from './behaviour';
import type { Dispatch, PevState } from './state';

export interface Core {
  readonly behaviour: PevBehaviour;
  readonly parameters: Parameters;
  readonly endpoint: Endpoint;
  readonly state: PevState;
}

/** The device's own clock now, ms (PR2-X-03). */
export function wallNow(core: Core): number {
  return core.endpoint.wallMs(core.state.atMs);
}

/** Bench time of an instant of the device's own clock. */
export function benchMs(core: Core, wallMs: number): number {
  return wallMs - core.endpoint.settings.offsetMs;
}

/** Lets power flow until `atMs`: registers, battery and fuel follow exactly. */
export function flowUntil(state: PevState, atMs: number): void {
  if (atMs > state.atMs) Object.assign(state, flowed(state, atMs));
}

/** What a state has become at `atMs`, where nothing but time passes. */
export function flowed(state: PevState, atMs: number): PevState {
  const passed = flow(state.power, state.atMs, atMs);
  const { chargedJ, fuelPct } = run(state.ice, atMs - state.atMs);
  const { storedJ } = state.battery;
  return {
    ...state,
    atMs: Math.max(state.atMs, atMs),
    exportJ: state.exportJ + passed.exportJ,
    importJ: state.importJ + passed.importJ,
    battery: after({ ...state.battery, storedJ: storedJ + chargedJ }, passed),
    ice: fuelPct === state.ice.fuelPct ? state.ice : { ...state.ice, fuelPct },
  };
}

/** Signed power now, W. */
export function powerNow(state: PevState): number {
  return powerAt(state.power, state.atMs);
}

/** The dispatch that holds the power, if there is one. */
export function runningDispatch(state: PevState): Dispatch | null {
  return state.runningId === null ? null : (state.dispatches[state.runningId] ?? null);
}

/** Dispatches that are not over, the running one among them. */
export function liveDispatches(state: PevState): Dispatch[] {
  return Object.values(state.dispatches).filter((d) => d.phase !== 'ended');
}
