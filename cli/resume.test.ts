/** A run loses nothing: killed at any moment its log can be read, and gone on with it is the run that it would have been. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { unitFrom } from '../reference-impl/endpoint/identifiers';
import { linesOf, readRunLog, verifyChain } from '../lab/runlog';
import { packageRoot } from '../lab/session/suite';
import { pr2, startPr2, type Ended } from './testing/command';

const WHAT = ['--dut', 'pev=reference', '--tags', '@PR2-A-15 or @PR2-A-18'];
const KILLS = 10;

/** The reference PEV behind an adapter that does not answer the start of one case. */
const DEAF = `
const device = require('node:child_process').spawn(process.execPath, [process.argv[2], 'device', 'pev', '--stdio'], {
  stdio: ['pipe', 'inherit', 'inherit'],
});
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  if (!/"method":"start".*PR2-A-15.part"/.test(line)) device.stdin.write(line + '\\n');
}).on('close', () => device.stdin.end());
`;

let place = '';
const at = (...names: string[]): string => join(place, ...names);
const logOf = (run: string): string => at(run, 'pev', 'run.ndjson');
const sizeOf = (file: string): number => (existsSync(file) ? statSync(file).size : 0);

/** Starts a run and signals it as soon as its log has grown to `bytes`; a run that ends before is left alone. */
async function signalledAt(
  bytes: number,
  signal: NodeJS.Signals,
  file: string,
  args: string[],
): Promise<Ended> {
  const { child, ended } = startPr2(...args);
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  while (isRunning() && sizeOf(file) < bytes) await new Promise((resolve) => setTimeout(resolve, 1));
  if (isRunning()) child.kill(signal);
  return ended;
}

