/** Checks on what is said again until it is heard (PR2-A-11, PR2-X-09). */
import type { MessageName } from '../../../schemas';
import type { CaseView, Sent } from '../../../runlog/case-view';
import { fail, pass, type Check } from '../check';
import { mismatch, type Fields } from '../fields';
import { durationText, instantText } from '../texts';

/** A repeat is on time within this much of its instant. */
const SLACK_MS = 1000;

interface RepeatsArgs {
  /** Urn of the one who repeats, and of the author where it is a relay. */
  readonly by: string;
  readonly source?: string;
  /** To whom, where the same kind of message goes to others as well. */
  readonly to?: string;
  readonly name: MessageName;
  readonly select?: Fields;
  readonly afterN: number;
  /** Time from one copy to the next. */
  readonly apartMs: number;
  /** How many repeats there must be where no answer comes. */
  readonly least: number;
  /** How many there may be while the receiver gives no sign of life; any number where absent. */
  readonly most?: number;
  readonly untilMs: number;
}

/**
 * The message is sent again under the same id and with the same content, so many times and so far apart; an answer
 * that reaches the sender ends it.
 */
export const repeats: Check<RepeatsArgs> = (view, a) => {
  const expected = `the ${a.name} again under the same id every ${durationText(a.apartMs)}, at least ${a.least} times or until it is answered`;
  const [first, ...again] = copies(view, a);
  if (first === undefined)
    return view.nowMs < a.untilMs
      ? { untilMs: a.untilMs }
      : fail(expected, `no ${a.name} was sent`, [a.afterN]);
  const answer = answerTo(view, first, a.by);
  const changed = again.find((s) => JSON.stringify(contentOf(s)) !== JSON.stringify(contentOf(first)));
  if (changed !== undefined)
    return fail(expected, `another content at ${instantText(changed.atMs)}`, [first.n, changed.n]);
  const endMs = answer?.atMs ?? a.untilMs;
  const late = again.find((s) => s.atMs > endMs + SLACK_MS);
  if (answer !== undefined && late !== undefined)
    return fail(expected, `sent again at ${instantText(late.atMs)}, after its answer`, [answer.n, late.n]);
  let before = first;
  let count = 0;
  for (const s of again) {
    const gapMs = s.atMs - before.atMs;
    // A relay also passes on what the author repeats: it may speak oftener, not more rarely.
    const tooSoon = (a.source ?? a.by) === a.by && gapMs < a.apartMs - SLACK_MS;
    if (count < a.least && (tooSoon || gapMs > a.apartMs + SLACK_MS))
      return fail(expected, `repeat ${count + 1} came ${durationText(gapMs)} after the one before`, [
        before.n,
        s.n,
      ]);
    if (a.most !== undefined && count >= a.most && !heardFrom(view, first, a.by, before.n, s.n))
      return fail(expected, `repeat ${count + 1} at ${instantText(s.atMs)}, with no sign of life`, [
        before.n,
        s.n,
      ]);
    count += 1;
    before = s;
  }
  const dueMs = before.atMs + a.apartMs + SLACK_MS;
  if (answer === undefined && count < a.least && view.nowMs > dueMs)
    return fail(expected, `${count} repeats, the last message at ${instantText(before.atMs)}`, [
      first.n,
      before.n,
    ]);
  const waiting = answer === undefined && count < a.least;
  if (view.nowMs < a.untilMs) return { untilMs: waiting ? Math.min(a.untilMs, dueMs + 1) : a.untilMs };
  return pass(
    expected,
    `${count} repeats${answer === undefined ? '' : `, then the answer at ${instantText(answer.atMs)}`}`,
    [first.n, before.n],
  );
};

interface ArrivesDatedArgs {
  readonly to: string;
  readonly source: string;
  readonly name: MessageName;
  readonly select: Fields;
  /** When what it tells of happened. */
  readonly happenedMs: number;
  /** When there was a cable again, where there was none. */
  readonly linkMs?: number;
  readonly afterN: number;
  readonly fromMs: number;
  readonly byMs: number;
}

/** What was said while nobody could hear arrives afterwards, and still says when it happened. */
export const arrivesDated: Check<ArrivesDatedArgs> = (view, a) => {
  const expected = `the ${a.name} by ${instantText(a.byMs)}, dated ${instantText(a.happenedMs)}`;
  const found = view
    .received(a.to, a.name, { source: a.source, afterN: a.afterN })
    .find(
      ({ sent, delivery }) =>
        delivery.atMs >= a.fromMs && mismatch(sent.message?.data, a.select) === undefined,
    );
  if (found === undefined)
    return view.nowMs < a.byMs ? { untilMs: a.byMs } : fail(expected, 'it did not arrive', [a.afterN]);
  const { sent, delivery } = found;
  const basis = [a.afterN, sent.n, delivery.n];
  if (delivery.atMs > a.byMs)
    return fail(expected, `it came ${durationText(delivery.atMs - a.byMs)} late`, basis);
  const { sourceTime } = (sent.message?.data ?? {}) as { sourceTime?: string };
  // The envelope bears the time of the first attempt, which may come a while after the action, or after the cable
  // without which there is no link (P_T_OPTMSG).
  const triedMs = Math.max(a.linkMs ?? a.happenedMs, a.happenedMs) - a.happenedMs;
  for (const [what, text, laterMs] of [
    ['envelope', sent.message?.time, triedMs + view.param('P_T_OPTMSG') * 1000],
    ['action', sourceTime, 0],
  ] as const) {
    if (text === undefined) continue;
    const offMs = Date.parse(text) - a.happenedMs;
    if (!(offMs >= -SLACK_MS && offMs <= laterMs + SLACK_MS))
      return fail(expected, `its ${what} is dated ${text}`, basis);
  }
  return pass(expected, `at ${instantText(delivery.atMs)}`, basis);
};

function copies(view: CaseView, a: RepeatsArgs): Sent[] {
  const all: Sent[] = view
    .messages(a.name, { by: a.by, source: a.source ?? a.by, afterN: a.afterN })
    .filter((s) => a.to === undefined || s.message?.destination === a.to)
    .filter((s) => mismatch(s.message?.data, a.select ?? {}) === undefined);
  return all.filter((s) => s.message?.id === all[0]?.message?.id);
}

/** The first answer that reaches the sender. */
function answerTo(view: CaseView, message: Sent, by: string): { n: number; atMs: number } | undefined {
  for (const s of view.sent) {
    if (s.n < message.n || s.message?.correlationid !== message.message?.id) continue;
    const delivery = s.deliveries.find((d) => d.to === by && d.outcome === 'delivered');
    if (delivery !== undefined) return delivery;
  }
  return undefined;
}

/** Whether anything of the receiver's reached the sender between two log positions. */
function heardFrom(view: CaseView, message: Sent, by: string, fromN: number, toN: number): boolean {
  const to = message.message?.destination;
  return view.sent.some(
    (s) =>
      s.message?.source === to &&
      s.deliveries.some((d) => d.to === by && d.outcome === 'delivered' && d.n > fromN && d.n < toN),
  );
}

function contentOf(s: Sent): unknown {
  const { type, source, destination, data } = s.message ?? {};
  return { type, source, destination, data };
}
