/** A Utility that is wrong about enrollment, notice, alerts and preferences. */
import { conformantUtility } from '../../utility/behaviour';
import type { Fault } from '../fault';
import { doubles, keepsBack, says } from '../telling';
import { decides, wrapped } from './make';

export const EVENT_FAULTS: readonly Fault[] = [
  decides('asks-whoever-is-there', 'PR2-G-02', 'ignores', { isEnrolled: () => true }),
  decides('takes-the-end-of-an-enrollment-as-inside', 'PR2-G-02', 'off by one unit', {
    isEnrolled: (enrollment, call) =>
      conformantUtility.isEnrolled(
        enrollment === undefined ? undefined : { ...enrollment, validTo: '2099-01-01T00:00:00Z' },
        call,
      ),
  }),
  decides('lets-a-revoked-enrollment-run-on', 'PR2-G-02', 'ignores', { cancelsRevoked: () => false }),
  decides('asks-at-any-place', 'PR2-G-03', 'ignores', { isPermittedPlace: () => true }),
  wrapped('keeps-the-event-back', 'PR2-A-01', 'acts but does not answer', keepsBack('EnergySupplyEvent')),
  wrapped('sends-the-event-twice', 'PR2-A-01', 'doubles', doubles('EnergySupplyEvent')),
  wrapped(
    'sends-another-duration',
    'PR2-A-01',
    'hard-coded constant',
    says('EnergySupplyEvent', (d) => ({ ...d, durationS: 3599 })),
  ),
  wrapped(
    'counts-intervals-in-minutes',
    'PR2-A-01',
    'wrong unit',
    says('EnergySupplyEvent', (d) => ({
      ...d,
      intervals: d.intervals.map((i) => ({
        ...i,
        offsetS: Math.ceil(i.offsetS / 60),
        durationS: Math.ceil(i.durationS / 60),
      })),
    })),
  ),
  wrapped(
    'asks-for-a-minute-more-than-the-event-lasts',
    'PR2-A-14',
    'off by one unit',
    says('DispatchRequest', (d) => ({ ...d, durationS: d.durationS + 60 })),
  ),
  decides('takes-any-preference', 'PR2-A-02', 'ignores', { refusePreference: () => null }),
  decides('keeps-to-the-first-preference', 'PR2-A-02', 'stale data', {
    effectivePreference: (history) => history[0]?.preference ?? null,
  }),
  decides('tells-no-one', 'PR2-A-04', 'ignores', { channelsFor: () => [] }),
  decides('tells-by-every-channel', 'PR2-A-03', 'ignores', {
    channelsFor: (preference) =>
      preference === null ? [] : [...new Set(preference.channels.map((c) => c.type))],
  }),
  decides('wakes-people-at-night', 'PR2-A-03', 'ignores', {
    alertAllowedMs: (_preference, _class, wallMs) => wallMs,
  }),
  decides('alerts-of-creation-only', 'PR2-A-04', 'ignores', { alerts: (kind) => kind === 'CREATE' }),
  decides('never-tries-an-alert-again', 'PR2-A-04', 'ignores', { alertRetries: () => 0 }),
  decides('tries-an-alert-too-often', 'PR2-A-04', 'off by one unit', { alertRetries: () => 9 }),
  wrapped('alerts-twice', 'PR2-A-04', 'doubles', doubles('CustomerAlert')),
  wrapped(
    'does-not-say-how-to-opt-out',
    'PR2-A-04',
    'hard-coded constant',
    says('CustomerAlert', (d) => ({ ...d, requestedPowerW: 1 })),
  ),
  decides('calls-everything-planned', 'PR2-A-09', 'hard-coded constant', {
    judgeNotice: () => ({ noticeClass: 'PLANNED' }),
  }),
  decides('gives-a-second-less-notice', 'PR2-A-09', 'off by one unit', {
    judgeNotice: (notice, parameters) =>
      conformantUtility.judgeNotice({ ...notice, leadS: notice.leadS + 1 }, parameters),
  }),
  wrapped('enrolls-nobody', 'PR2-G-02', 'acts but does not answer', keepsBack('EnrollmentRecord')),
];
