/** A Utility that is right at first and wrong later: when it says a thing again, for a later stretch, after the end. */
import type { Message } from '../../../schemas';
import { timeText } from '../../endpoint/identifiers';
import { conformantUtility } from '../../utility/behaviour';
import type { Decoration, Memory } from '../decorate';
import type { Fault } from '../fault';
import { heardIn, hears, otherId } from '../telling';
import { eventIn, notesEvents } from './announced';
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

/** A command to a PEV that stands, and what became of it. */
interface Standing {
  readonly message: Message<'DispatchRequest'>;
  revision: number;
  cancelledMs: number;
  renewed: boolean;
}

/** Keeps a request on its books, its revision and its cancel with it. */
function standing(m: Message, memory: Memory): Standing[] {
  const all = (memory['standing'] ??= []) as Standing[];
  if (m.type === 'pr2.DispatchRequest.v1')
    all.push({ message: m, revision: m.data.revision, cancelledMs: Infinity, renewed: false });
  for (const s of all) {
    const { dispatchId, eventId } = s.message.data;
    if (m.type === 'pr2.DispatchUpdate.v1' && m.data.dispatchId === dispatchId) s.revision = m.data.revision;
    const isOff = m.type === 'pr2.EventCancel.v1' && m.data.eventId === eventId;
    if (isOff && m.destination === s.message.destination) s.cancelledMs = Date.parse(m.time);
  }
  return all;
}

/** What no longer stands is renewed once more beside whatever it says next. */
function renewsOnceMore(isOver: (s: Standing, atMs: number) => boolean): Decoration {
  return {
    emit(m, memory) {
      const atMs = Date.parse(m.time);
      const over = standing(m, memory).find((s) => !s.renewed && isOver(s, atMs));
      if (over === undefined) return [m];
      over.renewed = true;
      const { correlationid: _none, ...rest } = m;
      const { dispatchId, dischargePowerW, validForS } = over.message.data;
      const { destination, subject } = over.message;
      const data = { dispatchId, revision: over.revision + 1, dischargePowerW, validForS };
      const renewal = { ...rest, id: otherId(m.id), seq: m.seq + 1, destination, subject, data };
      return [m, { ...renewal, type: 'pr2.DispatchUpdate.v1' }];
    },
  };
}

/** Longer than a command may be on its way. */
const LONG_MS = 15_000;
/** By more than an event may take to its PEV and its answer to come. */
const DATED_BACK_MS = 20_000;
/** Longer than a cancel may cross a command. */
const CROSSING_MS = 5000;

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
  wrapped(
    'goes-by-the-answer-that-comes-last',
    'PR2-A-14',
    'stale data',
    hears('ParticipationNotice', (d) => ({
      ...d,
      sourceTime: timeText(Date.parse(d.sourceTime) - DATED_BACK_MS),
    })),
  ),
  wrapped('takes-an-answer-to-before-for-one-to-now', 'PR2-A-14', 'stale data', {
    emit: notesEvents,
    ...hears('EventResponse', (d, memory) => ({
      ...d,
      revision: eventIn(memory, d.eventId)?.revision ?? d.revision,
    })),
  }),
  wrapped(
    'goes-by-the-report-that-comes-last',
    'PR2-A-15',
    'stale data',
    hears('AvailabilityReport', (d, memory) => {
      const lastMs = Math.max(Number(memory[d.pevId] ?? 0) + 1, Date.parse(d.asOf));
      memory[d.pevId] = lastMs;
      return { ...d, asOf: timeText(lastMs) };
    }),
  ),
  wrapped(
    'renews-what-it-called-off',
    'PR2-A-24',
    'flaps',
    renewsOnceMore(({ cancelledMs }, atMs) => atMs > cancelledMs + CROSSING_MS),
  ),
  wrapped(
    'renews-what-is-over',
    'PR2-A-22',
    'stale data',
    renewsOnceMore(
      ({ message, cancelledMs }, atMs) =>
        cancelledMs === Infinity &&
        atMs > Date.parse(message.data.start) + message.data.durationS * 1000 + LONG_MS,
    ),
  ),
];