describe('a run that is ended before its time', () => {
  let whole = 0;

  before(async () => {
    place = mkdtempSync(join(tmpdir(), 'pr2-resume-'));
    const { code, err } = await pr2('run', ...WHAT, '--out', at('whole'));
    assert.equal(code, 3, err); // a part of the suite verifies a part
    whole = sizeOf(logOf('whole'));
  });

  after(() => rmSync(place, { recursive: true, force: true }));

  it(`is readable after each of ${KILLS} kills, and in the end the same to the byte`, async () => {
    let killed = 0;
    const moments = Array.from({ length: KILLS }, (_, i) => (i + unitFrom('moment', String(i))) / KILLS);
    for (const moment of moments) {
      const { signal } = await signalledAt(moment * whole, 'SIGKILL', logOf('killed'), [
        'run',
        ...WHAT,
        '--resume',
        at('killed'),
      ]);
      if (signal === 'SIGKILL') killed += 1;
      const { broken } = verifyChain(linesOf(logOf('killed')));
      assert.equal(broken, undefined);
      assert.ok([...readRunLog(logOf('killed'))].length > 0);
    }
    assert.ok(killed >= KILLS - 1, `only ${killed} were in time`); // the last may come when all is done
    const { code, err } = await pr2('run', ...WHAT, '--resume', at('killed'));
    assert.equal(code, 3, err);
    assert.ok(readFileSync(logOf('killed')).equals(readFileSync(logOf('whole'))));
    const report = (run: string): string => readFileSync(at(run, 'pev', 'report.json'), 'utf8');
    assert.equal(report('killed'), report('whole'));
  });

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`by ${signal} reports what was judged until then, exits 3, and can be gone on with`, async () => {
      const { code, out } = await signalledAt(whole / 3, signal, logOf(signal), [
        'run',
        ...WHAT,
        '--out',
        at(signal),
      ]);
      assert.equal(code, 3);
      assert.match(out, /PEV: NOT FULLY VERIFIED[^]*The run broke off/);
      const report = JSON.parse(readFileSync(at(signal, 'pev', 'report.json'), 'utf8')) as {
        complete: boolean;
        cases: unknown[];
      };
      assert.ok(!report.complete && report.cases.length > 0);
      await pr2('run', '--dut', 'pev=reference', '--resume', at(signal, 'pev'));
      assert.ok(readFileSync(logOf(signal)).equals(readFileSync(logOf('whole'))));
    });
  }

  it('in several processes is gone on with too, and none of them outlives a kill', async () => {
    const first = at('jobs', 'shards', '1', 'pev', 'run.ndjson');
    const { signal } = await signalledAt(whole / 8, 'SIGKILL', first, [
      'run',
      ...WHAT,
      '--jobs',
      '2',
      '--out',
      at('jobs'),
    ]);
    assert.equal(signal, 'SIGKILL');
    const { code, err } = await pr2('run', ...WHAT, '--jobs', '2', '--resume', at('jobs'));
    assert.equal(code, 3, err);
    assert.ok(readFileSync(logOf('jobs')).equals(readFileSync(logOf('whole'))));
    const meta = JSON.parse(readFileSync(at('jobs', 'pev', 'run-meta.json'), 'utf8')) as {
      startedAt: string;
      shards: { startedAt: string }[];
    };
    assert.equal(meta.shards.length, 2);
    assert.equal(meta.startedAt, meta.shards.map((s) => s.startedAt).toSorted()[0]);
  });

  it('while a case hangs ends at the second signal, with what was judged until then', async () => {
    writeFileSync(at('deaf.cjs'), DEAF);
    const deaf = [
      '--dut',
      `pev=exec:"node ${at('deaf.cjs')} ${join(packageRoot(), 'dist', 'cli', 'main.js')}"`,
    ];
    const only = ['--only', 'PR2-A-15.exact', '--only', 'PR2-A-15.part', '--answer-timeout-s', '600'];
    const { child, ended } = startPr2('run', ...deaf, ...only, '--out', at('deaf'));
    const hangs = (): boolean =>
      existsSync(logOf('deaf')) && readFileSync(logOf('deaf'), 'utf8').includes('"case":"PR2-A-15.part"');
    while (child.exitCode === null && !hangs()) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGINT');
    child.kill('SIGTERM');
    const { code, out, err } = await ended;
    assert.equal(code, 3, err);
    assert.match(out, /The run broke off/);
    const { cases } = JSON.parse(readFileSync(at('deaf', 'pev', 'report.json'), 'utf8')) as {
      cases: { id: string; verdict: string }[];
    };
    assert.deepEqual(
      cases.map((c) => [c.id, c.verdict]),
      [
        ['PR2-A-15.exact', 'pass'],
        ['PR2-A-15.part', 'inconclusive'],
      ],
    );
  });

  it('is gone on with as the same run or not at all', async () => {
    const text = readFileSync(logOf('whole'), 'utf8');
    const lines = text.split('\n');
    const copy = at('other', 'pev');
    const refusal = async (lineCount: number, ...args: string[]): Promise<string> => {
      rmSync(at('other'), { recursive: true, force: true });
      mkdirSync(copy, { recursive: true });
      const begun = `${lines.slice(0, lineCount).join('\n')}\n`;
      writeFileSync(logOf('other'), begun);
      const { code, err } = await pr2('run', '--resume', at('other'), ...args);
      assert.equal(code, 2, err);
      assert.equal(readFileSync(logOf('other'), 'utf8'), begun, 'a refused run is not touched');
      assert.equal(err.trimEnd().split('\n').length, 1, err);
      return err;
    };
    const pev = ['--dut', 'pev=reference'];
    const elsewhere = await pr2('run', '--dut', 'esci=reference', '--resume', at('whole', 'pev'));
    assert.match(elsewhere.err, /holds a run of the pev, and --dut names the esci/);
    assert.match(await refusal(300, ...pev, '--seed', 'x'), /it was begun with --seed pr2, not x/);
    assert.match(
      await refusal(300, ...pev, '--profile', 'strict-notice'),
      /it was begun with profile default/,
    );
    assert.match(await refusal(300, ...pev, '--tags', '@PR2-A-15'), /it was begun with other test cases/);
    lines[5] = (lines[5] ?? '').replace('"kind"', '"kind" ');
    assert.match(await refusal(300, ...pev), /run\.ndjson:7 breaks the chain/);
  });
});
