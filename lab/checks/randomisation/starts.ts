/** The start of an event that is spread at random (PR2-X-07): where it lies, that it is reported, that it stays. */
import type { CaseView, Sent } from '../../../runlog/case-view';
import { RESPONSE_CLASSES } from '../../profile/response-classes';
import { fail, pass, type Check } from '../check';
import { authored } from '../dispatches';
import { durationText, instantText } from '../texts';

/** Below this, power is the noise of an idle charger (P_TOL at 0 W). */
const ZERO_W = 50;
/** What clocks may differ by (P_CLK_SKEW). */
const CLOCK_MS = 1000;
/** Two starts count as different beyond this. */
const SAME_MS = 100;

/**
 * Of so many starts no more than this share is alike: where each is one of two by a fair draw, more are once in a
 * million series.
 */
const MANY = 20;
const ALIKE_SHARE = 0.9;

interface SpreadArgs {
  readonly pev: string;
  readonly events: readonly { readonly eventId: string; readonly startMs: number; readonly n: number }[];
  readonly windowMs: number;
  readonly sides: 'one' | 'two';
}

interface Start {
  readonly offsetMs: number;
  readonly n: number;
}

/** Each start is reported, lies inside the window, is the start of the power, and they are not all the same. */
export const startsSpread: Check<SpreadArgs> = (view, a) => {
  const earliest = a.sides === 'two' ? 'before' : 'at the earliest at';
  const expected = `${a.events.length} starts, each reported as it is, ${earliest} the event's own start and ${durationText(a.windowMs)} from it at most, not all equal`;
  const starts: Start[] = [];
  for (const event of a.events) {
    const told = startOf(view, a.pev, event.eventId);
    if (told === undefined) return fail(expected, `no start of ${event.eventId} was reported`, [event.n]);
    const atMs = Date.parse(told.message?.data.at ?? '');
    const offsetMs = atMs - event.startMs;
    const observed = `${event.eventId} reported as begun at ${instantText(atMs)}, ${durationText(offsetMs)} after its start`;
    const leastMs = a.sides === 'two' ? -a.windowMs : 0;
    if (!(offsetMs >= leastMs - CLOCK_MS && offsetMs <= a.windowMs + CLOCK_MS))
      return fail(expected, observed, [event.n, told.n]);
    const flow = onset(view, a.pev, event.startMs + leastMs);
    if (flow === undefined) return fail(expected, `${observed}, and no power flowed`, [event.n, told.n]);
    if (flow.atMs < atMs - CLOCK_MS || flow.atMs > atMs + RESPONSE_CLASSES.SCHEDULED.startMs)
      return fail(expected, `${observed}, and power flowed from ${instantText(flow.atMs)} on`, [
        event.n,
        told.n,
        flow.n,
      ]);
    starts.push({ offsetMs, n: told.n });
  }
  const offsets = starts.map((s) => s.offsetMs);
  const [least, most] = [Math.min(...offsets), Math.max(...offsets)];
  const observed = `between ${durationText(least)} and ${durationText(most)} after the events' starts`;
  const basis = starts.map((s) => s.n).slice(0, 50);
  if (most - least <= SAME_MS) return fail(expected, observed, basis);
  const alike = Math.max(...offsets.map((x) => offsets.filter((y) => Math.abs(x - y) <= SAME_MS).length));
  return offsets.length >= MANY && alike > offsets.length * ALIKE_SHARE
    ? fail(expected, `${alike} of ${offsets.length} at the same distance from the events' starts`, basis)
    : pass(expected, observed, basis);
};

interface AgainArgs {
  readonly pev: string;
  /** Fresh requests, each after the start of its event was drawn and had come. */
  readonly requests: readonly number[];
}

/** What was drawn stays: a fresh request after it has come begins at once, within its class. */
export const startsAtOnce: Check<AgainArgs> = (view, a) => {
  const limitMs = RESPONSE_CLASSES.SCHEDULED.startMs;
  const expected = `each fresh request begun within ${durationText(limitMs)}, the start of its event having come before`;
  let slowest = 0;
  const basis: number[] = [];
  for (const request of a.requests) {
    const sent = view.sentAt(request);
    const id = sent?.message?.id;
    const delivery = view
      .received(a.pev, 'DispatchRequest', { where: () => true })
      .find((r) => r.sent.message?.id === id)?.delivery;
    if (delivery === undefined) return fail(expected, 'a request never reached the PEV', [request]);
    const flow = onset(view, a.pev, delivery.atMs);
    const tookMs = flow === undefined ? Infinity : flow.atMs - delivery.atMs;
    if (tookMs > limitMs) {
      const seen = flow === undefined ? 'no power flowed' : `power flowed ${durationText(tookMs)} later`;
      return fail(
        expected,
        `${seen} than the request of ${instantText(delivery.atMs)}`,
        [delivery.n, ...(flow === undefined ? [] : [flow.n])],
        'the start was drawn anew',
      );
    }
    slowest = Math.max(slowest, tookMs);
    basis.push(delivery.n);
  }
  return pass(expected, `after ${durationText(slowest)} at most`, basis);
};

/** Its conversation is the event, or the request that was made of it. */
function startOf(view: CaseView, pev: string, eventId: string): Sent<'DispatchConfirmation'> | undefined {
  const requests = view.messages('DispatchRequest', { where: (d) => d['eventId'] === eventId });
  const ids = new Set(requests.map((s) => s.message?.data.dispatchId));
  return authored(
    view.messages('DispatchConfirmation', { by: pev, where: (d) => d['state'] === 'STARTED' }),
  ).find(({ message }) => message?.subject === eventId || ids.has(message?.data.dispatchId));
}

/** The first discharge at or after an instant. */
function onset(view: CaseView, pev: string, fromMs: number): { atMs: number; n: number } | undefined {
  return view.curve(pev).firstWhere(fromMs, view.nowMs, (powerW) => powerW < -ZERO_W);
}
