/** An ESCI that tells of a connection, of telemetry and of a PEV's end something that is not so, or tells it too late. */
import { timeMs, timeText } from '../../endpoint/identifiers';
import type { Message, MessageBodies } from '../../../schemas';
import type { Fault } from '../fault';
import { marksItsRestart, says, woke } from '../telling';
import { decides, OWN, wrapped } from './make';

type Notice = MessageBodies['TerminationNotice'];

/** Of the notices that it writes itself: what a PEV wrote stays as it is. */
function writes(
  name: string,
  faultClass: Fault['class'],
  change: (data: Notice, m: Message) => Notice,
): Fault {
  return wrapped(name, 'PR2-A-21', faultClass, {
    emit: (m) =>
      m.source.startsWith(OWN) && m.type === 'pr2.TerminationNotice.v1'
        ? [{ ...m, data: change(m.data, m) }]
        : [m],
  });
}

export const WORD_FAULTS: readonly Fault[] = [
  wrapped(
    'takes-an-unknown-cordset-for-16-ampere',
    'PR2-A-12',
    'hard-coded constant',
    says('ConnectionNotice', (d) => ({ ...d, cordsetA: d.cordsetA ?? 16 })),
  ),
  wrapped(
    'stands-where-most-do',
    'PR2-A-12',
    'hard-coded constant',
    says('ConnectionNotice', (d) => ({ ...d, location: 'L1' })),
  ),
  decides('knows-a-pev-after-62-seconds', 'PR2-A-12', 'late by a little', { authenticationMs: () => 62_000 }),
  decides('meters-regulation-by-the-minute', 'PR2-A-16', 'late by a little', {
    meterIntervalMs: (_, parameters) => parameters.meterIntervalS * 1000,
  }),
  wrapped('tells-no-last-value', 'PR2-A-16', 'ignores', {
    deliver: (params, memory) => {
      const { message } = params as { message?: Message };
      if (message?.type === 'pr2.DispatchConfirmation.v1') memory['over'] = message.data.state === 'ENDED';
      return params;
    },
    emit: (m, memory) => (m.type === 'pr2.EnergyTelemetry.v1' && memory['over'] === true ? [] : [m]),
  }),
  wrapped('tells-no-more-values-after-a-restart', 'PR2-A-16', 'forgets after restart', {
    wakes: marksItsRestart,
    emit: (m, memory) => (m.type === 'pr2.EnergyTelemetry.v1' && woke(memory) ? [] : [m]),
  }),
  writes('speaks-as-if-it-were-the-pev', 'right message to the wrong party', (d) => ({
    ...d,
    originator: 'PEV',
  })),
  writes('says-that-it-foresaw-a-pulled-cable', 'ignores', (d) => ({ ...d, predicted: true })),
  writes('dates-a-loss-a-minute-late', 'stale data', (d) => ({
    ...d,
    effectiveAt: timeText(timeMs(d.effectiveAt) + 60_000),
  })),
  wrapped('tells-the-charge-that-the-pev-came-with', 'PR2-A-21', 'stale data', {
    emit: (m, memory) => {
      if (m.type === 'pr2.AvailabilityReport.v1') memory['soc'] ??= m.data.soc;
      const { soc } = memory as { soc?: number };
      return m.source.startsWith(OWN) && m.type === 'pr2.TerminationNotice.v1' && soc !== undefined
        ? [{ ...m, data: { ...m.data, soc: soc + 3 } }]
        : [m];
    },
  }),
  wrapped('tells-the-register-of-two-values-ago', 'PR2-A-21', 'stale data', {
    emit: (m, memory) => {
      const told = (memory['told'] ??= []) as number[];
      if (m.type === 'pr2.EnergyTelemetry.v1') told.push(m.data.exportRegisterWh);
      const registerWh = told.at(-3);
      return m.source.startsWith(OWN) && m.type === 'pr2.TerminationNotice.v1' && registerWh !== undefined
        ? [{ ...m, data: { ...m.data, registerWh } }]
        : [m];
    },
  }),
];
