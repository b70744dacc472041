/**
 * Whom and what a message of the device names: a PEV itself and no other, an ESCI or a Utility a PEV that the case has or
 * that it was told of; an event or a request one that somebody made. Names are drawn for each case, so one that stands in
 * a table, or that was cut or changed on its way, is none of these. The requirement is the one that the message serves, for a Utility PR2-X-02.
 */
import type { MessageName } from '../../schemas';
import type { CaseView, Sent } from '../../runlog/case-view';
import { fail } from '../checks/check';
import { instantText } from '../checks/texts';
import type { Oracle } from './oracle';
import { SERVES } from './wire';

const FIELDS = ['pevId', 'eventId', 'dispatchId'] as const;
type Field = (typeof FIELDS)[number];

const WHAT: Readonly<Record<Field, string>> = { pevId: 'PEV', eventId: 'event', dispatchId: 'request' };
const PEV = 'urn:pr2:pev:';
const UTILITY = 'urn:pr2:utility:';

export const namedIds: Oracle = {
  name: 'names-what-there-is',
  alone: true,
  onlyOnFailure: true,
  judge(view, dut) {
    const told = toldOf(view, dut);
    for (const sent of view.sent) {
      const { message, name } = sent;
      if (sent.by !== dut || message?.source !== dut || name === undefined || sent.problems.length > 0)
        continue;
      const field = FIELDS.find((f) => isStrange(message.data, f, dut, told));
      if (field === undefined) continue;
      const observed = `${name} of ${instantText(sent.atMs)} names the ${WHAT[field]} ${String(nameIn(message.data, field))}`;
      const judgement = fail(expectedOf(field, dut), observed, [sent.n]);
      return [{ requirement: requirementOf(name, dut), judgement }];
    }
    return [];
  },
};

/** A Utility owes none of what reports and answers serve; that its messages can be told apart it owes like everybody. */
function requirementOf(name: MessageName, dut: string): string {
  return (dut.startsWith(UTILITY) ? undefined : SERVES[name]) ?? 'PR2-X-02';
}

function expectedOf(field: Field, dut: string): string {
  if (field !== 'pevId')
    return `the ${field} of ${field === 'eventId' ? 'an event that was announced' : 'a request that was made'}`;
  return dut.startsWith(PEV) ? `its own pevId, ${dut.slice(PEV.length)}` : 'the pevId of a PEV that there is';
}

/** A Utility names events and requests itself; whatever anybody else names must be known. */
function isStrange(data: unknown, field: Field, dut: string, told: ReadonlySet<unknown>): boolean {
  const name = nameIn(data, field);
  if (name === undefined || (field !== 'pevId' && dut.startsWith(UTILITY))) return false;
  return field === 'pevId' && dut.startsWith(PEV) ? name !== dut.slice(PEV.length) : !told.has(name);
}

function nameIn(data: unknown, field: Field): unknown {
  return (data as Readonly<Record<string, unknown>> | undefined)?.[field];
}

/** Every name that others have used, that the device was given by hand, or that the case begins with. */
function toldOf(view: CaseView, dut: string): ReadonlySet<unknown> {
  const told = new Set<unknown>();
  for (const { urn } of view.case?.devices ?? []) if (urn.startsWith(PEV)) told.add(urn.slice(PEV.length));
  const foreign = (s: Sent): boolean => s.message !== undefined && s.message.source !== dut;
  for (const s of view.sent) if (foreign(s)) addNames(s.message?.data, told);
  for (const s of view.ofKind('stimulus')) addNames(s.params, told);
  addNames(view.case, told);
  return told;
}

/** Names at any depth. */
function addNames(value: unknown, told: Set<unknown>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (/Ids?$/.test(key)) for (const id of [inner].flat()) told.add(id);
    addNames(inner, told);
  }
}
