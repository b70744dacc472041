/** A PEV whose reports are right at first sight and wrong in one member (PR2-A-06, A-16, A-18, A-21). */
import type { Fault } from '../fault';
import { says } from '../telling';
import { decides, wrapped } from './make';

const HOUR_MS = 3_600_000;
/** What a register of fifteen bits holds, Wh. */
const FIFTEEN_BITS = 32_768;

export const REPORT_FAULTS: readonly Fault[] = [
  wrapped('reports-the-session-that-is-over', 'PR2-A-06', 'stale data', {
    emit(m, memory) {
      if (m.type !== 'pr2.AvailabilityReport.v1') return [m];
      const sessionId = (memory['session'] ??= m.data.sessionId) as string;
      return [{ ...m, data: { ...m.data, sessionId } }];
    },
  }),
  wrapped(
    'dates-its-figures-by-a-local-clock',
    'PR2-A-06',
    'wrong only across a change of date or offset',
    says('AvailabilityReport', (d) => ({ ...d, asOf: d.asOf.replace('Z', '+01:00') })),
  ),
  wrapped(
    'reports-its-departure-an-hour-late',
    'PR2-A-06',
    'wrong only across a change of date or offset',
    says('AvailabilityReport', (d) =>
      d.departure === undefined
        ? d
        : { ...d, departure: new Date(Date.parse(d.departure) + HOUR_MS).toISOString() },
    ),
  ),
  decides('reports-energy-in-fifteen-bits', 'PR2-A-06', 'wrong unit', {
    report: (fresh) => {
      const availableEnergyWh = fresh.availableEnergyWh % FIFTEEN_BITS;
      const availableDurationS = Math.floor((availableEnergyWh * 3600) / Math.max(1, fresh.maxDischargeW));
      return { ...fresh, availableEnergyWh, availableDurationS };
    },
  }),
  wrapped(
    'reports-ready-whatever-holds',
    'PR2-A-06',
    'hard-coded constant',
    says('AvailabilityReport', (d) => ({ ...d, readiness: { state: 'READY' } })),
  ),
  decides('reports-the-floor-it-was-built-with', 'PR2-A-06', 'stale data', {
    report: (fresh, { build, battery }) => {
      const socFloor = 10;
      const heldWh = ((fresh.soc - socFloor) / 100) * battery.capacityWh * battery.efficiency;
      const availableEnergyWh = Math.max(0, Math.floor(heldWh));
      const availableDurationS = Math.floor((availableEnergyWh * 3600) / Math.max(1, build.maxDischargeW));
      return { ...fresh, socFloor, availableEnergyWh, availableDurationS };
    },
  }),
  wrapped(
    'meters-for-a-session-of-its-own',
    'PR2-A-16',
    'hard-coded constant',
    says('EnergyTelemetry', (d) => ({ ...d, sessionId: 'session-1' })),
  ),
  wrapped('meters-the-charge-that-it-began-with', 'PR2-A-16', 'stale data', {
    emit(m, memory) {
      if (m.type !== 'pr2.EnergyTelemetry.v1') return [m];
      const soc = (memory['soc'] ??= m.data.soc) as number;
      return [{ ...m, data: { ...m.data, soc } }];
    },
  }),
  wrapped('confirms-its-first-command-for-ever', 'PR2-A-18', 'stale data', {
    emit(m, memory) {
      if (m.type !== 'pr2.DispatchConfirmation.v1') return [m];
      const revision = (memory[m.data.dispatchId] ??= m.data.revision) as number;
      return [{ ...m, data: { ...m.data, revision } }];
    },
  }),
  wrapped(
    'says-that-it-foresaw-everything',
    'PR2-A-21',
    'hard-coded constant',
    says('TerminationNotice', (d) => ({ ...d, predicted: true })),
  ),
  wrapped(
    'says-the-floor-ended-what-a-derating-ended',
    'PR2-A-21',
    'hard-coded constant',
    says('TerminationNotice', (d) => (d.reason === 'DERATE' ? { ...d, reason: 'SOC_MIN' } : d)),
  ),
  wrapped(
    'says-the-floor-ended-what-gave-way',
    'PR2-A-21',
    'hard-coded constant',
    says('TerminationNotice', (d) => (d.reason === 'CANCEL' ? { ...d, reason: 'SOC_MIN' } : d)),
  ),
  wrapped(
    'takes-an-unlocking-for-a-pulled-cable',
    'PR2-A-21',
    'hard-coded constant',
    says('TerminationNotice', (d) => (d.reason === 'UNPLUG' ? { ...d, predicted: false } : d)),
  ),
  wrapped(
    'announces-each-end-two-hours-late',
    'PR2-A-21',
    'wrong only across a change of date or offset',
    says('TerminationNotice', (d) => ({
      ...d,
      effectiveAt: new Date(Date.parse(d.effectiveAt) + 2 * HOUR_MS).toISOString(),
    })),
  ),
  wrapped(
    'never-counts-what-it-charges',
    'PR2-A-16',
    'hard-coded constant',
    says('EnergyTelemetry', (d) => ({ ...d, importRegisterWh: 0 })),
  ),
];
