/**
 * To whom a PEV says what it says unasked: what is about a dispatch to a Utility, what is about the home in an outage to
 * its ESCI (section 7, envelope). The ESCI relays the one and acts on the other: a value that goes to the wrong one of
 * the two is known to nobody who wants it.
 */
import { partsOf } from '../../reference-impl/endpoint/identifiers';
import type { MessageName } from '../../schemas';
import { fail } from '../checks/check';
import { authored } from '../checks/dispatches';
import { instantText } from '../checks/texts';
import type { CaseView } from '../../runlog/case-view';
import type { Oracle } from './oracle';
import { SERVES } from './wire';

const TO: Readonly<Partial<Record<MessageName, { readonly role: string; readonly requirement: string }>>> = {
  DispatchConfirmation: { role: 'utility', requirement: 'PR2-A-18' },
  ParticipationNotice: { role: 'utility', requirement: 'PR2-A-11' },
  TerminationNotice: { role: 'utility', requirement: 'PR2-A-21' },
  EnergyTelemetry: { role: 'utility', requirement: 'PR2-A-16' },
  EmergencyGenerationStatus: { role: 'esci', requirement: SERVES.EmergencyGenerationStatus ?? '' },
  IsolationAttestation: { role: 'esci', requirement: 'PR2-B-07' },
  GenerationStop: { role: 'esci', requirement: 'PR2-B-10' },
};

export const addressees: Oracle = {
  name: 'speaks-to-whom-it-concerns',
  alone: true,
  onlyOnFailure: true,
  judge(view, dut) {
    if (partsOf(dut).role !== 'pev') return [];
    for (const { message, name, n, atMs } of authored(view.sent.filter((s) => s.by === dut))) {
      const to = name === undefined ? undefined : TO[name];
      if (to === undefined || message === undefined || !knows(view, dut, to.role, n)) continue;
      if (partsOf(message.destination).role === to.role) continue;
      const expected = `${name} with the ${to.role === 'esci' ? 'ESCI' : 'Utility'} as its destination`;
      const observed = `it goes to ${message.destination} at ${instantText(atMs)}`;
      return [{ requirement: to.requirement, judgement: fail(expected, observed, [n]) }];
    }
    return [];
  },
};

/** One of that role had written to it before: it knows the address. */
function knows(view: CaseView, dut: string, role: string, beforeN: number): boolean {
  return view.sent.some(
    ({ message, deliveries }) =>
      message !== undefined &&
      partsOf(message.source).role === role &&
      deliveries.some((d) => d.to === dut && d.outcome === 'delivered' && d.trusted && d.n < beforeN),
  );
}
