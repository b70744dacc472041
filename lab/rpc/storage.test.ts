import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { FileStorage, MemoryStorage } from './storage';

test('both storages read what was written last, until it is cleared', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pr2-storage-'));
  try {
    for (const [storage, name] of [
      [new FileStorage(), join(folder, 'deep', 'place')],
      [new MemoryStorage(), 'place'],
    ] as const) {
      assert.equal(storage.read(name), undefined);
      storage.clear(name);
      storage.write(name, 'one');
      storage.write(name, 'zwö');
      assert.equal(storage.read(name), 'zwö');
      storage.clear(name);
      assert.equal(storage.read(name), undefined);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a folder of someone else loses nothing but our own file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pr2-storage-'));
  try {
    writeFileSync(join(folder, 'theirs.txt'), 'x');
    const storage = new FileStorage();
    storage.write(folder, 'ours');
    assert.deepEqual(readdirSync(folder).toSorted(), ['pr2-device.ndjson', 'theirs.txt']);
    storage.clear(folder);
    assert.deepEqual(readdirSync(folder), ['theirs.txt']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('what a crash cut off is not read, and what was kept before it is', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pr2-storage-'));
  try {
    new FileStorage().write(folder, 'two\nlines');
    appendFileSync(join(folder, 'pr2-device.ndjson'), '"hal');
    const restarted = new FileStorage();
    assert.equal(restarted.read(folder), 'two\nlines');
    restarted.write(folder, 'next');
    assert.equal(restarted.read(folder), 'next');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the file does not grow without end, and the storage of the next case begins empty', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pr2-storage-'));
  const [one, other] = [join(folder, 'one'), join(folder, 'other')];
  try {
    const storage = new FileStorage(100);
    for (let i = 0; i < 50; i += 1) {
      storage.write(one, `text ${i}`);
      assert.equal(storage.read(one), `text ${i}`);
      assert.ok(statSync(join(one, 'pr2-device.ndjson')).size <= 100);
    }
    storage.write(other, 'of the other');
    assert.equal(storage.read(one), 'text 49');
    storage.write(one, 'again');
    assert.deepEqual([storage.read(one), storage.read(other)], ['again', 'of the other']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
