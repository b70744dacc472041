/** What passes an ESCI: unchanged, at once, and in the end (PR2-A-14, A-19, A-21). */
import type { MessageName } from '../../../schemas';
import type { CaseView } from '../../../runlog/case-view';
import { fail, isPending, pass, type Check } from '../check';
import { authored } from '../dispatches';
import { durationText, instantText } from '../texts';
import { changeOnTheWay } from '../unchanged';

interface PassesArgs {
  readonly esci: string;
  readonly name: MessageName;
  /** Urn of the author and of the receiver. */
  readonly from: string;
  readonly to: string;
  readonly afterN: number;
  readonly byMs: number;
}

/** The ESCI passes the author's message on within P_T_FWD, unchanged but for its own urn in `via`. */
export const passesOnUnchanged: Check<PassesArgs> = (view, a) => {
  const limitMs = view.param('P_T_FWD') * 1000;
  const expected = `the ${a.name} passed on within ${durationText(limitMs)}, unchanged but for via`;
  const arrived = arrivalAt(view, a, a.esci);
  if (arrived === undefined)
    return view.nowMs < a.byMs
      ? { untilMs: a.byMs }
      : fail(expected, `no ${a.name} reached the ESCI`, [a.afterN]);
  const { original, delivery } = arrived;
  const dueMs = delivery.atMs + limitMs;
  const copy = view.sent.find(
    (s) =>
      s.n > delivery.n &&
      s.by === a.esci &&
      s.message?.id === original.message?.id &&
      s.message?.source === a.from,
  );
  if (copy?.message === undefined)
    return view.nowMs < dueMs ? { untilMs: dueMs } : fail(expected, 'it was not passed on', [delivery.n]);
  const basis = [delivery.n, copy.n];
  const changed = original.message && changeOnTheWay(original.message, copy.message, a.esci);
  if (changed !== undefined) return fail(expected, `${changed} was changed on the way`, basis);
  const valueMs = copy.atMs - delivery.atMs;
  const measured = [{ name: 'forward' as const, valueMs, limitMs }];
  return copy.atMs <= dueMs
    ? pass(expected, `after ${durationText(valueMs)}`, basis, measured)
    : fail(expected, `after ${durationText(valueMs)}`, basis);
};

/** The author's message reaches the receiver by then, however often it had to be sent. */
export const arrives: Check<PassesArgs> = (view, a) => {
  const expected = `the ${a.name} of ${a.from} at ${a.to} by ${instantText(a.byMs)}`;
  for (const s of view.messages(a.name, { source: a.from, afterN: a.afterN })) {
    const delivery = s.deliveries.find((d) => d.to === a.to && d.outcome === 'delivered');
    if (delivery !== undefined && delivery.atMs <= a.byMs)
      return pass(expected, `at ${instantText(delivery.atMs)}`, [a.afterN, s.n, delivery.n]);
  }
  return view.nowMs < a.byMs ? { untilMs: a.byMs } : fail(expected, 'it did not arrive', [a.afterN]);
};

interface RoundTripArgs {
  readonly utility: string;
  /** The request, as the Utility sent it, and its bounds. */
  readonly request: number;
  readonly limitMs: number;
}

/** The PEV's answer to a request is back at the Utility within the limit of its class. */
export const answerComesBack: Check<RoundTripArgs> = (view, a) => {
  const request = view.sentAt(a.request);
  const expected = `the DispatchResponse back at the utility within ${durationText(a.limitMs)} of the request`;
  if (request?.message === undefined) return fail(expected, 'the request is not in the log', [a.request]);
  const dueMs = request.atMs + a.limitMs;
  for (const s of view.messages('DispatchResponse', { correlationid: request.message.id })) {
    const delivery = s.deliveries.find((d) => d.to === a.utility && d.outcome === 'delivered');
    if (delivery === undefined) continue;
    const valueMs = delivery.atMs - request.atMs;
    const basis = [a.request, s.n, delivery.n];
    return delivery.atMs <= dueMs
      ? pass(expected, `after ${durationText(valueMs)}`, basis, [
          { name: 'ack', valueMs, limitMs: a.limitMs },
        ])
      : fail(expected, `after ${durationText(valueMs)}`, basis);
  }
  return view.nowMs < dueMs ? { untilMs: dueMs } : fail(expected, 'none came', [a.request]);
};

interface RoundTripsArgs {
  readonly utility: string;
  /** The commands, as the Utility sent them. */
  readonly requests: readonly number[];
  readonly limitMs: number;
  /** Share of them whose answers must be back in time, per cent. */
  readonly pct: number;
}

/** Of the answers to a series of commands so many are back at the Utility within the limit of its class (P_RESP_PCT). */
export const answersComeBackMostly: Check<RoundTripsArgs> = (view, a) => {
  const expected = `at least ${a.pct} % of ${a.requests.length} answers back at the utility within ${durationText(a.limitMs)}`;
  const missed: { observed: string; basis: readonly number[] }[] = [];
  for (const request of a.requests) {
    const outcome = answerComesBack(view, { utility: a.utility, request, limitMs: a.limitMs });
    if (isPending(outcome)) return outcome;
    if (outcome.verdict !== 'pass') missed.push(outcome);
  }
  const met = a.requests.length - missed.length;
  const basis = [...a.requests.slice(0, 1), ...missed.flatMap((m) => m.basis)];
  const observed = `${met} of ${a.requests.length}${missed[0] === undefined ? '' : `; the first of the others: ${missed[0].observed}`}`;
  return met * 100 < a.pct * a.requests.length
    ? fail(expected, observed, basis)
    : pass(expected, observed, basis);
};

interface TwiceArgs {
  readonly by: string;
  /** The message that was delivered more than once. */
  readonly request: number;
  readonly untilMs: number;
}

/** A message that arrives twice is answered twice, and alike (PR2-X-02). */
export const sameAnswerTwice: Check<TwiceArgs> = (view, a) => {
  const expected = 'the same answer to each delivery of the message';
  if (view.nowMs < a.untilMs) return { untilMs: a.untilMs };
  const id = view.sentAt(a.request)?.message?.id;
  const answers = authored(view.sent).filter((s) => s.by === a.by && s.message?.correlationid === id);
  const basis = [a.request, ...answers.map((s) => s.n)];
  if (answers.length < 2) return fail(expected, `${answers.length} answers`, basis);
  const bodies = new Set(answers.map((s) => `${s.name} ${JSON.stringify(s.message?.data)}`));
  return bodies.size === 1
    ? pass(expected, `${answers.length} alike`, basis)
    : fail(expected, `${bodies.size} different ones`, basis);
};

function arrivalAt(view: CaseView, a: PassesArgs, at: string) {
  for (const original of view.messages(a.name, { by: a.from, source: a.from, afterN: a.afterN })) {
    const delivery = original.deliveries.find((d) => d.to === at && d.outcome === 'delivered');
    if (delivery !== undefined) return { original, delivery };
  }
  return undefined;
}
