/** A PEV that says, shows or counts what is not so. */
import { nameOf, type Message, type MessageBodies, type MessageName } from '../../../schemas';
import type { Fault } from '../fault';
import { doubles, keepsBack, misdirects, otherId, says, tellsEsciAlone } from '../telling';
import { decides, wrapped } from './make';

export const TELLING_FAULTS: readonly Fault[] = [
  decides('reports-after-a-minute', 'PR2-A-06', 'late by a little', { reportDelayMs: () => 60_000 }),
  decides('reports-a-constant-energy', 'PR2-A-06', 'hard-coded constant', {
    report: (fresh) => ({ ...fresh, availableEnergyWh: 10_000 }),
  }),
  decides('reports-battery-energy', 'PR2-A-06', 'wrong unit', {
    report: (fresh) => ({ ...fresh, availableEnergyWh: Math.round(fresh.availableEnergyWh / 0.9) }),
  }),
  decides('reports-old-figures-as-new', 'PR2-A-07', 'stale data', {
    report: (fresh) => ({ ...fresh, asOf: new Date(Date.parse(fresh.asOf) - 60_000).toISOString() }),
  }),
  decides('never-reports-a-change', 'PR2-A-07', 'ignores', { reportsChange: () => false }),
  decides('refuses-every-preference', 'PR2-A-12', 'ignores', { refusesPreference: () => 'E_STATE' }),
  decides('reports-a-constant-floor', 'PR2-A-12', 'hard-coded constant', {
    report: (fresh) => ({ ...fresh, socFloor: 30 }),
  }),
  decides('meters-every-ten-minutes', 'PR2-A-16', 'late by a little', { meterIntervalS: () => 600 }),
  wrapped('meters-no-end', 'PR2-A-16', 'ignores', {
    emit(m, memory) {
      if (m.type !== 'pr2.EnergyTelemetry.v1') return [m];
      const gives = m.data.activePowerW < 0;
      memory['gave'] ??= gives || undefined;
      return gives || memory['gave'] === undefined ? [m] : [];
    },
  }),
  decides('shows-a-register-that-stands-still', 'PR2-A-16', 'lies in its readings', {
    shown: (m) => ({ ...m, exportJ: 0 }),
  }),
  decides('counts-kilojoules', 'PR2-A-16', 'wrong unit', {
    shown: (m) => ({ ...m, exportJ: Math.round(m.exportJ / 1000) }),
  }),
  wrapped('surges-as-it-lets-go', 'PR2-A-13', 'flaps', {
    readings: (r) => {
      const { powerW, slopeWps } = r;
      if (powerW === undefined || slopeWps === undefined || powerW >= 0 || slopeWps <= 0) return r;
      return { ...r, powerW: powerW * 1.8, slopeWps: slopeWps * 1.8 };
    },
  }),
  wrapped('shows-power-that-does-not-flow', 'PR2-A-16', 'lies in its readings', {
    readings: ({ exportJ, batteryJ, soc, ...rest }) => ({
      ...rest,
      ...(exportJ === undefined ? {} : { exportJ: 0 }),
      ...(batteryJ === undefined ? {} : { batteryJ: 100_000_000 }),
      ...(soc === undefined ? {} : { soc: 60 }),
    }),
  }),
  wrapped('inverts-the-sign-of-its-power', 'PR2-X-04', 'wrong sign', {
    readings: (r) => ({
      ...r,
      ...(r.powerW === undefined ? {} : { powerW: -r.powerW }),
      ...(r.slopeWps === undefined ? {} : { slopeWps: -r.slopeWps }),
    }),
  }),
  telling('inverts-the-sign-of-what-it-reports', 'PR2-X-04', 'wrong sign', 'EnergyTelemetry', (d) => ({
    ...d,
    activePowerW: -d.activePowerW,
  })),
  telling('confirms-with-inverted-sign', 'PR2-X-04', 'wrong sign', 'DispatchConfirmation', (d) => ({
    ...d,
    activePowerW: -d.activePowerW,
  })),
  telling('confirms-another-power', 'PR2-A-18', 'hard-coded constant', 'DispatchConfirmation', (d) => ({
    ...d,
    activePowerW: d.activePowerW < 0 ? -1000 : d.activePowerW,
  })),
  telling('reports-a-register-in-kilowatt-hours', 'PR2-A-16', 'wrong unit', 'EnergyTelemetry', (d) => ({
    ...d,
    exportRegisterWh: Math.round(d.exportRegisterWh / 1000),
  })),
  silent('never-confirms', 'PR2-A-18', 'DispatchConfirmation'),
  silent('never-answers-a-request', 'PR2-X-09', 'DispatchResponse'),
  silent('never-answers-an-event', 'PR2-X-09', 'EventResponse'),
  silent('acknowledges-nothing', 'PR2-X-09', 'Receipt'),
  wrapped(
    'tells-the-esci-alone-what-it-has',
    'PR2-A-06',
    'right message to the wrong party',
    tellsEsciAlone('AvailabilityReport'),
  ),
  wrapped(
    'tells-the-esci-alone-of-an-end',
    'PR2-A-21',
    'right message to the wrong party',
    tellsEsciAlone('TerminationNotice'),
  ),
  wrapped(
    'confirms-to-another-utility',
    'PR2-A-18',
    'right message to the wrong party',
    misdirects('DispatchConfirmation', 'urn:pr2:utility:u2'),
  ),
  wrapped('answers-twice', 'PR2-X-09', 'doubles', doubles('DispatchResponse')),
  wrapped('uses-one-id-for-everything', 'PR2-X-02', 'hard-coded constant', {
    emit: (m) => [{ ...m, id: '00000000-0000-5000-8000-000000000000' }],
  }),
  wrapped('never-counts-its-messages', 'PR2-X-02', 'hard-coded constant', {
    emit: (m) => [{ ...m, seq: 0 }],
  }),
  wrapped('answers-without-correlation', 'PR2-X-02', 'ignores', {
    emit: ({ correlationid: _correlationid, ...m }) => [m],
  }),
  wrapped('acts-on-repeats', 'PR2-X-02', 'doubles', {
    emit: (m, memory) => {
      const name = nameOf(m.type);
      if (name !== 'DispatchResponse') return [m];
      const seen = (memory['answers'] ??= {}) as Record<string, number>;
      const count = (seen[m.correlationid ?? ''] = (seen[m.correlationid ?? ''] ?? 0) + 1);
      return count === 1
        ? [m]
        : [{ ...m, id: otherId(m.id), data: { ...m.data, status: 'REJECTED', code: 'E_STATE' } } as Message];
    },
  }),
  wrapped('writes-times-without-offset', 'PR2-X-03', 'ignores', {
    emit: (m) => [{ ...m, time: m.time.replace('Z', '') }],
  }),
  wrapped('has-a-clock-of-its-own', 'PR2-X-03', 'wrong only across a change of date or offset', {
    emit: (m) => [{ ...m, time: new Date(Date.parse(m.time) + 3_600_000).toISOString() }],
  }),
];

/** One kind of message said with another body. */
function telling<N extends MessageName>(
  name: string,
  breaks: string,
  faultClass: Fault['class'],
  message: N,
  change: (data: MessageBodies[N]) => MessageBodies[N],
): Fault {
  return wrapped(name, breaks, faultClass, says(message, change));
}

/** One kind of message never sent. */
function silent(name: string, breaks: string, message: MessageName): Fault {
  return wrapped(name, breaks, 'acts but does not answer', keepsBack(message));
}
