/** A Utility whose records are not what happened: of events, PEVs, alerts and preferences. */
import type { Memory } from '../decorate';
import type { Fault } from '../fault';
import { heardIn, hears } from '../telling';
import { decides, tells, wrapped } from './make';

type Record_ = Record<string, unknown>;

/** The same of each PEV in the record of an event. */
function ofEach(change: (target: Record_) => Record_): (record: Record_) => Record_ {
  return (r) => ({ ...r, targets: (r['targets'] as Record_[]).map(change) });
}

/** The parts that were reported in an event. */
const partsIn = (memory: Memory, eventId: string): number[] => (memory[eventId] ?? []) as number[];

export const RECORD_FAULTS: readonly Fault[] = [
  decides('calls-every-event-complete', 'PR2-A-10', 'hard-coded constant', { outcome: () => 'COMPLETED' }),
  decides('calls-an-event-that-nobody-wanted-failed', 'PR2-A-10', 'hard-coded constant', {
    outcome: (event) => (event.targets.some((t) => t.participated) ? 'COMPLETED' : 'FAILED'),
  }),
  tells('calls-a-failure-an-opt-out', 'PR2-A-10', 'lies in its readings', 'eventStates', (r) =>
    ofEach((t) => (t['state'] === 'TERMINATED' ? { ...t, state: 'OPTED_OUT' } : t))(r),
  ),
  tells(
    'calls-every-part-done',
    'PR2-X-13',
    'lies in its readings',
    'eventStates',
    ofEach((t) => ({ ...t, state: 'DONE' })),
  ),
  tells('hides-what-is-missing', 'PR2-X-13', 'lies in its readings', 'eventStates', (r) => ({
    ...r,
    shortfallWh: 0,
  })),
  tells('takes-the-shortfall-for-a-surplus', 'PR2-X-13', 'wrong sign', 'eventStates', (r) => ({
    ...r,
    shortfallWh: -Number(r['shortfallWh']),
  })),
  wrapped('shares-what-was-given-among-all', 'PR2-X-13', 'lies in its readings', {
    records: (records) =>
      records.map((r) => {
        const targets = r['targets'] as Record_[] | undefined;
        if (targets === undefined) return r;
        const all = targets.reduce((sum, t) => sum + Number(t['deliveredWh'] ?? 0), 0);
        return ofEach((t) => ({ ...t, deliveredWh: Math.round(all / targets.length) }))(r);
      }),
  }),
  tells('says-that-every-alert-arrived', 'PR2-A-04', 'lies in its readings', 'alertOutcomes', (r) => ({
    ...r,
    status: 'DELIVERED',
  })),
  tells('numbers-preferences-anew', 'PR2-A-02', 'lies in its readings', 'notificationHistory', (r) => ({
    ...r,
    version: 1,
  })),
  wrapped('tells-the-history-backwards', 'PR2-A-02', 'reorders', {
    records: (records, { what }) => (what === 'notificationHistory' ? records.toReversed() : records),
  }),
  decides('tells-what-was-missing-as-the-part', 'PR2-A-10', 'wrong sign', {
    statement: (eventId, reports) => ({
      eventId,
      deliveredWh: reports.reduce((sum, r) => sum + r.deliveredWh, 0),
      participation: 1 - (reports[0]?.participation ?? 0),
    }),
  }),
  wrapped('tells-each-customer-the-average-part', 'PR2-A-10', 'right for one and wrong for two at once', {
    deliver(params, memory) {
      const heard = heardIn(params);
      if (heard?.type === 'pr2.EventReport.v1')
        memory[heard.subject] = [...partsIn(memory, heard.subject), heard.data.participation];
      return params;
    },
    emit(m, memory) {
      if (m.type !== 'pr2.SettlementStatement.v1') return [m];
      const parts = partsIn(memory, m.data.eventId);
      const participation = parts.reduce((sum, part) => sum + part, 0) / parts.length;
      return [{ ...m, data: { ...m.data, participation } }];
    },
  }),
  wrapped(
    'takes-the-report-and-settles-by-another',
    'PR2-A-10',
    'answers but does not act',
    hears('EventReport', (d, memory) => {
      const first = (memory['first'] ??=
        d.deliveredWh === 0 ? d.deliveredWh : Math.ceil(d.deliveredWh / 2)) as number;
      return { ...d, deliveredWh: first };
    }),
  ),
];
