/** A PEV that does or says the second time what was right the first: by a revision, a figure or a count that stays. */
import type { Message } from '../../../schemas';
import { createPev } from '../../pev';
import type { Device } from '../../device';
import type { Fault } from '../fault';
import { hears, says } from '../telling';
import { conformant, made, wrapped } from './make';

const DAY_S = 86_400;
const STALE = 'stale data';
const FOR_TWO = 'right for one and wrong for two at once';

export const SECOND_TIME_FAULTS: readonly Fault[] = [
  wrapped(
    'tells-the-limits-of-its-first-override',
    'PR2-A-11',
    STALE,
    says('ParticipationNotice', (d, memory) =>
      d.limits === undefined ? d : { ...d, limits: (memory['limits'] ??= d.limits) },
    ),
  ),
  wrapped(
    'names-its-first-skew-for-ever',
    'PR2-X-03',
    STALE,
    says('Receipt', (d, memory) =>
      d.skewS === undefined ? d : { ...d, skewS: (memory['skewS'] ??= d.skewS) as number },
    ),
  ),
  wrapped(
    'keeps-the-priority-of-the-first-revision',
    'PR2-X-06',
    STALE,
    hears('EnergySupplyEvent', ({ priority, ...d }, memory) => {
      memory[d.eventId] ??= { priority };
      return { ...d, ...(memory[d.eventId] as { priority?: number }) };
    }),
  ),
  made('is-silenced-but-once', 'PR2-X-05', FOR_TWO, silencedOnce),
  made('obeys-the-order-to-stop-but-once', 'PR2-B-04', FOR_TWO, () => {
    let times = 0;
    return createPev({ obeysStop: () => ++times === 1 });
  }),
  made('warns-in-its-first-outage-only', 'PR2-B-09', FOR_TWO, warnsOnce),
];

/** Once its watchdog has bitten, what it is asked for holds for a day. */
function silencedOnce(): Device {
  let silenced = false;
  return createPev({
    outgoing: (m: Message) => {
      silenced ||= m.type === 'pr2.TerminationNotice.v1' && m.data.reason === 'WATCHDOG';
      return m;
    },
    watchdogDeadlineMs: (receivedMs, startMs, validForS) =>
      conformant.watchdogDeadlineMs(receivedMs, startMs, silenced ? DAY_S : validForS),
  });
}

/** What it has warned of is not taken back when the supply ends. */
function warnsOnce(): Device {
  let outages = 0;
  return createPev({
    decideBackup: (q) => {
      const decision = conformant.decideBackup(q);
      if (decision.status === 'ACCEPTED' && q.activeId === null) outages += 1;
      return decision;
    },
    warnsAtPct: (floorPct) => (outages > 1 ? [] : conformant.warnsAtPct(floorPct)),
  });
}
