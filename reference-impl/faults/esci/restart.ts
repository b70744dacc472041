/** An ESCI that wakes up after a loss of power as another than it was (PR2-X-12, PR2-A-01). */
import type { Message } from '../../../schemas';
import type { EsciState } from '../../esci/state';
import type { Memory } from '../decorate';
import type { Fault } from '../fault';
import { otherId } from '../telling';
import { wrapped } from './make';

/** An ESCI that finds something else than it stored. */
function finds(name: string, breaks: string, spoil: (state: EsciState) => void): Fault {
  return wrapped(name, breaks, 'forgets after restart', {
    restore: (state) => spoil(state as unknown as EsciState),
  });
}

export const RESTART_FAULTS: readonly Fault[] = [
  finds('forgets-stored-events-in-a-restart', 'PR2-A-01', (state) => {
    state.stored = [];
  }),
  finds('forgets-events-in-a-restart', 'PR2-X-12', (state) => {
    state.events = {};
  }),
  finds('forgets-opt-outs-in-a-restart', 'PR2-X-12', (state) => {
    for (const event of Object.values(state.events)) event.customer = null;
  }),
  finds('forgets-what-it-owes-in-a-restart', 'PR2-X-12', (state) => {
    state.endpoint.awaiting = [];
  }),
  wrapped('closes-its-switch-when-it-wakes', 'PR2-B-10', 'forgets after restart', {
    wakes: (memory) => {
      memory['awake'] = true;
      return [];
    },
    readings: (readings, _params, memory) =>
      memory['awake'] === true && readings.switchCommand !== undefined
        ? { ...readings, switchCommand: 'CLOSED' }
        : readings,
  }),
  wrapped('starts-its-registers-anew', 'PR2-X-12', 'forgets after restart', {
    wakes: (memory) => {
      memory['lostJ'] = memory['shownJ'];
      return [];
    },
    readings: (readings, _params, memory) => {
      const { exportJ } = readings;
      if (exportJ === undefined) return readings;
      memory['shownJ'] = exportJ;
      return { ...readings, exportJ: exportJ - lostJ(memory) };
    },
    emit: (message, memory) => {
      if (message.type !== 'pr2.EnergyTelemetry.v1' || !message.source.startsWith('urn:pr2:esci:'))
        return [message];
      const exportRegisterWh = Math.max(0, message.data.exportRegisterWh - Math.round(lostJ(memory) / 3600));
      return [{ ...message, data: { ...message.data, exportRegisterWh } }];
    },
  }),
  wrapped('repeats-the-last-command-after-a-restart', 'PR2-X-12', 'doubles', {
    emit: (message, memory) => {
      if (message.type === 'pr2.DispatchRequest.v1') memory['command'] = message;
      return [message];
    },
    wakes: (memory) => {
      const command = memory['command'] as Message | undefined;
      return command === undefined ? [] : [{ ...command, id: otherId(command.id) }];
    },
  }),
];

function lostJ(memory: Memory): number {
  const { lostJ: lost } = memory;
  return typeof lost === 'number' ? lost : 0;
}
