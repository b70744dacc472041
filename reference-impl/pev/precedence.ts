/** Which of two events a PEV serves (PR2-X-06): by class, then by stated priority, then by age. */
import type { EventRecord } from './state';

/** Emergency before reliability before economy; safety and the customer stand above all events. */
function classRank({ message: { data } }: EventRecord): number {
  if (data.noticeClass === 'EMERGENCY' || data.serviceType === 'EMERGENCY') return 2;
  return data.reason === 'RELIABILITY' ? 1 : 0;
}

/** Positive where `a` outranks `b` by its class or by a higher stated priority; 0 where they are equals. */
export function compareRank(a: EventRecord, b: EventRecord): number {
  const byClass = classRank(a) - classRank(b);
  if (byClass !== 0) return byClass;
  const [p, q] = [a.message.data.priority, b.message.data.priority];
  return p === undefined || q === undefined ? 0 : p - q;
}

/** Positive where `a` goes before `b`; equals go by age, and those of one age by their ids. Never 0 for two events. */
export function comparePrecedence(a: EventRecord, b: EventRecord): number {
  const byRank = compareRank(a, b);
  if (byRank !== 0) return byRank;
  const byAge = b.firstWallMs - a.firstWallMs;
  if (byAge !== 0) return byAge;
  return a.message.data.eventId < b.message.data.eventId ? 1 : -1;
}

/** A dispatch that runs gives way to a higher rank only; one that waits for its start, to any that goes before it. */
export function supersedes(event: EventRecord, rival: EventRecord, running: boolean): boolean {
  return (running ? compareRank(event, rival) : comparePrecedence(event, rival)) > 0;
}
