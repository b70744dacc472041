/** Rules, scenarios, roles, readings and faults against each other. */
import type { DeviceRole, UnclearPlace } from '../../schemas';
import type { Catalogue, Requirement } from '../catalogue/catalogue';
import { READINGS_FILE } from '../profile/readings';

/** What the features say of themselves, and each Rule against its scenarios. `exists` tells of a file of the project. */
export function ruleProblems(catalogue: Catalogue, exists: (path: string) => boolean): string[] {
  const rules = new Map(catalogue.requirements.map((r) => [r.id, r]));
  return [
    ...catalogue.faults.map((f) => `features/${f}`),
    ...catalogue.requirements.flatMap((r) => ruleOwed(r, catalogue, exists)),
    ...catalogue.cases.flatMap((c) => {
      const rule = rules.get(c.requirement);
      return rule === undefined || rule.roles.includes(c.dut)
        ? []
        : [
            `features/${c.feature}:${c.line} ${c.id} judges the ${c.dut}, which does not owe ${c.requirement}`,
          ];
    }),
  ];
}

function ruleOwed(r: Requirement, catalogue: Catalogue, exists: (path: string) => boolean): string[] {
  const where = `features/${r.feature}:${r.line} ${r.id}`;
  const cases = catalogue.cases.filter((c) => c.requirement === r.id);
  if (r.kitTests !== undefined) {
    const missing = r.kitTests.filter((t) => !exists(t));
    return [
      ...(r.kitTests.length === 0
        ? [`${where} is owed by the kit, and no @test: tag names a test of it`]
        : []),
      ...missing.map((t) => `${where} names the test ${t}, which is not there`),
      ...(r.roles.length === 0 ? [] : [`${where} is owed by the kit and by ${r.roles.join(', ')}`]),
    ];
  }
  if (r.roles.length === 0) return [`${where} is owed by nobody: it has none of @pev, @esci, @utility, @kit`];
  if (cases.length === 0) return [`${where} has no scenario`];
  return r.roles
    .filter((role) => !cases.some((c) => c.dut === role))
    .map((role) => `${where} is owed by the ${role}, and no scenario has @dut:${role}`);
}

/** The unclear places against the Rules and the test parameters. */
export function readingProblems(
  places: readonly UnclearPlace[],
  lineOf: (path: readonly (string | number)[]) => number,
  catalogue: Catalogue,
  parameters: readonly string[],
): string[] {
  const rules = new Set(catalogue.requirements.map((r) => r.id));
  const seen = new Set<string>();
  const problems: string[] = [];
  for (const [i, place] of places.entries()) {
    const { id } = place;
    const at = `${READINGS_FILE}:${lineOf(['readings', i])} ${id}`;
    if (seen.has(id)) problems.push(`${at} is there twice`);
    seen.add(id);
    const names = Object.keys(place.readings);
    if (!names.includes(place.chosen))
      problems.push(`${at} chooses ${place.chosen}, which is none of its readings ${names.join(', ')}`);
    if (names.length < 2) problems.push(`${at} has only one reading: what is unclear has two at least`);
    for (const r of place.affects)
      if (!rules.has(r)) problems.push(`${at} affects ${r}, and no Rule has that id`);
    for (const p of place.parameters ?? [])
      if (!parameters.includes(p)) problems.push(`${at} names ${p}, which is no test parameter`);
  }
  for (const rule of catalogue.requirements)
    for (const d of rule.readings) {
      const where = `features/${rule.feature}:${rule.line} ${rule.id}`;
      const place = places.find((p) => p.id === d);
      if (place === undefined) problems.push(`${where} rests on ${d}, which is not in ${READINGS_FILE}`);
      else if (!place.affects.includes(rule.id))
        problems.push(`${where} rests on ${d}, and ${READINGS_FILE} does not say that ${d} affects it`);
    }
  return problems;
}

export interface KnownFault {
  readonly name: string;
  readonly role: DeviceRole;
  readonly breaks: string;
}

/** Each requirement has, for each role that owes it, a named fault that breaks it; each fault breaks something owed. */
export function faultProblems(catalogue: Catalogue, faults: readonly KnownFault[]): string[] {
  const rules = new Map(catalogue.requirements.map((r) => [r.id, r]));
  return [
    ...catalogue.requirements.flatMap((r) =>
      r.roles
        .filter((role) => !faults.some((f) => f.breaks === r.id && f.role === role))
        .map(
          (role) =>
            `features/${r.feature}:${r.line} ${r.id} has no named fault of the ${role} that it catches`,
        ),
    ),
    ...faults
      .filter((f) => rules.get(f.breaks)?.roles.includes(f.role) !== true)
      .map((f) => `fault ${f.name} breaks ${f.breaks}, which the ${f.role} does not owe`),
  ];
}
