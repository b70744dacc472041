/**
 * What the answer of a PEV says that it answers: the event or the request of the message that it names, in the same
 * revision. One that keeps what was said last beside the question answers the one for the other as soon as there are two
 * (PR2-A-08, PR2-A-18, PR2-B-05). A receipt names one message twice, in its envelope and in its body (PR2-X-09).
 */
import type { MessageName } from '../../schemas';
import type { CaseView, Sent } from '../../runlog/case-view';
import { fail, type Judgement } from '../checks/check';
import { authored } from '../checks/dispatches';
import type { Oracle } from './oracle';
import { requirementOf } from './wire';

type Body = Readonly<Record<string, unknown>>;

const REPEATED: Readonly<Partial<Record<MessageName, readonly string[]>>> = {
  EventResponse: ['eventId', 'revision'],
  DispatchResponse: ['dispatchId', 'revision'],
  EmergencyGenerationResponse: ['requestId'],
};

export const answersName: Oracle = {
  name: 'answers-name-what-they-answer',
  alone: true,
  onlyOnFailure: true,
  judge(view, dut) {
    const asked = bodiesById(view, dut);
    const answered = new Set<string>();
    for (const sent of authored(view.sent.filter((s) => s.by === dut && s.problems.length === 0))) {
      const torn = asked.has(sent.message?.correlationid ?? '') ? tornReceipt(sent) : undefined;
      if (torn !== undefined) return [{ requirement: requirementOf(sent), judgement: torn }];
      const { message, name } = sent;
      const fields = name === undefined ? undefined : REPEATED[name];
      const id = message?.correlationid;
      const question = asked.get(id ?? '');
      // A decision that follows later is of the event as it is then; what is stale may be told with what is known.
      if (fields === undefined || id === undefined || question === undefined || answered.has(id)) continue;
      answered.add(id);
      const body = message?.data as unknown as Body;
      if (body['code'] === 'E_STALE') continue;
      const wrong = fields.find((f) => body[f] !== question[f]);
      if (wrong === undefined || name === undefined) continue;
      const expected = `the ${wrong} of what it answers, ${String(question[wrong])}`;
      const judgement = fail(expected, `${name} with ${wrong} ${String(body[wrong])}`, [sent.n]);
      return [{ requirement: requirementOf(sent), judgement }];
    }
    return [];
  },
};

/** A receipt whose body is about another message than its envelope. */
function tornReceipt({ message, n }: Sent): Judgement | undefined {
  if (message?.type !== 'pr2.Receipt.v1' || message.data.refMessageId === message.correlationid)
    return undefined;
  const expected = `a Receipt of the message that it answers, ${message.correlationid}`;
  return fail(expected, `its refMessageId is ${message.data.refMessageId}`, [n]);
}

/** The bodies of what others have said, by message id: the first that came under an id, for another is refused (PR2-X-02). */
function bodiesById(view: CaseView, dut: string): Map<string, Body> {
  const bodies = new Map<string, Body>();
  for (const { message } of view.sent)
    if (message !== undefined && message.source !== dut && !bodies.has(message.id))
      bodies.set(message.id, message.data as unknown as Body);
  return bodies;
}
