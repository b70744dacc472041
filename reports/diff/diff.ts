/** Two runs, or two suite versions, side by side: what changed its verdict, what is new, what is no longer tested. */
import type { CaseVerdict, Headline, RequirementVerdict, Witness } from '../../schemas';
import type { ReportModel } from '../model/report-model';
import { VERDICT_ORDER } from '../views/words';

export interface Change<V> {
  readonly id: string;
  readonly text: string;
  /** Undefined where it is new. */
  readonly before: V | undefined;
  /** Undefined where it is no longer tested. */
  readonly after: V | undefined;
}

export interface RunDiff {
  readonly headline: { readonly before: Headline; readonly after: Headline };
  readonly evidence: { readonly before: Witness; readonly after: Witness };
  readonly suite: { readonly before: string; readonly after: string; readonly same: boolean };
  /** What is not the same, in the order of the use case; a requirement that is no longer tested counts as gone. */
  readonly requirements: readonly Change<RequirementVerdict>[];
  /** What is not the same, by id. */
  readonly cases: readonly Change<CaseVerdict>[];
  /** What a new suite version must at least be; undefined where the suite is the same. */
  readonly bump: Bump | undefined;
  /** Whether the suite's version numbers respect it. */
  readonly bumped: boolean;
}

export type Bump = 'major' | 'minor' | 'patch';

/** What changed from one run to another, both of devices of the same role. */
export function diffRuns(before: ReportModel, after: ReportModel): RunDiff {
  const a = before.log.run.suite;
  const b = after.log.run.suite;
  const same = a.version === b.version && a.digest === b.digest;
  const requirements = changes(requirementVerdicts(before), requirementVerdicts(after));
  const cases = changes(caseVerdicts(before), caseVerdicts(after));
  const bump = same ? undefined : bumpFor(requirements, cases);
  return {
    headline: { before: before.headline, after: after.headline },
    evidence: { before: before.evidence, after: after.evidence },
    suite: { before: a.version, after: b.version, same },
    requirements,
    cases,
    bump,
    bumped: bump === undefined || respects(a.version, b.version, bump),
  };
}

type Verdicts<V> = ReadonlyMap<string, { readonly text: string; readonly verdict: V }>;

function requirementVerdicts(model: ReportModel): Verdicts<RequirementVerdict> {
  return new Map(model.requirements.map((r) => [r.record.id, { text: r.record.text, verdict: r.verdict }]));
}

/** Of a case that ran several times, the worst. */
function caseVerdicts(model: ReportModel): Verdicts<CaseVerdict> {
  const worst = new Map<string, { text: string; verdict: CaseVerdict }>();
  for (const c of model.cases) {
    const known = worst.get(c.id);
    if (known === undefined || rank(c.verdict) < rank(known.verdict)) {
      worst.set(c.id, { text: c.log.head.name, verdict: c.verdict });
    }
  }
  return worst;
}

function changes<V>(before: Verdicts<V>, after: Verdicts<V>): Change<V>[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((id) => {
    const a = before.get(id);
    const b = after.get(id);
    if (a?.verdict === b?.verdict) return [];
    return [{ id, text: (b ?? a)?.text ?? '', before: a?.verdict, after: b?.verdict }];
  });
}

/**
 * A verdict that can turn red is a major: a case or requirement that is new, or one that passed and does not any more.
 * Anything else that changed a verdict is a minor, what changed none a patch.
 */
function bumpFor(
  requirements: readonly Change<RequirementVerdict>[],
  cases: readonly Change<CaseVerdict>[],
): Bump {
  const all = [...requirements, ...cases];
  const canTurnRed = all.some(
    ({ before, after }) => after !== undefined && (before === undefined || rank(after) < rank(before)),
  );
  if (canTurnRed) return 'major';
  return all.length > 0 ? 'minor' : 'patch';
}

/** Semver 2.0; below 1.0.0 a minor may break what a major may. */
function respects(before: string, after: string, bump: Bump): boolean {
  const [a, b] = [numbers(before), numbers(after)];
  if (a === undefined || b === undefined) return false;
  const at = a.findIndex((n, i) => n !== b[i]);
  if (at < 0 || (b[at] ?? 0) < (a[at] ?? 0)) return false;
  const least = { major: a[0] === 0 ? 1 : 0, minor: 1, patch: 2 }[bump];
  return at <= least;
}

function numbers(version: string): number[] | undefined {
  const found = /^(\d+)\.(\d+)\.(\d+)/.exec(version);
  return found === null ? undefined : found.slice(1).map(Number);
}

function rank(verdict: CaseVerdict | RequirementVerdict): number {
  return VERDICT_ORDER.indexOf(verdict);
}
