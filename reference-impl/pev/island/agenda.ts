/** Everything that a supply of the home will do unasked. */
import { JOULES_PER_WH } from '../../physics/battery';
import { ENGINE_W, runsForMs } from '../../physics/engine';
import type { Wake } from '../agenda';
import { powerNow, type Core } from '../core';
import type { PevState } from '../state';
import { engineOffPct, engineOnPct, FUEL_MIN_PCT } from './decide-engine';
import { crank } from './engine';
import type { Backup } from './state';
import { backupOverloadDueMs, energise, reportStatus, steerIsland } from './supply';
import { backupFloorPct } from './view';

export function* islandWakes(core: Core): Generator<Wake> {
  const { backup } = core.state.island;
  if (backup === null) return;
  const act = (): void => steerIsland(core);
  if (backup.phase === 'forming') {
    yield { atMs: backup.formedMs, act: () => energise(core, backup) };
    return;
  }
  if (backup.endMs !== null) yield { atMs: backup.endMs, act };
  const overloadMs = backupOverloadDueMs(core, backup);
  if (overloadMs !== null) yield { atMs: overloadMs, act };
  const { crankDueMs } = core.state.ice;
  if (crankDueMs !== null) yield { atMs: crankDueMs, act: () => crank(core, backup) };
  for (const atMs of chargeMs(core, backup)) yield { atMs, act };
  yield { atMs: backup.statusDueMs, act: () => reportStatus(core, backup) };
}

/** When the charge or the fuel next reaches something that matters. */
function chargeMs(core: Core, backup: Backup): number[] {
  const { state, behaviour, parameters } = core;
  const { ice } = state;
  const floor = backupFloorPct(core, backup.socFloor);
  const engine = ice.present ? [engineOnPct(floor, parameters), engineOffPct(floor, parameters)] : [];
  const instants = [floor, ...behaviour.warnsAtPct(floor), ...engine].flatMap((pct) => reachedMs(state, pct));
  const fuelMs = state.atMs + runsForMs(ice, FUEL_MIN_PCT);
  if (ice.running && fuelMs > state.atMs) instants.push(fuelMs);
  return instants;
}

/** The whole millisecond by which the charge has come to `pct` on its present course; none where it never does. */
function reachedMs(state: PevState, pct: number): number[] {
  const { battery, ice, atMs } = state;
  const rateW = powerNow(state) / battery.efficiency + (ice.running ? ENGINE_W : 0);
  const missingJ = (battery.capacityWh * JOULES_PER_WH * pct) / 100 - battery.storedJ;
  if (rateW === 0 || missingJ === 0 || Math.sign(rateW) !== Math.sign(missingJ)) return [];
  return [atMs + Math.ceil((missingJ / rateW) * 1000)];
}
