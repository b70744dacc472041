/** The logs of the shards of one run, put together into the log that one run would have left. */
import type { CaseRecord, LogRecord, RunRecord } from '../../schemas';
import type { RecordBody } from './chain';
import { moved } from './positions';

export interface Shard {
  /** What sentences call it. */
  readonly name: string;
  readonly records: readonly LogRecord[];
}

/** One execution of a case: its records from `case` to `end-case`. */
interface Stretch {
  readonly head: CaseRecord;
  readonly shard: string;
  readonly records: readonly LogRecord[];
}

export type Merged = { readonly bodies: Iterable<RecordBody> } | { readonly problem: string };

/**
 * Cases in the order of the plan; of a case that ran again the first executions of all come before the second ones, as
 * in one run. The problem is a sentence: shards of different runs, a case judged twice, a case judged by none.
 */
export function mergedLog(shards: readonly Shard[]): Merged {
  const [first] = shards;
  const head = first?.records[0];
  if (first === undefined || head?.kind !== 'run') return { problem: 'there is nothing to put together' };
  const { plan } = head;
  if (plan === undefined)
    return { problem: `${first.name} names no plan of cases: it was made by an older kit` };
  for (const shard of shards) {
    const problem = misfit(first, head, shard);
    if (problem !== undefined) return { problem };
  }
  const twice = shards.find((s, i) => shards.findIndex((other) => other.name === s.name) !== i);
  if (twice !== undefined) return { problem: `${twice.name} is given twice; give each shard once` };
  const stretches = shards.flatMap(stretchesOf);
  const owners = new Map<string, string>();
  for (const {
    head: { case: id },
    shard,
  } of stretches) {
    const owner = owners.get(id) ?? shard;
    if (owner !== shard)
      return { problem: `${id} was judged in ${owner} and in ${shard}; give each shard once` };
    owners.set(id, owner);
  }
  const missing = plan.cases.filter((id) => !owners.has(id));
  if (missing.length > 0)
    return { problem: `${told(missing)} judged in none of them${absent(head, shards)}` };
  const place = new Map(plan.cases.map((id, i) => [id, i]));
  const attempts = new Map<string, number>();
  const ordered = stretches
    .map((stretch) => {
      const attempt = (attempts.get(stretch.head.case) ?? 0) + 1;
      attempts.set(stretch.head.case, attempt);
      return { stretch, attempt, at: place.get(stretch.head.case) ?? Infinity };
    })
    .toSorted((a, b) => a.attempt - b.attempt || a.at - b.at)
    .map(({ stretch }) => stretch);
  return { bodies: bodiesOf(head, ordered) };
}

function* bodiesOf(head: RunRecord, stretches: readonly Stretch[]): Generator<RecordBody> {
  yield bodyOf(withoutShard(head));
  let n = 1;
  for (const { records } of stretches) {
    const start = records[0]?.n ?? 0;
    const by = n - start;
    // A position before the case, such as 0 for "from the beginning", is none of its records and stays.
    const move = (position: number): number => (position < start ? position : position + by);
    for (const record of records) yield moved(bodyOf(record), move);
    n += records.length;
  }
  yield { kind: 'end' };
}

function misfit(first: Shard, head: RunRecord, { name, records }: Shard): string | undefined {
  const own = records[0];
  if (own?.kind !== 'run') return `${name} does not begin with a record of kind "run"`;
  if (records.at(-1)?.kind !== 'end')
    return `${name} broke off; pr2 run --resume goes on with it, and then it can be merged`;
  const [a, b] = [comparable(head), comparable(own)];
  const other = [...new Set([...Object.keys(a), ...Object.keys(b)])].find((k) => !same(a[k], b[k]));
  return other === undefined
    ? undefined
    : `${first.name} and ${name} are of different runs: ${WORDS[other] ?? other} differ`;
}

const WORDS: Readonly<Record<string, string>> = {
  suite: 'the suites',
  catalogue: 'the suites',
  roles: 'the roles',
  seed: 'the seeds',
  profile: 'the profiles',
  readings: 'the profiles',
  ics: 'the ICS',
  ixit: 'the IXIT',
  devices: 'the devices',
  meter: 'the meters',
  tags: 'the test cases chosen',
  strict: 'whether a SHOULD counts',
  retryErrors: 'how often an error is run again',
  plan: 'the test cases chosen or the number of shards',
  knownFailures: 'the lists of known failures',
};

function comparable({ n: _n, prev: _prev, plan, ...rest }: RunRecord): Record<string, unknown> {
  return { ...rest, plan: { ...plan, shard: plan?.shard?.count } };
}

function withoutShard(head: RunRecord): RunRecord {
  const { cases = [], whole = false } = head.plan ?? {};
  return { ...head, plan: { cases, whole } };
}

function stretchesOf({ name, records }: Shard): Stretch[] {
  const out: Stretch[] = [];
  let open: { head: CaseRecord; records: LogRecord[] } | undefined;
  for (const record of records) {
    if (record.kind === 'case') open = { head: record, records: [] };
    open?.records.push(record);
    if (record.kind !== 'end-case' || open === undefined) continue;
    out.push({ shard: name, ...open });
    open = undefined;
  }
  return out;
}

function absent({ plan }: RunRecord, shards: readonly Shard[]): string {
  const count = plan?.shard?.count;
  if (count === undefined) return '';
  const there = new Set(
    shards.map(({ records: [r] }) => (r?.kind === 'run' ? r.plan?.shard?.index : undefined)),
  );
  const gone = Array.from({ length: count }, (_, i) => i + 1).filter((i) => !there.has(i));
  return gone.length === 0 ? '' : `; shard ${gone.map((i) => `${i}/${count}`).join(', ')} is missing`;
}

function told(ids: readonly string[]): string {
  const shown = ids.slice(0, 3).join(', ');
  return ids.length === 1
    ? `${shown} was`
    : `${shown}${ids.length > 3 ? ` and ${ids.length - 3} more` : ''} were`;
}

function bodyOf({ n: _n, prev: _prev, ...body }: LogRecord): RecordBody {
  return body;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
