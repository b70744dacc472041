import assert from 'node:assert/strict';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { checkRecord } from '../../schemas';
import { hashOf, type RecordBody } from './chain';
import { linesOf, readRunLog, verifyChain, type LogLine } from './reader';
import { CheckedLog, FileLog, MemoryLog } from './writer';

const AT = 1_900_000_000_000;
const note = (text: string): RecordBody => ({ kind: 'note', at: AT, text, level: 'info' });
const END: RecordBody = { kind: 'end' };

function inFolder(use: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'pr2-runlog-'));
  try {
    use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function logOf(...bodies: readonly RecordBody[]): string {
  const log = new MemoryLog();
  for (const body of bodies) log.append(body);
  return log.text();
}

function linesIn(text: string): LogLine[] {
  const parts = text.split('\n');
  const torn = parts.pop() ?? '';
  const lines = parts.map((t, i) => ({ line: i + 1, text: t, torn: false }));
  return torn === '' ? lines : [...lines, { line: lines.length + 1, text: torn, torn: true }];
}

test('records are numbered, chained and ordered, and the end counts them', () => {
  const [first = '', second = '', end = ''] = logOf(
    note('a'),
    { level: 'warn', text: 'b', at: AT, kind: 'note' },
    END,
  ).split('\n');
  assert.equal(first, `{"n":0,"prev":"","kind":"note","at":${AT},"text":"a","level":"info"}`);
  assert.equal(
    second,
    `{"n":1,"prev":"${hashOf(first)}","kind":"note","level":"warn","text":"b","at":${AT}}`,
  );
  assert.equal(end, `{"n":2,"prev":"${hashOf(second)}","kind":"end","count":2}`);
  for (const line of [first, second, end]) assert.deepEqual(checkRecord(JSON.parse(line)), []);
});

test('what append gives back is what a reader finds, and later changes do not reach it', () => {
  const log = new MemoryLog();
  const message = { deep: { x: -0, gone: undefined } };
  const record = log.append({
    kind: 'inject',
    at: AT,
    from: 'urn:pr2:utility:u1',
    to: 'urn:pr2:esci:e1',
    message,
  });
  message.deep.x = 7;
  assert.equal(JSON.stringify(record), log.text().trimEnd());
  assert.deepEqual((record as { message?: unknown }).message, { deep: { x: 0 } });
  assert.equal(log.records[0], record);
});

test('a file holds the same bytes as memory, and is never written over', () => {
  inFolder((folder) => {
    const path = join(folder, 'run.ndjson');
    const log = new FileLog(path);
    log.append(note('zwölf €'));
    log.append(END);
    log.close();
    log.close();
    assert.equal(readFileSync(path, 'utf8'), logOf(note('zwölf €'), END));
    assert.throws(() => log.append(END), /is closed/);
    assert.throws(() => new FileLog(path), { code: 'EEXIST' });
  });
});

test('a file has all that was written once the kit waits for anything, and a case as soon as it ends', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pr2-runlog-'));
  const path = join(folder, 'run.ndjson');
  const log = new FileLog(path);
  log.append(note('a'));
  await turn();
  assert.equal(readFileSync(path, 'utf8'), logOf(note('a')));
  const end: RecordBody = { kind: 'end-case', at: AT };
  log.append(end);
  assert.equal(readFileSync(path, 'utf8'), logOf(note('a'), end));
  log.append(note('b'.repeat(100_000)));
  assert.equal(readFileSync(path, 'utf8'), logOf(note('a'), end, note('b'.repeat(100_000))));
  log.close();
  rmSync(folder, { recursive: true });
});

const noFullDisk = existsSync('/dev/full') ? false : 'there is no /dev/full here';

test(
  'what the system did not take in its turn is told at the next record',
  { skip: noFullDisk },
  async () => {
    const log = new FileLog('/dev/full', { n: 0, prev: '' });
    log.append(note('a'));
    await turn();
    assert.throws(() => log.append(note('b')), { code: 'ENOSPC' });
    assert.throws(() => log.close(), { code: 'ENOSPC' });
  },
);

test('a log is read back record by record', () => {
  inFolder((folder) => {
    const path = join(folder, 'run.ndjson');
    const texts = Array.from({ length: 3000 }, (_, i) => `${i} ${'é'.repeat(i % 90)}`);
    writeFileSync(path, logOf(...texts.map(note), END));
    const records = [...readRunLog(path)];
    assert.deepEqual(
      records.slice(0, -1).map((r) => (r as { text: string }).text),
      texts,
    );
    assert.deepEqual(verifyChain(linesOf(path)), { records: 3001, complete: true, torn: false });
  });
});

test('a torn last line leaves the rest readable, and the log incomplete', () => {
  inFolder((folder) => {
    const path = join(folder, 'run.ndjson');
    const text = logOf(note('a'), note('b'), END);
    writeFileSync(path, text);
    truncateSync(path, Buffer.byteLength(text) - 2);
    assert.deepEqual(verifyChain(linesOf(path)), { records: 2, complete: false, torn: true });
    assert.equal([...readRunLog(path)].length, 2);
    appendFileSync(path, '\nxx\n');
    assert.throws(() => [...readRunLog(path)], /run\.ndjson: line 3 is not a record of a run log/);
  });
});

test('no end, no log, and something after the end', () => {
  assert.deepEqual(verifyChain(linesIn(logOf(note('a')))), { records: 1, complete: false, torn: false });
  assert.deepEqual(verifyChain([]), { records: 0, complete: false, torn: false });
  const late = verifyChain(linesIn(logOf(note('a'), END, note('b'))));
  assert.deepEqual(late.broken, { line: 3, why: 'it stands after the end' });
});

test('the first line that does not fit is named, with the reason', () => {
  const text = logOf(note('a'), note('b'), note('c'), END);
  const brokenAt = (changed: string): [number | undefined, string] => {
    const { broken, complete } = verifyChain(linesIn(changed));
    assert.equal(complete, false);
    return [broken?.line, broken?.why ?? ''];
  };
  assert.deepEqual(brokenAt(text.replace('"text":"b"', '"text":"B"')), [
    3,
    'it does not continue the line before: one of the two was changed or is missing',
  ]);
  assert.deepEqual(brokenAt(text.replace('{"n":2', '{"n":3')), [3, 'its number is 3 and should be 2']);
  assert.deepEqual(brokenAt(text.replace('"count":3', '"count":2')), [
    4,
    'it counts 2 records and there are 3',
  ]);
  assert.deepEqual(brokenAt(`x${text}`), [1, 'it is not a record']);
  const [, ...without] = text.split('\n');
  assert.deepEqual(brokenAt(without.join('\n')), [1, 'its number is 1 and should be 0']);
});

test('no single changed byte goes unseen', () => {
  const text = logOf(note('a'), note('b'), note('c'), END);
  fc.assert(
    fc.property(fc.nat({ max: text.length - 1 }), fc.constantFrom('0', 'x', ' ', '"', '\n'), (at, put) => {
      fc.pre(text[at] !== put);
      const report = verifyChain(linesIn(text.slice(0, at) + put + text.slice(at + 1)));
      assert.equal(report.complete, false);
    }),
    { numRuns: 500 },
  );
});

test('a checked log refuses what breaks the schema', () => {
  const log = new CheckedLog(new MemoryLog());
  assert.equal(log.append(note('a')).n, 0);
  const wrong = { kind: 'note', at: AT, text: 'b', level: 'loud' } as unknown as RecordBody;
  assert.throws(
    () => log.append(wrong),
    /record 1 \(note\) breaks the schema of the run log: level must be one of/,
  );
});
