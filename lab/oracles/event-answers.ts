/**
 * A PEV that opts in to an event takes part in all of it (PR2-A-08): what it names as accepted beside that is no less than
 * what was announced. Less is a part, and its word for that is PARTIAL.
 */
import { timeMs } from '../../reference-impl/endpoint/identifiers';
import type { MessageBodies } from '../../schemas';
import { authored } from '../checks/dispatches';
import { energyText, instantText, powerText } from '../checks/texts';
import type { CaseView } from '../../runlog/case-view';
import { eachMessage } from './each-message';
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
    const optIns = authored(view.messages('EventResponse', { by: dut })).flatMap((s) => {
      if (s.message?.data.decision !== 'OPT_IN' || s.problems.length > 0) return [];
      const event = announcedTo(view, dut, s.message.data);
      // Of one that runs, the rest is accepted.
      const isAhead = event !== undefined && s.atMs < timeMs(event.start);
      return isAhead ? [{ n: s.n, atMs: s.atMs, answer: s.message.data, event }] : [];
    });
    const about = { requirement: 'PR2-A-08', expected, seen: 'so it was' };
    return eachMessage(about, optIns, ({ answer, event, atMs }) => {
      const tooLittle = shortOf(event, answer);
      return tooLittle === undefined
        ? undefined
        : `OPT_IN and ${tooLittle} accepted, at ${instantText(atMs)}`;
    });
  },
};

/** By how much less than was announced an answer accepts. */
function shortOf(
  { intervals }: Event,
  { acceptedPowerW = Infinity, acceptedEnergyWh = Infinity }: MessageBodies['EventResponse'],
): string | undefined {
  const mostW = Math.max(...intervals.map((i) => i.dischargePowerW));
  const wh = intervals.reduce((sum, i) => sum + (i.dischargePowerW * i.durationS) / 3600, 0);
  if (acceptedPowerW < mostW * (1 - NEAR_SHARE)) return `${powerText(acceptedPowerW)} of ${powerText(mostW)}`;
  return acceptedEnergyWh < wh * (1 - NEAR_SHARE) - NEAR_WH
    ? `${energyText(acceptedEnergyWh)} of ${energyText(wh)}`
    : undefined;
}

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
