/** Everything that a PEV will do unasked, each with its instant: no ticks, nothing skipped. */
import { timeMs } from '../endpoint/identifiers';
import { nextChargeMs } from './charging';
import { replug } from './connection';
import { benchMs, runningDispatch, type Core } from './core';
import { endOverride } from './customer';
import { lapse } from './events';
import { trip, tripDueMs } from './grid-watch';
import { islandWakes } from './island/agenda';
import { sendReport } from './outbox';
import { announce, noticeDueMs } from './predict';
import {
  applyChange,
  confirm,
  endDispatch,
  finishDispatch,
  meter,
  silence,
  startDispatch,
  steer,
} from './run';
import type { Dispatch } from './state';

export interface Wake {
  readonly atMs: number;
  act(): void;
}

const IDLE = (): void => {};

/** The earliest of all that is due at `fromMs` or later; of two at one instant, the first in this order. */
export function nextWake(core: Core): Wake | null {
  const { state } = core;
  let first: Wake | null = null;
  for (const wake of wakes(core)) {
    if (first === null || wake.atMs < first.atMs) first = wake;
  }
  return first === null ? null : { ...first, atMs: Math.max(first.atMs, state.atMs) };
}

function* wakes(core: Core): Generator<Wake> {
  const { state } = core;
  const tripMs = tripDueMs(core);
  if (tripMs !== null) yield { atMs: tripMs, act: () => trip(core) };
  if (state.replug !== null) yield { atMs: state.replug.atMs, act: () => replug(core) };
  yield* islandWakes(core);
  const running = runningDispatch(state);
  if (running) yield* wakesOf(core, running);
  else {
    for (const d of Object.values(state.dispatches)) {
      if (d.phase === 'pending') yield { atMs: d.startMs, act: () => startDispatch(core, d) };
    }
  }
  for (const event of Object.values(state.events)) {
    if (event.decision === 'UNDECIDED' && !event.cancelled) {
      yield { atMs: benchMs(core, timeMs(event.message.data.start)), act: () => lapse(core, event) };
    }
    const { override } = event;
    if (override?.untilMs != null && !override.endsEvent) {
      yield { atMs: override.untilMs, act: () => endOverride(core, event) };
    }
  }
  if (state.reportDueMs !== null) yield { atMs: state.reportDueMs, act: () => sendReport(core) };
  const chargeMs = nextChargeMs(core);
  if (chargeMs !== null) yield { atMs: chargeMs, act: IDLE };
  if (state.inServiceAtMs !== null && state.inServiceAtMs > state.atMs)
    yield { atMs: state.inServiceAtMs, act: IDLE };
  if (state.power.toMs > state.atMs) yield { atMs: state.power.toMs, act: IDLE };
}

function* wakesOf(core: Core, d: Dispatch): Generator<Wake> {
  if (d.phase === 'stopping') {
    yield { atMs: core.state.power.toMs, act: () => finishDispatch(core, d) };
    yield { atMs: d.meterDueMs, act: () => meter(core, d) };
    return;
  }
  yield { atMs: d.endMs, act: () => endDispatch(core, d, null) };
  if (d.steerDueMs !== null) yield { atMs: d.steerDueMs, act: () => steer(core, 'request') };
  const [change] = d.changes;
  if (change) yield { atMs: change.atMs, act: () => applyChange(core, d, change) };
  if (!d.silenced) yield { atMs: d.deadlineMs, act: () => silence(core, d) };
  const { prediction } = d;
  const noticeMs = noticeDueMs(core, d);
  if (prediction !== null) {
    if (noticeMs !== null) yield { atMs: noticeMs, act: () => announce(core, d, prediction) };
    const notice = d.announced === null ? prediction.reason : null;
    yield {
      atMs: prediction.atMs,
      act: () => endDispatch(core, d, prediction.reason, { predicted: true, notice }),
    };
  }
  if (d.confirm !== null) yield { atMs: d.confirm.dueMs, act: () => confirm(core, d) };
  yield { atMs: d.meterDueMs, act: () => meter(core, d) };
}
