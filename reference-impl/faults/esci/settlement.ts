/** An ESCI that is wrong about what was delivered, why it ended and who says so (PR2-A-10, A-16, A-21, A-23). */
import { nameOf, type Message, type MessageBodies } from '../../../schemas';
import { createEsci } from '../../esci';
import { conformantEsci } from '../../esci/behaviour';
import type { Fault } from '../fault';
import { speakingLate } from '../late';
import { heardIn, says } from '../telling';
import { decides, isOwn, made, wrapped } from './make';

const inMilliseconds = (times: MessageBodies['EventReport']['responseTimes'] = {}): Record<string, number> =>
  Object.fromEntries(
    Object.entries(times).map(([what, seconds]) => [what, Math.min(86_400, seconds * 1000)]),
  );

export const SETTLEMENT_FAULTS: readonly Fault[] = [
  wrapped(
    'reports-what-was-asked-as-delivered',
    'PR2-A-10',
    'lies in its readings',
    says('EventReport', (d) => ({
      ...d,
      deliveredWh: d.requestedWh,
      endRegister: d.startRegister + d.requestedWh,
      participation: 1,
    })),
  ),
  decides('counts-more-than-a-whole-part', 'PR2-A-10', 'off by one unit', {
    participation: (delivered, requested) => conformantEsci.participation(delivered, requested) + 0.01,
  }),
  decides('counts-parts-in-percent', 'PR2-A-10', 'wrong unit', {
    participation: (delivered, requested) => conformantEsci.participation(delivered, requested) / 100,
  }),
  decides('calls-an-opt-out-a-failure', 'PR2-A-10', 'hard-coded constant', {
    outcome: (f, part) => conformantEsci.outcome({ ...f, optedOut: false }, part),
  }),
  decides('calls-a-failure-an-opt-out', 'PR2-A-10', 'hard-coded constant', {
    outcome: (f, part) => {
      const found = conformantEsci.outcome(f, part);
      return found.outcome === 'TERMINATED' || found.outcome === 'NOT_DELIVERED'
        ? { outcome: 'OPTED_OUT', reason: 'OPT_OUT' }
        : found;
    },
  }),
  decides('asks-for-the-whole-after-a-cancel', 'PR2-A-10', 'stale data', {
    requestedWh: (f) =>
      conformantEsci.requestedWh(f.cancelled ? { ...f, plannedJ: f.profileJ, cancelled: false } : f),
  }),
  decides('forgets-changes-in-what-was-asked', 'PR2-A-10', 'stale data', {
    requestedWh: (f) =>
      conformantEsci.requestedWh(f.cancelled || f.plannedJ === null ? f : { ...f, plannedJ: f.profileJ }),
  }),
  wrapped('counts-a-change-from-when-it-was-told', 'PR2-A-10', 'ignores', {
    // It reads the change wrong, and passes it on as it came.
    deliver(params, memory) {
      const heard = heardIn(params);
      if (heard?.type !== 'pr2.DispatchUpdate.v1') return params;
      memory[heard.id] = heard.data;
      const { effectiveAt: _, ...data } = heard.data;
      return { ...params, message: { ...heard, data } };
    },
    emit: (m, memory) =>
      m.type === 'pr2.DispatchUpdate.v1'
        ? [{ ...m, data: (memory[m.id] as typeof m.data | undefined) ?? m.data }]
        : [m],
  }),
  wrapped(
    'tells-response-times-in-milliseconds',
    'PR2-A-10',
    'wrong unit',
    says('EventReport', (d) => ({ ...d, responseTimes: inMilliseconds(d.responseTimes) })),
  ),
  wrapped(
    'tells-a-shortfall-as-a-surplus',
    'PR2-A-10',
    'wrong sign',
    says('EventReport', (d) => ({
      ...d,
      deviations: d.deviations.map((x) => ({ ...x, energyWh: Math.abs(x.energyWh) })),
    })),
  ),
  wrapped(
    'tells-deviations-in-minutes',
    'PR2-A-10',
    'wrong unit',
    says('EventReport', (d) => ({
      ...d,
      deviations: d.deviations.map((x) => ({ ...x, fromS: x.fromS / 60, toS: x.toS / 60 })),
    })),
  ),
  decides('gives-no-reason', 'PR2-A-10', 'ignores', {
    outcome: (f, part) => ({ outcome: conformantEsci.outcome(f, part).outcome }),
  }),
  wrapped(
    'reports-in-kilowatt-hours',
    'PR2-A-10',
    'wrong unit',
    says('EventReport', (d) => ({
      ...d,
      requestedWh: Math.round(d.requestedWh / 1000),
      deliveredWh: Math.round(d.deliveredWh / 1000),
    })),
  ),
  wrapped(
    'takes-the-register-for-the-delivery',
    'PR2-A-10',
    'hard-coded constant',
    says('EventReport', (d) => ({ ...d, startRegister: 0, deliveredWh: d.endRegister })),
  ),

  decides('counts-import-as-export', 'PR2-A-16', 'wrong sign', {
    telemetry: (reading, { exportWh, importWh }) =>
      conformantEsci.telemetry(reading, { exportWh: exportWh + importWh, importWh: 0 }),
  }),
  wrapped('begins-its-register-anew', 'PR2-A-16', 'flaps', {
    emit: (m, memory) => {
      if (m.type !== 'pr2.EnergyTelemetry.v1' || !isOwn(m)) return [m];
      memory['count'] = ((memory['count'] as number) ?? 0) + 1;
      const fallen = (memory['count'] as number) > 10 ? 300 : 0;
      const exportRegisterWh = Math.max(0, m.data.exportRegisterWh - fallen);
      return [{ ...m, data: { ...m.data, exportRegisterWh } }];
    },
  }),
  wrapped('shows-a-stuck-register', 'PR2-A-16', 'lies in its readings', {
    emit: (m, memory) => {
      if (m.type !== 'pr2.EnergyTelemetry.v1' || !isOwn(m)) return [m];
      const exportRegisterWh = (memory['stuck'] ??= m.data.exportRegisterWh) as number;
      return [{ ...m, data: { ...m.data, exportRegisterWh } }];
    },
  }),
  wrapped('meters-five-percent-too-much', 'PR2-A-16', 'off by one unit', {
    emit: (m) =>
      m.type === 'pr2.EnergyTelemetry.v1' && isOwn(m)
        ? [
            {
              ...m,
              data: {
                ...m.data,
                activePowerW: Math.round(m.data.activePowerW * 1.08),
                exportRegisterWh: Math.round(m.data.exportRegisterWh * 1.05),
              },
            },
          ]
        : [m],
  }),
  wrapped('tells-every-second-reading-after-the-next', 'PR2-A-16', 'reorders', {
    emit: (m, memory) => {
      if (m.type !== 'pr2.EnergyTelemetry.v1' || !isOwn(m)) return [m];
      const held = memory['held'] as Message | undefined;
      memory['held'] = held === undefined ? m : undefined;
      return held === undefined ? [] : [m, held];
    },
  }),
  wrapped('meters-no-standby', 'PR2-A-16', 'ignores', {
    emit: (m) => (m.type === 'pr2.EnergyTelemetry.v1' && isOwn(m) && m.data.activePowerW === 0 ? [] : [m]),
  }),
  wrapped('reports-the-power-of-a-minute-ago', 'PR2-A-16', 'stale data', {
    emit: (m, memory) => {
      if (m.type !== 'pr2.EnergyTelemetry.v1' || !isOwn(m)) return [m];
      const before = (memory['power'] ?? m.data.activePowerW) as number;
      memory['power'] = m.data.activePowerW;
      return [{ ...m, data: { ...m.data, activePowerW: before } }];
    },
  }),
  decides('reports-kilowatts', 'PR2-X-04', 'wrong unit', {
    telemetry: (...a) => ({
      ...conformantEsci.telemetry(...a),
      activePowerW: Math.round(conformantEsci.telemetry(...a).activePowerW / 1000),
    }),
  }),
  decides('reports-magnitudes', 'PR2-X-04', 'wrong sign', {
    telemetry: (...a) => ({
      ...conformantEsci.telemetry(...a),
      activePowerW: Math.abs(conformantEsci.telemetry(...a).activePowerW),
    }),
  }),

  wrapped(
    'calls-a-pulled-cable-the-customer',
    'PR2-A-21',
    'hard-coded constant',
    says('TerminationNotice', (d) => (d.originator === 'ESCI' ? { ...d, reason: 'USER_STOP' } : d)),
  ),
  wrapped(
    'tells-no-register-of-the-end',
    'PR2-A-21',
    'hard-coded constant',
    says('TerminationNotice', (d) => (d.originator === 'ESCI' ? { ...d, registerWh: 0 } : d)),
  ),
  wrapped('speaks-for-a-pev-that-has-spoken', 'PR2-A-21', 'doubles', {
    emit: (m, memory) => {
      if (m.type !== 'pr2.TerminationNotice.v1' || isOwn(m)) return [m];
      if (memory['done'] === true) return [m];
      memory['done'] = true;
      const { via = '', viatime: _viatime, ...own } = m as Message & { via?: string };
      const again = { ...own, id: `${m.id.slice(0, -4)}0000`, source: via.split(',').at(-1), seq: 900 };
      return [m, { ...again, data: { ...m.data, originator: 'ESCI' } } as Message];
    },
  }),
  decides('gives-up-on-a-notice-of-the-end', 'PR2-A-21', 'ignores', {
    persistence: (name) => (name === 'TerminationNotice' ? 'retries' : conformantEsci.persistence(name)),
  }),
  wrapped('swallows-the-pevs-notice-of-the-end', 'PR2-A-21', 'acts but does not answer', {
    emit: (m) => (m.type === 'pr2.TerminationNotice.v1' && !isOwn(m) ? [] : [m]),
  }),
  decides('passes-a-notice-of-the-end-on-late', 'PR2-A-21', 'late by a little', {
    relayDelayMs: (m) => (nameOf(m.type) === 'TerminationNotice' ? 6_000 : 0),
  }),
  decides('takes-half-the-power-for-none', 'PR2-A-21', 'off by one unit', {
    vanishedBelowW: (askedW) => askedW * 2,
    vanishedNoticeMs: () => 0,
  }),

  decides('calls-a-cancelled-event-complete', 'PR2-A-23', 'hard-coded constant', {
    outcome: (f, part) => conformantEsci.outcome({ ...f, cancelled: false }, part),
  }),
  wrapped('reports-only-what-was-delivered', 'PR2-A-10', 'ignores', {
    emit: (m) => (m.type === 'pr2.EventReport.v1' && m.data.deliveredWh === 0 ? [] : [m]),
  }),
  wrapped(
    'reports-another-event',
    'PR2-A-23',
    'right message to the wrong party',
    says('EventReport', (d) => ({ ...d, eventId: 'ev0' })),
  ),
  made('reports-a-quarter-of-a-minute-late', 'PR2-A-23', 'late by a little', () =>
    speakingLate(
      () => createEsci(),
      (m) => (m.type === 'pr2.EventReport.v1' ? 25_000 : 0),
    ),
  ),
  wrapped('leaves-out-the-last-reading', 'PR2-A-16', 'off by one unit', {
    emit: (m, memory) => {
      if (m.type !== 'pr2.EnergyTelemetry.v1' || !isOwn(m)) return [m];
      const low = Math.abs(m.data.activePowerW) < 500;
      if (low && memory['ran'] === true) return [];
      if (!low) memory['ran'] = true;
      return [m];
    },
  }),
  wrapped('meters-nothing-at-the-beginning', 'PR2-A-16', 'ignores', {
    emit: (m, memory) => {
      if (m.type !== 'pr2.EnergyTelemetry.v1' || !isOwn(m)) return [m];
      memory['count'] = ((memory['count'] as number) ?? 0) + 1;
      return (memory['count'] as number) <= 2 ? [] : [m];
    },
  }),
];
