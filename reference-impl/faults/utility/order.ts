/** A Utility that takes things in another order, wavers, or says yes and goes on as before. */
import type { Message } from '../../../schemas';
import { conformantUtility } from '../../utility/behaviour';
import type { Decoration } from '../decorate';
import type { Fault } from '../fault';
import { hears } from '../telling';
import { trustsCredential } from '../trusting';
import { decides, wrapped } from './make';

/** Every second message of a kind is put off until the one after it has gone. */
function swapsPairs(type: Message['type']): Decoration {
  return {
    emit(m, memory) {
      if (m.type !== type) return [m];
      const held = memory[m.destination] as Message | undefined;
      memory[m.destination] = held === undefined ? m : undefined;
      return held === undefined ? [] : [m, held];
    },
  };
}

/** Whether a thing happens for the second, fourth, … time. */
function isEverySecond(memory: Record<string, unknown>, what: string): boolean {
  const count = ((memory[what] as number | undefined) ?? 0) + 1;
  memory[what] = count;
  return count % 2 === 0;
}

export const ORDER_FAULTS: readonly Fault[] = [
  wrapped('swaps-its-updates', 'PR2-X-02', 'reorders', swapsPairs('pr2.DispatchUpdate.v1')),
  decides('asks-for-the-last-stretch-first', 'PR2-A-22', 'reorders', {
    plan: (stretches, available) => conformantUtility.plan(stretches, available).toReversed(),
  }),
  wrapped('announces-the-last-stretch-first', 'PR2-A-01', 'reorders', {
    emit: (m) => {
      if (m.type !== 'pr2.EnergySupplyEvent.v1') return [m];
      const { intervals } = m.data;
      const powersW = intervals.map((i) => i.dischargePowerW).toReversed();
      const turned = intervals.map((i, k) => ({ ...i, dischargePowerW: powersW[k] ?? 0 }));
      return [{ ...m, data: { ...m.data, intervals: turned } }];
    },
  }),

  wrapped('asks-up-and-down', 'PR2-A-22', 'flaps', {
    emit: (m, memory) => {
      if (m.type !== 'pr2.DispatchUpdate.v1' || !isEverySecond(memory, m.data.dispatchId)) return [m];
      return [{ ...m, data: { ...m.data, dischargePowerW: Math.round(m.data.dischargePowerW / 2) } }];
    },
  }),
  wrapped('trusts-an-expired-credential-now-and-then', 'PR2-X-01', 'flaps', {
    deliver: (params, memory) =>
      params.link.credential === 'expired' && !isEverySecond(memory, 'expired')
        ? (trustsCredential('expired').deliver?.(params, memory) ?? params)
        : params,
  }),
  wrapped('renews-with-and-without-time', 'PR2-X-05', 'flaps', {
    emit: (m, memory) =>
      m.type === 'pr2.DispatchUpdate.v1' && isEverySecond(memory, m.data.dispatchId)
        ? [{ ...m, data: { ...m.data, validForS: 30 } }]
        : [m],
  }),

  wrapped(
    'takes-a-report-and-plans-by-the-first',
    'PR2-A-15',
    'answers but does not act',
    hears('AvailabilityReport', (d, memory) => {
      const first = (memory[d.pevId] ??= d) as typeof d;
      return { ...d, maxDischargeW: first.maxDischargeW, availableEnergyWh: first.availableEnergyWh };
    }),
  ),
  wrapped(
    'takes-an-opt-out-and-goes-on',
    'PR2-A-14',
    'answers but does not act',
    hears('ParticipationNotice', (d) => ({ ...d, action: 'OPT_IN' })),
  ),

  decides('raises-a-request-when-less-is-left', 'PR2-A-15', 'wrong sign', {
    afterReport: (currentW, allowedW) => Math.max(currentW, 2 * currentW - allowedW),
  }),
  wrapped('asks-with-a-minus', 'PR2-X-04', 'wrong sign', {
    emit: (m) =>
      m.type === 'pr2.DispatchRequest.v1'
        ? [{ ...m, data: { ...m.data, dischargePowerW: -m.data.dischargePowerW } }]
        : [m],
  }),
];
