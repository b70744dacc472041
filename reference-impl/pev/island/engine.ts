/** The combustion engine: cranked, running, stopped, as the charge and its surroundings want it (PR2-B-09). */
import type { ErrorCode, Stimuli } from '../../../schemas';
import type { Core } from '../core';
import { CRANK_ATTEMPTS } from './decide-engine';
import { sendStatus } from './outbox';
import type { Backup } from './state';
import { engineQuestion } from './view';

/** An attempt to start lasts this long. */
const CRANK_MS = 3000;

/** Begins to crank, or stops, as the moment wants it. */
export function steerEngine(core: Core, backup: Backup): void {
  const { ice, atMs } = core.state;
  const wanted = core.behaviour.runsEngine(engineQuestion(core, backup));
  if (wanted && !ice.running) ice.crankDueMs ??= atMs + CRANK_MS;
  if (wanted) return;
  const wasRunning = ice.running;
  stopEngine(core);
  if (wasRunning) sendStatus(core, backup);
}

/** The outcome of an attempt to start; another follows, or it is given up. */
export function crank(core: Core, backup: Backup): void {
  const { ice } = core.state;
  ice.crankDueMs = null;
  if (ice.willFail > 0) {
    ice.willFail -= 1;
    ice.failedCranks += 1;
    if (ice.failedCranks >= CRANK_ATTEMPTS) sendStatus(core, backup);
    return;
  }
  ice.running = true;
  ice.failedCranks = 0;
  sendStatus(core, backup);
}

export function stopEngine({ state: { ice } }: Core): void {
  ice.running = false;
  ice.crankDueMs = null;
}

/** What happens to the engine and around it. An alarm takes back the word that its exhaust gets out. */
export function setEngine(core: Core, p: Stimuli['ice']): ErrorCode | null {
  const { ice } = core.state;
  if (!ice.present) return 'E_NOT_CAPABLE';
  if (p.fuelPct !== undefined) ice.fuelPct = p.fuelPct;
  if (p.coAlarm !== undefined) ice.coAlarm = p.coAlarm;
  if (p.coAlarm === true) ice.ventilated = false;
  if (p.ventilated !== undefined) ice.ventilated = p.ventilated;
  if (p.crankFails !== undefined) {
    ice.willFail = p.crankFails;
    ice.failedCranks = 0;
  }
  return null;
}
