/** A Utility that does not tell all who must know, or all that they must (PR2-G-02, A-01, A-03, A-04, A-09). */
import {
  nameOf,
  type EnrollmentRecord,
  type Message,
  type NotificationPreference,
  type StartParams,
} from '../../../schemas';
import { conformantUtility } from '../../utility/behaviour';
import type { Fault } from '../fault';
import { otherId } from '../telling';
import { decides, finds, wrapped } from './make';

type Alert = Message<'CustomerAlert'>;

/** News that goes out later than this was held back. */
const AT_ONCE_MS = 60_000;

const isAlert = (m: Message): m is Alert => nameOf(m.type) === 'CustomerAlert';

export const TELLING_FAULTS: readonly Fault[] = [
  wrapped('tells-one-esci-of-enrollments', 'PR2-G-02', 'right for one and wrong for two at once', {
    emit(m, memory) {
      if (nameOf(m.type) !== 'EnrollmentRecord') return [m];
      memory['first'] ??= m.destination;
      return m.destination === memory['first'] ? [m] : [];
    },
  }),
  decides('names-each-target-alone', 'PR2-A-01', 'right for one and wrong for two at once', {
    eventMessage: (event, target) => ({ ...event, targets: [{ pevId: target }] }),
  }),
  wrapped('keeps-changes-from-the-pev', 'PR2-A-01', 'answers but does not act', {
    emit: (m) => (m.type === 'pr2.EnergySupplyEvent.v1' && m.data.revision > 0 ? [] : [m]),
  }),
  decides('knows-three-ways', 'PR2-A-04', 'hard-coded constant', {
    channelsFor: (preference) => conformantUtility.channelsFor(preference).slice(0, 3),
  }),
  wrapped('tells-changes-by-every-way-on-file', 'PR2-A-04', 'leaks', {
    start(params, memory) {
      const { notificationPreferences = [] } = params.state as {
        notificationPreferences?: NotificationPreference[];
      };
      memory['known'] = notificationPreferences;
      return params;
    },
    emit(m, memory) {
      if (!isAlert(m) || m.data.kind === 'CREATE') return [m];
      const { customerId } = m.data;
      const own = (memory['known'] as NotificationPreference[]).find((p) => p.customerId === customerId);
      const closed = own?.channels.find((c) => !c.enabled);
      if (closed === undefined) return [m];
      const data = { ...m.data, channel: closed.type, alertId: otherId(m.data.alertId) };
      const destination = `urn:pr2:channel:${closed.type}:${customerId}`;
      return [m, { ...m, id: otherId(m.id), destination, data }];
    },
  }),
  wrapped('tells-a-cancel-to-one', 'PR2-A-04', 'right for one and wrong for two at once', {
    emit(m, memory) {
      if (!isAlert(m) || m.data.kind !== 'CANCEL') return [m];
      memory[m.data.eventId] ??= m.data.customerId;
      return m.data.customerId === memory[m.data.eventId] ? [m] : [];
    },
  }),
  wrapped('tells-the-old-time-of-a-change', 'PR2-A-04', 'stale data', {
    emit(m, memory) {
      if (!isAlert(m)) return [m];
      memory[m.data.eventId] ??= m.data.start;
      return [{ ...m, data: { ...m.data, start: memory[m.data.eventId] as string } }];
    },
  }),
  wrapped('alerts-once-for-each-pev', 'PR2-A-04', 'doubles', {
    start(params, memory) {
      const { enrollments } = params.state as { enrollments?: EnrollmentRecord[] };
      memory['customers'] = (enrollments ?? []).map((e) => e.customerId);
      return params;
    },
    emit(m, memory) {
      if (!isAlert(m)) return [m];
      const theirs = (memory['customers'] as string[]).filter((c) => c === m.data.customerId);
      return theirs.map((_, i) =>
        i === 0
          ? m
          : {
              ...m,
              id: otherId(m.id),
              seq: m.seq + i,
              data: { ...m.data, alertId: otherId(m.data.alertId) },
            },
      );
    },
  }),
  wrapped('drops-news-that-must-wait', 'PR2-A-03', 'ignores', {
    emit(m, memory) {
      if (m.type === 'pr2.EnergySupplyEvent.v1' || m.type === 'pr2.EventCancel.v1')
        memory[m.data.eventId] = Date.parse(m.time);
      if (!isAlert(m) || m.data.kind === 'CREATE') return [m];
      const saidMs = (memory[m.data.eventId] as number | undefined) ?? Infinity;
      return Date.parse(m.data.sentAt) - saidMs > AT_ONCE_MS ? [] : [m];
    },
  }),
  finds('forgets-waiting-alerts-in-a-restart', 'PR2-A-03', (state) => {
    state.alerts.duties = [];
  }),
  wrapped('takes-one-consent-for-all', 'PR2-A-09', 'right for one and wrong for two at once', {
    start(params) {
      const state = params.state as { notificationPreferences?: NotificationPreference[] };
      const known = state.notificationPreferences ?? [];
      const agreed = known.some((p) => p.acceptShortNotice === true);
      const notificationPreferences = known.map((p) => (agreed ? { ...p, acceptShortNotice: true } : p));
      return { ...params, state: { ...state, notificationPreferences } } as StartParams;
    },
  }),
  decides('takes-consent-for-good', 'PR2-A-09', 'stale data', {
    effectivePreference(history, atMs) {
      const preference = conformantUtility.effectivePreference(history, atMs);
      return preference !== null && history.some((v) => v.preference.acceptShortNotice === true)
        ? { ...preference, acceptShortNotice: true }
        : preference;
    },
  }),
  wrapped('announces-any-time-ahead', 'PR2-A-09', 'ignores', {
    start: (params) => ({ ...params, params: { ...params.params, P_NOTICE_CEILING: 31_536_000 } }),
  }),
];
