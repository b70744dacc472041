/**
 * What a Utility asks for, held against the bounds that it sets itself: the intervals of an event say what is wanted
 * from its start to its end, a pause included (PR2-A-01), and a request lies within the event that it belongs to
 * (PR2-A-14).
 */
import { timeMs } from '../../reference-impl/endpoint/identifiers';
import type { MessageBodies } from '../../schemas';
import { fail, pass, type Judgement } from '../checks/check';
import { authored } from '../checks/dispatches';
import { durationText } from '../checks/texts';
import type { Sent } from '../../runlog/case-view';
import type { Oracle, OracleJudgement } from './oracle';

type Event = MessageBodies['EnergySupplyEvent'];

/** Times may be written in whole seconds. */
const ROUNDING_MS = 1000;

export const eventTimes: Oracle = {
  name: 'events-and-requests-keep-their-bounds',
  judge(view, dut) {
    if (!dut.startsWith('urn:pr2:utility:')) return [];
    const events = authored(view.messages('EnergySupplyEvent', { by: dut }));
    const requests = authored(view.messages('DispatchRequest', { by: dut }));
    return [
      ...judged('PR2-A-01', 'events whose intervals fill them from start to end', events, ({ message }) =>
        message === undefined ? undefined : gapIn(message.data),
      ),
      ...judged('PR2-A-14', 'requests within the time of their event', requests, (s) => outside(events, s)),
    ];
  },
};

function judged<S extends Sent>(
  requirement: string,
  expected: string,
  sent: readonly S[],
  wrongIn: (s: S) => string | undefined,
): OracleJudgement[] {
  const sound = sent.filter((s) => s.problems.length === 0);
  const verdict = (judgement: Judgement): OracleJudgement[] => [{ requirement, judgement }];
  for (const s of sound) {
    const wrong = wrongIn(s);
    if (wrong !== undefined) return verdict(fail(expected, wrong, [s.n]));
  }
  const last = sound.at(-1);
  return last === undefined ? [] : verdict(pass(expected, `${sound.length} of them`, [last.n]));
}

/** Where an event's intervals leave a part of it open, or reach beyond it. */
function gapIn({ intervals, durationS }: Event): string | undefined {
  let reachedS = 0;
  for (const { offsetS, durationS: lengthS } of intervals.toSorted((a, b) => a.offsetS - b.offsetS)) {
    if (offsetS !== reachedS)
      return `an interval at ${durationText(offsetS * 1000)}, where those before it end at ${durationText(reachedS * 1000)}`;
    reachedS += lengthS;
  }
  return reachedS === durationS
    ? undefined
    : `intervals until ${durationText(reachedS * 1000)} in an event of ${durationText(durationS * 1000)}`;
}

/** Where a request begins before its event, as that stood then, or lasts beyond it. */
function outside(
  events: readonly Sent<'EnergySupplyEvent'>[],
  s: Sent<'DispatchRequest'>,
): string | undefined {
  const request = s.message?.data;
  const event = events.findLast((e) => e.n < s.n && e.message?.data.eventId === request?.eventId)?.message
    ?.data;
  if (request === undefined || event === undefined) return undefined;
  const slackMs = ROUNDING_MS + (event.randomizeStartS ?? 0) * 1000;
  const early = timeMs(event.start) - timeMs(request.start);
  if (early > slackMs) return `a request that begins ${durationText(early)} before its event`;
  const late =
    timeMs(request.start) + request.durationS * 1000 - timeMs(event.start) - event.durationS * 1000;
  return late > slackMs ? `a request that lasts ${durationText(late)} beyond its event` : undefined;
}
