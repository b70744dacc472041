/**
 * What a Utility tells customers, whatever the case is about (PR2-A-04): an alert says of the event what the event itself
 * says, in the revision that it names; the class of notice is the event's own in a change and a cancel as well. And each
 * piece of news is told once by each way.
 */
import { partsOf, timeMs } from '../../reference-impl/endpoint/identifiers';
import type { MessageBodies } from '../../schemas';
import type { CaseView } from '../../runlog/case-view';
import { fail, pass } from '../checks/check';
import { heardBefore } from '../checks/customer/alerts';
import { authored } from '../checks/dispatches';
import { instantText, powerText } from '../checks/texts';
import { eachMessage } from './each-message';
import { enrolledAtStart, pevsAmong } from './enrollments';
import type { Oracle } from './oracle';

type Alert = MessageBodies['CustomerAlert'];
type Event = MessageBodies['EnergySupplyEvent'];

/** A start may be cut to whole seconds. */
const ROUNDING_MS = 1000;

export const alertsAsTheEventIs: Oracle = {
  name: 'alerts-say-what-the-event-says',
  judge(view, dut) {
    if (partsOf(dut).role !== 'utility') return [];
    const expected = 'alerts that say of each event what the event itself says';
    const alerts = authored(view.messages('CustomerAlert', { by: dut })).filter(
      (s) => s.problems.length === 0,
    );
    const about = { requirement: 'PR2-A-04', expected, seen: `${alerts.length} alerts` };
    return eachMessage(about, alerts, ({ message, atMs }) => {
      const wrong = message === undefined ? undefined : unlike(view, dut, message.data);
      return wrong === undefined ? undefined : `${wrong}, at ${instantText(atMs)}`;
    });
  },
};

/** Where the alert says something else than the event; undefined where it does not, or the event never went out. */
function unlike(view: CaseView, dut: string, alert: Alert): string | undefined {
  const sent = authored(view.messages('EnergySupplyEvent', { by: dut })).filter(
    (s) => s.problems.length === 0 && s.message?.data.eventId === alert.eventId,
  );
  const events = sent.flatMap((s) =>
    s.message === undefined ? [] : [{ to: s.message.destination, ...s.message.data }],
  );
  const named = alert.kind === 'CANCEL' ? events : events.filter((e) => e.revision === alert.revision);
  const of = named.findLast((e) => e.revision <= alert.revision);
  if (of === undefined) return undefined;
  if (alert.noticeClass !== of.noticeClass)
    return `${alert.noticeClass} told of an event that is ${of.noticeClass}`;
  if (alert.kind === 'CANCEL') return unlikeAll(alert, events);
  if (Math.abs(timeMs(alert.start) - timeMs(of.start)) > ROUNDING_MS)
    return `a start at ${alert.start} told of an event that starts at ${of.start}`;
  if (alert.durationS !== of.durationS) return `${alert.durationS} s told of an event of ${of.durationS} s`;
  return unlikePower(view, dut, alert, named);
}

/** A cancel names a time that the event had: that of a change that was still on its way, or of the one before it. */
function unlikeAll(alert: Alert, events: readonly Event[]): string | undefined {
  const had = events.some(
    (e) => Math.abs(timeMs(alert.start) - timeMs(e.start)) <= ROUNDING_MS && alert.durationS === e.durationS,
  );
  return had
    ? undefined
    : `${alert.durationS} s from ${alert.start} told of the cancel of an event that never had that time`;
}

/** The power, where there is just one figure for it: one PEV of the customer, and the same power throughout. */
function unlikePower(
  view: CaseView,
  dut: string,
  alert: Alert,
  events: readonly (Event & { to: string })[],
): string | undefined {
  const [pevId, second] = pevsAmong(enrolledAtStart(view, dut), alert.customerId);
  const own = events.findLast((e) => pevId !== undefined && partsOf(e.to).id === pevId);
  if (own === undefined || second !== undefined) return undefined;
  const powers = new Set(own.intervals.map((i) => i.dischargePowerW));
  const [powerW] = powers;
  return powers.size === 1 && powerW !== undefined && powerW !== alert.requestedPowerW
    ? `${powerText(alert.requestedPowerW)} told, where ${powerText(powerW)} are asked`
    : undefined;
}

/** What bears the same alertId is the same alert; of one that failed, or whose receipt never came, nobody knows that it told anybody (PR2-A-04). */
export const tellsNewsOnce: Oracle = {
  name: 'tells-each-news-once',
  judge(view, dut) {
    if (partsOf(dut).role !== 'utility') return [];
    const expected = 'each event, change and cancel told once by each way';
    const told = new Map<string, { alertId: string; n: number }>();
    for (const s of authored(view.messages('CustomerAlert', { by: dut }))) {
      const alert = s.message?.data;
      if (alert === undefined || s.problems.length > 0 || alert.kind === 'REMINDER') continue;
      const news = `${s.message?.destination} ${alert.eventId} ${alert.revision} ${alert.kind}`;
      const before = told.get(news);
      if (
        before !== undefined &&
        before.alertId !== alert.alertId &&
        heardBefore(view, dut, before.alertId, s.n).some((status) => status !== 'FAILED')
      ) {
        const observed = `${alert.kind} of revision ${alert.revision} told anew at ${instantText(s.atMs)}, as another alert`;
        return [{ requirement: 'PR2-A-04', judgement: fail(expected, observed, [before.n, s.n]) }];
      }
      told.set(news, { alertId: alert.alertId, n: s.n });
    }
    const last = [...told.values()].at(-1);
    return last === undefined
      ? []
      : [{ requirement: 'PR2-A-04', judgement: pass(expected, `${told.size} pieces of news`, [last.n]) }];
  },
};
