/** An ESCI that is wrong about energy, and about speaking for a PEV that is gone. */
import type { MessageBodies } from '../../../schemas';
import { conformantEsci } from '../../esci/behaviour';
import type { Memory } from '../decorate';
import type { Fault } from '../fault';
import { keepsBack, says } from '../telling';
import { decides, OWN, wrapped } from './make';

const { telemetry } = {
  telemetry: (...args: Parameters<typeof conformantEsci.telemetry>) => conformantEsci.telemetry(...args),
};

/** What its own meter shows, told otherwise. */
const tells = (
  change: (data: MessageBodies['EnergyTelemetry'], memory: Memory) => MessageBodies['EnergyTelemetry'],
) => says('EnergyTelemetry', change, OWN);

export const METER_FAULTS: readonly Fault[] = [
  decides('inverts-the-sign', 'PR2-X-04', 'wrong sign', {
    telemetry: (...a) => ({ ...telemetry(...a), activePowerW: -telemetry(...a).activePowerW }),
  }),
  decides('counts-kilowatt-hours', 'PR2-A-16', 'wrong unit', {
    telemetry: (...a) => ({
      ...telemetry(...a),
      exportRegisterWh: Math.round(telemetry(...a).exportRegisterWh / 1000),
    }),
  }),
  decides('shows-a-constant-power', 'PR2-A-16', 'hard-coded constant', {
    telemetry: (...a) => ({ ...telemetry(...a), activePowerW: -5000 }),
  }),
  decides('meters-every-ten-minutes', 'PR2-A-16', 'late by a little', { meterIntervalMs: () => 600_000 }),
  wrapped('meters-nothing', 'PR2-A-16', 'acts but does not answer', keepsBack('EnergyTelemetry', OWN)),
  decides('calls-an-estimate-measured', 'PR2-A-10', 'lies in its readings', { quality: () => 'MEASURED' }),
  decides('counts-every-part-as-whole', 'PR2-A-10', 'hard-coded constant', { participation: () => 1 }),
  decides('calls-every-outcome-complete', 'PR2-A-10', 'hard-coded constant', {
    outcome: () => ({ outcome: 'COMPLETED' }),
  }),
  decides('reports-late', 'PR2-A-23', 'late by a little', { reportDelayMs: () => 30_000 }),
  wrapped('never-reports', 'PR2-A-23', 'acts but does not answer', keepsBack('EventReport')),
  decides('says-nothing-of-a-pulled-cable', 'PR2-A-21', 'acts but does not answer', {
    unplugNoticeMs: () => null,
  }),
  decides('speaks-late-of-a-pulled-cable', 'PR2-A-21', 'late by a little', { unplugNoticeMs: () => 15_000 }),
  decides('says-nothing-of-power-that-vanished', 'PR2-A-21', 'acts but does not answer', {
    vanishedNoticeMs: () => null,
  }),
  wrapped(
    'reports-an-event-from-register-zero',
    'PR2-A-10',
    'hard-coded constant',
    says('EventReport', (d) => ({ ...d, startRegister: 0, endRegister: d.deliveredWh })),
  ),
  wrapped(
    'tells-the-voltage-of-its-first-reading',
    'PR2-A-16',
    'stale data',
    tells((d, memory) => {
      memory['v'] ??= d.voltageV;
      const voltageV = memory['v'] as number | undefined;
      return voltageV === undefined ? d : { ...d, voltageV };
    }),
  ),
  wrapped(
    'tells-the-charge-of-the-first-report',
    'PR2-A-16',
    'stale data',
    tells((d, memory) => (d.soc === undefined ? d : { ...d, soc: (memory['soc'] ??= d.soc) as number })),
  ),
  wrapped(
    'names-the-first-meter-for-every-socket',
    'PR2-A-16',
    'right for one and wrong for two at once',
    tells((d, memory) => ({
      ...d,
      meteringPointId: (memory['meter'] ??= d.meteringPointId) as typeof d.meteringPointId,
    })),
  ),
];
