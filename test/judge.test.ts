/** A run log is judged again from itself alone, and a log of the field by the oracles. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { MemoryLog } from '../lab/runlog';
import { moved } from '../lab/runlog/positions';
import type { LogRecord } from '../schemas';
import { execFaulty, newFolder, pr2 } from './run-pr2';

const TAGS = '@PR2-A-15 or @PR2-A-17 or @PR2-A-21 or @PR2-A-19 or @PR2-X-02 or @PR2-B-08';

const logOf = (dir: string): string => readFileSync(join(dir, 'run.ndjson'), 'utf8');
const recordsOf = (text: string): LogRecord[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as LogRecord);

function fileOf(records: readonly object[]): string {
  const path = join(newFolder(), 'log.ndjson');
  writeFileSync(path, records.map((r) => `${JSON.stringify(r)}\n`).join(''));
  return path;
}

/** The log as a suite without oracles would have left it, numbered and chained anew. */
function withoutOracles(records: readonly LogRecord[]): string {
  const log = new MemoryLog();
  const positions = new Map<number, number>();
  for (const { n, prev: _prev, ...body } of records) {
    if (body.kind === 'check' && body.oracle === true) continue;
    positions.set(n, log.append(moved(body, (old) => positions.get(old) ?? old)).n);
  }
  return log.text();
}

describe('pr2 judge', () => {
  const out = newFolder();
  const runs = { sound: join(out, 'sound', 'pev'), broken: join(out, 'broken', 'pev') };
  before(() => {
    mkdirSync(out, { recursive: true });
    const run = (dut: string, dir: string) => pr2(['run', '--dut', dut, '--tags', TAGS, '--out', dir]);
    run('pev=reference', join(out, 'sound'));
    run(execFaulty('pev/never-discharges'), join(out, 'broken'));
  });

  for (const name of ['sound', 'broken'] as const) {
    it(`gives the bytes of the run's own log (${name})`, () => {
      const again = newFolder();
      const { stdout } = pr2(['judge', join(runs[name], 'run.ndjson'), '--out', again]);
      assert.match(stdout, /^\d+ checks judged again, 0 with another verdict$/m);
      assert.equal(logOf(again), logOf(runs[name]));
      assert.deepEqual(
        readFileSync(join(again, 'report.json'), 'utf8'),
        readFileSync(join(runs[name], 'report.json'), 'utf8'),
      );
    });
  }

  it('asks oracles that the log does not know, and every position moves along', () => {
    const old = join(newFolder(), 'run.ndjson');
    writeFileSync(old, withoutOracles(recordsOf(logOf(runs.sound))));
    assert.notEqual(readFileSync(old, 'utf8'), logOf(runs.sound));
    const again = newFolder();
    pr2(['judge', old, '--out', again]);
    assert.equal(logOf(again), logOf(runs.sound));
  });

  it('changes the verdicts that rest on a reading changed by hand, and no other', () => {
    const records = recordsOf(logOf(runs.sound));
    const held = records.find((r) => r.kind === 'check' && r.check === 'holds-power' && r.verdict === 'pass');
    assert.ok(held?.kind === 'check');
    const at = held.basis.at(-1) ?? 0;
    const reading = records.slice(0, at + 1).findLast((r) => r.kind === 'reading' && r.readings.powerW !== 0);
    assert.ok(reading?.kind === 'reading');
    const inCase = records.slice(0, reading.n).findLast((r) => r.kind === 'case');
    reading.readings.powerW = -(reading.readings.powerW ?? 0);
    const { stdout, stderr, code } = pr2(['judge', fileOf(records)]);
    assert.match(stderr, new RegExp(`:${reading.n + 2} was changed since the run`));
    const changed = stdout.split('\n').filter((line) => line.includes('→'));
    assert.ok(changed.length > 0);
    for (const line of changed) assert.ok(line.includes(` ${inCase?.case} `), line);
    assert.equal(code, 1);
  });

  it('judges a log of the field by the oracles', () => {
    const at = '2031-03-03T18:00:00Z';
    const device = 'urn:pr2:pev:p1';
    const idle = { at, device, readings: { powerW: 0, exportJ: 0, importJ: 0 } };
    const exporting = {
      ...idle,
      at: '2031-03-03T18:05:00Z',
      readings: { powerW: -5000, exportJ: 0, importJ: 0 },
    };
    const later = { ...exporting, at: '2031-03-03T18:10:00Z' };
    const { stdout, code } = pr2(['judge', fileOf([idle, exporting, later]), '--field', 'pev']);
    assert.match(stdout, /PR2-X-05|PR2-A-17/, 'it exports and nobody asked for it');
    assert.match(stdout, /PR2-A-16\/register-equals-integral/);
    assert.equal(code, 1);
    assert.equal(pr2(['judge', fileOf([idle, { ...idle, at: later.at }]), '--field', 'pev']).code, 3);
  });

  const line = { at: '2031-03-03T18:00:00Z', device: 'urn:pr2:pev:p1', readings: { powerW: 0 } };
  for (const [what, args, says] of [
    ['a file that is not there', ['nowhere.ndjson'], /there is no nowhere\.ndjson/],
    ['a log of the field without its flag', [fileOf([line])], /judged with --field pev\|esci\|utility/],
    ['an unknown role', [fileOf([line]), '--field', 'car'], /--field car: the roles are pev, esci, utility/],
    [
      'a time without offset',
      [fileOf([{ ...line, at: '2031-03-03T18:00:00' }]), '--field', 'pev'],
      /line 1: at /,
    ],
    ['an empty line', [fileOf([{ at: line.at }]), '--field', 'pev'], /line 1: it holds neither/],
    [
      'lines out of order',
      [fileOf([line, { ...line, at: '2030-03-03T18:00:00Z' }]), '--field', 'pev'],
      /line 2: it is earlier/,
    ],
    ['no device of the role', [fileOf([line]), '--field', 'esci'], /no line is of a esci/],
  ] as const) {
    it(`${what}: one sentence, exit 2`, () => {
      const { code, stderr } = pr2(['judge', ...args]);
      assert.match(stderr, says);
      assert.equal(stderr.trimEnd().split('\n').length, 1);
      assert.equal(code, 2);
    });
  }
});
