/** Which of two events a PEV serves when both want it at once (PR2-X-06). */
import type { GridEvent } from './state';

export type Precedence = 'supersedes' | 'yields' | 'shares';

type Ranked = Pick<GridEvent, 'noticeClass'> & {
  body: Pick<GridEvent['body'], 'serviceType' | 'reason' | 'priority'>;
};

/** Emergency before reliability before economy. */
export function rankOf(event: Ranked): number {
  if (event.noticeClass === 'EMERGENCY' || event.body.serviceType === 'EMERGENCY') return 2;
  return event.body.reason === 'RELIABILITY' ? 1 : 0;
}

/**
 * What a newer event does to an older one. Only its class, or two priorities that both sides stated, let one
 * displace the other; events of equal rank share the battery.
 */
export function precedence(newer: Ranked, older: Ranked): Precedence {
  const byRank = rankOf(newer) - rankOf(older);
  if (byRank !== 0) return byRank > 0 ? 'supersedes' : 'yields';
  const { priority: mine } = newer.body;
  const { priority: theirs } = older.body;
  if (mine === undefined || theirs === undefined || mine === theirs) return 'shares';
  return mine > theirs ? 'supersedes' : 'yields';
}
