import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
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
    assert.deepEqual(readdirSync(folder).toSorted(), ['pr2-device.json', 'theirs.txt']);
    storage.clear(folder);
    assert.deepEqual(readdirSync(folder), ['theirs.txt']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
