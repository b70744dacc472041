/**
 * What an ESCI refuses itself of what is for a PEV, whatever the case is about: a refusal that names the state of an event
 * or a dispatch has to be true of it. Only what is plainly in order by what the ESCI was given is looked at: a change
 * of a dispatch that runs, the request of an event that the PEV is in, a cancel of an event that stands, a new revision,
 * a question about a PEV that is there. What else an ESCI may refuse, for the place, the customer or the island, is not
 * judged here. The requirement is the one that the message serves at the ESCI.
 */
import { partsOf, timeMs } from '../../reference-impl/endpoint/identifiers';
import type { CaseView, Sent } from '../../runlog/case-view';
import { checkBody, nameOf, type Message } from '../../schemas';
import { fail } from '../checks/check';
import { clockWasSet } from '../checks/clock';
import { dispatchesOf, type Dispatch } from '../checks/dispatches';
import { instantText } from '../checks/texts';
import { givenTo, isThere, requirementOf, type Given } from './given';
import type { Oracle } from './oracle';

/** Times in whole seconds and clocks may be off by so much, and what ends something may be on its way. */
const GRACE_MS = 15_000;

export const refusesOnGrounds: Oracle = {
  name: 'refuses-only-what-is-not-in-order',
  onlyOnFailure: true,
  judge(view, dut) {
    // What was in order by the clock that it had may be over by the one that it was given.
    if (partsOf(dut).role !== 'esci' || clockWasSet(view, dut)) return [];
    const refusals = view
      .messages('Receipt', { by: dut, source: dut })
      .filter((s) => s.message?.data.status === 'REJECTED' && OF_STATE.has(s.message.data.code ?? ''));
    if (refusals.length === 0) return [];
    const all = [...givenTo(view, dut).values()].flatMap((copies) => copies.slice(0, 1));
    for (const answer of refusals) {
      const code = answer.message?.data.code ?? '';
      const given = all.find((g) => g.message.id === answer.message?.correlationid && isAnswered(g, answer));
      if (given === undefined) continue;
      const order = orderOf(view, dut, given, all);
      if (order === undefined || !order.codes.includes(code)) continue;
      const { message, sent, delivery } = given;
      if (!isThere(view, dut, message.destination, delivery.n, answer.atMs)) continue;
      return [
        {
          requirement: requirementOf(message),
          judgement: fail(
            `no refusal with ${code} of ${order.what}`,
            `the ${sent.name ?? message.type} of ${instantText(delivery.atMs)} was refused with ${code}`,
            [delivery.n, answer.n],
          ),
        },
      ];
    }
    return [];
  },
};

/** What is malformed may name nothing and nobody; it is refused for that. */
function isSound({ type, data }: Message): boolean {
  const name = nameOf(type);
  return name !== undefined && checkBody(name, data, 'open').problems.length === 0;
}

/** A sound message of the Utility for a PEV, which this refuses. */
function isAnswered({ message }: Given, answer: Sent<'Receipt'>): boolean {
  const { source } = message;
  return (
    source === answer.message?.destination &&
    partsOf(source).role === 'utility' &&
    isSound(message) &&
    partsOf(message.destination).role === 'pev'
  );
}

/** What a message is that is in order, and the codes that would be untrue of it. */
interface Order {
  readonly what: string;
  readonly codes: readonly string[];
}

const A_CHANGE: Order = {
  what: 'the next change of a dispatch that runs',
  codes: ['E_STATE', 'E_STALE', 'E_UNKNOWN_DISPATCH', 'E_UNKNOWN_EVENT', 'E_EXPIRED'],
};
const A_REQUEST: Order = {
  what: 'the request of an event that the PEV is in',
  codes: ['E_STATE', 'E_UNKNOWN_EVENT', 'E_EXPIRED', 'E_UNKNOWN_PEV'],
};
const A_CANCEL: Order = {
  what: 'a cancel of an event that stands',
  codes: ['E_UNKNOWN_EVENT', 'E_STATE', 'E_STALE', 'E_EXPIRED', 'E_UNKNOWN_PEV'],
};
const A_QUESTION: Order = {
  what: 'a question about a PEV that is there',
  codes: ['E_UNKNOWN_PEV', 'E_STATE'],
};

/** All of them. */
const OF_STATE: ReadonlySet<string> = new Set(
  [A_CHANGE, A_REQUEST, A_CANCEL, A_QUESTION].flatMap(({ codes }) => codes),
);

