/** The report model: everything that the views say about one device, computed once from the run log. */
import type {
  CaseVerdict,
  DeviceRole,
  Headline,
  LogRecord,
  RequirementVerdict,
  Witness,
} from '../../schemas';
import {
  bearingOf,
  judgeRun,
  standAgainstList,
  type CaseJudgement,
  type RequirementJudgement,
  type Stand,
  strictnessOf,
  type Strictness,
} from '../../verdicts';
import {
  readRunLog,
  UnreadableLog,
  type CaseLog,
  type RecordOf,
  type RequirementRecord,
  type RunLog,
} from '../log/run-log';
import { hopsOf, type Hop } from '../log/wire';
import { anchor } from '../text/html';
import { commonCause, type CommonCause } from './common-cause';
import { divergencesOf, type Divergence } from './divergence';
import { likelyCause, type LikelyCause } from './likely-cause';
import { timings, type Timing } from './timing';

export type Check = RecordOf<'check'>;

export interface CaseModel {
  readonly log: CaseLog;
  readonly id: string;
  /** Fragment identifier of this execution on the page. */
  readonly anchor: string;
  /** From 1; more where it ended in error before and was run again. */
  readonly attempt: number;
  readonly verdict: CaseVerdict;
  /** Why it is not a pass, in a sentence. */
  readonly cause: string | undefined;
  readonly checks: readonly Check[];
  /** Bench time from its first to its last record. */
  readonly durationMs: number;
  /** Every breach, in the order in which they show. */
  readonly breaches: readonly Divergence[];
  /** The first of them. */
  readonly divergence: Divergence | undefined;
  readonly likelyCause: LikelyCause | undefined;
  /** Weakest witness among the readings that its checks rest on; undefined where they rest on messages alone. */
  readonly evidence: Witness | undefined;
  /** The same for the checks that bear one requirement. */
  readonly evidenceOn: (requirement: string) => Witness | undefined;
  /** What went over the wire; computed anew on each call, since a long run has much of it. */
  readonly hops: () => Hop[];
}

export interface RequirementModel {
  readonly record: RequirementRecord;
  readonly verdict: RequirementVerdict;
  readonly cause: string | undefined;
  /** Executions of its own cases, and of others with a check that bears its id, in the order of the log. */
  readonly cases: readonly CaseModel[];
  readonly evidence: Witness | undefined;
}

export interface ReportModel {
  readonly log: RunLog;
  readonly role: DeviceRole;
  readonly device: RecordOf<'run'>['devices'][number] | undefined;
  readonly headline: Headline;
  /** Weakest witness that a deciding check of the whole run rests on. */
  readonly evidence: Witness;
  /** What the role owes, in the order of the use case. */
  readonly requirements: readonly RequirementModel[];
  /** Executions that judged this role. */
  readonly cases: readonly CaseModel[];
  /** Attempts that ended in error and were followed by another: they do not count, and stay to be seen. */
  readonly retried: readonly CaseModel[];
  readonly commonCause: CommonCause | undefined;
  readonly timings: readonly Timing[];
  /** Against the vendor's known failures; undefined where the run was given no list. */
  readonly stand: Stand | undefined;
}

export interface ReportOptions extends Strictness {
  /** Whose report; the log's first role where it is not said. */
  readonly role?: DeviceRole;
}

/**
 * Computes the report on one device.
 * @throws UnreadableLog where the records are no run log, or judge no device of that role
 */
export function reportModel(records: readonly LogRecord[], options: ReportOptions = {}): ReportModel {
  const log = readRunLog(records);
  const judgement = judgeRun(records, options).roles.find(
    (r) => options.role === undefined || r.role === options.role,
  );
  if (judgement === undefined) throw new UnreadableLog(`the run judged no ${options.role ?? 'device'}`);
  const keywords = new Map(log.run.catalogue.map((r) => [r.id, r.keyword]));
  const isBreach = (check: Check): boolean =>
    bearingOf(check, keywords.get(check.requirement), strictnessOf(log.run, options)) === 'breach';
  const seen = new Map<string, number>();
  const all = [...judgement.cases, ...judgement.retried]
    .toSorted((a, b) => a.index - b.index)
    .flatMap((judged) => {
      const caseLog = log.cases[judged.index];
      if (caseLog === undefined) return [];
      const times = (seen.get(judged.id) ?? 0) + 1;
      seen.set(judged.id, times);
      return [caseModel(caseLog, judged, times, isBreach)];
    });
  const again = new Set(judgement.retried.map((c) => c.index));
  const cases = all.filter((c) => !again.has(c.log.index));
  return {
    log,
    role: judgement.role,
    device: log.run.devices.find((d) => d.dut && d.role === judgement.role),
    headline: judgement.headline,
    evidence: judgement.evidence,
    requirements: requirementModels(log, judgement.requirements, cases),
    cases,
    retried: all.filter((c) => again.has(c.log.index)),
    commonCause: commonCause(cases),
    timings: timings(cases),
    stand: standAgainstList(judgement, log.run, log.complete, options),
  };
}

