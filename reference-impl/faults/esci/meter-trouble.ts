/** An ESCI that believes its meter, whatever is wrong with it, or its own doubts too much (PR2-A-16, A-10). */
import type { MessageBodies } from '../../../schemas';
import { conformantEsci } from '../../esci/behaviour';
import type { Decoration, Memory } from '../decorate';
import type { Fault } from '../fault';
import { decides, OWN, wrapped } from './make';

type Told = MessageBodies['EnergyTelemetry'];

/**
 * It takes what the meter shows in trouble of a kind for measured. `shown` is what a meter in order would show, `before`
 * the last value told before the trouble began.
 */
function believes(kind: string, shows: (shown: Told, before: Told) => Partial<Told>): Decoration {
  return {
    stimulate(stimulus, memory) {
      if (stimulus.name === 'clear-fault') delete memory['trouble'];
      if (stimulus.name === 'meter-fault' && stimulus.params.kind === kind) memory['trouble'] = true;
      return stimulus;
    },
    emit(m, memory) {
      if (!m.source.startsWith(OWN)) return [m];
      if (m.type === 'pr2.EventReport.v1') return [{ ...m, data: { ...m.data, quality: 'MEASURED' } }];
      return m.type === 'pr2.EnergyTelemetry.v1' ? [{ ...m, data: believed(m.data, memory, shows) }] : [m];
    },
  };
}

function believed(shown: Told, memory: Memory, shows: (shown: Told, before: Told) => Partial<Told>): Told {
  const before = (memory['before'] ??= shown) as Told;
  if (memory['trouble'] !== true) {
    memory['before'] = shown;
    return shown;
  }
  return { ...shown, ...shows(shown, before), quality: 'MEASURED' };
}

const still = ({ exportRegisterWh, importRegisterWh }: Told): Partial<Told> => ({
  exportRegisterWh,
  importRegisterWh,
});

export const METER_TROUBLE_FAULTS: readonly Fault[] = [
  wrapped(
    'bridges-a-gap-and-calls-it-measured',
    'PR2-A-16',
    'lies in its readings',
    believes('gap', (_shown, before) => ({ activePowerW: before.activePowerW })),
  ),
  wrapped(
    'believes-a-meter-that-is-stuck',
    'PR2-A-16',
    'stale data',
    believes('stuck', (_shown, before) => ({ ...still(before), activePowerW: before.activePowerW })),
  ),
  wrapped(
    'believes-a-meter-that-shows-nothing',
    'PR2-A-16',
    'hard-coded constant',
    believes('zero', (_shown, before) => ({ ...still(before), activePowerW: 0 })),
  ),
  wrapped(
    'begins-anew-with-its-meter',
    'PR2-A-16',
    'forgets after restart',
    believes('rollover', (shown, before) => ({
      exportRegisterWh: Math.max(0, shown.exportRegisterWh - before.exportRegisterWh),
    })),
  ),
  decides('calls-everything-an-estimate', 'PR2-A-16', 'hard-coded constant', {
    telemetry: (...a) => ({ ...conformantEsci.telemetry(...a), quality: 'ESTIMATED' }),
  }),
];
