/**
 * The test command: every stage in turn, the next also after a red one, and one closing line. A stage that counts
 * (unit tests, test cases, faults) adds its counts; any other counts as one.
 */
const { spawnSync } = require('node:child_process');
const { mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const PR2 = join('dist', 'cli', 'main.js');
const ROLES = ['pev', 'esci', 'utility'];
const out = mkdtempSync(join(tmpdir(), 'pr2-suite-'));

const STAGES = [
  { name: 'lint', command: ['npm', 'run', '-s', 'lint'] },
  { name: 'types', command: ['npm', 'run', '-s', 'typecheck'] },
  { name: 'import rules', command: ['npm', 'run', '-s', 'imports'] },
  { name: 'features', command: [process.execPath, PR2, 'lint'], quiet: true },
  { name: 'unit tests', command: [process.execPath, 'scripts/unit.cjs'], count: unitCounts, quiet: true },
  {
    name: 'suite on the reference devices',
    command: [
      process.execPath,
      PR2,
      'run',
      ...ROLES.flatMap((r) => ['--dut', `${r}=reference`]),
      '--out',
      out,
    ],
    count: suiteCounts,
  },
  { name: 'traceability', command: [process.execPath, PR2, 'trace-check', '--runs', out] },
  {
    name: 'faults and variants',
    command: [process.execPath, PR2, 'faults', '--published', '--format', 'json'],
    count: faultCounts,
    quiet: true,
  },
];

let passed = 0;
let failed = 0;
for (const { name, command, count, quiet } of STAGES) {
  const begun = Date.now();
  const [program, ...args] = command;
  const run = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 30 });
  const ok = run.status === 0;
  const counts = count?.(run.stdout) ?? { passed: 0, failed: 0 };
  passed += counts.passed + (ok ? 1 : 0);
  failed += counts.failed + (ok ? 0 : 1);
  console.log(`${ok ? 'ok   ' : 'FAILS'} ${name} (${Math.round((Date.now() - begun) / 1000)} s)`);
  if (!ok || !quiet) process.stdout.write(`${run.stdout.trimEnd()}\n`.replace(/^\n$/, ''));
  if (!ok) process.stdout.write(`${run.stderr.trimEnd()}\n`);
}
rmSync(out, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** Each part of the unit tests ends with counts of its own. */
function unitCounts(text) {
  const of = (word) =>
    [...text.matchAll(new RegExp(`^ℹ ${word} (\\d+)$`, 'gm'))].reduce((sum, [, n]) => sum + Number(n), 0);
  return { passed: of('pass'), failed: of('fail') };
}

function suiteCounts() {
  const verdicts = ROLES.flatMap((role) =>
    JSON.parse(readFileSync(join(out, role, 'report.json'), 'utf8')).cases.map((c) => c.verdict),
  );
  const good = verdicts.filter((v) => v === 'pass' || v === 'not applicable').length;
  return { passed: good, failed: verdicts.length - good };
}

function faultCounts(text) {
  const counts = { passed: 0, failed: 0 };
  for (const score of Object.values(JSON.parse(text).scores)) {
    const wronged = score.wronged.length;
    counts.passed += score.caught + score.variants - wronged;
    counts.failed += score.known - score.caught + wronged;
  }
  return counts;
}
