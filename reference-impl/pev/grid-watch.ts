/** The grid at the terminals: excursions are ridden through or trip, and service resumes after a delay (PR2-A-17). */
import type { Electrical } from '../../schemas';
import type { Grid } from '../physics/grid';
import { endCharging } from './charging';
import { runningDispatch, type Core } from './core';
import { endDispatch } from './run';
import type { PevState } from './state';
import { gridInRange } from './view';

/** What the kit's electrical network shows at this PEV's point. */
export function sense(core: Core, electrical: Electrical | undefined): void {
  const inputs = electrical && electrical[pointOf(core.state, electrical) ?? ''];
  if (!inputs) return;
  const { grid } = core.state;
  setGrid(core, {
    voltageV: inputs.voltageV ?? grid.voltageV,
    frequencyHz: inputs.frequencyHz ?? grid.frequencyHz,
    present: inputs.gridPresent ?? grid.present,
  });
}

/** The grid is as given from now on. */
export function setGrid(core: Core, grid: Grid): void {
  const { state } = core;
  state.grid = grid;
  if (!gridInRange(core)) {
    state.outOfRangeSinceMs ??= state.atMs;
    endCharging(core);
    if (runningDispatch(state) === null) leaveService(core);
    else if (tripDueMs(core) === state.atMs) trip(core);
    return;
  }
  if (state.outOfRangeSinceMs === null) return;
  state.outOfRangeSinceMs = null;
  const riddenThrough = runningDispatch(state) !== null;
  if (!riddenThrough) state.inServiceAtMs = state.atMs + core.behaviour.enterServiceMs(core.parameters);
}

/** When an excursion under power has lasted for too long, or a loss is noticed; null without one. */
export function tripDueMs({ state, behaviour, parameters }: Core): number | null {
  if (state.outOfRangeSinceMs === null || runningDispatch(state) === null) return null;
  const unseenMs = !state.grid.present && state.matchedLoad ? behaviour.islandDetectionMs(parameters) : 0;
  const riddenMs = behaviour.rideThroughMs(state.grid.present, parameters);
  return Math.max(state.atMs, state.outOfRangeSinceMs + riddenMs + unseenMs);
}

/** Ceases to energise at once; a fresh request and the enter-service delay come before any more. */
export function trip(core: Core): void {
  const d = runningDispatch(core.state);
  leaveService(core);
  if (d) endDispatch(core, d, 'GRID', { cause: 'trip' });
}

/** Out of service until the grid has been in range for the whole delay. */
function leaveService({ state }: Core): void {
  state.inServiceAtMs = null;
}

/** The connection point that this PEV is at: where it is plugged in, where it is expected, or the only one. */
function pointOf({ build, cable }: PevState, electrical: Electrical): string | undefined {
  const names = Object.keys(electrical);
  const own = build.points.filter((p) => names.includes(p.point));
  const here = own.find((p) => p.evseId === cable?.evseId) ?? own.find((p) => p.pevId === build.id);
  return here?.point ?? (names.length === 1 ? names[0] : undefined);
}
