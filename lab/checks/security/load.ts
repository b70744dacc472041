/** Checks on a device under more messages than it can take (PR2-X-10). */
import type { CaseView, Sent } from '../../../runlog/case-view';
import { fail, pass, type Check } from '../check';
import { durationText, instantText } from '../texts';

interface LoadArgs {
  /** Urn of the device under load. */
  readonly by: string;
  /** Log positions of the first and the last message of the flood. */
  readonly fromN: number;
  readonly toN: number;
  /** Time within which each of them must be answered. */
  readonly limitMs: number;
  /** How many it must take at least, and how many it must refuse at least. */
  readonly leastTaken: number;
  readonly leastRefused: number;
}

/** Each message of the flood is answered: taken, or refused as busy with the time after which to try again. */
export const bearsLoad: Check<LoadArgs> = (view, a) => {
  const expected = `an answer to each message within ${durationText(a.limitMs)}, at least ${a.leastTaken} taken and ${a.leastRefused === 0 ? 'none needing refusal' : `at least ${a.leastRefused} refused`}, a refusal being E_BUSY with the time to wait`;
  let taken = 0;
  let refused = 0;
  let last = a.toN;
  const answers = answersOf(view, a.by);
  for (const { sent, n, atMs } of floodOf(view, a)) {
    const answer = answers.get(sent.message?.id ?? '');
    if (answer === undefined || answer.atMs > atMs + a.limitMs) {
      if (answer === undefined && view.nowMs < atMs + a.limitMs) return { untilMs: atMs + a.limitMs };
      const how = answer === undefined ? 'has no answer' : `was answered at ${instantText(answer.atMs)}`;
      return fail(expected, `the message of ${instantText(atMs)} ${how}`, [n, answer?.n ?? n]);
    }
    last = answer.n;
    const { code, retryAfterS } = (answer.message?.data ?? {}) as { code?: string; retryAfterS?: number };
    if (code !== 'E_BUSY') {
      taken += 1;
      continue;
    }
    refused += 1;
    if (retryAfterS === undefined || !(retryAfterS > 0))
      return fail(expected, `refused at ${instantText(answer.atMs)} without a time to wait`, [n, answer.n]);
  }
  const observed = `${taken} taken, ${refused} refused as busy`;
  const basis = [a.fromN, last];
  return taken >= a.leastTaken && refused >= a.leastRefused
    ? pass(expected, observed, basis)
    : fail(expected, observed, basis);
};

interface NewestArgs {
  readonly by: string;
  readonly fromN: number;
  readonly toN: number;
  readonly limitMs: number;
}

/** The last message of the flood is taken, whatever becomes of those before it. */
export const takesNewest: Check<NewestArgs> = (view, a) => {
  const expected = `the newest command taken within ${durationText(a.limitMs)}`;
  const newest = floodOf(view, a).pop();
  if (newest === undefined) return fail(expected, 'it never reached the device', [a.toN]);
  const dueMs = newest.atMs + a.limitMs;
  const answer = answersOf(view, a.by).get(newest.sent.message?.id ?? '');
  if (answer === undefined)
    return view.nowMs < dueMs ? { untilMs: dueMs } : fail(expected, 'no answer came', [newest.n]);
  const { status, code } = (answer.message?.data ?? {}) as { status?: string; code?: string };
  const waitedMs = answer.atMs - newest.atMs;
  const observed = `${status ?? answer.name}${code === undefined ? '' : ` with ${code}`} after ${durationText(waitedMs)}`;
  const basis = [newest.n, answer.n];
  return status === 'ACCEPTED' && waitedMs <= a.limitMs
    ? pass(expected, observed, basis, [{ name: 'ack', valueMs: waitedMs, limitMs: a.limitMs }])
    : fail(expected, observed, basis);
};

/** The messages of a flood, all of one kind, as they reached the device, directly or over a relay. */
function floodOf(
  view: CaseView,
  { by, fromN, toN }: Pick<LoadArgs, 'by' | 'fromN' | 'toN'>,
): { sent: Sent; n: number; atMs: number }[] {
  const { name } = view.sentAt(fromN) ?? {};
  const said = new Map<string, Sent>();
  const hops = new Map<string, { n: number; atMs: number }>();
  for (const s of view.sent) {
    const id = s.message?.id;
    if (id === undefined || s.n < fromN || s.name !== name || s.message?.correlationid !== undefined)
      continue;
    if (s.n <= toN && !said.has(id)) said.set(id, s);
    const hop = s.deliveries.find((d) => d.to === by && d.outcome === 'delivered');
    if (hop !== undefined && !hops.has(id)) hops.set(id, hop);
  }
  return [...said].flatMap(([id, sent]) => {
    const hop = hops.get(id);
    return hop === undefined ? [] : [{ sent, n: hop.n, atMs: hop.atMs }];
  });
}

/** First answers of the device by the id of what they answer. */
function answersOf(view: CaseView, by: string): Map<string, Sent> {
  const out = new Map<string, Sent>();
  for (const s of view.sent) {
    const id = s.message?.correlationid;
    if (s.by === by && id !== undefined && !out.has(id)) out.set(id, s);
  }
  return out;
}
