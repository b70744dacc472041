/** The requirements as the first record of a run log holds them, so that a report needs nothing but the log. */
import type { Requirement as RequirementRecord } from '../../schemas';
import type { Requirement } from '../catalogue/catalogue';
import type { Reading } from '../profile/readings';

/** `readings`: how the run reads the unclear places of the use case; each requirement names those it rests on. */
export function catalogueRecord(
  requirements: readonly Requirement[],
  readings: readonly Reading[] | undefined,
): RequirementRecord[] {
  return requirements.map(
    ({ id, keyword, text, roles, sources, condition, feature, group, readings: named }) => ({
      id,
      keyword,
      text,
      roles: [...roles],
      sources: [...sources],
      ...(condition === undefined ? {} : { condition }),
      feature,
      group,
      readings: restsOn(id, named, readings),
    }),
  );
}

/** The readings that a requirement rests on: those its Rule names, and those that say so of themselves. */
function restsOn(id: string, named: readonly string[], readings: readonly Reading[] = []): string[] {
  const affecting = readings.filter((r) => r.affects.includes(id)).map((r) => r.id);
  return [...new Set([...named, ...affecting])].toSorted((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
}
