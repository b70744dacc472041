/** How many messages a second a device takes from one peer (PR2-X-10), found by the cases that try its declared rate. */
import type { RateTried } from '../../lab/ics';
import type { DeviceRole } from '../../schemas';
import type { CaseOutcome } from './probe-trial';

/** Above this nobody's limit is looked for: each try sends as many messages at once. */
const MOST_PER_S = 1024;

type Play = (caseId: string, rate: number) => Promise<CaseOutcome>;

/** @param declared what hello says; then only that is tried, from both sides */
export async function triedRate(
  cases: readonly { readonly id: string; readonly dut: DeviceRole }[],
  role: DeviceRole,
  declared: number | undefined,
  play: Play,
): Promise<RateTried> {
  const ending = (end: string): string =>
    cases.find((c) => c.dut === role && c.id.startsWith('PR2-X-10.') && c.id.endsWith(end))?.id ?? '';
  const exact = ending('exact');
  const oneMore = ending('one-more');
  const first = await play(exact, declared ?? 1);
  if (first.outcome === 'untried') return { rate: undefined, why: `${exact}: ${first.why ?? ''}` };
  if (declared !== undefined && first.outcome === 'shown') {
    const above = await play(oneMore, declared);
    if (above.outcome === 'shown')
      return {
        rate: declared,
        why: `${declared} at once are taken and one more is refused (${exact}, ${oneMore})`,
      };
  }
  return searched(exact, play);
}

/** Doubles until one is refused, then halves the gap. */
async function searched(exact: string, play: Play): Promise<RateTried> {
  const takes = async (rate: number): Promise<boolean> => (await play(exact, rate)).outcome === 'shown';
  let taken = 0;
  let refused = 1;
  while (await takes(refused)) {
    taken = refused;
    refused *= 2;
    if (refused > MOST_PER_S) return { rate: taken, why: `${taken} at once are taken; more were not tried` };
  }
  if (taken === 0) return { rate: undefined, why: `not even one message a second is taken (${exact})` };
  while (refused - taken > 1) {
    const middle = Math.floor((taken + refused) / 2);
    if (await takes(middle)) taken = middle;
    else refused = middle;
  }
  return { rate: taken, why: `${taken} at once are taken and ${refused} are not (${exact})` };
}
