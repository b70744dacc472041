/** The customer's preferences as the ESCI handed them to a PEV, and the PEV took them (PR2-A-08, reading D19). */
import type { CaseView } from '../../runlog/case-view';
import type { MessageBodies } from '../../schemas';

interface Copy {
  /** Its delivery. */
  readonly n: number;
  readonly atMs: number;
  readonly preference: MessageBodies['DischargePreference'];
}

/** The last copy of the ESCI's own preferences that reached the PEV by an instant and was not refused: one or none. */
export function copiesTaken(view: CaseView, pev: string, atMs: number): readonly Copy[] {
  let last: Copy | undefined;
  for (const { sent, delivery } of view.received(pev, 'DischargePreference')) {
    const preference = sent.message?.data;
    if (preference?.source !== 'ESCI' || delivery.atMs > atMs) continue;
    const { id } = sent.message ?? {};
    const taken = view.messages('Receipt', { by: pev, where: (d) => d['status'] === 'TAKEN' });
    if (taken.some((a) => a.message?.correlationid === id))
      last = { n: delivery.n, atMs: delivery.atMs, preference };
  }
  return last === undefined ? [] : [last];
}
