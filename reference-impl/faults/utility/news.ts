/** A Utility whose news of an event is cut, of yesterday, told anew, or told by yesterday's wishes. */
import { nameOf, type Message, type MessageBodies } from '../../../schemas';
import { conformantUtility } from '../../utility/behaviour';
import type { Fault } from '../fault';
import { heardIn, otherId, says } from '../telling';
import { trustsCredential } from '../trusting';
import { decides, wrapped } from './make';

type Channels = MessageBodies['NotificationPreference']['channels'];

const MINUTE_S = 60;
/** Hours of the UTC day in which the quiet hours of the features lie. */
const isNight = (time: string): boolean =>
  new Date(time).getUTCHours() >= 22 || new Date(time).getUTCHours() < 6;

export const NEWS_FAULTS: readonly Fault[] = [
  wrapped(
    'announces-whole-minutes',
    'PR2-A-01',
    'off by one unit',
    says('EnergySupplyEvent', (d) => {
      const durationS = Math.max(MINUTE_S, d.durationS - (d.durationS % MINUTE_S));
      const intervals = d.intervals.map((i) => ({
        ...i,
        durationS: Math.min(i.durationS, durationS - i.offsetS),
      }));
      return { ...d, durationS, intervals };
    }),
  ),
  wrapped('announces-a-moved-event-at-its-old-start', 'PR2-A-01', 'stale data', {
    emit(m, memory) {
      if (m.type !== 'pr2.EnergySupplyEvent.v1') return [m];
      const start = (memory[m.data.eventId] ??= m.data.start) as string;
      return [{ ...m, data: { ...m.data, start } }];
    },
  }),
  wrapped('tells-a-changed-event-by-its-old-length', 'PR2-A-04', 'stale data', {
    emit(m, memory) {
      if (m.type !== 'pr2.CustomerAlert.v1') return [m];
      const durationS = (memory[m.data.eventId] ??= m.data.durationS) as number;
      return [{ ...m, data: { ...m.data, durationS } }];
    },
  }),
  wrapped(
    'tells-whole-kilowatts',
    'PR2-A-04',
    'off by one unit',
    says('CustomerAlert', (d) => ({
      ...d,
      requestedPowerW:
        d.requestedPowerW < 1000 ? d.requestedPowerW : Math.floor(d.requestedPowerW / 1000) * 1000,
    })),
  ),
  wrapped('shuns-all-ways-once-one-has-failed', 'PR2-A-04', 'ignores', {
    deliver(params, memory) {
      const heard = heardIn(params);
      if (heard?.type === 'pr2.AlertReceipt.v1' && heard.data.status === 'FAILED')
        memory[heard.data.customerId] ??= memory['last'];
      return params;
    },
    emit(m, memory) {
      if (m.type !== 'pr2.CustomerAlert.v1') return [m];
      const news = `${m.data.eventId} ${m.data.revision} ${m.data.kind}`;
      memory['last'] = news;
      const failed = memory[m.data.customerId];
      return failed === undefined || failed === news ? [m] : [];
    },
  }),
  wrapped('tells-the-news-again-after-a-restart', 'PR2-A-04', 'doubles', {
    emit(m, memory) {
      if (m.type === 'pr2.CustomerAlert.v1') memory['alert'] = m;
      return [m];
    },
    wakes(memory) {
      const alert = memory['alert'] as Message<'CustomerAlert'> | undefined;
      if (alert === undefined) return [];
      const data = { ...alert.data, alertId: otherId(alert.data.alertId) };
      return [{ ...alert, id: otherId(alert.id), seq: alert.seq + 1000, data }];
    },
  }),
  decides('keeps-quiet-hours-that-were-lifted', 'PR2-A-02', 'stale data', {
    effectivePreference(history, atMs) {
      const now = conformantUtility.effectivePreference(history, atMs);
      const quiet = history.findLast((v) => v.effectiveMs <= atMs && v.preference.quietHours !== undefined);
      const quietHours = now?.quietHours ?? quiet?.preference.quietHours;
      return now === null || quietHours === undefined ? now : { ...now, quietHours };
    },
  }),
  wrapped('hears-of-no-new-way-at-night', 'PR2-A-02', 'wrong only across a change of date or offset', {
    start(params, memory) {
      const { notificationPreferences = [] } = params.state as { notificationPreferences?: Wish[] };
      for (const { customerId, channels } of notificationPreferences) memory[customerId] = channels;
      return params;
    },
    deliver(params, memory) {
      const heard = heardIn(params);
      if (heard?.type !== 'pr2.NotificationPreference.v1') return params;
      const known = memory[heard.data.customerId] as Channels | undefined;
      const channels = isNight(heard.time) && known !== undefined ? known : heard.data.channels;
      memory[heard.data.customerId] = channels;
      return { ...params, message: { ...heard, data: { ...heard.data, channels } } };
    },
  }),
  wrapped('takes-preferences-on-an-expired-credential', 'PR2-X-01', 'ignores', {
    deliver(params, memory) {
      const heard = heardIn(params);
      const isWish = heard !== null && nameOf(heard.type) === 'NotificationPreference';
      return isWish ? (trustsCredential('expired').deliver?.(params, memory) ?? params) : params;
    },
  }),
];

interface Wish {
  readonly customerId: string;
  readonly channels: Channels;
}
