/**
 * Runs every unit test (`*.test.ts` beside its subject) with node:test; names given narrow it to paths holding them.
 * The files are dealt to as many processes as there are cores, many to a process: loading the compiler once for each
 * of some 150 files would cost more than the tests themselves.
 */
const { spawn } = require('node:child_process');
const { readdirSync } = require('node:fs');
const { availableParallelism } = require('node:os');
const { join, resolve } = require('node:path');

const FOLDERS = [
  'schemas',
  'runlog',
  'verdicts',
  'reference-impl',
  'lab',
  'steps',
  'reports',
  'spec',
  'cli',
  'bench',
  'test',
];
/** Parts a core: small enough that a core that ends early takes over from the other. */
const PARTS_PER_CORE = 4;

if (process.argv[2] === '--part') process.argv.slice(3).forEach((file) => require(resolve(file)));
else void main(process.argv.slice(2));

async function main(wanted) {
  const files = FOLDERS.flatMap(testsUnder).filter(
    (f) => wanted.length === 0 || wanted.some((w) => f.includes(w)),
  );
  if (files.length === 0) {
    console.error('no unit test matches');
    process.exit(2);
  }
  const cores = availableParallelism();
  const parts = deal(files, Math.min(files.length, cores * PARTS_PER_CORE));
  const take = async () => {
    for (let part = parts.shift(); part !== undefined; part = parts.shift()) await run(part);
  };
  await Promise.all(Array.from({ length: cores }, take));
}

/** Every n-th file to the same part, so that the slow ones, which live together, are spread. */
function deal(files, n) {
  return Array.from({ length: n }, (_, part) => files.filter((_file, i) => i % n === part));
}

function run(files) {
  const args = ['--require', 'ts-node/register', '--test-reporter=spec', __filename, '--part', ...files];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const chunks = [];
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  return new Promise((done) => {
    child.on('close', (code) => {
      process.stdout.write(Buffer.concat(chunks));
      if (code !== 0) process.exitCode = 1;
      done();
    });
  });
}

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