function caseModel(
  log: CaseLog,
  { attempt, verdict, cause, checks }: CaseJudgement,
  times: number,
  isBreach: (check: Check) => boolean,
): CaseModel {
  const hops = (): Hop[] => hopsOf(log.records);
  const wire = verdict === 'fail' ? hops() : [];
  const breaches = verdict === 'fail' ? divergencesOf(log, wire, isBreach) : [];
  const [divergence] = breaches;
  const witnesses = new Map(
    log.records.flatMap((r) => (r.kind === 'reading' ? [[r.n, r.witness] as const] : [])),
  );
  const lastMs = log.records.reduce((ms, r) => ('at' in r ? Math.max(ms, r.at) : ms), log.head.at);
  return {
    log,
    id: log.head.case,
    anchor: `case-${anchor(log.head.case)}${times === 1 ? '' : `~${times}`}`,
    attempt,
    verdict,
    cause,
    checks,
    durationMs: (log.end?.at ?? lastMs) - log.head.at,
    breaches,
    divergence,
    likelyCause: divergence === undefined ? undefined : likelyCause(log, wire, divergence),
    evidence: evidenceOf(checks, witnesses),
    evidenceOn: (requirement) =>
      evidenceOf(
        checks.filter((c) => c.requirement === requirement),
        witnesses,
      ),
    hops,
  };
}

function requirementModels(
  log: RunLog,
  judged: readonly RequirementJudgement[],
  cases: readonly CaseModel[],
): RequirementModel[] {
  const catalogue = new Map(log.run.catalogue.map((r) => [r.id, r]));
  const bearing = new Map<string, CaseModel[]>();
  for (const model of cases) {
    for (const id of new Set([model.log.head.requirement, ...model.checks.map((c) => c.requirement)])) {
      const known = bearing.get(id);
      if (known === undefined) bearing.set(id, [model]);
      else known.push(model);
    }
  }
  return judged
    .toSorted((a, b) => order(a.id) - order(b.id))
    .map(({ id, keyword, verdict, cause }) => {
      const borne = bearing.get(id) ?? [];
      return {
        record: catalogue.get(id) ?? unknown(id, keyword),
        verdict,
        cause,
        cases: borne,
        evidence: weakest(borne.map((c) => c.evidenceOn(id))),
      };
    });
}

/** What a check bears counts, also where this suite's catalogue does not know it. */
function unknown(id: string, keyword: RequirementRecord['keyword']): RequirementRecord {
  return {
    id,
    keyword,
    text: 'not in the catalogue of this suite',
    roles: [],
    sources: [],
    feature: '',
    group: 'Other',
  };
}

const GROUPS = ['G', 'A', 'B', 'X'];

/** The use case's order: general, PR2-A, PR2-B, cross-cutting; by number within. */
function order(id: string): number {
  const [, group = '', number = ''] = /^PR2-([A-Z])-(\d+)$/.exec(id) ?? [];
  const i = GROUPS.indexOf(group);
  return (i < 0 ? GROUPS.length : i) * 1000 + Number(number);
}

const STRENGTH: readonly Witness[] = ['instrument', 'peer', 'self-reported'];

/** The weakest of several witnesses; undefined of none. */
export function weakest(witnesses: readonly (Witness | undefined)[]): Witness | undefined {
  return STRENGTH.findLast((w) => witnesses.includes(w));
}

/** As the verdicts see it, and undefined where no reading is behind any check. */
function evidenceOf(checks: readonly Check[], witnesses: ReadonlyMap<number, Witness>): Witness | undefined {
  const deciding = checks.filter((c) => c.verdict === 'pass' || c.verdict === 'fail');
  return weakest(deciding.flatMap((c) => c.basis.map((n) => witnesses.get(n))));
}
