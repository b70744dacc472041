/**
 * A counter-offer is one power for one time and the energy of both, or nothing at all (PR2-A-15): what does not hold
 * together cannot be asked for.
 */
import type { MessageBodies } from '../../schemas';
import { fail, pass } from '../checks/check';
import type { Oracle, OracleJudgement } from './oracle';

type Offer = NonNullable<MessageBodies['DispatchResponse']['counterOffer']>;

export const counterOffer: Oracle = {
  name: 'counter-offer-holds-together',
  alone: true,
  judge(view, dut) {
    const expected = 'a counter-offer whose energy is its power for its time, all above zero or all zero';
    let sound: OracleJudgement | undefined;
    for (const s of view.messages('DispatchResponse', { by: dut, source: dut })) {
      const offer = s.problems.length > 0 ? undefined : s.message?.data.counterOffer;
      if (offer === undefined) continue;
      const observed = `${offer.W} W, ${offer.s} s, ${offer.Wh} Wh`;
      if (!holdsTogether(offer))
        return [{ requirement: 'PR2-A-15', judgement: fail(expected, observed, [s.n]) }];
      sound = { requirement: 'PR2-A-15', judgement: pass(expected, observed, [s.n]) };
    }
    return sound === undefined ? [] : [sound];
  },
};

/** Each figure is a whole number and may be rounded either way, so that the energy is off by what a unit of each makes. */
function holdsTogether({ W, s, Wh }: Offer): boolean {
  if (W > 0 !== s > 0) return false;
  const energyJ = W * s;
  if (energyJ === 0) return Wh === 0;
  return Math.abs(Wh * 3600 - energyJ) <= 3600 + W + s;
}
