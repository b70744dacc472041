/** The action of .github/actions/pr2, with bash and hostile inputs, and what else the kit says of itself to CI. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { execFaulty, newFolder, pr2, type Ended } from './run-pr2';

const ROOT = join(__dirname, '..');
const ACTION = join(ROOT, '.github', 'actions', 'pr2');
const read = (...path: string[]): string => readFileSync(join(ROOT, ...path), 'utf8');
const noBash = spawnSync('bash', ['--version']).status === 0 ? false : 'there is no bash here';

/** A folder whose `npx pr2` is the script given. */
function project(script: string): string {
  const dir = newFolder();
  const bin = join(dir, 'node_modules', '.bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'pr2'), `#!/usr/bin/env node\n${script}\n`);
  chmodSync(join(bin, 'pr2'), 0o755);
  return dir;
}

function act(dir: string, env: NodeJS.ProcessEnv): Ended {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([k]) => !k.startsWith('GITHUB_')));
  const run = spawnSync('bash', [join(ACTION, 'run.sh')], {
    cwd: dir,
    encoding: 'utf8',
    env: { ...inherited, ...env },
  });
  return { code: run.status, stdout: run.stdout, stderr: run.stderr };
}

describe('the action', { skip: noBash }, () => {
  it('hands every input on as one argument, and runs none of them', () => {
    const dir = project("require('fs').writeFileSync('argv.json', JSON.stringify(process.argv.slice(2)))");
    const hostile = {
      PR2_ICS: 'a $(touch x1) `touch x2` b',
      PR2_TAGS: '"; touch x3; "',
      PR2_PROFILE: "' && touch x4 '",
      PR2_SEED: '--force\n$(touch x5)',
      PR2_KNOWN_FAILURES: '${IFS}*|touch${IFS}x6',
      PR2_SHARD: '1/2; touch x7',
    };
    const ended = act(dir, {
      ...hostile,
      PR2_DUT: 'pev=exec:"$(touch x8)"\n\nesci=exec:\'a b\' * ?\r\n--out=x9',
      PR2_ONLY: 'PR2-A-15.exact\n-n',
      PR2_OUT: '$(touch x10)',
      PR2_STRICT: 'true; touch x11',
    });
    assert.equal(ended.code, 0, ended.stderr);
    assert.deepEqual(JSON.parse(readFileSync(join(dir, 'argv.json'), 'utf8')), [
      'run',
      '--out=$(touch x10)',
      '--force',
      '--dut=pev=exec:"$(touch x8)"',
      "--dut=esci=exec:'a b' * ?",
      '--dut=--out=x9',
      '--only=PR2-A-15.exact',
      '--only=-n',
      `--ics=${hostile.PR2_ICS}`,
      `--profile=${hostile.PR2_PROFILE}`,
      `--known-failures=${hostile.PR2_KNOWN_FAILURES}`,
      `--tags=${hostile.PR2_TAGS}`,
      `--seed=${hostile.PR2_SEED}`,
      `--shard=${hostile.PR2_SHARD}`,
    ]);
    assert.deepEqual(readdirSync(dir).toSorted(), ['argv.json', 'node_modules']);
  });

  it('leaves summary, annotations and exit code of a device that fails', () => {
    const dir = project(`require(${JSON.stringify(join(ROOT, 'dist', 'cli', 'main.js'))})`);
    const files = { GITHUB_STEP_SUMMARY: join(dir, 'step.md'), GITHUB_OUTPUT: join(dir, 'outputs') };
    const ended = act(dir, {
      ...files,
      GITHUB_ACTIONS: 'true',
      PR2_DUT: execFaulty('pev/never-discharges'),
      PR2_ONLY: 'PR2-A-19.scheduled',
    });
    assert.equal(ended.code, 1, ended.stderr);
    assert.match(readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'), /^## PR2 as PEV: not conformant$/m);
    assert.equal(readFileSync(files.GITHUB_OUTPUT, 'utf8'), 'exit-code=1\n');
    const [file, line] =
      /^::error file=(features\/[^,]+\.feature),line=(\d+),title=pev PR2-A-19\.scheduled%3A fail::PR2-A-19, .*observed/m
        .exec(ended.stdout)
        ?.slice(1) ?? [];
    assert.match(read(file ?? '').split('\n')[Number(line) - 1] ?? '', /\| PR2-A-19\.scheduled|Scenario/);
  });

  it('shows no summary of an earlier run where this one did not begin', () => {
    const dir = project(`require(${JSON.stringify(join(ROOT, 'dist', 'cli', 'main.js'))})`);
    mkdirSync(join(dir, 'pr2-report', 'pev'), { recursive: true });
    writeFileSync(join(dir, 'pr2-report', 'pev', 'summary.md'), 'all is well');
    const step = join(dir, 'step.md');
    const ended = act(dir, { GITHUB_STEP_SUMMARY: step, PR2_DUT: 'pev=nothing' });
    assert.deepEqual([ended.code, existsSync(step)], [2, false], ended.stderr);
  });

  it('writes inputs into the environment only, and all of them', () => {
    const action = parse(read('.github/actions/pr2/action.yml')) as {
      inputs: Record<string, unknown>;
      runs: { steps: { run: string; env: Record<string, string> }[] };
    };
    const [step] = action.runs.steps;
    assert.equal(action.runs.steps.length, 1);
    assert.doesNotMatch(step?.run ?? '${{', /\$\{\{/);
    const script = read('.github/actions/pr2/run.sh');
    for (const [name, value] of Object.entries(step?.env ?? {})) {
      assert.match(value, /^\$\{\{ inputs\.[\w-]+ \}\}$/);
      assert.ok(script.includes(`\${${name}:-`), `${name} is read`);
    }
    const handed = Object.values(step?.env ?? {}).map((v) => v.slice(11, -3));
    const inputs = Object.keys(action.inputs).filter((i) => i !== 'working-directory');
    assert.deepEqual(handed.toSorted(), inputs.toSorted());
    assert.doesNotMatch(script, /\beval\b|\bsh -c\b/);
  });
});

describe('without a terminal', () => {
  for (const colour of [{ NO_COLOR: '1' }, { FORCE_COLOR: '3' }, {}]) {
    it(`no colour and no moving line (${Object.keys(colour)[0] ?? 'neither asked'})`, () => {
      const args = ['run', '--dut', 'pev=reference', '--only', 'PR2-A-15.exact', '--out', newFolder()];
      const { code, stdout, stderr } = pr2(args, { GITHUB_ACTIONS: '', ...colour });
      assert.equal(code, 3, stderr);
      assert.doesNotMatch(stdout + stderr, /[^\P{Cc}\n]/u);
    });
  }
});

describe('the container', () => {
  const lines = read('Dockerfile').split('\n');

  it('holds every file of the package', () => {
    const copied = lines.flatMap((l) => /^COPY --from=build \/kit\/(\S+) /.exec(l)?.[1] ?? []);
    const { files } = JSON.parse(read('package.json')) as { files: string[] };
    for (const path of copied) assert.ok(existsSync(join(ROOT, path)), path);
    const needed = files.filter((f) => f !== 'README.md' && f !== 'LICENSE');
    for (const path of needed)
      assert.ok(
        copied.some((c) => path === c || path.startsWith(`${c}/`)),
        `${path} is copied`,
      );
  });

  it('runs pr2 as a user without rights', () => {
    const user = lines.findIndex((l) => l === 'USER node');
    assert.ok(user > lines.findLastIndex((l) => l.startsWith('RUN ')));
    assert.ok(lines.includes('ENTRYPOINT ["pr2"]'));
  });
});

describe('the files for CI', () => {
  const workflow = parse(read('.github/workflows/test.yml')) as {
    jobs: { test: { strategy: { matrix: { node: number[] } } } };
  };

  it('can be read', () => {
    for (const file of ['github-actions.yml', 'gitlab-ci.yml'])
      assert.equal(typeof parse(read('examples', 'ci', file)), 'object', file);
  });

  it('try every Node that the package supports', () => {
    const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
    const majors = [...engines.node.matchAll(/(\d+)\.\d+\.\d+/g)].map((m) => Number(m[1]));
    assert.deepEqual(workflow.jobs.test.strategy.matrix.node, majors);
  });
});
