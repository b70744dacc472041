/** The in-toto statement over a bundle: a test result, its subjects the parts of the bundle with their digests. */
import { createHash } from 'node:crypto';
import type { ReportModel } from '../model/report-model';
import { deviceName } from '../views/words';
import type { Entry } from './tar';

export const PAYLOAD_TYPE = 'application/vnd.in-toto+json';
const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
const PREDICATE_TYPE = 'https://in-toto.io/attestation/test-result/v0.1';

export interface Subject {
  readonly name: string;
  readonly digest: { readonly sha256: string };
  readonly annotations?: Readonly<Record<string, unknown>>;
}

export interface Statement {
  readonly _type: string;
  readonly subject: readonly Subject[];
  readonly predicateType: string;
  readonly predicate: {
    readonly result: 'PASSED' | 'WARNED' | 'FAILED';
    readonly configuration: readonly Subject[];
    readonly passedTests: readonly string[];
    readonly warnedTests: readonly string[];
    readonly failedTests: readonly string[];
  };
}

const RESULTS = { conformant: 'PASSED', 'not fully verified': 'WARNED', 'not conformant': 'FAILED' } as const;

/** Parts that say how was tested, and not what came of it. */
const CONFIGURATION: ReadonlySet<string> = new Set(['suite.json', 'profile.json', 'ics.json', 'ixit.json']);

export function statement(model: ReportModel, parts: readonly Entry[], redacted: boolean): Statement {
  const subjects = parts.map(({ name, content }) => ({ name, digest: { sha256: sha256(content) } }));
  const tests = (...verdicts: readonly string[]): string[] => [
    ...new Set(model.cases.filter((c) => verdicts.includes(c.verdict)).map((c) => c.id)),
  ];
  const failed = tests('fail');
  const warned = tests('error', 'inconclusive').filter((id) => !failed.includes(id));
  const about = {
    device: deviceName(model),
    role: model.role,
    headline: model.headline,
    evidence: model.evidence,
    seed: model.log.run.seed,
    suite: model.log.run.suite.version,
    redacted,
  };
  return {
    _type: STATEMENT_TYPE,
    subject: subjects.map((s) => (s.name === 'run.ndjson' ? { ...s, annotations: about } : s)),
    predicateType: PREDICATE_TYPE,
    predicate: {
      result: RESULTS[model.headline],
      configuration: subjects.filter((s) => CONFIGURATION.has(s.name)),
      passedTests: tests('pass').filter((id) => !failed.includes(id) && !warned.includes(id)),
      warnedTests: warned,
      failedTests: failed,
    },
  };
}

export function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
