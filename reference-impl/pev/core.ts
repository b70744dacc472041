/** What all parts of a PEV work on: its state, its decisions, its messages. */
import type { Endpoint } from '../endpoint/endpoint';
import type { Parameters } from '../parameters';
import { after } from '../physics/battery';
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

/** Lets power flow until `atMs`: registers and battery follow exactly. */
export function flowUntil(state: PevState, atMs: number): void {
  if (atMs <= state.atMs) return;
  const passed = flow(state.power, state.atMs, atMs);
  state.exportJ += passed.exportJ;
  state.importJ += passed.importJ;
  state.battery = after(state.battery, passed);
  state.atMs = atMs;
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
