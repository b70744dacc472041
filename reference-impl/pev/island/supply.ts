/** A supply of the home from its voltage to its end: every interlock, the load, the floor, the overload (PR2-B). */
import { socPct } from '../../physics/battery';
import { clockOverload, overloadDueMs } from '../../physics/overload';
import { level, powerAt } from '../../physics/trajectory';
import type { Core } from '../core';
import { preferenceOf } from '../view';
import type { BackupEnd } from './decide-backup';
import { steerEngine, stopEngine } from './engine';
import { speaksAgainst } from './isolation';
import { sendStatus, sendStop } from './outbox';
import type { Backup } from './state';
import { backupFloorPct, gridReported, gridSensed, newestIsolation, servedPu, servedW } from './view';

/** The voltage appears, and the load with it. */
export function energise(core: Core, backup: Backup): void {
  const { state, behaviour, parameters } = core;
  backup.phase = 'supplying';
  backup.statusDueMs = state.atMs + behaviour.statusIntervalS(parameters) * 1000;
  backup.warnedPct = reachedWarnings(core, backup);
  steerIsland(core);
  if (state.island.backup === backup) sendStatus(core, backup);
}

/** Brings a supply to what interlocks, load and charge leave of it. Changes nothing where nothing has changed. */
export function steerIsland(core: Core): void {
  const { state } = core;
  const { backup } = state.island;
  if (backup === null) return;
  const end = endOf(core, backup) ?? (backup.phase === 'supplying' ? obeyOverload(core, backup) : null);
  if (end !== null) {
    endBackup(core, end);
    return;
  }
  if (backup.phase === 'forming') return;
  follow(core, backup);
  steerEngine(core, backup);
  warn(core, backup);
}

/** Voltage and power are gone from this instant on; `reason` is null where the ESCI ordered it, and knows. */
export function endBackup(core: Core, reason: BackupEnd | null): void {
  const { state, behaviour } = core;
  const { backup } = state.island;
  if (backup === null) return;
  stopEngine(core);
  state.power = level(state.atMs, 0);
  state.island.backup = null;
  state.island.over.push(backup.requestId);
  if (reason === 'SOC_MIN') state.floorLatched = true;
  if (reason !== null && behaviour.tellsEnd(reason)) sendStop(core, backup, reason);
  sendStatus(core, backup, 'ISLAND_STOP');
}

/** The status that is due by time. */
export function reportStatus(core: Core, backup: Backup): void {
  sendStatus(core, backup);
  backup.statusDueMs += core.behaviour.statusIntervalS(core.parameters) * 1000;
}

/** When the overload has lasted for too long; null without one. */
export function backupOverloadDueMs(core: Core, backup: Backup): number | null {
  const pu = servedPu(core, backup);
  return overloadDueMs(backup.overload, (allowedS) => core.behaviour.toleratesOverloadMs(allowedS, pu));
}

function endOf(core: Core, backup: Backup): BackupEnd | null {
  const { state, behaviour } = core;
  const newest = newestIsolation(state, backup.esci);
  return behaviour.endsBackup({
    phase: backup.phase,
    plugged: state.cable !== null && !state.unlocked,
    fault: state.fault !== null,
    gridSensed: gridSensed(core),
    gridReported: gridReported(core),
    isolationLost: newest === null || speaksAgainst(newest.status),
    preference: preferenceOf(core),
    socPct: socPct(state.battery),
    floorPct: backupFloorPct(core, backup.socFloor),
    timeIsUp: backup.endMs !== null && state.atMs >= backup.endMs,
  });
}

/** Runs the clocks of an overload, and sheds or stops when one has run out. */
function obeyOverload(core: Core, backup: Backup): BackupEnd | null {
  const { state, behaviour } = core;
  const pu = servedPu(core, backup);
  backup.overload = clockOverload(backup.overload, pu, state.atMs);
  const dueMs = backupOverloadDueMs(core, backup);
  if (dueMs === null || dueMs > state.atMs) return null;
  if (behaviour.overloadAction(pu) === 'stop') return 'OVERLOAD';
  backup.shed = true;
  backup.overload = clockOverload(backup.overload, servedPu(core, backup), state.atMs);
  return null;
}

/** Power is what the home draws. */
function follow(core: Core, backup: Backup): void {
  const { state } = core;
  const powerW = 0 - servedW(core, backup).reduce((sum, w) => sum + w, 0);
  if (powerAt(state.power, state.atMs) !== powerW) state.power = level(state.atMs, powerW);
}

/** A status out of turn where the charge comes near the floor (PR2-B-09). */
function warn(core: Core, backup: Backup): void {
  const reached = reachedWarnings(core, backup);
  const isNew = reached.some((pct) => !backup.warnedPct.includes(pct));
  backup.warnedPct = reached;
  if (isNew) sendStatus(core, backup);
}

function reachedWarnings(core: Core, backup: Backup): number[] {
  const floor = backupFloorPct(core, backup.socFloor);
  const soc = socPct(core.state.battery);
  return core.behaviour.warnsAtPct(floor).filter((pct) => soc <= pct);
}
