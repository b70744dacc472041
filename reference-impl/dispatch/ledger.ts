/**
 * The participation ledger: what was asked of each PEV in each event, what it delivered and why it did not deliver
 * all. It is what a tariff or incentive is computed from (PR2-A-10); amounts of money are outside it.
 */

/** Why less was delivered than asked. `opted-out` is a customer's right, `failed` is not; reports keep them apart. */
export type ParticipationReason =
  'complete' | 'opted-out' | 'departed' | 'energy-used-up' | 'limited' | 'failed';

export interface Participation {
  eventId: string;
  pevId: string;
  requestedWh: number;
  deliveredWh: number;
  reason: ParticipationReason;
}

/** Entries in the order of their first mention. A plain value: it can be stored as JSON. */
export type Ledger = readonly Participation[];

/** The ledger after more has been requested of a PEV in an event, Wh; a new entry is complete until something else is noted. */
export function requested(ledger: Ledger, eventId: string, pevId: string, energyWh: number): Ledger {
  return change(ledger, eventId, pevId, (entry) => ({ ...entry, requestedWh: entry.requestedWh + energyWh }));
}

/** The ledger after a PEV has delivered more, Wh. */
export function delivered(ledger: Ledger, eventId: string, pevId: string, energyWh: number): Ledger {
  return change(ledger, eventId, pevId, (entry) => ({ ...entry, deliveredWh: entry.deliveredWh + energyWh }));
}

/** The ledger with the reason for which a PEV will not deliver the rest. */
export function ended(ledger: Ledger, eventId: string, pevId: string, reason: ParticipationReason): Ledger {
  return change(ledger, eventId, pevId, (entry) => ({ ...entry, reason }));
}

/** delivered / requested, within 0..1 (PR2-A-10); 1 where nothing was asked, 0 for one that opted out before the start. */
export function participationFactor({ requestedWh, deliveredWh, reason }: Participation): number {
  if (requestedWh <= 0) return reason === 'opted-out' ? 0 : 1;
  return Math.min(1, Math.max(0, deliveredWh / requestedWh));
}

export interface ParticipationTotals {
  requestedWh: number;
  deliveredWh: number;
  /** Requested and not delivered by those who opted out, Wh: not a failure of anybody. */
  optedOutWh: number;
  /** Requested and not delivered for any other reason, Wh. */
  missingWh: number;
}

/** The sums of an event; a shortfall of one PEV is not set off against another that gave too much (PR2-X-13). */
export function totalsOf(ledger: Ledger, eventId: string): ParticipationTotals {
  const totals: ParticipationTotals = { requestedWh: 0, deliveredWh: 0, optedOutWh: 0, missingWh: 0 };
  for (const entry of ledger) {
    if (entry.eventId !== eventId) continue;
    totals.requestedWh += entry.requestedWh;
    totals.deliveredWh += entry.deliveredWh;
    const missingWh = Math.max(0, entry.requestedWh - entry.deliveredWh);
    if (entry.reason === 'opted-out') totals.optedOutWh += missingWh;
    else totals.missingWh += missingWh;
  }
  return totals;
}

/** What each PEV has delivered over all events, Wh: whoever has given least may be asked first in the next. */
export function deliveredByPev(ledger: Ledger): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { pevId, deliveredWh } of ledger) sums.set(pevId, (sums.get(pevId) ?? 0) + deliveredWh);
  return sums;
}

function change(
  ledger: Ledger,
  eventId: string,
  pevId: string,
  next: (entry: Participation) => Participation,
): Ledger {
  const at = ledger.findIndex((entry) => entry.eventId === eventId && entry.pevId === pevId);
  const entry = ledger[at] ?? { eventId, pevId, requestedWh: 0, deliveredWh: 0, reason: 'complete' };
  return at < 0 ? [...ledger, next(entry)] : ledger.with(at, next(entry));
}
