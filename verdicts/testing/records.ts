/** Run-log records for the tests of verdicts; numbers and the chain are of no matter to verdicts. */
import type {
  CaseRecord,
  CheckRecord,
  EndCaseRecord,
  LogRecord,
  ReadingRecord,
  Requirement,
  RunRecord,
} from '../../schemas';

const PLACE = { n: 0, prev: '' };
const AT = 1_900_000_000_000;

export function run(catalogue: readonly Partial<Requirement>[], more: Partial<RunRecord> = {}): RunRecord {
  return {
    ...PLACE,
    kind: 'run',
    format: 1,
    suite: { version: '1.0.0', digest: '0'.repeat(64) },
    roles: ['pev'],
    seed: 's',
    profile: { name: 'default', params: {} },
    catalogue: catalogue.map((r) => ({
      id: 'PR2-A-15',
      keyword: 'must',
      text: 'text',
      roles: ['pev'],
      sources: ['L88'],
      feature: 'pr2-a/x.feature',
      group: 'pr2-a',
      ...r,
    })),
    ics: {},
    ixit: {},
    devices: [],
    ...more,
  };
}

export function caseOf(more: Partial<CaseRecord> = {}): CaseRecord {
  const requirement = more.requirement ?? 'PR2-A-15';
  return {
    ...PLACE,
    kind: 'case',
    at: AT,
    case: `${requirement}.one`,
    requirement,
    name: 'name',
    feature: 'pr2-a/x.feature',
    scenarioLine: 1,
    dut: 'pev',
    tags: [],
    keyword: 'must',
    seed: 's',
    devices: [],
    points: [],
    params: {},
    ...more,
  };
}

export function check(more: Partial<CheckRecord> & Pick<CheckRecord, 'verdict'>): CheckRecord {
  const requirement = more.requirement ?? 'PR2-A-15';
  return {
    ...PLACE,
    kind: 'check',
    at: AT,
    id: `${requirement}/check`,
    requirement,
    check: 'check',
    args: {},
    expected: 'this',
    observed: 'that',
    basis: [],
    ...more,
  };
}

export function endCase(more: Partial<EndCaseRecord> = {}): EndCaseRecord {
  return { ...PLACE, kind: 'end-case', at: AT, ...more };
}

export function reading(n: number, witness: ReadingRecord['witness']): ReadingRecord {
  return { ...PLACE, n, kind: 'reading', at: AT, device: 'urn:pr2:pev:p1', witness, readings: { powerW: 0 } };
}

/** A whole log: the records, and the end that counts them. */
export function whole(...records: readonly LogRecord[]): LogRecord[] {
  return [...records, { ...PLACE, kind: 'end', count: records.length }];
}
