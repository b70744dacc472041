/** An ESCI that is wrong about identity, repeats, clocks and answers (PR2-X-02, X-03, X-09). */
import { nameOf, type DeliverParams, type Message, type MessageBodies } from '../../../schemas';
import { createEsci } from '../../esci';
import type { Fault } from '../fault';
import { speakingLate } from '../late';
import { doubles, otherId, says } from '../telling';
import { decides, made, OWN, wrapped } from './make';

type Receipt = MessageBodies['Receipt'];
const messageOf = (p: DeliverParams): Message | undefined =>
  (p as { message?: unknown }).message as Message | undefined;
const isOwnReceipt = (m: Message): m is Message<'Receipt'> =>
  m.type === 'pr2.Receipt.v1' && m.source.startsWith(OWN);

export const WIRE_FAULTS: readonly Fault[] = [
  wrapped('answers-a-repeat-otherwise', 'PR2-X-02', 'doubles', {
    emit: (m, memory) => {
      if (!isOwnReceipt(m)) return [m];
      const seen = (memory['seen'] ??= {}) as Record<string, boolean>;
      const again = seen[m.id] === true;
      seen[m.id] = true;
      return again ? [{ ...m, data: { ...m.data, status: 'DUPLICATE' } }] : [m];
    },
  }),
  wrapped('takes-a-repeat-for-a-new-message', 'PR2-X-02', 'ignores', {
    deliver: (p, memory) => {
      const m = messageOf(p);
      if (m === undefined || m.type !== 'pr2.EnrollmentRecord.v1') return p;
      const seen = (memory['seen'] ??= {}) as Record<string, number>;
      const count = (seen[m.id] = (seen[m.id] ?? 0) + 1);
      return count === 1 ? p : { ...p, message: { ...m, id: `${m.id.slice(0, -2)}${10 + (count % 90)}` } };
    },
  }),
  wrapped('looks-only-at-the-id', 'PR2-X-02', 'ignores', {
    deliver: (p, memory) => {
      const m = messageOf(p);
      if (m === undefined || m.type !== 'pr2.EnrollmentRecord.v1') return p;
      const seen = (memory['seen'] ??= {}) as Record<string, unknown>;
      seen[m.id] ??= m.data;
      return { ...p, message: { ...m, data: seen[m.id] } };
    },
  }),
  wrapped('keeps-quiet-at-a-repeat', 'PR2-X-02', 'acts but does not answer', {
    deliver: (p, memory) => {
      const m = messageOf(p);
      if (m === undefined || m.type !== 'pr2.EnrollmentRecord.v1') return p;
      const seen = (memory['seen'] ??= {}) as Record<string, boolean>;
      if (seen[m.id] === true) return null;
      seen[m.id] = true;
      return p;
    },
  }),
  wrapped('gives-a-repeat-a-new-id', 'PR2-X-09', 'doubles', {
    emit: (m, memory) => {
      if (m.type !== 'pr2.ConnectionNotice.v1') return [m];
      const seen = (memory['seen'] ??= {}) as Record<string, boolean>;
      if (seen[m.id] === true) return [{ ...m, id: otherId(m.id) }];
      seen[m.id] = true;
      return [m];
    },
  }),
  wrapped(
    'names-a-skew-in-milliseconds',
    'PR2-X-03',
    'wrong unit',
    says('Receipt', (d) => (d.skewS === undefined ? d : { ...d, skewS: d.skewS * 1000 })),
  ),
  wrapped('has-a-clock-an-hour-fast', 'PR2-X-03', 'wrong only across a change of date or offset', {
    emit: (m) =>
      m.source.startsWith(OWN)
        ? [{ ...m, time: new Date(Date.parse(m.time) + 3_600_000).toISOString() }]
        : [m],
  }),
  wrapped(
    'dates-in-another-place-without-its-offset',
    'PR2-X-03',
    'wrong only across a change of date or offset',
    {
      emit: (m) =>
        m.source.startsWith(OWN)
          ? [{ ...m, time: `${new Date(Date.parse(m.time) + 7_200_000).toISOString().slice(0, -1)}Z` }]
          : [m],
    },
  ),
  wrapped('answers-twice', 'PR2-X-09', 'doubles', doubles('Receipt')),
  made('answers-a-quarter-of-a-minute-late', 'PR2-X-09', 'late by a little', () =>
    speakingLate(
      () => createEsci(),
      (m) => (isOwnReceipt(m) ? 15_000 : 0),
    ),
  ),
  wrapped(
    'refuses-without-saying-why',
    'PR2-X-09',
    'ignores',
    says('Receipt', ({ code: _code, detail: _detail, ...d }) => d as Receipt),
  ),
  wrapped('says-a-thing-once', 'PR2-X-09', 'ignores', {
    emit: (m, memory) => {
      if (nameOf(m.type) !== 'ConnectionNotice') return [m];
      const seen = (memory['seen'] ??= {}) as Record<string, boolean>;
      if (seen[m.id] === true) return [];
      seen[m.id] = true;
      return [m];
    },
  }),
  decides('repeats-for-ever', 'PR2-X-09', 'ignores', { persistence: () => 'until-answered' }),
  wrapped('takes-what-it-does-not-know', 'PR2-X-09', 'hard-coded constant', {
    emit: (m) => {
      if (!isOwnReceipt(m) || m.data.code !== 'E_UNSUPPORTED') return [m];
      const { code: _code, detail: _detail, ...data } = m.data;
      return [{ ...m, data: { ...data, status: 'TAKEN' } as Receipt }];
    },
  }),
];
