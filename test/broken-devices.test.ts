/** Devices that are wrong in a way a vendor would know: each fails by the name of what it broke. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { execFaulty, execScript, failedRequirements, newFolder, pr2, reportOf } from './run-pr2';

const BROKEN: readonly { fault: string; tags: string; fails: readonly string[] }[] = [
  { fault: 'pev/never-discharges', tags: '@PR2-A-17 or @PR2-A-18', fails: ['PR2-A-17', 'PR2-A-18'] },
  { fault: 'pev/inverts-the-sign-of-its-power', tags: '@PR2-X-04 or @PR2-A-17', fails: ['PR2-X-04'] },
  { fault: 'pev/shows-power-that-does-not-flow', tags: '@PR2-A-16', fails: ['PR2-A-16'] },
  { fault: 'pev/never-answers-a-request', tags: '@PR2-A-14 or @PR2-X-09', fails: ['PR2-A-14', 'PR2-X-09'] },
];

for (const { fault, tags, fails } of BROKEN) {
  test(`${fault} fails ${fails.join(' and ')} by name`, () => {
    const out = newFolder();
    const { code } = pr2(['run', '--dut', execFaulty(fault), '--tags', tags, '--out', out]);
    assert.equal(code, 1);
    const report = reportOf(out, 'pev');
    assert.equal(report.headline, 'not conformant');
    for (const id of fails)
      assert.ok(failedRequirements(report).includes(id), `${id} in ${failedRequirements(report).join(', ')}`);
    const page = readFileSync(join(out, 'pev', 'report.html'), 'utf8');
    for (const id of fails) assert.ok(page.includes(id));
  });
}

test('rubbish on standard output is the adapter’s error, with its standard error in the run’s own files', () => {
  const out = newFolder();
  const { code } = pr2([
    'run',
    '--dut',
    execScript('pev', 'rubbish.cjs'),
    '--tags',
    '@PR2-A-06',
    '--out',
    out,
  ]);
  assert.equal(code, 3);
  const report = reportOf(out, 'pev');
  assert.ok(report.cases.every((c) => c.verdict === 'error'));
  assert.match(report.cases[0]?.cause ?? '', /not JSON/);
  assert.match(readFileSync(join(out, 'pev', 'run-meta.json'), 'utf8'), /battery controller not found/);
  assert.match(
    readFileSync(join(out, 'pev', 'report.html'), 'utf8'),
    /battery controller not found &lt;b&gt;/,
  );
});
