/** How much notice an event gives, and whether that is enough (PR2-A-09; readings D4 and D5). */
import type { Parameters } from '../parameters';
import type { NoticeClass, Refusal } from './state';

export interface Notice {
  /** Seconds between sending and the start. */
  leadS: number;
  reason: string;
  /** Whether every customer concerned agreed beforehand to notice that is too short. */
  consented: boolean;
}

type Limits = Pick<Parameters, 'noticePlannedS' | 'noticeDayOfS' | 'noticeEmergencyS'>;

/** The class that a lead time reaches, or null when it reaches none. */
export function noticeClassOf(leadS: number, limits: Limits): NoticeClass | null {
  if (leadS >= limits.noticePlannedS) return 'PLANNED';
  if (leadS >= limits.noticeDayOfS) return 'DAY_OF';
  return leadS >= limits.noticeEmergencyS ? 'EMERGENCY' : null;
}

/** The least lead of a class, s. */
export function leastLeadS(noticeClass: NoticeClass, limits: Limits): number {
  if (noticeClass === 'PLANNED') return limits.noticePlannedS;
  return noticeClass === 'DAY_OF' ? limits.noticeDayOfS : limits.noticeEmergencyS;
}

/**
 * Whether an event may be issued with this notice, and in which class. Less than the ordinary lead needs a reason
 * of reliability, or customers who agreed; less than the emergency lead needs customers who agreed.
 */
export function judgeNotice(
  notice: Notice,
  limits: Limits,
): { noticeClass: NoticeClass } | { refused: Refusal } {
  const reached = noticeClassOf(notice.leadS, limits);
  if (notice.leadS <= 0) return { refused: 'E_NOTICE_TOO_SHORT' };
  if (reached === 'PLANNED' || notice.consented) return { noticeClass: reached ?? 'EMERGENCY' };
  if (reached === null || notice.reason !== 'RELIABILITY') return { refused: 'E_NOTICE_TOO_SHORT' };
  return { noticeClass: reached };
}
