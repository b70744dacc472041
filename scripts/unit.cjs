/** Runs every unit test (`*.test.ts` beside its subject) with node:test; names given narrow it to paths holding them. */
const { spawnSync } = require('node:child_process');
const { readdirSync } = require('node:fs');
const { join } = require('node:path');

const FOLDERS = [
  'schemas',
  'runlog',
  'verdicts',
  'reference-impl',
  'lab',
  'steps',
  'reports',
  'cli',
  'bench',
  'test',
];

function testsUnder(dir) {
  let entries;
  try {
    entries = readdirSync(dir, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((e) => {
    const path = join(dir, e.name);
    if (e.isDirectory()) return path.includes(join('reports', 'out')) ? [] : testsUnder(path);
    return e.name.endsWith('.test.ts') ? [path] : [];
  });
}

const wanted = process.argv.slice(2);
const files = FOLDERS.flatMap(testsUnder).filter(
  (f) => wanted.length === 0 || wanted.some((w) => f.includes(w)),
);
if (files.length === 0) {
  console.error('no unit test matches');
  process.exit(2);
}
const run = spawnSync(
  process.execPath,
  ['--require', 'ts-node/register', '--test', '--test-reporter=spec', '--test-concurrency=2', ...files],
  { stdio: 'inherit' },
);
process.exit(run.status ?? 1);
