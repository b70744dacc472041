/** The departures that a PEV was told of, from its state at the start and from whoever named one since. */
import type { CaseView } from '../../runlog/case-view';

/** Instants by the bench's clock, ms, as far as log position `beforeN`. */
export function departuresNamed(view: CaseView, pev: string, beforeN = Infinity): number[] {
  const state = view.stateOf(pev);
  const named: unknown[] = [
    (state?.['departure'] as { at?: unknown } | undefined)?.at,
    (state?.['preferences'] as { departure?: unknown } | undefined)?.departure,
  ];
  for (const { device, name, params, n } of view.ofKind('stimulus')) {
    if (device !== pev || n > beforeN) continue;
    const { at, departure } = params as { at?: unknown; departure?: unknown };
    if (name === 'departure') named.push(at);
    if (name === 'set-preference') named.push(departure);
  }
  for (const { sent, delivery } of view.received(pev, 'DischargePreference'))
    if (delivery.n <= beforeN) named.push(sent.message?.data.departure);
  return named
    .map((v) => (typeof v === 'number' ? v : typeof v === 'string' ? Date.parse(v) : NaN))
    .filter(Number.isFinite);
}
