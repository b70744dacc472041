/** A Utility that heeds its customers' wishes and the terms of their enrollment, but not quite as they read. */
import { createUtility } from '../../utility';
import { conformantUtility } from '../../utility/behaviour';
import { decorated } from '../decorate';
import type { Fault } from '../fault';
import { heardIn, hears, says, suffers } from '../telling';
import { decides, made, wrapped } from './make';

const wholeHours = (text: string): string => `${text.slice(0, 2)}:00`;

export const HEEDING_FAULTS: readonly Fault[] = [
  made('tells-the-history-of-one-customer', 'PR2-A-02', 'right for one and wrong for two at once', () =>
    decorated(() => createUtility(), {
      records: (records, { what }) =>
        what === 'notificationHistory'
          ? records.filter((r) => r['customerId'] === records[0]?.['customerId'])
          : records,
    }),
  ),
  decides('reads-quiet-hours-by-the-hour', 'PR2-A-03', 'wrong unit', {
    alertAllowedMs: (preference, noticeClass, wallMs) => {
      const quiet = preference.quietHours;
      const read =
        quiet === undefined
          ? {}
          : { quietHours: { ...quiet, from: wholeHours(quiet.from), to: wholeHours(quiet.to) } };
      return conformantUtility.alertAllowedMs({ ...preference, ...read }, noticeClass, wallMs);
    },
  }),
  made('tells-nobody-once-one-has-no-channel', 'PR2-A-03', 'right for one and wrong for two at once', () => {
    let none = false;
    return createUtility({
      channelsFor(preference) {
        const channels = conformantUtility.channelsFor(preference);
        none ||= channels.length === 0;
        return none ? [] : channels;
      },
    });
  }),
  wrapped(
    'tries-an-alert-again-that-went-out',
    'PR2-A-04',
    'doubles',
    hears('AlertReceipt', (d) => (d.status === 'SENT' ? { ...d, status: 'FAILED' } : d)),
  ),
  wrapped('takes-one-channels-word-for-anothers', 'PR2-A-04', 'right for one and wrong for two at once', {
    emit(m, memory) {
      if (m.type === 'pr2.CustomerAlert.v1') memory[m.id] = m.destination;
      return [m];
    },
    deliver(params, memory) {
      const heard = heardIn(params);
      const source = memory[heard?.correlationid ?? ''];
      if (heard?.type !== 'pr2.AlertReceipt.v1' || typeof source !== 'string') return params;
      const link = { ...params.link, peer: source, principal: source };
      return { ...params, link, message: { ...heard, source } };
    },
  }),
  made('keeps-the-class-of-what-is-moved', 'PR2-A-09', 'stale data', () => {
    let eventId = '';
    const classes: Record<string, ReturnType<typeof conformantUtility.judgeNotice>> = {};
    return decorated(
      () =>
        createUtility({
          judgeNotice: (notice, limits) => {
            const judged = conformantUtility.judgeNotice(notice, limits);
            return 'refused' in judged ? judged : (classes[eventId] ??= judged);
          },
        }),
      {
        stimulate(s) {
          if (s.name === 'create-event' || s.name === 'change-event') eventId = s.params.eventId ?? '';
          return s;
        },
      },
    );
  }),
  decides('counts-enrollments-by-the-day', 'PR2-G-02', 'wrong unit', {
    isEnrolled: (enrollment, call) =>
      conformantUtility.isEnrolled(
        enrollment === undefined
          ? undefined
          : { ...enrollment, validFrom: `${enrollment.validFrom.slice(0, 10)}T00:00:00Z` },
        call,
      ),
  }),
  wrapped(
    'publishes-every-enrollment-as-the-first',
    'PR2-G-02',
    'hard-coded constant',
    says('EnrollmentRecord', (d) => ({ ...d, version: 1 })),
  ),
  decides('asks-where-the-place-is-unknown', 'PR2-G-03', 'ignores', {
    isPermittedPlace: (enrollment, connection) =>
      connection === null || conformantUtility.isPermittedPlace(enrollment, connection),
  }),
  wrapped(
    'lets-a-home-order-feed-the-grid',
    'PR2-G-01',
    'ignores',
    suffers('create-event', (p) => (p.sink === 'HOME' ? { ...p, sink: 'GRID' } : p)),
  ),
];
