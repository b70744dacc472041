/** A Utility that answers late, without a reason or not again, and one that says what it means in another way. */
import type { MessageBodies } from '../../../schemas';
import { createUtility } from '../../utility';
import type { Fault } from '../fault';
import { speakingLate } from '../late';
import { says } from '../telling';
import { made, wrapped } from './make';

type Receipt = MessageBodies['Receipt'];
type Request = MessageBodies['DispatchRequest'];

export const WIRE_FAULTS: readonly Fault[] = [
  made('answers-a-quarter-of-a-minute-late', 'PR2-X-09', 'late by a little', () =>
    speakingLate(
      () => createUtility(),
      (m) => (m.type === 'pr2.Receipt.v1' ? 15_000 : 0),
    ),
  ),
  wrapped(
    'refuses-without-saying-why',
    'PR2-X-09',
    'ignores',
    says('Receipt', ({ code: _code, detail: _detail, ...d }) => d as Receipt),
  ),
  wrapped('says-a-thing-once', 'PR2-X-09', 'ignores', {
    emit: (m, memory) => {
      if (m.correlationid !== undefined) return [m];
      const said = (memory['said'] ??= {}) as Record<string, boolean>;
      if (said[m.id] === true) return [];
      said[m.id] = true;
      return [m];
    },
  }),
  wrapped('takes-what-it-does-not-know', 'PR2-X-09', 'hard-coded constant', {
    emit: (m) => {
      if (m.type !== 'pr2.Receipt.v1' || m.data.code !== 'E_UNSUPPORTED') return [m];
      const { code: _code, detail: _detail, ...data } = m.data;
      return [{ ...m, data: { ...data, status: 'TAKEN' } as Receipt }];
    },
  }),
  wrapped(
    'does-not-say-what-for',
    'PR2-G-01',
    'ignores',
    says('DispatchRequest', ({ sink: _sink, ...d }) => d as Request),
  ),
  wrapped(
    'asks-in-words',
    'PR2-X-04',
    'wrong unit',
    says('DispatchRequest', (d) => ({
      ...d,
      dischargePowerW: String(d.dischargePowerW) as unknown as number,
    })),
  ),
  wrapped('takes-energy-below-nothing', 'PR2-X-04', 'wrong sign', {
    deliver: (params) => {
      const { message } = params as { message?: { type?: string; data?: { availableEnergyWh?: number } } };
      const wh = message?.data?.availableEnergyWh;
      if (message?.type !== 'pr2.AvailabilityReport.v1' || wh === undefined || wh >= 0) return params;
      const data = { ...message.data, availableEnergyWh: -wh };
      return { ...params, message: { ...message, data } };
    },
  }),
];
