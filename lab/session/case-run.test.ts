import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caseVerdict } from '../../verdicts';
import { CaseStop } from '../bench/case-stop';
import type { Oracle } from '../oracles/oracle';
import type { CaseRun } from './case-run';
import { plainCase } from './testing/plain-case';

/** A check that fails: nothing was sent by then. */
async function failing(run: CaseRun, should?: boolean): Promise<void> {
  const { nowMs } = run.bench;
  const args = {
    by: run.pev,
    name: 'TerminationNotice',
    afterN: 0,
    fromMs: nowMs,
    byMs: nowMs + 1000,
    limitMs: 1000,
  };
  await run.judge('sends', args, 'PR2-A-06', should === undefined ? {} : { should });
}

const BROKEN: Oracle = {
  name: 'broken',
  judge: () => {
    throw new TypeError('cannot read what is not there');
  },
};

test('an oracle that breaks off is the kit’s error, with its sentence, and the case still has its end', async () => {
  const run = plainCase({ oracles: [BROKEN] });
  await run.start();
  run.stop(new CaseStop('precondition', 'something else'));
  await run.end();
  const end = run.view.records.at(-1);
  assert.ok(end?.kind === 'end-case');
  assert.deepEqual(end.stopped, {
    kind: 'kit',
    text: 'the check broken broke off: cannot read what is not there',
  });
  assert.equal(caseVerdict(run.view.records).verdict, 'error');
});

test('a check that breaks off is the kit’s error too', async () => {
  const run = plainCase();
  await run.start();
  await assert.rejects(
    run.judge('sends', null as never),
    (error) =>
      error instanceof CaseStop && error.kind === 'kit' && /the check sends broke off: /.test(error.message),
  );
});

test('what a SHOULD asks for and is not met is a finding: no failure, unless strict', async () => {
  for (const [info, should] of [
    [{ should: true }, undefined],
    [{}, true],
  ] as const) {
    const run = plainCase({ info });
    await run.start();
    await failing(run, should);
    await run.end();
    const [check] = run.view.ofKind('check');
    assert.deepEqual([check?.verdict, check?.finding], ['fail', true]);
    assert.equal(caseVerdict(run.view.records).verdict, 'pass');
    assert.equal(caseVerdict(run.view.records, { strict: true }).verdict, 'fail');
  }
});

test('a MUST in the same place fails', async () => {
  const run = plainCase();
  await run.start();
  await failing(run);
  await run.end();
  assert.equal(caseVerdict(run.view.records).verdict, 'fail');
});
