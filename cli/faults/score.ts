/** The strength of the suite: what it caught, what it let pass, whom it wronged. Pure. */
import { DEVICE_ROLES, type DeviceRole } from '../../schemas';
import type { Strength } from '../../lab/session/strength';
import type { Kill } from './findings';
import type { FaultOutcome } from './trial';

export interface FaultResult {
  readonly name: string;
  readonly role: DeviceRole;
  readonly breaks: string;
  readonly class: string;
  readonly equivalent?: string;
  readonly outcome: FaultOutcome;
}

export interface VariantResult {
  readonly name: string;
  readonly role: DeviceRole;
  readonly falseAlarms: readonly Kill[];
}

export interface Score {
  readonly known: number;
  readonly caught: number;
  readonly asIntended: number;
  readonly equivalent: number;
  readonly survived: readonly string[];
  readonly neverFired: readonly string[];
  readonly byAnother: readonly { readonly name: string; readonly by: Kill }[];
  readonly variants: number;
  readonly wronged: readonly { readonly name: string; readonly by: Kill }[];
}

export function scoreOf(faults: readonly FaultResult[], variants: readonly VariantResult[]): Score {
  const counted = faults.filter((f) => f.equivalent === undefined);
  const of = (kind: FaultOutcome['kind']): FaultResult[] => counted.filter((f) => f.outcome.kind === kind);
  return {
    known: counted.length,
    caught: of('killed as intended').length + of('killed by another').length,
    asIntended: of('killed as intended').length,
    equivalent: faults.length - counted.length,
    survived: of('survived').map((f) => f.name),
    neverFired: of('never fired').map((f) => f.name),
    byAnother: of('killed by another').flatMap((f) =>
      'by' in f.outcome ? [{ name: f.name, by: f.outcome.by }] : [],
    ),
    variants: variants.length,
    wronged: variants.flatMap((v) => v.falseAlarms.slice(0, 1).map((by) => ({ name: v.name, by }))),
  };
}

/** Whether the suite is as sharp and as fair as it must be to be published. */
export function isSharpAndFair(score: Score): boolean {
  return (
    score.known > 0 &&
    score.caught === score.known &&
    score.asIntended >= 0.98 * score.known &&
    score.wronged.length === 0 &&
    score.equivalent < 0.03 * (score.known + score.equivalent)
  );
}

export type Scores = Readonly<Partial<Record<DeviceRole, Score>>>;

/** A score for each role that was tried. */
export function scoresByRole(faults: readonly FaultResult[], variants: readonly VariantResult[]): Scores {
  const roles = DEVICE_ROLES.filter((role) => [...faults, ...variants].some((r) => r.role === role));
  return Object.fromEntries(
    roles.map((role) => [
      role,
      scoreOf(
        faults.filter((f) => f.role === role),
        variants.filter((v) => v.role === role),
      ),
    ]),
  );
}

/** What stands in every report of a device of the role. */
export function strengthOf(scores: Scores): Strength {
  return Object.fromEntries(
    Object.entries(scores).map(([role, { known, asIntended, variants, wronged }]) => [
      role,
      { known, caught: asIntended, variants, passed: variants - wronged.length },
    ]),
  );
}

const ROLE_NAMES: Readonly<Record<DeviceRole, string>> = { pev: 'PEV', esci: 'ESCI', utility: 'Utility' };

/** For `reports/strength.md` and `--format md`. */
export function scoreMarkdown(scores: Scores, faults: readonly FaultResult[], version: string): string {
  const all = Object.entries(scores) as [DeviceRole, Score][];
  const told = <T>(of: (score: Score) => readonly T[]): T[] => all.flatMap(([, score]) => [...of(score)]);
  const lines = [
    '# Strength of the suite',
    '',
    `Suite ${version}, measured by \`pr2 faults\`. A known fault is a reference device that breaks one requirement; a`,
    'variant is an unusual but conformant device. A fault is caught as intended by a check of the requirement that it breaks.',
    '',
    '| device | known faults | caught | as intended | equivalent | variants | passed |',
    '|---|---|---|---|---|---|---|',
    ...all.map(
      ([role, s]) =>
        `| ${ROLE_NAMES[role]} | ${s.known} | ${s.caught} | ${s.asIntended} | ${s.equivalent} | ${s.variants} | ${s.variants - s.wronged.length} |`,
    ),
    '',
    '| requirement | device | faults | caught | as intended |',
    '|---|---|---|---|---|',
    ...byRequirement(faults).map(
      (r) => `| ${r.requirement} | ${r.role} | ${r.faults} | ${r.caught} | ${r.asIntended} |`,
    ),
    '',
    ...list(
      'Survived',
      told((s) => s.survived),
    ),
    ...list(
      'Never fired',
      told((s) => s.neverFired),
    ),
    ...list(
      'Caught only by another check',
      told((s) => s.byAnother).map(({ name, by }) => `${name}: ${by.requirement}/${by.check} in ${by.case}`),
    ),
    ...list(
      'Conformant devices failed',
      told((s) => s.wronged).map(({ name, by }) => `${name}: ${by.requirement}/${by.check} in ${by.case}`),
    ),
    ...list(
      'Equivalent',
      faults.flatMap((f) => (f.equivalent === undefined ? [] : [`${f.name}: ${f.equivalent}`])),
    ),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function byRequirement(faults: readonly FaultResult[]) {
  const rows = new Map<
    string,
    { requirement: string; role: string; faults: number; caught: number; asIntended: number }
  >();
  for (const f of faults) {
    if (f.equivalent !== undefined) continue;
    const key = `${f.breaks} ${f.role}`;
    const row = rows.get(key) ?? { requirement: f.breaks, role: f.role, faults: 0, caught: 0, asIntended: 0 };
    row.faults += 1;
    if (f.outcome.kind.startsWith('killed')) row.caught += 1;
    if (f.outcome.kind === 'killed as intended') row.asIntended += 1;
    rows.set(key, row);
  }
  return [...rows.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

function list(title: string, entries: readonly string[]): string[] {
  return entries.length === 0 ? [] : [`## ${title}`, '', ...entries.map((e) => `- ${e}`), ''];
}
