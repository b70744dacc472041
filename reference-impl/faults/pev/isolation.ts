/** A PEV that feeds a line which is not proven apart, or follows and forms at once (PR2-B-02, B-03, B-04). */
import type { IsolationQuestion } from '../../pev/island/isolation';
import { createPev } from '../../pev';
import type { Fault } from '../fault';
import { slow } from '../slow';
import { hears } from '../telling';
import { conformant, decides, made, wrapped } from './make';

type Evidence = NonNullable<IsolationQuestion['proof']>['evidence'];

export const ISOLATION_FAULTS: readonly Fault[] = [
  decides('forms-on-one-sign', 'PR2-B-02', 'ignores', {
    acceptsIsolation: (q) =>
      conformant.acceptsIsolation(
        seeing(q, (e) => (e.some((x) => x.kind === 'AUX_CONTACT') ? [...e, open('DEAD_BUS')] : e)),
      ),
  }),
  decides('forms-on-the-word-of-the-position-alone', 'PR2-B-02', 'ignores', {
    acceptsIsolation: (q) => q.proof?.position === 'OPEN',
  }),
  decides('takes-a-sensor-of-one-kind-twice', 'PR2-B-02', 'doubles', {
    acceptsIsolation: (q) =>
      conformant.acceptsIsolation(
        seeing(q, (e) =>
          e.some((x) => x.kind === 'DEAD_BUS' && x.indicates === 'OPEN') ? [...e, open('AUX_CONTACT')] : e,
        ),
      ),
  }),
  decides('outvotes-a-sensor-that-shows-closed', 'PR2-B-02', 'ignores', {
    acceptsIsolation: (q) =>
      conformant.acceptsIsolation(seeing(q, (e) => e.filter((x) => x.indicates !== 'CLOSED'))),
    endsBackup: (q) => conformant.endsBackup({ ...q, isolationLost: false }),
  }),
  decides('overlooks-a-live-bus-in-a-report', 'PR2-B-02', 'ignores', {
    acceptsIsolation: (q) =>
      conformant.acceptsIsolation(
        seeing(q, (e) => e.filter((x) => x.kind !== 'DEAD_BUS' || x.indicates !== 'CLOSED')),
      ),
  }),
  decides('takes-unknown-for-open', 'PR2-B-02', 'hard-coded constant', {
    acceptsIsolation: (q) =>
      conformant.acceptsIsolation({
        ...seeing(q, (e) => e.map((x) => (x.indicates === 'UNKNOWN' ? { ...x, indicates: 'OPEN' } : x))),
      }),
  }),
  decides('believes-a-report-more-than-its-own-terminals', 'PR2-B-02', 'ignores', {
    decideBackup: (q) => conformant.decideBackup({ ...q, gridSensed: false }),
    endsBackup: (q) => conformant.endsBackup({ ...q, gridSensed: false }),
  }),
  decides('goes-on-when-the-proof-is-lost', 'PR2-B-02', 'stale data', {
    endsBackup: (q) => conformant.endsBackup({ ...q, isolationLost: false }),
  }),
  decides('goes-on-when-the-grid-comes-through-the-switch', 'PR2-B-02', 'ignores', {
    endsBackup: (q) => conformant.endsBackup({ ...q, gridSensed: false }),
  }),
  decides('rests-on-a-report-that-was-taken-back', 'PR2-B-02', 'stale data', {
    acceptsIsolation: (q) => conformant.acceptsIsolation({ ...q, newest: q.proof }),
  }),
  made('lets-go-of-the-home-a-moment-late', 'PR2-B-02', 'late by a little', () =>
    slow(() => createPev(), {
      hears: (m) => (m.type === 'pr2.IsolationStatus.v1' && m.data.position !== 'OPEN' ? 600 : 0),
    }),
  ),

  decides('notices-a-lost-grid-too-late', 'PR2-B-03', 'late by a little', { islandDetectionMs: () => 2_300 }),
  decides('notices-a-lost-grid-a-millisecond-too-late', 'PR2-B-03', 'off by one unit', {
    islandDetectionMs: () => 2_001,
  }),
  decides('rides-through-nearly-long-enough', 'PR2-B-03', 'off by one unit', {
    rideThroughMs: (present) => (present ? 950 : 0),
  }),
  decides('rides-through-the-loss-of-the-grid', 'PR2-B-03', 'late by a little', {
    rideThroughMs: (present, p) => (present ? conformant.rideThroughMs(present, p) : 2_500),
  }),
  decides('lets-go-at-every-dip', 'PR2-B-03', 'flaps', { rideThroughMs: () => 0 }),
  decides('forms-while-it-follows', 'PR2-B-03', 'right for one and wrong for two at once', {
    endsGridDispatch: () => false,
    formingMs: () => 100,
  }),
  decides('takes-on-the-home-before-it-lets-go-of-the-grid', 'PR2-B-03', 'reorders', {
    endsGridDispatch: () => false,
  }),
  decides('calls-its-discharge-an-island', 'PR2-B-03', 'answers but does not act', {
    decideBackup: (q) => conformant.decideBackup({ ...q, gridSensed: false, gridReported: false }),
    endsBackup: (q) => conformant.endsBackup({ ...q, gridSensed: false, gridReported: false }),
  }),

  decides('goes-on-after-the-order-to-stop', 'PR2-B-04', 'answers but does not act', {
    obeysStop: () => false,
  }),
  made('lets-go-a-moment-after-the-order', 'PR2-B-04', 'late by a little', () =>
    slow(() => createPev(), { hears: (m) => (m.type === 'pr2.GenerationStop.v1' ? 700 : 0) }),
  ),
  decides('forms-though-the-grid-is-back', 'PR2-B-04', 'ignores', {
    decideBackup: (q) => conformant.decideBackup({ ...q, gridReported: false }),
  }),
  wrapped(
    'clings-to-the-first-word-on-the-grid',
    'PR2-B-04',
    'stale data',
    hears('GridStatus', (d, memory) => {
      const first = (memory['state'] ??= d.state);
      return first === d.state ? d : null;
    }),
  ),
];

/** The same question about other evidence. */
function seeing(q: IsolationQuestion, change: (evidence: Evidence) => Evidence): IsolationQuestion {
  const other = (s: IsolationQuestion['proof']): IsolationQuestion['proof'] =>
    s === null ? null : { ...s, evidence: change(s.evidence) };
  return { ...q, proof: other(q.proof), newest: other(q.newest) };
}

function open(kind: Evidence[number]['kind']): Evidence[number] {
  return { kind, indicates: 'OPEN' };
}
