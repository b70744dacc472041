/**
 * A PEV that opts in to an event takes part in all of it (PR2-A-08): what it names as accepted beside that is no less than
 * what was announced. Less is a part, and its word for that is PARTIAL.
 */
import { timeMs } from '../../reference-impl/endpoint/identifiers';
import type { MessageBodies } from '../../schemas';
import { fail, pass } from '../checks/check';
import { authored } from '../checks/dispatches';
import { energyText, instantText, powerText } from '../checks/texts';
import type { CaseView } from '../../runlog/case-view';
import type { Oracle } from './oracle';

type Event = MessageBodies['EnergySupplyEvent'];

/** What ramps and rounding may take from it. */
const NEAR_SHARE = 0.1;
/** Energy is told in whole watt-hours. */
const NEAR_WH = 1;

export const optsInToAllOfIt: Oracle = {
  name: 'opts-in-to-all-of-an-event',
  judge(view, dut) {
    if (!dut.startsWith('urn:pr2:pev:')) return [];
    const expected = 'an opt-in that accepts no less than the event announced';
    let last: number | undefined;
    for (const { message, n, atMs, problems } of authored(view.messages('EventResponse', { by: dut }))) {
      if (message?.data.decision !== 'OPT_IN' || problems.length > 0) continue;
      const event = announcedTo(view, dut, message.data);
      // Of one that runs, the rest is accepted.
      if (event === undefined || atMs >= timeMs(event.start)) continue;
      const { acceptedPowerW = Infinity, acceptedEnergyWh = Infinity } = message.data;
      const mostW = Math.max(...event.intervals.map((i) => i.dischargePowerW));
      const wh = event.intervals.reduce((sum, i) => sum + (i.dischargePowerW * i.durationS) / 3600, 0);
      const tooLittle =
        acceptedPowerW < mostW * (1 - NEAR_SHARE)
          ? `${powerText(acceptedPowerW)} of ${powerText(mostW)}`
          : acceptedEnergyWh < wh * (1 - NEAR_SHARE) - NEAR_WH
            ? `${energyText(acceptedEnergyWh)} of ${energyText(wh)}`
            : undefined;
      if (tooLittle !== undefined) {
        const observed = `OPT_IN and ${tooLittle} accepted, at ${instantText(atMs)}`;
        return [{ requirement: 'PR2-A-08', judgement: fail(expected, observed, [n]) }];
      }
      last = n;
    }
    return last === undefined
      ? []
      : [{ requirement: 'PR2-A-08', judgement: pass(expected, 'so it was', [last]) }];
  },
};

function announcedTo(
  view: CaseView,
  pev: string,
  { eventId, revision }: { eventId: string; revision: number },
): Event | undefined {
  return view
    .received(pev, 'EnergySupplyEvent')
    .map(({ sent }) => sent.message?.data)
    .find((event) => event?.eventId === eventId && event.revision === revision);
}
