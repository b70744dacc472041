/** A Utility that tells or keeps something else than what was: of enrollments, preferences, alerts, and who has what. */
import type { MessageBodies } from '../../../schemas';
import type { Fault } from '../fault';
import { hears, says } from '../telling';
import { tells, wrapped } from './make';

type Records = readonly Record<string, unknown>[];
type Report = MessageBodies['AvailabilityReport'];

export const TOLD_AND_KEPT_FAULTS: readonly Fault[] = [
  wrapped(
    'tells-escis-that-enrollments-never-end',
    'PR2-G-02',
    'hard-coded constant',
    says('EnrollmentRecord', (d) => ({ ...d, validTo: '2099-01-01T00:00:00.000Z' })),
  ),
  wrapped(
    'tells-escis-that-enrollments-hold-anywhere',
    'PR2-G-03',
    'hard-coded constant',
    says('EnrollmentRecord', (d) => ({ ...d, location: ['L1', 'L2', 'L3'] })),
  ),
  tells(
    'forgets-the-quiet-hours-of-old-preferences',
    'PR2-A-02',
    'ignores',
    'notificationHistory',
    ({ quietHours: _quietHours, ...record }) => record,
  ),
  tells(
    'keeps-every-preference-in-english',
    'PR2-A-02',
    'hard-coded constant',
    'notificationHistory',
    (record) => ({ ...record, language: 'en' }),
  ),
  tells('keeps-open-ways-alone', 'PR2-A-02', 'ignores', 'notificationHistory', (record) => ({
    ...record,
    channels: (record['channels'] as Records).filter((channel) => channel['enabled'] === true),
  })),
  tells('names-a-way-where-there-was-none', 'PR2-A-03', 'hard-coded constant', 'alertOutcomes', (record) =>
    record['status'] === 'NO_CHANNEL' ? { ...record, channel: 'EMAIL' } : record,
  ),
  tells('counts-one-attempt-always', 'PR2-A-04', 'hard-coded constant', 'alertOutcomes', (record) => ({
    ...record,
    attempts: 1,
  })),
  wrapped(
    'dates-an-alert-by-its-event',
    'PR2-A-04',
    'stale data',
    says('CustomerAlert', (d) => ({ ...d, sentAt: d.start })),
  ),
  wrapped(
    'hears-an-opt-out-from-the-dashboard-alone',
    'PR2-A-14',
    'ignores',
    hears('ParticipationNotice', (d) => (d.source === 'HMI' ? d : { ...d, eventId: 'another' })),
  ),
  wrapped(
    'takes-one-pevs-report-for-all',
    'PR2-A-15',
    'right for one and wrong for two at once',
    hears('AvailabilityReport', (d, memory) => {
      const first = (memory['first'] ??= d) as Report;
      if (first.pevId === d.pevId) memory['first'] = d;
      const { availableEnergyWh, maxDischargeW } = memory['first'] as Report;
      return { ...d, availableEnergyWh, maxDischargeW };
    }),
  ),
];
