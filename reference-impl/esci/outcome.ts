/** How an event ended for one PEV, as far as it decides about money: requested, delivered, and why (PR2-A-10). */
import type { MessageBodies } from '../../schemas';

type Report = MessageBodies['EventReport'];

export interface EventFacts {
  /** Energy of the accepted commands up to a cancel, J; null where none was accepted. */
  plannedJ: number | null;
  /** Energy that the event's own intervals asked for, J. */
  profileJ: number;
  deliveredWh: number;
  cancelled: boolean;
  /** The customer's last word, or the PEV's own answer to the event. */
  optedOut: boolean;
  overridden: boolean;
  /** Why the PEV, or the ESCI in its place, ended the dispatch before its time. */
  termination: string | null;
  /** Why the PEV or the ESCI refused the event or the dispatch. */
  code: string | null;
}

/**
 * The commands' plan; where none was accepted, what the event itself would have asked, so that an opt-out or a
 * refusal is no full participation. A cancel before any command leaves nothing to ask for.
 */
export function requestedWhOf(facts: EventFacts): number {
  const fallbackJ = facts.cancelled ? 0 : facts.profileJ;
  return Math.round((facts.plannedJ ?? fallbackJ) / 3600);
}

/** Delivered by requested, at most 1; 1 where nothing was requested. */
export function participationOf(deliveredWh: number, requestedWh: number): number {
  return requestedWh <= 0 ? 1 : Math.min(1, deliveredWh / requestedWh);
}

const COMPLETE = 0.9;

/** The first that holds: cancelled, opted out, complete, ended early, nothing delivered, a part. */
export function outcomeOf(facts: EventFacts, participation: number): Pick<Report, 'outcome' | 'reason'> {
  if (facts.cancelled) return { outcome: 'CANCELLED', reason: 'CANCEL' };
  if (facts.optedOut) return { outcome: 'OPTED_OUT', reason: facts.code ?? 'OPT_OUT' };
  if (participation >= COMPLETE)
    return { outcome: 'COMPLETED', ...(facts.overridden ? { reason: 'OVERRIDE' } : {}) };
  if (facts.termination !== null) return { outcome: 'TERMINATED', reason: facts.termination };
  if (facts.deliveredWh === 0) return { outcome: 'NOT_DELIVERED', reason: facts.code ?? 'NO_POWER' };
  return { outcome: 'PARTIAL', reason: facts.overridden ? 'OVERRIDE' : 'SHORTFALL' };
}
