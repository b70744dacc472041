/**
 * When a Utility says that it sent an alert (PR2-A-04): at the time at which it did. The length of a customer's notice
 * is counted from it (PR2-A-09).
 */
import { partsOf, timeMs } from '../../reference-impl/endpoint/identifiers';
import { authored } from '../checks/dispatches';
import { instantText } from '../checks/texts';
import { eachMessage } from './each-message';
import type { Oracle } from './oracle';

/** From writing an alert to its leaving: as long as an answer may take (P_T_ACK of the slowest class). */
const LEAVES_MS = 10_000;
/** A time may be cut to whole seconds. */
const ROUNDING_MS = 1000;

export const alertsDatedAsSent: Oracle = {
  name: 'alerts-are-dated-as-sent',
  judge(view, dut) {
    if (partsOf(dut).role !== 'utility') return [];
    const expected = 'alerts that say when they were sent';
    const alerts = authored(view.messages('CustomerAlert', { by: dut })).filter(
      (s) => s.problems.length === 0,
    );
    const firstMs = new Map<string, number>();
    const about = { requirement: 'PR2-A-04', expected, seen: `${alerts.length} alerts` };
    return eachMessage(about, alerts, ({ message, atMs }) => {
      if (message === undefined) return undefined;
      const { customerId, eventId, revision, kind, channel, sentAt } = message.data;
      const news = [customerId, eventId, revision, kind, channel].join(' ');
      // Both are of the Utility's own clock; an alert that is tried again may name its first try.
      const leftMs = timeMs(message.time);
      const fromMs = Math.min(leftMs, firstMs.get(news) ?? leftMs);
      firstMs.set(news, fromMs);
      const saidMs = timeMs(sentAt);
      return saidMs < fromMs - LEAVES_MS || saidMs > leftMs + ROUNDING_MS
        ? `sentAt ${sentAt} in an alert of ${instantText(atMs)}`
        : undefined;
    });
  },
};
