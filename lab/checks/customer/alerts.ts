/** Checks on what customers are told: once for each channel they designated, on no other (PR2-A-03, PR2-A-04). */
import { partsOf } from '../../../reference-impl/endpoint/identifiers';
import type { CaseView, Sent } from '../../../runlog/case-view';
import type { MessageBodies } from '../../../schemas';
import { fail, pass, type Check } from '../check';
import { authored } from '../dispatches';
import { mismatch, type Fields } from '../fields';
import { durationText, instantText } from '../texts';

type Alert = Sent<'CustomerAlert'>;

interface TellsOnceArgs {
  readonly utility: string;
  readonly customerId: string;
  readonly eventId: string;
  readonly kind: 'CREATE' | 'CHANGE' | 'CANCEL';
  /** Channel types that the customer designated. */
  readonly channels: readonly string[];
  /** What each alert must say. */
  readonly fields: Fields;
  readonly afterN: number;
  /** From when alerts may go out, and by when they must have; nothing more may come before the end of the window. */
  readonly fromMs: number;
  readonly byMs: number;
}

/**
 * One alert on each designated channel, none on any other. What bears the same alertId is the same alert, and one that
 * its channel said had failed told the customer nothing, so that another may follow it.
 */
export const tellsOnce: Check<TellsOnceArgs> = (view, a) => {
  const expected = `one ${a.kind} alert by ${a.channels.join(', ')} and none by any other way, from ${instantText(a.fromMs)} to ${instantText(a.byMs)}`;
  const alerts = alertsOf(view, a.utility, a.customerId, a.afterN).filter(
    (s) => s.message?.data?.eventId === a.eventId && s.message.data.kind === a.kind,
  );
  const byChannel = new Map<string, Map<string, Alert>>();
  for (const s of alerts) {
    const channel = channelOf(s);
    const { alertId = '', channel: named } = s.message?.data ?? {};
    if (!a.channels.includes(channel))
      return fail(expected, `an alert by ${channel} at ${instantText(s.atMs)}`, [a.afterN, s.n]);
    if (named !== channel)
      return fail(expected, `an alert by ${channel} that names ${named}`, [a.afterN, s.n]);
    const known = byChannel.get(channel) ?? new Map<string, Alert>();
    for (const id of known.keys())
      if (heardBefore(view, a.utility, id, s.n).includes('FAILED')) known.delete(id);
    byChannel.set(channel, known.has(alertId) ? known : known.set(alertId, s));
    if (known.size > 1)
      return fail(expected, `a second alert by ${channel}, of another alertId, at ${instantText(s.atMs)}`, [
        a.afterN,
        s.n,
      ]);
    if (s.atMs < a.fromMs)
      return fail(expected, `by ${channel} as early as ${instantText(s.atMs)}`, [a.afterN, s.n]);
    const wrong = mismatch(s.message?.data, a.fields);
    if (wrong !== undefined) return fail(expected, `by ${channel}: ${wrong}`, [a.afterN, s.n]);
  }
  if (view.nowMs < a.byMs) return { untilMs: a.byMs };
  const missing = a.channels.find((c) => !byChannel.has(c));
  const basis = [a.afterN, ...alerts.map((s) => s.n)].slice(0, 20);
  if (missing !== undefined) return fail(expected, `none by ${missing}`, basis);
  return pass(
    expected,
    `by ${[...byChannel.keys()].join(', ')}, the first at ${instantText(alerts[0]?.atMs ?? 0)}`,
    basis,
  );
};

/** What the utility had heard from the channel of an alert before a position of the log. */
export function heardBefore(
  view: CaseView,
  utility: string,
  alertId: string,
  beforeN: number,
): MessageBodies['AlertReceipt']['status'][] {
  return view
    .received(utility, 'AlertReceipt', { where: (r) => r['alertId'] === alertId })
    .filter(({ delivery }) => delivery.n < beforeN)
    .flatMap(({ sent }) => sent.message?.data.status ?? []);
}

interface TriesArgs {
  readonly utility: string;
  /** Urn of the channel. */
  readonly channel: string;
  readonly eventId: string;
  readonly least: number;
  readonly most: number;
  /** Least time between two attempts. */
  readonly apartMs: number;
  readonly afterN: number;
  readonly untilMs: number;
}

/** An alert that does not get through is tried again, a few times and not at once. */
export const triesAgain: Check<TriesArgs> = (view, a) => {
  const expected = `from ${a.least} to ${a.most} attempts at the alert by ${partsOf(a.channel).id}, at least ${durationText(a.apartMs)} apart, by ${instantText(a.untilMs)}`;
  const tries = authored(
    view.messages('CustomerAlert', {
      by: a.utility,
      destination: a.channel,
      afterN: a.afterN,
      where: (d) => d['eventId'] === a.eventId,
    }),
  );
  const basis = [a.afterN, ...tries.map((s) => s.n)].slice(0, 20);
  if (tries.length > a.most) return fail(expected, `${tries.length}`, basis);
  const hasty = tries.find((s, i) => i > 0 && s.atMs - (tries[i - 1]?.atMs ?? 0) < a.apartMs);
  if (hasty !== undefined)
    return fail(expected, `a repeat too soon, at ${instantText(hasty.atMs)}`, [a.afterN, hasty.n]);
  if (view.nowMs < a.untilMs) return { untilMs: a.untilMs };
  return tries.length < a.least
    ? fail(expected, `${tries.length}`, basis)
    : pass(expected, `${tries.length}`, basis);
};

interface TellsNothingArgs {
  readonly utility: string;
  readonly customerId: string;
  readonly afterN: number;
  readonly untilMs: number;
}

/** The customer is told nothing on any channel; that others are, or that the event goes out, shows that it was possible. */
export const tellsNothing: Check<TellsNothingArgs> = (view, a) => {
  const expected = `no alert for customer ${a.customerId} before ${instantText(a.untilMs)}`;
  const [alert] = alertsOf(view, a.utility, a.customerId, a.afterN);
  if (alert !== undefined)
    return fail(expected, `one by ${channelOf(alert)} at ${instantText(alert.atMs)}`, [a.afterN, alert.n]);
  if (view.nowMs < a.untilMs) return { untilMs: a.untilMs };
  const alive = view.sent.filter((s) => s.by === a.utility).pop();
  return pass(expected, 'none', [a.afterN, ...(alive === undefined ? [] : [alive.n])]);
};

/** All that goes to a channel of the customer, or that says it is for the customer. */
function alertsOf(view: CaseView, utility: string, customerId: string, afterN: number): Alert[] {
  return authored(view.messages('CustomerAlert', { by: utility, afterN })).filter(
    (s) =>
      customerOf(s.message?.destination ?? '') === customerId || s.message?.data?.customerId === customerId,
  );
}

/** The customer in `urn:pr2:channel:<type>:<customer>`, whose id may hold colons. */
function customerOf(channel: string): string {
  return partsOf(channel).id.split(':').slice(1).join(':');
}

/** The type in `urn:pr2:channel:<type>:<customer>`. */
function channelOf(s: Alert): string {
  return partsOf(s.message?.destination ?? '').id.split(':')[0] ?? '';
}
