/** A Utility that is right at first and wrong later: when it says a thing again, for a later stretch, after the end. */
import { conformantUtility } from '../../utility/behaviour';
import type { Decoration, Memory } from '../decorate';
import type { Fault } from '../fault';
import { heardIn, hears } from '../telling';
import { decides, wrapped } from './make';

/** How often each id was used, and what was meant by an id that was given in its place. */
interface Ids {
  readonly used: Record<string, number>;
  readonly meant: Record<string, string>;
}

function idsOf(memory: Memory): Ids {
  return (memory['ids'] ??= { used: {}, meant: {} }) as Ids;
}

/** An alert that is said again goes by an id of its own; what is heard of that is taken for an answer to the first. */
const renamesRepeats: Decoration = {
  emit(m, memory) {
    if (m.type !== 'pr2.CustomerAlert.v1') return [m];
    const { used, meant } = idsOf(memory);
    const before = used[m.id] ?? 0;
    used[m.id] = before + 1;
    if (before === 0) return [m];
    const id = `${m.id.slice(0, -2)}${(Number.parseInt(m.id.slice(-2), 16) ^ before).toString(16).padStart(2, '0')}`;
    meant[id] = m.id;
    return [{ ...m, id }];
  },
  deliver(params, memory) {
    const heard = heardIn(params);
    const meant = idsOf(memory).meant[heard?.correlationid ?? ''];
    return heard === null || meant === undefined
      ? params
      : { ...params, message: { ...heard, correlationid: meant } };
  },
};

export const LATER_FAULTS: readonly Fault[] = [
  wrapped('says-an-alert-again-under-another-id', 'PR2-X-09', 'flaps', renamesRepeats),
  wrapped(
    'takes-a-part-for-a-no',
    'PR2-A-14',
    'ignores',
    hears('EventResponse', (d) => (d.decision === 'PARTIAL' ? { ...d, decision: 'OPT_OUT' } : d)),
  ),
  decides(
    'holds-its-first-stretch-alone-to-what-is-left',
    'PR2-A-15',
    'right for one and wrong for two at once',
    {
      plan: (stretches, available) => [
        ...conformantUtility.plan(stretches.slice(0, 1), available),
        ...stretches.slice(1).map((s) => s.wantedW),
      ],
    },
  ),
];
