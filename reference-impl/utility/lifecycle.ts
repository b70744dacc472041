/** The states of an event and of its targets, and which may follow which (specification, section 6). */
import type { EventState, GridEvent, Target, TargetState } from './state';

const FINAL: readonly EventState[] = [
  'COMPLETED',
  'CANCELLED',
  'SUPERSEDED',
  'EXPIRED',
  'OPTED_OUT',
  'FAILED',
];

/** Besides the way out into CANCELLED, SUPERSEDED, EXPIRED, OPTED_OUT and FAILED, which every state has. */
const NEXT: Readonly<Record<string, readonly EventState[]>> = {
  DRAFT: ['SCHEDULED'],
  SCHEDULED: ['NOTIFIED', 'ARMED'],
  NOTIFIED: ['SCHEDULED', 'ARMED'],
  ARMED: ['ACTIVE', 'ENDING'],
  ACTIVE: ['UPDATING', 'ENDING'],
  UPDATING: ['ACTIVE', 'ENDING'],
  ENDING: ['COMPLETED'],
};

/** Whether nothing can follow. */
export function isFinal(state: EventState): boolean {
  return FINAL.includes(state);
}

/** Whether power may be flowing, or about to. */
export function isRunning(state: EventState): boolean {
  return state === 'ARMED' || state === 'ACTIVE' || state === 'UPDATING';
}

/** Moves the event on if the state machine lets it; final states absorb. */
export function advanceTo(event: GridEvent, to: EventState): boolean {
  if (isFinal(event.state)) return false;
  const leaves = isFinal(to) && to !== 'COMPLETED';
  if (!leaves && !(NEXT[event.state] ?? []).includes(to)) return false;
  event.state = to;
  return true;
}

const TARGET_FINAL: readonly TargetState[] = ['OPTED_OUT', 'DONE', 'TERMINATED', 'UNREACHABLE'];

/** Whether the target plays no further part, unless its customer opts in again. */
export function isOut(target: Target): boolean {
  return TARGET_FINAL.includes(target.state);
}

/** Whether the target agreed to take part and waits for its dispatch. */
export function isWilling(target: Target): boolean {
  return target.state === 'OPTED_IN' || target.state === 'PARTIAL';
}

/**
 * How an event ends (PR2-X-13): completed if anybody took part, opted out if everybody declined, failed otherwise.
 */
export function endOf(event: Pick<GridEvent, 'targets'>): EventState {
  if (event.targets.some((t) => t.participated || (t.report?.deliveredWh ?? 0) > 0)) return 'COMPLETED';
  return event.targets.every((t) => t.state === 'OPTED_OUT') ? 'OPTED_OUT' : 'FAILED';
}

/** The one outcome of a target that is still open when its event closes. */
export function outcomeOf(target: Target): TargetState {
  if (isOut(target)) return target.state;
  if (target.state === 'AT_POWER') return 'DONE';
  if (target.state === 'PENDING' || target.state === 'RECEIVED') return 'UNREACHABLE';
  return target.participated || target.code !== null ? 'TERMINATED' : 'UNREACHABLE';
}

/** The outcome that a PEV's event report states (PR2-A-10: who opted out is told apart from what failed). */
export function reportedOutcome(target: Target): TargetState {
  switch (target.report?.outcome) {
    case 'COMPLETED':
    case 'PARTIAL':
      return 'DONE';
    case 'OPTED_OUT':
      return 'OPTED_OUT';
    case 'NOT_DELIVERED':
      return target.state === 'PENDING' || target.state === 'RECEIVED' ? 'UNREACHABLE' : 'TERMINATED';
    default:
      return 'TERMINATED';
  }
}
