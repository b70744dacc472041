/** A Utility that is wrong around its commands: the wire, its clock, what it makes of several, what it gives out. */
import { timeText } from '../../endpoint/identifiers';
import { createUtility } from '../../utility';
import { conformantUtility } from '../../utility/behaviour';
import type { Fault } from '../fault';
import { heardIn } from '../telling';
import { decides, finds, made, wrapped } from './make';

const NO_OFFSET = /^\d{4}-\d\d-\d\dT[\d:.]+$/;

/** Every time in a text that has no offset, read as UTC. */
function inUtc<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (_, v: unknown) => (typeof v === 'string' && NO_OFFSET.test(v) ? `${v}Z` : v)),
  ) as T;
}

export const AROUND_FAULTS: readonly Fault[] = [
  decides('settles-without-a-limit', 'PR2-A-10', 'ignores', {
    statement: (eventId, reports) => {
      const said = conformantUtility.statement(eventId, reports);
      const requestedWh = reports.reduce((sum, r) => sum + r.requestedWh, 0);
      return { ...said, participation: requestedWh === 0 ? 1 : said.deliveredWh / requestedWh };
    },
  }),
  wrapped('takes-a-time-without-an-offset', 'PR2-X-03', 'ignores', {
    deliver: (params) => {
      const heard = heardIn(params);
      return heard === null ? params : { ...params, message: inUtc(heard) };
    },
  }),
  wrapped('writes-the-new-time-and-goes-by-the-old', 'PR2-X-03', 'stale data', {
    stimulate(s, memory) {
      if (s.name !== 'clock-step') return s;
      memory['step'] = Number(memory['step'] ?? 0) + s.params.deltaMs;
      return null;
    },
    emit: (m, memory) => [{ ...m, time: timeText(Date.parse(m.time) + Number(memory['step'] ?? 0)) }],
  }),
  made('supersedes-one-of-two', 'PR2-X-06', 'right for one and wrong for two at once', () => {
    const displaced = new Set<string>();
    return createUtility({
      precedence(newer, older) {
        const verdict = conformantUtility.precedence(newer, older);
        if (verdict !== 'supersedes') return verdict;
        if (displaced.has(newer.eventId)) return 'shares';
        displaced.add(newer.eventId);
        return verdict;
      },
    });
  }),
  decides('takes-a-missing-priority-for-five', 'PR2-X-06', 'hard-coded constant', {
    precedence: (newer, older) =>
      conformantUtility.precedence(
        { ...newer, body: { ...newer.body, priority: newer.body.priority ?? 5 } },
        { ...older, body: { ...older.body, priority: older.body.priority ?? 5 } },
      ),
  }),
  finds('forgets-the-total-in-a-restart', 'PR2-X-13', (state) => {
    for (const event of state.events)
      if (event.totalW !== null) Object.assign(event, { totalW: null, eachW: event.totalW });
  }),
  decides('asks-of-the-fleet-less-than-the-least', 'PR2-X-13', 'ignores', {
    allocate: (fleet, totalW, durationsS) =>
      conformantUtility.allocate(
        fleet.map((m) => ({ ...m, minW: 0 })),
        totalW,
        durationsS,
      ),
  }),
];
