import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { caseOf, check, endCase, run } from '../../verdicts/testing/records';
import type { LogRecord } from '../../schemas';
import type { RecordBody } from './chain';
import { continueLog, unfinishedLog } from './continued';
import { MemoryLog } from './writer';

const CASE = [caseOf(), check({ verdict: 'pass', expected: 'größer als 5 kW' }), endCase()];
const BODIES: readonly LogRecord[] = [run([]), ...CASE, ...CASE, ...CASE];

function bodyOf({ n: _n, prev: _prev, ...body }: LogRecord): RecordBody {
  return body;
}

function whole(): string {
  const log = new MemoryLog();
  for (const record of BODIES) log.append(bodyOf(record));
  log.append({ kind: 'end' });
  return log.text();
}

test('cut at any byte, it goes on behind its last whole case and becomes what it would have been', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pr2-continued-'));
  try {
    const file = join(folder, 'run.ndjson');
    const text = Buffer.from(whole());
    const head = text.indexOf('\n') + 1;
    for (let cut = 0; cut < text.length; cut += 7) {
      writeFileSync(file, text.subarray(0, cut));
      const found = unfinishedLog(file);
      if (cut < head) {
        assert.equal(found, undefined, 'nothing was judged yet');
        continue;
      }
      assert.ok(found !== undefined && !('problem' in found), JSON.stringify(found));
      assert.ok(!found.complete);
      const log = continueLog(found);
      for (const record of BODIES.slice(1 + CASE.length * found.executed.length)) log.append(bodyOf(record));
      log.append({ kind: 'end' });
      log.close();
      assert.ok(readFileSync(file).equals(text), `cut at ${cut}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a log that was changed is not gone on with, and a whole one has nothing left', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pr2-continued-'));
  try {
    const file = join(folder, 'run.ndjson');
    writeFileSync(file, whole());
    const found = unfinishedLog(file);
    assert.ok(found !== undefined && !('problem' in found) && found.complete);
    assert.deepEqual(
      found.executed.map((e) => e.verdict),
      ['pass', 'pass', 'pass'],
    );
    writeFileSync(file, whole().replace('5 kW', '6 kW'));
    const changed = unfinishedLog(file);
    assert.ok(changed !== undefined && 'problem' in changed);
    assert.match(changed.problem, /run\.ndjson:4 breaks the chain/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
