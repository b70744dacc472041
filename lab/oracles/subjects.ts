/**
 * The conversation that a message belongs to (PR2-X-02): its subject is an event, a session or a request, so that who
 * keeps many of them can sort what comes in before reading it. A request may go by its own id or by its dispatch's.
 */
import type { MessageName } from '../../schemas';
import type { CaseView } from '../../runlog/case-view';
import { fail } from '../checks/check';
import { instantText } from '../checks/texts';
import type { Oracle } from './oracle';

/** What speaks of an event, a session or a request, and answers nothing: an answer goes by what it answers. */
const SPEAKS: readonly MessageName[] = [
  'EnergySupplyEvent',
  'AvailabilityReport',
  'ConnectionNotice',
  'DispatchRequest',
  'DispatchUpdate',
  'DispatchConfirmation',
  'ParticipationNotice',
  'TerminationNotice',
  'EventCancel',
  'EnergyTelemetry',
  'EventReport',
];
const FIELDS: readonly string[] = ['eventId', 'sessionId', 'requestId', 'dispatchId'];

export const subjectOfConversation: Oracle = {
  name: 'goes-by-its-conversation',
  alone: true,
  onlyOnFailure: true,
  judge(view, dut) {
    const known = conversations(view);
    const strange = view.sent.find(
      ({ by, message, name, problems }) =>
        by === dut &&
        message?.source === dut &&
        message.correlationid === undefined &&
        name !== undefined &&
        SPEAKS.includes(name) &&
        problems.length === 0 &&
        !known.has(message.subject),
    );
    if (strange === undefined) return [];
    const expected = 'a subject that is an event, a session or a request';
    const observed = `${strange.name} of ${instantText(strange.atMs)} has the subject ${strange.message?.subject}`;
    return [{ requirement: 'PR2-X-02', judgement: fail(expected, observed, [strange.n]) }];
  },
};

/** Every event, session and request that a body in the case names. */
function conversations(view: CaseView): ReadonlySet<unknown> {
  const bodies = view.sent.map((s) => (s.message?.data ?? {}) as Readonly<Record<string, unknown>>);
  return new Set(bodies.flatMap((body) => FIELDS.map((f) => body[f]).filter((id) => id !== undefined)));
}
