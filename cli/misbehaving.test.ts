/** The kit against the adapters of examples/misbehaving: each gets its verdict and its sentence, and none hangs it. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { linesOf, verifyChain } from '../lab/runlog';
import { packageRoot } from '../lab/session/suite';
import type { Report } from '../schemas';
import { pr2 } from './testing/command';

interface Expected {
  readonly adapter: string;
  readonly verdict?: string;
  readonly exit: number;
  readonly says: string;
  /** What the second case says, where it says something else. */
  readonly then?: string;
}

const ROOT = packageRoot();
const FOLDER = join(ROOT, 'examples', 'misbehaving');
const EXPECTED = parse(readFileSync(join(FOLDER, 'expected.yaml'), 'utf8')) as Expected[];
const CASES = ['PR2-A-15.exact', 'PR2-X-02.names'];
/** Node takes long to start on a busy machine. */
const ANSWER_S = '3';

async function judged({ adapter, verdict, exit, says, then = says }: Expected): Promise<void> {
  const out = mkdtempSync(join(tmpdir(), 'pr2-misbehaving-'));
  try {
    const target = `pev=exec:"${process.execPath}" "${join(FOLDER, `${adapter}.cjs`)}"`;
    const only = CASES.flatMap((id) => ['--only', id]);
    const ended = await pr2('run', '--dut', target, ...only, '--out', out, '--answer-timeout-s', ANSWER_S);
    const told = `${ended.out}\n${ended.err}`;
    assert.equal(ended.code, exit, told);
    assert.doesNotMatch(told, /^\s+at .+:\d+|error of the kit/m);
    if (verdict === undefined) {
      assert.match(ended.err.trimEnd(), new RegExp(says));
      assert.ok(!existsSync(join(out, 'pev', 'run.ndjson')), 'a run that did not begin leaves nothing');
      return;
    }
    const report = JSON.parse(readFileSync(join(out, 'pev', 'report.json'), 'utf8')) as Report;
    assert.deepEqual(
      report.cases.map((c) => c.verdict),
      CASES.map(() => verdict),
    );
    for (const [i, pattern] of [says, then].entries())
      assert.match(report.cases[i]?.cause ?? '', new RegExp(pattern));
    assert.ok(report.complete);
    const log = verifyChain(linesOf(join(out, 'pev', 'run.ndjson')));
    assert.deepEqual([log.complete, log.broken], [true, undefined]);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

describe('an adapter that misbehaves', { concurrency: 2 }, () => {
  for (const expected of EXPECTED) it(expected.adapter, () => judged(expected));

  it('stands in the table', () => {
    const there = readdirSync(FOLDER).flatMap((f) => (f.endsWith('.cjs') ? [f.slice(0, -4)] : []));
    assert.deepEqual(EXPECTED.map((e) => e.adapter).toSorted(), there.toSorted());
  });
});
