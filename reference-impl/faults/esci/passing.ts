/** An ESCI that passes most things on as they are, and some otherwise or not at all. */
import { nameOf, type Message } from '../../../schemas';
import type { Fault } from '../fault';
import { keepsBack, says } from '../telling';
import { OWN, wrapped } from './make';

const relayed = (m: Message): boolean => !m.source.startsWith(OWN);

export const PASSING_FAULTS: readonly Fault[] = [
  wrapped(
    'turns-the-sign-of-a-confirmed-power',
    'PR2-A-14',
    'wrong sign',
    says('DispatchConfirmation', (d) => ({ ...d, activePowerW: Math.abs(d.activePowerW) })),
  ),
  wrapped('drops-a-counter-offer-on-its-way', 'PR2-A-14', 'ignores', {
    emit: (m) => {
      if (m.type !== 'pr2.DispatchResponse.v1') return [m];
      const { counterOffer: _, ...data } = m.data;
      return [{ ...m, data }];
    },
  }),
  wrapped('drops-the-departure-of-a-report', 'PR2-A-06', 'ignores', {
    emit: (m) => {
      if (m.type !== 'pr2.AvailabilityReport.v1') return [m];
      const { departure: _, ...data } = m.data;
      return [{ ...m, data }];
    },
  }),
  wrapped('loses-every-fourth-answer-to-a-command', 'PR2-A-14', 'acts but does not answer', {
    emit: (m, memory) => {
      if (nameOf(m.type) !== 'DispatchResponse') return [m];
      const count = Number(memory['answers'] ?? 0) + 1;
      memory['answers'] = count;
      return count % 4 === 0 ? [] : [m];
    },
  }),
  wrapped('keeps-commands-of-0-watts-back', 'PR2-A-14', 'ignores', {
    emit: (m) => (m.type === 'pr2.DispatchUpdate.v1' && m.data.dischargePowerW === 0 ? [] : [m]),
  }),
  wrapped('keeps-the-receipts-of-others-back', 'PR2-X-09', 'acts but does not answer', {
    emit: (m) => (nameOf(m.type) === 'Receipt' && relayed(m) ? [] : [m]),
  }),
  wrapped('gives-what-it-passes-on-an-id-of-its-own', 'PR2-A-14', 'doubles', {
    emit: (m) =>
      relayed(m) && nameOf(m.type) === 'DispatchConfirmation' ? [{ ...m, id: `${m.id.slice(0, -1)}0` }] : [m],
  }),
  wrapped('keeps-a-cancel-back', 'PR2-A-01', 'ignores', keepsBack('EventCancel')),
];
