/** A Utility that is wrong about what it asks, and about the wire. */
import { conformantUtility } from '../../utility/behaviour';
import type { Fault } from '../fault';
import { doubles, keepsBack, says, writes } from '../telling';
import { decides, wrapped } from './make';

export const REQUEST_FAULTS: readonly Fault[] = [
  decides('asks-a-watt-more', 'PR2-X-04', 'off by one unit', {
    dispatchMessage: (d) => ({ ...d, dischargePowerW: d.dischargePowerW + 1 }),
  }),
  decides('asks-in-kilowatts', 'PR2-X-04', 'wrong unit', {
    dispatchMessage: (d) => ({ ...d, dischargePowerW: Math.max(1, Math.round(d.dischargePowerW / 1000)) }),
  }),
  decides('asks-for-the-home', 'PR2-G-01', 'hard-coded constant', {
    dispatchMessage: (d) => ({ ...d, sink: 'HOME' }),
  }),
  decides('names-another-meter', 'PR2-A-14', 'hard-coded constant', {
    dispatchMessage: (d) => ({ ...d, meteringPointId: 'meter' }),
  }),
  wrapped('asks-twice', 'PR2-A-14', 'doubles', doubles('DispatchRequest')),
  decides('asks-more-than-is-there', 'PR2-A-15', 'ignores', {
    plan: (stretches) => stretches.map((s) => s.wantedW),
  }),
  decides('trusts-an-old-report', 'PR2-A-15', 'stale data', {
    isFresh: () => true,
    afterReport: (currentW) => currentW,
  }),
  decides('asks-in-spite-of-an-opt-out', 'PR2-A-14', 'answers but does not act', {
    honoursOptOut: () => false,
  }),
  decides('never-refreshes', 'PR2-X-05', 'ignores', { refreshes: () => false }),
  decides('refreshes-too-rarely', 'PR2-X-05', 'late by a little', { watchdogS: () => 31 }),
  decides('repeats-the-revision', 'PR2-A-22', 'hard-coded constant', {
    nextRevision: (revision) => revision,
  }),
  decides('changes-late', 'PR2-A-22', 'late by a little', { intervalLeadS: () => -60 }),
  decides('cancels-with-an-old-revision', 'PR2-A-24', 'stale data', {
    cancelRevision: (last) => Math.max(0, last - 1),
  }),
  wrapped('keeps-the-cancel-back', 'PR2-A-24', 'acts but does not answer', keepsBack('EventCancel')),
  wrapped('keeps-the-update-back', 'PR2-A-22', 'acts but does not answer', keepsBack('DispatchUpdate')),
  decides('settles-by-the-request', 'PR2-A-10', 'hard-coded constant', {
    statement: (eventId, reports) => ({ ...conformantUtility.statement(eventId, reports), participation: 1 }),
  }),
  wrapped('acknowledges-nothing', 'PR2-X-09', 'acts but does not answer', keepsBack('Receipt')),
  wrapped('answers-twice', 'PR2-X-09', 'doubles', doubles('Receipt')),
  wrapped(
    'uses-one-id-for-everything',
    'PR2-X-02',
    'hard-coded constant',
    writes((m) => ({ ...m, id: '00000000-0000-5000-8000-000000000000' })),
  ),
  wrapped(
    'never-counts-its-messages',
    'PR2-X-02',
    'hard-coded constant',
    writes((m) => ({ ...m, seq: 0 })),
  ),
  wrapped(
    'answers-without-correlation',
    'PR2-X-02',
    'ignores',
    writes(({ correlationid: _correlationid, ...m }) => m),
  ),
  wrapped(
    'writes-times-without-offset',
    'PR2-X-03',
    'ignores',
    writes((m) => ({ ...m, time: m.time.replace('Z', '') })),
  ),
  wrapped(
    'has-a-clock-an-hour-fast',
    'PR2-X-03',
    'wrong only across a change of date or offset',
    writes((m) => ({ ...m, time: new Date(Date.parse(m.time) + 3_600_000).toISOString() })),
  ),
  wrapped(
    'starts-a-day-late',
    'PR2-A-14',
    'wrong only across a change of date or offset',
    says('DispatchRequest', (d) => ({
      ...d,
      start: new Date(Date.parse(d.start) + 86_400_000).toISOString(),
    })),
  ),
];
