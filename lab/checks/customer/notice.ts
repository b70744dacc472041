/** Checks on the notice that an event gives (PR2-A-09, readings D4 and D5). */
import type { NoticeClass } from '../../../schemas';
import { fail, pass, type Check } from '../check';
import { toleratedAheadMs } from '../clock';
import { authored } from '../dispatches';
import { durationText, instantText } from '../texts';

interface NoticeArgs {
  readonly utility: string;
  readonly eventId: string;
  readonly startMs: number;
  readonly noticeClass: NoticeClass;
  /** The least lead of the class. */
  readonly leadMs: number;
  readonly afterN: number;
}

/**
 * Both the event and an alert on at least one channel are sent with the lead of the class, and name that class. The
 * lead counts by the clock of the utility, which may be a little off (P_CLK_SKEW).
 */
export const givesNotice: Check<NoticeArgs> = (view, a) => {
  const latestMs = a.startMs - a.leadMs - toleratedAheadMs(view, a.utility);
  const expected = `event and alert of class ${a.noticeClass}, both sent at least ${durationText(a.leadMs)} ahead, by ${instantText(latestMs)}`;
  const ofEvent = (d: Record<string, unknown>): boolean => d['eventId'] === a.eventId;
  const filter = { by: a.utility, afterN: a.afterN, where: ofEvent };
  const event = authored(view.messages('EnergySupplyEvent', filter))[0];
  const alert = authored(view.messages('CustomerAlert', filter))[0];
  for (const [what, sent] of [
    ['event', event],
    ['alert', alert],
  ] as const) {
    if (sent === undefined) {
      if (view.nowMs <= latestMs) return { untilMs: latestMs + 1 };
      return fail(expected, `no ${what} was sent`, [a.afterN]);
    }
    const { noticeClass } = sent.message?.data ?? {};
    if (noticeClass !== a.noticeClass)
      return fail(expected, `the ${what} is of class ${noticeClass}`, [a.afterN, sent.n]);
    if (sent.atMs > latestMs)
      return fail(expected, `the ${what} was sent ${durationText(a.startMs - sent.atMs)} ahead`, [
        a.afterN,
        sent.n,
      ]);
  }
  const leadMs = a.startMs - Math.max(event?.atMs ?? 0, alert?.atMs ?? 0);
  return pass(expected, `both ${durationText(leadMs)} ahead`, [event?.n ?? a.afterN, alert?.n ?? a.afterN]);
};
