/** Checks on what an ESCI passes on and a utility announces: unchanged, in time, once (PR2-A-01). */
import type { MessageName } from '../../../schemas';
import type { CaseView, Sent } from '../../../runlog/case-view';
import { fail, pass, type Check } from '../check';
import { authored } from '../dispatches';
import { mismatch, type Fields } from '../fields';
import { durationText, instantText } from '../texts';
import { changeOnTheWay } from '../unchanged';

interface HandsOnArgs {
  /** Urn of the relay, and of the one for whom the message is. */
  readonly by: string;
  readonly to: string;
  /** Log position of the message as its author put it on the wire. */
  readonly message: number;
  /** What the limit counts from where that is later than the message's arrival at the relay. */
  readonly notBeforeMs?: number;
  readonly limitMs: number;
}

/** The relay passes the message on within the limit, with nothing changed but its own name added to the path. */
export const handsOn: Check<HandsOnArgs> = (view, a) => {
  const original = view.sentAt(a.message);
  const expected = `the ${original?.name ?? 'message'} passed on within ${durationText(a.limitMs)}, unchanged but for the path it took`;
  const arrived = original?.deliveries.find((d) => d.to === a.by && d.outcome === 'delivered');
  if (original?.message === undefined || arrived === undefined) {
    const untilMs = (original?.atMs ?? 0) + 60_000;
    return view.nowMs < untilMs ? { untilMs } : fail(expected, 'it never reached the relay', [a.message]);
  }
  const fromMs = Math.max(arrived.atMs, a.notBeforeMs ?? 0);
  const dueMs = fromMs + a.limitMs;
  const copy = copiesOf(view, original).find((s) => s.by === a.by && s.n > arrived.n);
  if (copy?.message === undefined)
    return view.nowMs < dueMs ? { untilMs: dueMs } : fail(expected, 'it was not passed on', [arrived.n]);
  const changed = changeOnTheWay(original.message, copy.message, a.by);
  if (changed !== undefined) return fail(expected, `${changed} was changed on the way`, [arrived.n, copy.n]);
  if (copy.atMs > dueMs)
    return fail(expected, `passed on ${durationText(copy.atMs - dueMs)} late`, [arrived.n, copy.n]);
  const valueMs = Math.max(0, copy.atMs - fromMs);
  const measured = [{ name: 'forward' as const, valueMs, limitMs: a.limitMs }];
  return pass(expected, `after ${durationText(valueMs)}`, [arrived.n, copy.n], measured);
};

interface ReachesOnceArgs {
  readonly to: string;
  readonly name: MessageName;
  readonly select: Fields;
  readonly afterN: number;
  readonly untilMs: number;
}

/** Such a message reaches the device, and no second one does; a repeat under the same id is the same message. */
export const reachesOnce: Check<ReachesOnceArgs> = (view, a) => {
  const expected = `one ${a.name} for ${a.to} before ${instantText(a.untilMs)}`;
  const all = view
    .received(a.to, a.name, { afterN: a.afterN })
    .filter(({ sent }) => mismatch(sent.message?.data, a.select) === undefined);
  const ids = new Set(all.map(({ sent }) => `${sent.message?.source} ${sent.message?.id}`));
  const basis = [a.afterN, ...all.map((r) => r.delivery.n)].slice(0, 20);
  if (ids.size > 1) return fail(expected, `${ids.size} different ones`, basis);
  if (view.nowMs < a.untilMs) return { untilMs: a.untilMs };
  return ids.size === 1
    ? pass(expected, `one, at ${instantText(all[0]?.delivery.atMs ?? 0)}`, basis)
    : fail(expected, 'none', basis);
};

interface OneEventAnIdArgs {
  readonly utility: string;
  readonly afterN: number;
}

/** Events that differ bear different ids or revisions: whoever names one means exactly one. */
export const oneEventAnId: Check<OneEventAnIdArgs> = (view, a) => {
  const expected = 'one content for each event id and revision';
  const known = new Map<string, Sent<'EnergySupplyEvent'>>();
  for (const s of authored(view.messages('EnergySupplyEvent', { by: a.utility, afterN: a.afterN }))) {
    const { eventId, revision } = s.message?.data ?? {};
    const key = `${eventId} ${revision}`;
    const before = known.get(key);
    if (before !== undefined && contentOf(before) !== contentOf(s))
      return fail(expected, `event ${eventId}, revision ${revision}, says two different things`, [
        before.n,
        s.n,
      ]);
    known.set(key, s);
  }
  const last = [...known.values()].pop();
  return last === undefined
    ? fail(expected, 'no event was sent', [a.afterN])
    : pass(expected, `${known.size} events`, [last.n]);
};

/** An event's body but for its targets: one message goes to each, and may name them in its own order. */
function contentOf(s: Sent<'EnergySupplyEvent'>): string {
  return JSON.stringify({ ...s.message?.data, targets: undefined });
}

function copiesOf(view: CaseView, original: Sent): Sent[] {
  return view.sent.filter(
    (s) =>
      s.n !== original.n &&
      s.message?.id === original.message?.id &&
      s.message?.source === original.message?.source,
  );
}
