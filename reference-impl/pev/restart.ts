/** Waking up after a restart: what was promised is remembered, what was running is over (PR2-X-12). */
import { level } from '../physics/trajectory';
import { flowUntil, liveDispatches, type Core } from './core';
import { newIsland } from './island/state';
import { endBackup } from './island/supply';
import { sendConfirmation, sendTelemetry, sendTermination } from './outbox';
import type { PevState } from './state';

/** The stored state with power as it was last known to flow: until `seenMs`, and none since. */
export function reviveState(text: string, atMs: number): PevState {
  const state = JSON.parse(text) as PevState;
  flowUntil(state, state.seenMs);
  state.atMs = atMs;
  return state;
}

/** Nothing discharges by itself again: each dispatch ends and says so; service begins anew. */
export function wakeUp(core: Core): void {
  const { state, behaviour, parameters } = core;
  const lastSeenMs = state.seenMs;
  const resumes = behaviour.afterRestart() === 'resume';
  state.seenMs = state.atMs;
  state.inServiceAtMs = state.atMs + behaviour.enterServiceMs(parameters);
  state.outOfRangeSinceMs = null;
  if (resumes) return;
  endBackup(core, 'RESTART');
  const { over, usedTokens } = state.island;
  state.island = { ...newIsland(), over, usedTokens };
  state.power = level(state.atMs, 0);
  state.charging = false;
  for (const d of liveDispatches(state)) {
    const ran = d.phase !== 'pending';
    if (d.phase !== 'stopping') sendTermination(core, d, 'RESTART', false, lastSeenMs);
    d.phase = 'ended';
    if (ran) {
      sendTelemetry(core, d);
      sendConfirmation(core, d, 'ENDED');
    }
  }
  state.runningId = null;
}