function orderOf(view: CaseView, dut: string, given: Given, all: readonly Given[]): Order | undefined {
  const { message, delivery } = given;
  const { destination } = message;
  const facts: Facts = {
    view,
    dut,
    pev: destination,
    n: delivery.n,
    atMs: delivery.atMs,
    before: all.filter((g) => g.delivery.n < delivery.n && g.message.destination === destination),
  };
  if (message.type === 'pr2.DispatchUpdate.v1') return isNextChange(facts, message) ? A_CHANGE : undefined;
  if (message.type === 'pr2.DispatchRequest.v1') return isGoodRequest(facts, message) ? A_REQUEST : undefined;
  if (message.type === 'pr2.EventCancel.v1') return isGoodCancel(facts, message) ? A_CANCEL : undefined;
  if (message.type !== 'pr2.AvailabilityRequest.v1') return undefined;
  return message.data.pevId === partsOf(destination).id ? A_QUESTION : undefined;
}

/** What the ESCI was given for the PEV until a message came. */
interface Facts {
  readonly view: CaseView;
  readonly dut: string;
  readonly pev: string;
  readonly n: number;
  readonly atMs: number;
  readonly before: readonly Given[];
}

function isNextChange(facts: Facts, { data }: Message<'DispatchUpdate'>): boolean {
  const { view, dut, pev, atMs, before } = facts;
  const { dispatchId, revision } = data;
  const d = dispatchesOf(view, pev).find((x) => x.dispatchId === dispatchId);
  const newest = before.every((g) => revisionOf(g.message, { dispatchId }) < revision);
  return d !== undefined && newest && runs(view, dut, d, atMs) && !wasLeft(facts, d.eventId);
}

function isGoodRequest(facts: Facts, { data }: Message<'DispatchRequest'>): boolean {
  const { view, pev, atMs, before } = facts;
  const { dispatchId, eventId } = data;
  const isNew = before.every((g) => revisionOf(g.message, { dispatchId }) < 0);
  const isFree = dispatchesOf(view, pev).every((d) => endOf(d) < atMs - GRACE_MS);
  const lasts = timeMs(data.start) + data.durationS * 1000 > atMs + GRACE_MS;
  return data.sink === 'GRID' && isNew && isFree && lasts && takesPart(facts, eventId);
}

function isGoodCancel(facts: Facts, { data }: Message<'EventCancel'>): boolean {
  const { eventId, revision } = data;
  const newest = facts.before.every((g) => revisionOf(g.message, { eventId }) < revision);
  return newest && stands(facts, eventId);
}

/** The revision of what a message says of that event or dispatch; -1 where it is about another. */
function revisionOf({ data }: Message, about: Readonly<Record<string, string>>): number {
  const said: Readonly<Record<string, unknown>> = { ...data };
  const isAbout = Object.entries(about).every(([name, value]) => said[name] === value);
  return isAbout && typeof said['revision'] === 'number' ? said['revision'] : -1;
}

const endOf = (d: Dispatch): number => Math.min(d.endings[0]?.atMs ?? Infinity, d.plannedEndMs);

/** The ESCI has heard that the dispatch was accepted, and nothing has ended it or ends it shortly. */
function runs(view: CaseView, dut: string, d: Dispatch, atMs: number): boolean {
  const heard = view.sentAt(d.acceptedN)?.deliveries.find((x) => x.to === dut && x.outcome === 'delivered');
  return heard !== undefined && heard.atMs < atMs && endOf(d) > atMs + GRACE_MS;
}

/** The ESCI took the event, nobody called it off, and it is not over. */
function stands({ view, dut, before, atMs }: Facts, eventId: string): boolean {
  const about = before.map((g) => g.message).filter((m) => revisionOf(m, { eventId }) >= 0);
  const event = about.findLast((m) => m.type === 'pr2.EnergySupplyEvent.v1');
  if (event === undefined || !isSound(event)) return false;
  const refused = view
    .messages('Receipt', { by: dut, source: dut, correlationid: event.id })
    .some((s) => s.message?.data.status === 'REJECTED');
  const calledOff = about.some((m) => m.type === 'pr2.EventCancel.v1');
  const isOver = timeMs(event.data.start) + event.data.durationS * 1000 <= atMs + GRACE_MS;
  return !refused && !calledOff && !isOver;
}

/** The event stands, and the PEV's word that it is in went on. */
function takesPart(facts: Facts, eventId: string): boolean {
  const { view, dut, pev, n } = facts;
  const answer = view
    .messages('EventResponse', { by: dut, source: pev, where: (d) => d['eventId'] === eventId })
    .findLast((s) => s.n < n);
  const isIn = answer?.message?.data.decision === 'OPT_IN';
  return isIn && stands(facts, eventId) && !wasLeft(facts, eventId);
}

/** Somebody has left the event, or ended what it asked for, or said something of the kind. */
function wasLeft({ view, n }: Facts, eventId: string): boolean {
  const about = { where: (d: Record<string, unknown>) => d['eventId'] === eventId };
  return [...view.messages('ParticipationNotice', about), ...view.messages('TerminationNotice', about)].some(
    (s) => s.n < n,
  );
}
