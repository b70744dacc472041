/** What a declaration makes owed, and what it takes away: counted, requirement by requirement. */
import type { DeviceRole, Ics } from '../../schemas';
import { applicability, notApplicable, type Conditional } from './condition';

/** The part of the suite's catalogue that a declaration bears on. */
export interface Conditions {
  readonly requirements: readonly (Conditional & {
    readonly text: string;
    readonly roles: readonly DeviceRole[];
  })[];
  readonly cases: readonly (Conditional & { readonly requirement: string; readonly dut: DeviceRole })[];
}

export interface RequirementReach {
  readonly id: string;
  readonly text: string;
  /** Why nothing of it is owed; undefined where it is. */
  readonly denied: string | undefined;
  /** Its cases that apply, and those that do not, by why not. */
  readonly applies: readonly string[];
  readonly away: ReadonlyMap<string, readonly string[]>;
}

/** The requirements of the role that the ICS is of, in the order of the suite. */
export function reachOf({ requirements, cases }: Conditions, ics: Ics): RequirementReach[] {
  return requirements
    .filter((r) => r.roles.includes(ics.role))
    .map((r) => {
      const applies: string[] = [];
      const away = new Map<string, string[]>();
      for (const c of cases) {
        if (c.requirement !== r.id || c.dut !== ics.role) continue;
        const why = notApplicable(r, c, ics);
        if (why === undefined) applies.push(c.id);
        else away.set(why, [...(away.get(why) ?? []), c.id]);
      }
      return { id: r.id, text: r.text, denied: applicability(r.conditions, ics), applies, away };
    });
}

/** The cases that do not apply, by why not, over all requirements. */
export function takenAway(reach: readonly RequirementReach[]): Map<string, string[]> {
  const all = new Map<string, string[]>();
  for (const { away } of reach)
    for (const [why, ids] of away) all.set(why, [...(all.get(why) ?? []), ...ids]);
  return all;
}
