/** The requirements as the first record of a run log holds them, so that a report needs nothing but the log. */
import type { DeviceRole, Ics, Requirement as RequirementRecord } from '../../schemas';
import type { Requirement } from '../catalogue/catalogue';
import { notApplicable } from '../ics';
import type { Reading } from '../profile/readings';

/** What the devices judged declare, by role. */
export type Declared = Readonly<Partial<Record<DeviceRole, Ics>>>;

/** `readings`: how the run reads the unclear places of the use case; each requirement names those it rests on. */
export function catalogueRecord(
  requirements: readonly Requirement[],
  readings: readonly Reading[] | undefined,
  ics: Declared,
): RequirementRecord[] {
  return requirements.map((r) => ({
    id: r.id,
    keyword: r.keyword,
    text: r.text,
    roles: [...r.roles],
    sources: [...r.sources],
    ...(r.conditions.length === 0 ? {} : { condition: r.conditions.join(' and ') }),
    ...deniedBy(r, ics),
    feature: r.feature,
    group: r.group,
    readings: restsOn(r.id, r.readings, readings),
  }));
}

/** For which roles a requirement's own conditions do not hold, and why. */
function deniedBy(requirement: Requirement, ics: Declared): Pick<RequirementRecord, 'notApplicable'> {
  const denied = requirement.roles.flatMap((role): [DeviceRole, string][] => {
    const declared = ics[role];
    const why = declared === undefined ? undefined : notApplicable(requirement, undefined, declared);
    return why === undefined ? [] : [[role, why]];
  });
  return denied.length === 0 ? {} : { notApplicable: Object.fromEntries(denied) };
}

/** The readings that a requirement rests on: those its Rule names, and those that say so of themselves. */
function restsOn(id: string, named: readonly string[], readings: readonly Reading[] = []): string[] {
  const affecting = readings.filter((r) => r.affects.includes(id)).map((r) => r.id);
  return [...new Set([...named, ...affecting])].toSorted((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
}
