/**
 * What an ESCI passes on, whatever the case is about: every message that it was given for another goes on as it came,
 * soon, or is answered by the ESCI itself; and nothing goes on that nobody gave it. The requirement is the one that
 * the message serves at the ESCI.
 */
import { partsOf } from '../../reference-impl/endpoint/identifiers';
import { owesAnswer } from '../../reference-impl/endpoint/repeats';
import type { Message } from '../../schemas';
import type { CaseView, Sent } from '../../runlog/case-view';
import { fail } from '../checks/check';
import { durationText, instantText } from '../checks/texts';
import { changeOnTheWay } from '../checks/unchanged';
import { givenTo, isThere, keyOf, requirementOf, SERVES_ON_ITS_WAY, type Given } from './given';
import type { Oracle, OracleJudgement } from './oracle';
import { wentAway } from './went-away';

export const passesOn: Oracle = {
  name: 'passes-on-what-it-is-given',
  onlyOnFailure: true,
  judge(view, dut) {
    if (partsOf(dut).role !== 'esci') return [];
    const given = givenTo(view, dut);
    return changedOnes(view, dut, given) ?? keptBack(view, dut, given) ?? [];
  },
};

function changedOnes(
  view: CaseView,
  dut: string,
  given: ReadonlyMap<string, readonly Given[]>,
): OracleJudgement[] | undefined {
  for (const copy of view.sent) {
    const { message } = copy;
    if (copy.by !== dut || message === undefined || message.source === dut || copy.problems.length > 0)
      continue;
    const originals = (given.get(keyOf(message)) ?? []).filter((g) => g.delivery.n < copy.n);
    const [original] = originals;
    const what = `${copy.name ?? message.type} of ${instantText(copy.atMs)}`;
    const renamed = original === undefined ? renamedFrom(view, given, copy) : undefined;
    if (renamed !== undefined)
      return judged(requirementOf(renamed.message), {
        expected: 'what it passes on unchanged but for the path it took',
        observed: `id of the ${what} was changed on the way`,
        basis: [renamed.delivery.n, copy.n],
      });
    if (original === undefined)
      return judged('PR2-X-01', {
        expected: 'only messages that their authors gave it',
        observed: `the ${what} in the name of ${message.source}, which never gave it`,
        basis: [copy.n],
      });
    const changes = originals.map((o) => changeOnTheWay(o.message, message, dut));
    if (changes.includes(undefined)) continue;
    return judged(requirementOf(original.message), {
      expected: 'what it passes on unchanged but for the path it took',
      observed: `${changes[0]} of the ${what} was changed on the way`,
      basis: [original.delivery.n, copy.n],
    });
  }
  return undefined;
}

/** What its author gave it under another id, alike in all but that, and what never went on under its own. */
function renamedFrom(
  view: CaseView,
  given: ReadonlyMap<string, readonly Given[]>,
  copy: Sent,
): Given | undefined {
  const { message, by } = copy;
  if (message === undefined) return undefined;
  const { source, destination, seq, type } = message;
  return [...given.values()].flat().find((g) => {
    const alike = g.message.source === source && g.message.type === type && g.message.seq === seq;
    return (
      alike &&
      g.message.destination === destination &&
      g.delivery.n < copy.n &&
      !view.sent.some((s) => s.by === by && isCopy(s, g.message))
    );
  });
}

function keptBack(
  view: CaseView,
  dut: string,
  given: ReadonlyMap<string, readonly Given[]>,
): OracleJudgement[] | undefined {
  const limitMs = view.param('P_T_FWD') * 1000;
  for (const copies of given.values()) {
    // A repeat may overtake the message itself.
    const [first] = copies.toSorted((a, b) => a.delivery.n - b.delivery.n);
    if (first === undefined || !isOwed(view, dut, first, limitMs)) continue;
    const { sent, message, delivery } = first;
    const copy = view.sent.find((s) => s.by === dut && s.n > delivery.n && isCopy(s, message));
    if (copy !== undefined && copy.atMs <= delivery.atMs + limitMs) continue;
    const came =
      copy === undefined
        ? 'was not passed on'
        : `was passed on after ${durationText(copy.atMs - delivery.atMs)}`;
    return judged(requirementOf(message), {
      expected: `what it is given for another passed on within ${durationText(limitMs)}, or answered`,
      observed: `the ${sent.name ?? message.type} of ${instantText(delivery.atMs)} ${came}`,
      basis: [delivery.n, ...(copy === undefined ? [] : [copy.n])],
    });
  }
  return undefined;
}

/** Whether it has to go on: sound, from and for whom an ESCI serves, who can be reached, and not settled otherwise. */
function isOwed(view: CaseView, dut: string, { sent, message, delivery }: Given, limitMs: number): boolean {
  const untilMs = delivery.atMs + limitMs;
  if (sent.name === undefined || SERVES_ON_ITS_WAY[sent.name] === undefined || sent.problems.length > 0)
    return false;
  if (untilMs > view.nowMs || !isServed(message) || isSettled(view, dut, message)) return false;
  const { destination } = message;
  if (wentAway(view, { dut, peer: destination, fromN: delivery.n, untilMs })) return false;
  return partsOf(destination).role !== 'pev' || isThere(view, dut, destination, delivery.n, untilMs);
}

function isServed({ source, destination }: Message): boolean {
  const [from, to] = [partsOf(source).role, partsOf(destination).role];
  return (from === 'utility' && to === 'pev') || (from === 'pev' && to === 'utility');
}

/**
 * Answered by the ESCI, itself or in the place of whom it answers; or overtaken: an end by the ESCI's own word of it, a
 * report by a later one.
 */
function isSettled(view: CaseView, dut: string, message: Message): boolean {
  const own = (id: string | undefined): boolean =>
    id !== undefined && view.answersTo(id).some((s) => s.by === dut && s.message?.source === dut);
  if (own(message.id) || own(message.correlationid)) return true;
  const { source, seq } = message;
  if (message.type === 'pr2.TerminationNotice.v1') {
    const { pevId, eventId } = message.data;
    return view
      .messages('TerminationNotice', { by: dut, source: dut })
      .some((s) => s.message?.data.pevId === pevId && s.message.data.eventId === eventId);
  }
  return message.type === 'pr2.AvailabilityReport.v1' && owesAnswer(message)
    ? view
        .messages('AvailabilityReport', { by: dut, source })
        .some((s) => s.message !== undefined && s.message.seq > seq)
    : false;
}

function isCopy(s: Sent, message: Message): boolean {
  return s.message?.id === message.id && s.message.source === message.source;
}

function judged(
  requirement: string,
  { expected, observed, basis }: { expected: string; observed: string; basis: readonly number[] },
): OracleJudgement[] {
  return [{ requirement, judgement: fail(expected, observed, basis) }];
}
