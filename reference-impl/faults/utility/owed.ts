/** A Utility that misses what it owes its customers and PEVs: notice, channels, energy that is there, outcomes. */
import { nameOf, type Message } from '../../../schemas';
import { createUtility } from '../../utility';
import { conformantUtility } from '../../utility/behaviour';
import type { Fault } from '../fault';
import { speakingLate } from '../late';
import { says } from '../telling';
import { decides, made, wrapped } from './make';

const isAlert = (m: Message): m is Message<'CustomerAlert'> => m.type === 'pr2.CustomerAlert.v1';
const isEvent = (m: Message): m is Message<'EnergySupplyEvent'> => m.type === 'pr2.EnergySupplyEvent.v1';
export const OWED_FAULTS: readonly Fault[] = [
  decides('asks-at-another-architecture', 'PR2-G-03', 'hard-coded constant', {
    isPermittedPlace: (enrollment, connection) =>
      conformantUtility.isPermittedPlace(
        enrollment,
        connection === null ? null : { ...connection, location: 'L1' },
      ),
  }),
  wrapped(
    'asks-for-a-load',
    'PR2-G-01',
    'hard-coded constant',
    says('DispatchRequest', (d) => ({ ...d, sink: 'LOAD' })),
  ),

  decides('counts-a-minute-less-for-an-emergency', 'PR2-A-09', 'off by one unit', {
    judgeNotice: (notice, p) =>
      conformantUtility.judgeNotice(notice, { ...p, noticeEmergencyS: p.noticeEmergencyS - 1 }),
  }),
  decides('counts-notice-backwards', 'PR2-A-09', 'wrong sign', {
    judgeNotice: (notice, p) =>
      conformantUtility.judgeNotice({ ...notice, leadS: Math.abs(notice.leadS) }, p),
  }),
  decides('asks-for-no-reason-on-the-day', 'PR2-A-09', 'ignores', {
    judgeNotice: (notice, p) => conformantUtility.judgeNotice({ ...notice, reason: 'RELIABILITY' }, p),
  }),
  decides('counts-hours-for-seconds', 'PR2-A-09', 'wrong unit', {
    judgeNotice: (notice, p) => conformantUtility.judgeNotice({ ...notice, leadS: notice.leadS * 60 }, p),
  }),
  made('alerts-a-minute-after-the-event', 'PR2-A-09', 'late by a little', () =>
    speakingLate(
      () => createUtility(),
      (m) => (isAlert(m) ? 3_600_000 : 0),
    ),
  ),

  decides('tells-one-customer-by-anothers-channel', 'PR2-A-04', 'right message to the wrong party', {
    channelsFor: (preference) => {
      const own = conformantUtility.channelsFor(preference);
      return own.length === 0 ? own : [own[0] === 'SMS' ? 'EMAIL' : 'SMS'];
    },
  }),
  wrapped('alerts-another-customer', 'PR2-A-04', 'right message to the wrong party', {
    emit: (m) => (isAlert(m) ? [{ ...m, destination: m.destination.replace(/[^:]+$/, 'c9') }] : [m]),
  }),
  wrapped('alerts-by-the-first-channel-only', 'PR2-A-04', 'right for one and wrong for two at once', {
    emit: (m, memory) => {
      if (!isAlert(m)) return [m];
      const key = `${m.data.customerId} ${m.data.eventId} ${m.data.revision} ${m.data.kind}`;
      const told = (memory[key] ??= m.data.channel) as string;
      return told === m.data.channel ? [m] : [];
    },
  }),
  decides('tells-those-who-want-nothing', 'PR2-A-03', 'ignores', {
    channelsFor: (preference) => {
      const own = conformantUtility.channelsFor(preference);
      return own.length === 0 ? ['EMAIL'] : own;
    },
  }),
  decides('wakes-people-a-minute-early', 'PR2-A-03', 'off by one unit', {
    alertAllowedMs: (preference, noticeClass, wallMs) => {
      const allowed = conformantUtility.alertAllowedMs(preference, noticeClass, wallMs + 60_000);
      return allowed === wallMs + 60_000 ? wallMs : allowed;
    },
  }),
  decides('reads-quiet-hours-in-its-own-time', 'PR2-A-03', 'wrong only across a change of date or offset', {
    alertAllowedMs: (preference, noticeClass, wallMs) =>
      conformantUtility.alertAllowedMs(
        preference.quietHours === undefined
          ? preference
          : { ...preference, quietHours: { ...preference.quietHours, tz: 'Pacific/Auckland' } },
        noticeClass,
        wallMs,
      ),
  }),
  decides('takes-an-older-preference', 'PR2-A-02', 'stale data', {
    refusePreference: (history, incoming) => {
      const code = conformantUtility.refusePreference(history, incoming);
      return code === 'E_STALE' ? null : code;
    },
  }),

  decides('asks-a-tenth-more-than-is-there', 'PR2-A-15', 'off by one unit', {
    plan: (stretches, available) =>
      conformantUtility.plan(stretches, { ...available, energyWms: available.energyWms * 1.1 }),
  }),
  decides('asks-a-watt-above-the-greatest', 'PR2-A-15', 'off by one unit', {
    plan: (stretches, available) =>
      conformantUtility.plan(stretches, { ...available, maxW: available.maxW + 1 }),
  }),
  decides('counts-kilowatt-hours-as-there', 'PR2-A-15', 'wrong unit', {
    plan: (stretches, available) =>
      conformantUtility.plan(stretches, { ...available, energyWms: available.energyWms * 1000 }),
  }),
  decides('keeps-asking-when-less-is-left', 'PR2-A-15', 'stale data', {
    afterReport: (currentW) => currentW,
  }),

  decides('lets-a-command-hold-a-second-less-than-three-renewals', 'PR2-X-05', 'off by one unit', {
    watchdogS: (refreshS, leastS) => conformantUtility.watchdogS(refreshS, leastS) - 1,
  }),
  decides('lets-a-command-hold-for-an-hour', 'PR2-X-05', 'wrong unit', { watchdogS: () => 3_600 }),

  made('cancels-half-a-minute-late', 'PR2-A-24', 'late by a little', () =>
    speakingLate(
      () => createUtility(),
      (m) => (nameOf(m.type) === 'EventCancel' ? 30_000 : 0),
    ),
  ),

  decides('tells-the-event-to-one-target', 'PR2-X-13', 'right for one and wrong for two at once', {
    allocate: (fleet, totalW, durationsS) =>
      conformantUtility.allocate(fleet.slice(0, 1), totalW, durationsS),
  }),
  decides('divides-evenly-whatever-each-has', 'PR2-X-13', 'ignores', {
    allocate: (fleet, totalW) => ({
      powersW: Object.fromEntries(
        fleet.map((f) => [f.pevId, totalW.map((w) => Math.floor(w / Math.max(1, fleet.length)))]),
      ),
      shortfallW: totalW.map(() => 0),
    }),
  }),
  wrapped('sends-the-event-to-one-pev-only', 'PR2-A-01', 'right for one and wrong for two at once', {
    emit: (m, memory) => {
      if (!isEvent(m)) return [m];
      const first = (memory['first'] ??= m.destination) as string;
      return first === m.destination ? [m] : [];
    },
  }),
  decides('settles-in-kilowatt-hours', 'PR2-A-10', 'wrong unit', {
    statement: (eventId, reports) => {
      const said = conformantUtility.statement(eventId, reports);
      return { ...said, deliveredWh: Math.round(said.deliveredWh / 1000) };
    },
  }),
  decides('settles-by-the-first-report', 'PR2-A-10', 'stale data', {
    statement: (eventId, reports) => {
      const said = conformantUtility.statement(eventId, reports);
      return { ...said, deliveredWh: said.deliveredWh + 1000 };
    },
  }),
  decides('settles-nothing-that-is-estimated', 'PR2-A-10', 'ignores', {
    statement: (eventId, reports) =>
      conformantUtility.statement(
        eventId,
        reports.map((r) => (r.quality === 'ESTIMATED' ? { ...r, deliveredWh: 0, participation: 0 } : r)),
      ),
  }),
  wrapped(
    'asks-in-the-middle-of-the-night',
    'PR2-A-14',
    'wrong only across a change of date or offset',
    says('DispatchRequest', (d) => ({ ...d, start: d.start.replace('Z', '+02:00') })),
  ),
  wrapped('enrolls-at-other-escis', 'PR2-G-02', 'right message to the wrong party', {
    emit: (m) => (nameOf(m.type) === 'EnrollmentRecord' ? [{ ...m, destination: 'urn:pr2:esci:e9' }] : [m]),
  }),
];
