/** PEVs that say more often, or otherwise, what nothing keeps them from saying, and sensors that are a little off. */
import { timeText } from '../../endpoint/identifiers';
import type { Electrical, Message } from '../../../schemas';
import type { Memory } from '../../faults/decorate';
import type { Variant } from '../../faults/fault';
import { countedAnew } from '../../faults/late';
import { otherId } from '../../faults/telling';
import { conformantPev } from '../../pev/conformant';
import { createPev } from '../../pev';
import { decides, made, wrapped } from './make';

/** So much energy is worth a report by itself, Wh. */
const WORTH_WH = 100;
/** From a renewal to its confirmation, ms. */
const CONFIRM_MS = 3000;

export const TALKATIVE_VARIANTS: readonly Variant[] = [
  wrapped('goes-by-its-requests', {
    emit: (m) => [m.type === 'pr2.DispatchConfirmation.v1' ? { ...m, subject: m.data.dispatchId } : m],
  }),
  decides('confirms-every-renewal', {
    incoming: (m, state) => {
      if (m.type !== 'pr2.DispatchUpdate.v1' || m.data.effectiveAt !== undefined) return m;
      const d = state.dispatches[m.data.dispatchId];
      if (d?.phase !== 'running' || d.silenced || d.confirm !== null || m.data.revision <= d.revision)
        return m;
      const { toMs, toW } = state.power;
      const holds = toMs <= state.atMs && -toW === d.setpointW && d.setpointW === m.data.dischargePowerW;
      if (holds && d.setpointW > 0) d.confirm = { state: 'AT_POWER', dueMs: state.atMs + CONFIRM_MS };
      return m;
    },
  }),
  made('foretells-its-end-with-every-value', () =>
    countedAnew(() => createPev(), { emit: (m, memory) => [m, ...foretoldAgain(m, memory)] }),
  ),
  decides('reports-every-hundred-watt-hours', {
    reportsChange: (last, now, p) =>
      conformantPev.reportsChange(last, now, p) ||
      Math.abs(last.availableEnergyWh - now.availableEnergyWh) >= WORTH_WH,
  }),
  wrapped('senses-its-voltage-a-little-high', { electrical: (input) => sensed(input, 1.01, 0.02) }),
  wrapped('senses-its-voltage-a-little-low', { electrical: (input) => sensed(input, 0.99, -0.02) }),
];

/** The last notice of a foreseen end once more, with the register of the value that it goes with. */
function foretoldAgain(m: Message, memory: Memory): Message[] {
  if (m.type === 'pr2.TerminationNotice.v1') memory['told'] = m.data.predicted ? m : undefined;
  if (m.type === 'pr2.DispatchConfirmation.v1' && m.data.state === 'ENDED') memory['told'] = undefined;
  const told = memory['told'] as Message<'TerminationNotice'> | undefined;
  if (m.type !== 'pr2.EnergyTelemetry.v1' || told === undefined) return [];
  if (Date.parse(told.data.effectiveAt) <= Date.parse(m.time)) return [];
  const { exportRegisterWh, soc } = m.data;
  const data = { ...told.data, registerWh: exportRegisterWh, ...(soc === undefined ? {} : { soc }) };
  return [{ ...told, id: otherId(m.id), time: timeText(Date.parse(m.time)), data }];
}

function sensed(input: Electrical, share: number, offHz: number): Electrical {
  return Object.fromEntries(
    Object.entries(input).map(([point, s]) => {
      const { voltageV, frequencyHz } = s;
      return [
        point,
        {
          ...s,
          ...(voltageV === undefined ? {} : { voltageV: voltageV * share }),
          ...(frequencyHz === undefined || frequencyHz < 1 ? {} : { frequencyHz: frequencyHz + offHz }),
        },
      ];
    }),
  );
}
