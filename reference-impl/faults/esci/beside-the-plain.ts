/** An ESCI that is right in the plain case of its kind: wrong with a second of something, after a restart, or at the end of a range. */
import { timeText } from '../../endpoint/identifiers';
import { nameOf } from '../../../schemas';
import type { Fault } from '../fault';
import { heardIn, hears, says } from '../telling';
import { isOwn, wrapped } from './make';

export const BESIDE_THE_PLAIN_FAULTS: readonly Fault[] = [
  wrapped('takes-who-was-suspended-for-enrolled-after-a-restart', 'PR2-G-02', 'forgets after restart', {
    restore: (state) => {
      const { enrollments } = state as { enrollments?: Record<string, { status?: string }> };
      for (const record of Object.values(enrollments ?? {})) record.status = 'ACTIVE';
    },
  }),
  wrapped(
    'copies-the-first-hours-alone',
    'PR2-A-08',
    'right for one and wrong for two at once',
    says('DischargePreference', (d) =>
      d.windows === undefined ? d : { ...d, windows: d.windows.slice(0, 1) },
    ),
  ),
  wrapped('reports-the-last-part-alone', 'PR2-A-10', 'right for one and wrong for two at once', {
    deliver: (params, memory) => {
      const message = heardIn(params);
      if (
        message?.type === 'pr2.DispatchRequest.v1' &&
        memory[message.data.eventId] !== message.data.dispatchId
      ) {
        memory[`${message.data.eventId} again`] = memory[message.data.eventId] !== undefined;
        memory[message.data.eventId] = message.data.dispatchId;
        memory['fresh'] = true;
      }
      return params;
    },
    emit: (m, memory) => {
      if (isOwn(m) && m.type === 'pr2.EnergyTelemetry.v1' && memory['fresh'] === true) {
        memory['fresh'] = false;
        memory['beginWh'] = m.data.exportRegisterWh;
      }
      if (m.type !== 'pr2.EventReport.v1' || memory[`${m.data.eventId} again`] !== true) return [m];
      const startRegister = Number(memory['beginWh']);
      const deliveredWh = m.data.endRegister - startRegister;
      const participation = m.data.requestedWh === 0 ? 1 : Math.min(1, deliveredWh / m.data.requestedWh);
      return [{ ...m, data: { ...m.data, startRegister, deliveredWh, participation } }];
    },
  }),
  wrapped('reports-one-event-in-an-instant', 'PR2-A-10', 'right for one and wrong for two at once', {
    emit: (m, memory) => {
      if (m.type !== 'pr2.EventReport.v1') return [m];
      const { pevId } = m.data;
      const other = memory['at'] === m.time && memory['pevId'] !== pevId;
      if (!other) Object.assign(memory, { at: m.time, pevId });
      if (other) memory[pevId] = 'silent';
      return memory[pevId] === 'silent' ? [] : [m];
    },
  }),
  wrapped(
    'lets-no-whole-day-pass',
    'PR2-A-14',
    'off by one unit',
    hears('DispatchRequest', (d) => (d.durationS < 86_400 ? d : { ...d, durationS: 86_401 })),
  ),
  wrapped('shows-the-first-power-for-every-socket', 'PR2-A-16', 'right for one and wrong for two at once', {
    emit: (m, memory) => {
      if (!isOwn(m) || m.type !== 'pr2.EnergyTelemetry.v1') return [m];
      memory['point'] ??= m.data.meteringPointId;
      if (memory['point'] === m.data.meteringPointId) memory['powerW'] = m.data.activePowerW;
      return [{ ...m, data: { ...m.data, activePowerW: Number(memory['powerW']) } }];
    },
  }),
  wrapped('says-nothing-of-who-leaves-while-standing-by', 'PR2-A-21', 'ignores', {
    deliver: (params, memory) => {
      const message = heardIn(params);
      if (message?.type === 'pr2.DispatchUpdate.v1') memory['standsBy'] = message.data.dischargePowerW === 0;
      return params;
    },
    emit: (m, memory) =>
      isOwn(m) && nameOf(m.type) === 'TerminationNotice' && memory['standsBy'] === true ? [] : [m],
  }),
  wrapped('dates-deeds-by-the-clock-as-it-was', 'PR2-X-03', 'wrong only across a change of date or offset', {
    stimulate: (s, memory) => {
      if (s.name === 'clock-step') memory['stepMs'] = Number(memory['stepMs'] ?? 0) + s.params.deltaMs;
      return s;
    },
    emit: (m, memory) => {
      if (!isOwn(m) || m.type !== 'pr2.ParticipationNotice.v1') return [m];
      const sourceTime = timeText(Date.parse(m.data.sourceTime) - Number(memory['stepMs'] ?? 0));
      return [{ ...m, data: { ...m.data, sourceTime } }];
    },
  }),
  wrapped(
    'takes-a-request-for-nothing-for-one-watt',
    'PR2-X-04',
    'off by one unit',
    hears('DispatchRequest', (d) => (d.dischargePowerW === 0 ? { ...d, dischargePowerW: 1 } : d)),
  ),
  wrapped('passes-an-answer-of-whoever-has-expired', 'PR2-X-01', 'ignores', {
    deliver: (params) => {
      const expired =
        params.link.credential === 'expired' && heardIn(params)?.type === 'pr2.EventResponse.v1';
      return expired ? { ...params, link: { ...params.link, credential: 'valid' } } : params;
    },
  }),
  wrapped('reads-the-first-figure-of-a-version', 'PR2-X-08', 'ignores', {
    deliver: (params) => {
      const message = heardIn(params);
      if (message === null || !/\.v1\d+$/.test(message.type)) return params;
      const type = message.type.replace(/\.v1\d+$/, '.v1');
      return { ...params, message: { ...message, type } };
    },
  }),
  wrapped(
    'passes-over-a-word-in-a-list-that-it-does-not-know',
    'PR2-X-08',
    'ignores',
    hears('EnrollmentRecord', (d) => ({ ...d, location: d.location.filter((l) => /^L[1-4]$/.test(l)) })),
  ),
  wrapped('repeats-the-token-that-it-refuses', 'PR2-X-11', 'leaks', {
    deliver: (params, memory) => {
      const message = heardIn(params);
      if (message?.type === 'pr2.IsolationAttestation.v1') memory[message.id] = message.data.confirmToken;
      return params;
    },
    emit: (m, memory) => {
      if (m.type !== 'pr2.Receipt.v1' || m.data.status !== 'REJECTED') return [m];
      const token = memory[m.data.refMessageId];
      return typeof token === 'string' ? [{ ...m, data: { ...m.data, detail: `no use for ${token}` } }] : [m];
    },
  }),
];
