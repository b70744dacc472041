/**
 * When a customer attested, by the word that the PEV hands on (PR2-B-07): a word is good for P_ATTEST, so one that is
 * dated otherwise than it was given is refused while it is good, or taken when it is not.
 */
import { authored, firstCopies } from '../checks/dispatches';
import { durationText } from '../checks/texts';
import { eachMessage } from './each-message';
import type { Oracle } from './oracle';

export const attestedInTime: Oracle = {
  name: 'dates-the-customers-word',
  judge(view, dut) {
    if (!dut.startsWith('urn:pr2:pev:')) return [];
    const skewMs = view.param('P_CLK_SKEW') * 1000;
    const oldestMs = view.param('P_ATTEST') * 1000;
    const expected = `the customer's word dated as it was given, at most ${durationText(oldestMs)} before it is told`;
    const told = firstCopies(authored(view.messages('IsolationAttestation', { by: dut })));
    const about = { requirement: 'PR2-B-07', expected, seen: `${told.length} of them` };
    return eachMessage(about, told, ({ message }) => {
      const ageMs = Date.parse(message?.time ?? '') - Date.parse(message?.data.at ?? '');
      if (ageMs >= -skewMs && ageMs <= oldestMs + skewMs) return undefined;
      return `dated ${durationText(Math.abs(ageMs))} ${ageMs < 0 ? 'ahead' : 'before'}`;
    });
  },
};
