/** A case that ended in error runs again, alone; both traces stay, and the log is the same however it came about. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { loadSuite, packageRoot } from '../lab/session/suite';
import type { Report } from '../schemas';
import { pr2 } from './testing/command';

/** The reference PEV, whose adapter says nonsense the first time that a case begins; then a file is there, and it does not. */
const FLAKY = `
const { spawn } = require('node:child_process');
const { existsSync, writeFileSync } = require('node:fs');
const [flag, main] = process.argv.slice(2);
const device = spawn(process.execPath, [main, 'device', 'pev', '--stdio'], { stdio: ['pipe', 'inherit', 'inherit'] });
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const begins = /"method":"start".*(PR2-A-15\\.(exact|part))"/.exec(line);
  if (begins === null || existsSync(flag + begins[1])) return device.stdin.write(line + '\\n');
  writeFileSync(flag + begins[1], '');
  console.log('hm');
}).on('close', () => device.stdin.end());
`;

const main = (): string => join(packageRoot(), 'dist', 'cli', 'main.js');

const TAGS = ['--tags', '@PR2-A-15'];
const COUNT = loadSuite().catalogue.cases.filter(
  (c) => c.dut === 'pev' && c.requirement === 'PR2-A-15',
).length;

describe('--retry-errors', () => {
  let place = '';
  const at = (...names: string[]): string => join(place, ...names);
  const read = (run: string, file: string): string => readFileSync(at(run, 'pev', file), 'utf8');
  const reportOf = (run: string): Report => JSON.parse(read(run, 'report.json')) as Report;
  /** @param flags where this run's adapter remembers what it did wrong already */
  const flaky = (flags: string): string[] => {
    return ['--dut', `pev=exec:"node ${at('flaky.cjs')} ${at(flags)} ${main()}"`, ...TAGS];
  };

  before(async () => {
    place = mkdtempSync(join(tmpdir(), 'pr2-retry-'));
    writeFileSync(at('flaky.cjs'), FLAKY);
    await pr2('run', ...flaky('a-'), '--retry-errors', '1', '--out', at('whole'));
  });

  after(() => rmSync(place, { recursive: true, force: true }));

  it('takes the last attempt, keeps the first to be seen, and calls it a finding', () => {
    const { cases, retried = [], counts, requirements } = reportOf('whole');
    assert.deepEqual(
      cases.filter((c) => c.attempt === 2).map((c) => [c.id, c.verdict]),
      [
        ['PR2-A-15.exact', 'pass'],
        ['PR2-A-15.part', 'pass'],
      ],
    );
    assert.deepEqual(
      retried.map((c) => [c.id, c.verdict, c.attempt]),
      [
        ['PR2-A-15.exact', 'error', 1],
        ['PR2-A-15.part', 'error', 1],
      ],
    );
    assert.match(retried[0]?.cause ?? '', /something that is not JSON/);
    assert.deepEqual([counts.cases, counts.findings], [{ pass: COUNT }, 2]);
    assert.equal(requirements.find((r) => r.id === 'PR2-A-15')?.verdict, 'pass with findings');
    assert.match(read('whole', 'report.html'), /id="retried"/);
    assert.match(
      read('whole', 'summary.md'),
      /2 cases ended in error and ran again, 2 of them to a judgement/,
    );
  });

  it('without it an error is an error', async () => {
    await pr2('run', ...flaky('b-'), '--out', at('once'));
    const { counts, retried } = reportOf('once');
    assert.deepEqual([counts.cases, retried], [{ error: 2, pass: COUNT - 2 }, undefined]);
  });

  it('leaves the same log judged again, merged from shards, and gone on with', async () => {
    await pr2('judge', at('whole', 'pev', 'run.ndjson'), '--out', at('again'));
    assert.equal(readFileSync(at('again', 'run.ndjson'), 'utf8'), read('whole', 'run.ndjson'));

    for (const shard of ['1', '2'])
      await pr2(
        'run',
        ...flaky(`c-`),
        '--retry-errors',
        '1',
        '--shard',
        `${shard}/2`,
        '--out',
        at(`s${shard}`),
      );
    const merged = await pr2('merge', at('s1'), at('s2'), '--out', at('merged'));
    assert.equal(merged.code, 3, merged.err);
    assert.equal(read('merged', 'run.ndjson'), read('whole', 'run.ndjson'));

    const lines = read('whole', 'run.ndjson').split('\n');
    const second = lines.findIndex((line) => line.includes('"attempt":2'));
    writeFileSync(at('whole', 'pev', 'run.ndjson'), `${lines.slice(0, second + 5).join('\n')}\n`);
    const other = await pr2('run', ...flaky('a-'), '--resume', at('whole'), '--retry-errors', '2');
    assert.match(other.err, /it was begun with --retry-errors 1, not 2/);
    await pr2('run', ...flaky('a-'), '--resume', at('whole'));
    assert.equal(read('whole', 'run.ndjson'), lines.join('\n'));
  });

  it('never tries a failure again', async () => {
    const device = `node ${main()} device pev --stdio --fault pev/never-discharges`;
    const dut = ['--dut', `pev=exec:"${device}"`];
    const only = ['--only', 'PR2-A-19.scheduled'];
    const { code } = await pr2('run', ...dut, ...only, '--retry-errors', '3', '--out', at('failed'));
    assert.equal(code, 1);
    const begun = read('failed', 'run.ndjson').match(/"kind":"case"/g);
    assert.equal(begun?.length, 1);
  });
});
