/** Words of one declaration that cannot all be true, though its schemas take each of them. */
import type { Ics } from '../../schemas';
import type { Declaration } from './declaration';

/** The item to look at first, and what does not go together, as a sentence. */
export interface Contradiction {
  readonly path: readonly string[];
  readonly text: string;
}

type Rule = (declaration: Declaration) => Contradiction | undefined;

export function contradictions(declaration: Declaration): Contradiction[] {
  return RULES.flatMap((rule) => rule(declaration) ?? []);
}

const RULES: readonly Rule[] = [
  ({ ics }) => sinkOf(ics, 'PR2-A', 'GRID', 'feeds the grid'),
  ({ ics }) => sinkOf(ics, 'PR2-B', 'HOME', 'supplies the home'),
  ({ ics }) =>
    ics.closedTransition === true && ics.switchType === 'NONE'
      ? {
          path: ['ics', 'closedTransition'],
          text: 'ics.closedTransition is true and ics.switchType NONE; without a switch nothing closes: declare it false, or the switch',
        }
      : undefined,
  ({ ixit: { minDischargeW, maxDischargeW } }) =>
    minDischargeW !== undefined && maxDischargeW !== undefined && minDischargeW > maxDischargeW
      ? {
          path: ['ixit', 'minDischargeW'],
          text: `ixit.minDischargeW is ${minDischargeW} W and ixit.maxDischargeW ${maxDischargeW} W; the least power is no more than the most`,
        }
      : undefined,
  ({ ics: { evseCount }, ixit: { ids } }) =>
    evseCount !== undefined && ids?.evseIds !== undefined && ids.evseIds.length > evseCount
      ? {
          path: ['ixit', 'ids', 'evseIds'],
          text: `ixit.ids.evseIds names ${ids.evseIds.length} connection points and ics.evseCount is ${evseCount}; make them agree`,
        }
      : undefined,
];

/** A scenario is nothing without the sink that it is about. */
function sinkOf(
  { scenarios, sinks }: Ics,
  scenario: Ics['scenarios'][number],
  sink: NonNullable<Ics['sinks']>[number],
  does: string,
): Contradiction | undefined {
  if (!scenarios.includes(scenario) || sinks === undefined || sinks.includes(sink)) return undefined;
  return {
    path: ['ics', 'sinks'],
    text: `ics.sinks does not name ${sink} and ics.scenarios names ${scenario}, which ${does}; add ${sink}, or leave ${scenario} out`,
  };
}
