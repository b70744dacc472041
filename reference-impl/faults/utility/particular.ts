/** A Utility that is right in the plain case: wrong at an edge, for a change, in the day, for the second place, after a restart. */
import { timeText } from '../../endpoint/identifiers';
import { conformantUtility, createUtility } from '../../utility';
import type { UtilityState } from '../../utility/state';
import { decorated } from '../decorate';
import type { Fault } from '../fault';
import { says } from '../telling';
import { decides, made, wrapped } from './make';

/** It heeds quiet hours but when the operator has just done that. */
function breaksQuietHours(name: string, after: string): Fault {
  return made(name, 'PR2-A-03', 'ignores', () => {
    let news = false;
    return decorated(
      () =>
        createUtility({
          alertAllowedMs: (preference, noticeClass, wallMs) =>
            news ? wallMs : conformantUtility.alertAllowedMs(preference, noticeClass, wallMs),
        }),
      {
        stimulate: (s) => {
          news = s.name === after;
          return s;
        },
      },
    );
  });
}

export const PARTICULAR_FAULTS: readonly Fault[] = [
  decides('calls-who-is-not-enrolled-yet', 'PR2-G-02', 'ignores', {
    isEnrolled: (enrollment, call) =>
      conformantUtility.isEnrolled(enrollment && { ...enrollment, validFrom: timeText(0) }, call),
  }),
  wrapped('tells-no-esci-of-an-end', 'PR2-G-02', 'acts but does not answer', {
    emit: (m) => (m.type === 'pr2.EnrollmentRecord.v1' && m.data.status === 'ENDED' ? [] : [m]),
  }),
  decides('asks-by-whatever-architecture', 'PR2-G-03', 'ignores', {
    isPermittedPlace: (enrollment, connection) =>
      connection !== null &&
      conformantUtility.isPermittedPlace(
        { ...enrollment, architecture: connection.architecture },
        connection,
      ),
  }),
  decides('knows-the-first-place-alone', 'PR2-G-03', 'ignores', {
    isPermittedPlace: (enrollment, connection) =>
      conformantUtility.isPermittedPlace(
        { ...enrollment, location: enrollment.location.slice(0, 1) },
        connection,
      ),
  }),
  decides('compares-versions-as-text', 'PR2-A-02', 'wrong unit', {
    refusePreference: (history, incoming) => {
      const latest = history.at(-1)?.preference.version;
      return latest !== undefined && String(incoming.version) <= String(latest)
        ? 'E_STALE'
        : conformantUtility.refusePreference(history, incoming);
    },
  }),
  decides('heeds-quiet-hours-of-nights-alone', 'PR2-A-03', 'wrong only across a change of date or offset', {
    alertAllowedMs: (preference, noticeClass, wallMs) => {
      const quiet = preference.quietHours;
      return quiet !== undefined && quiet.from <= quiet.to
        ? wallMs
        : conformantUtility.alertAllowedMs(preference, noticeClass, wallMs);
    },
  }),
  decides('lets-every-emergency-break-quiet-hours', 'PR2-A-03', 'ignores', {
    alertAllowedMs: (preference, noticeClass, wallMs) =>
      noticeClass === 'EMERGENCY'
        ? wallMs
        : conformantUtility.alertAllowedMs(preference, noticeClass, wallMs),
  }),
  breaksQuietHours('breaks-quiet-hours-for-a-change', 'change-event'),
  breaksQuietHours('breaks-quiet-hours-for-a-cancel', 'cancel-event'),
  wrapped(
    'calls-a-change-an-emergency',
    'PR2-A-04',
    'hard-coded constant',
    says('CustomerAlert', (d) => (d.kind === 'CREATE' ? d : { ...d, noticeClass: 'EMERGENCY' })),
  ),
  wrapped('alerts-of-the-power-before-a-change', 'PR2-A-04', 'stale data', {
    emit: (m, memory) => {
      if (m.type !== 'pr2.CustomerAlert.v1') return [m];
      memory[m.data.eventId] ??= m.data.requestedPowerW;
      return [{ ...m, data: { ...m.data, requestedPowerW: Number(memory[m.data.eventId]) } }];
    },
  }),
  wrapped(
    'alerts-of-a-start-an-hour-off',
    'PR2-A-04',
    'wrong only across a change of date or offset',
    says('CustomerAlert', (d) => ({ ...d, start: timeText(Date.parse(d.start) + 3_600_000) })),
  ),
  wrapped('forgets-its-answers-at-a-restart', 'PR2-X-02', 'forgets after restart', {
    restore: (state) => {
      (state as unknown as UtilityState).endpoint.answered = {};
    },
  }),
  wrapped('names-clocks-that-are-behind-alone', 'PR2-X-03', 'ignores', {
    emit: (m) => {
      if (m.type !== 'pr2.Receipt.v1' || (m.data.skewS ?? 0) <= 0) return [m];
      const { skewS: _, ...data } = m.data;
      return [{ ...m, data }];
    },
  }),
];
