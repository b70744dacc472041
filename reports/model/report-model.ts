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
import { firstDivergence, type Divergence } from './divergence';
import { judge } from './judgement';
import { likelyCause, type LikelyCause } from './likely-cause';
import { timings, type Timing } from './timing';

export type Check = RecordOf<'check'>;

export interface CaseModel {
  readonly log: CaseLog;
  readonly id: string;
  /** Fragment identifier of this execution on the page. */
  readonly anchor: string;
  readonly verdict: CaseVerdict;
  /** Why it is not a pass, in a sentence. */
  readonly cause: string | undefined;
  readonly checks: readonly Check[];
  /** Bench time from its first to its last record. */
  readonly durationMs: number;
  readonly divergence: Divergence | undefined;
  readonly likelyCause: LikelyCause | undefined;
  /** Weakest witness among the readings that its checks rest on; undefined where they rest on messages alone. */
  readonly evidence: Witness | undefined;
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
  readonly commonCause: CommonCause | undefined;
  readonly timings: readonly Timing[];
}

/**
 * Computes the report on one device.
 * @param role whose report; the log's first role where it is not said
 * @throws UnreadableLog where the records are no run log, or judge no device of that role
 */
export function reportModel(records: readonly LogRecord[], role?: DeviceRole): ReportModel {
  const log = readRunLog(records);
  const judged = role ?? log.run.roles[0];
  if (judged === undefined || !log.run.roles.includes(judged)) {
    throw new UnreadableLog(
      judged === undefined ? 'the run judged no device' : `the run judged no ${judged}`,
    );
  }
  const judgement = judge(log, judged);
  const seen = new Map<string, number>();
  const cases = log.cases.flatMap((caseLog, i) => {
    const verdict = judgement.cases[i];
    if (caseLog.head.dut !== judged || verdict === undefined) return [];
    const times = (seen.get(caseLog.head.case) ?? 0) + 1;
    seen.set(caseLog.head.case, times);
    return [caseModel(caseLog, verdict, times)];
  });
  return {
    log,
    role: judged,
    device: log.run.devices.find((d) => d.dut && d.role === judged),
    headline: judgement.headline,
    evidence: judgement.evidence,
    requirements: requirementModels(log, judged, judgement.requirements, cases),
    cases,
    commonCause: commonCause(cases),
    timings: timings(cases),
  };
}

function caseModel(
  log: CaseLog,
  { verdict, cause }: { verdict: CaseVerdict; cause?: string },
  times: number,
): CaseModel {
  const hops = (): Hop[] => hopsOf(log.records);
  const checks = log.records.filter((r): r is Check => r.kind === 'check');
  const wire = verdict === 'fail' ? hops() : [];
  const divergence = verdict === 'fail' ? firstDivergence(log, wire) : undefined;
  const atMs = log.records.flatMap((r) => ('at' in r ? [r.at] : []));
  return {
    log,
    id: log.head.case,
    anchor: `case-${anchor(log.head.case)}${times === 1 ? '' : `~${times}`}`,
    verdict,
    cause,
    checks,
    durationMs: (log.end?.at ?? atMs.at(-1) ?? log.head.at) - log.head.at,
    divergence,
    likelyCause: divergence === undefined ? undefined : likelyCause(log, wire, divergence),
    evidence: evidenceOf(log, checks),
    hops,
  };
}

function requirementModels(
  log: RunLog,
  role: DeviceRole,
  verdicts: ReadonlyMap<string, { verdict: RequirementVerdict; cause?: string }>,
  cases: readonly CaseModel[],
): RequirementModel[] {
  const bearing = new Map<string, CaseModel[]>();
  for (const model of cases) {
    for (const id of new Set([model.log.head.requirement, ...model.checks.map((c) => c.requirement)])) {
      const known = bearing.get(id);
      if (known === undefined) bearing.set(id, [model]);
      else known.push(model);
    }
  }
  return log.run.catalogue
    .filter((r) => r.roles.includes(role))
    .toSorted((a, b) => order(a.id) - order(b.id))
    .map((record) => {
      const own = bearing.get(record.id) ?? [];
      const judged = verdicts.get(record.id);
      return {
        record,
        verdict: judged?.verdict ?? 'not tested',
        cause: judged?.cause,
        cases: own,
        evidence: weakest(
          own.map((c) =>
            evidenceOf(
              c.log,
              c.checks.filter((k) => k.requirement === record.id),
            ),
          ),
        ),
      };
    });
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

function evidenceOf(log: CaseLog, checks: readonly Check[]): Witness | undefined {
  const basis = new Set(checks.flatMap((c) => c.basis));
  return weakest(log.records.flatMap((r) => (r.kind === 'reading' && basis.has(r.n) ? [r.witness] : [])));
}
