import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LabError } from '../../reference-impl/device';
import { DeviceHost } from './device-host';
import { MemoryStorage } from './storage';
import { rawAt, startAt, T0 } from './testing/calls';
import { createToy } from './testing/toy-device';

test('samples stand on the grid between the last instant and this one', () => {
  const host = new DeviceHost(createToy(), new MemoryStorage());
  host.call('start', startAt(T0));
  const { result } = host.call('advance', { at: T0 + 2500, sample: { everyMs: 1000, want: ['powerW'] } });
  assert.deepEqual(result.samples, [
    { at: T0 + 1000, readings: { powerW: (T0 + 1000) % 1_000_000 } },
    { at: T0 + 2000, readings: { powerW: (T0 + 2000) % 1_000_000 } },
  ]);
  const next = host.call('advance', { at: T0 + 3500, sample: { everyMs: 1000, want: [] } });
  assert.deepEqual(next.result.samples, [{ at: T0 + 3500, readings: {} }]);
  assert.equal('samples' in host.call('advance', { at: T0 + 3500 }).result, false);
  assert.throws(
    () => host.call('advance', { at: T0 + 86_400_000, sample: { everyMs: 1, want: [] } }),
    /more than 100000 samples/,
  );
});

test('wake-ups that sampling passes are still sent by the advance', () => {
  const host = new DeviceHost(createToy(), new MemoryStorage());
  host.call('start', startAt(T0));
  host.call('stimulate', { at: T0, name: 'unlock', params: {} });
  const { emits, result } = host.call('advance', { at: T0 + 2000, sample: { everyMs: 500, want: ['soc'] } });
  assert.deepEqual(emits, [{ raw: `woke at ${T0 + 1000}` }, { raw: `woke at ${T0 + 2000}` }]);
  assert.equal(result.next, T0 + 3000);
});

test('what changed is durable before each answer, and only then written', () => {
  const writes: string[] = [];
  const storage = new MemoryStorage();
  const watched = {
    read: (n: string) => storage.read(n),
    clear: (n: string) => storage.clear(n),
    write: (n: string, t: string) => (writes.push(t), storage.write(n, t)),
  };
  const host = new DeviceHost(createToy(), watched);
  host.call('start', startAt(T0));
  host.call('deliver', rawAt(T0, 'x'));
  assert.equal(writes.length, 2);
  host.call('observe', { at: T0 + 9, want: ['powerW'] });
  host.call('query', { at: T0, what: 'eventStates' });
  host.call('advance', { at: T0 });
  assert.equal(writes.length, 2, 'nothing changed');
});

test('a start without resume forgets, one with resume remembers, each storage its own', () => {
  const storage = new MemoryStorage();
  const first = new DeviceHost(createToy(), storage);
  first.call('start', startAt(T0));
  first.call('deliver', rawAt(T0, 'x'));
  const second = new DeviceHost(createToy(), storage);
  second.call('start', startAt(T0, { resume: true }));
  assert.deepEqual(second.call('query', { at: T0, what: 'eventStates' }).result.records, [{ delivered: 1 }]);
  assert.throws(
    () => new DeviceHost(createToy(), storage).call('start', startAt(T0, { resume: true, storage: 'other' })),
    /resume without/,
  );
  new DeviceHost(createToy(), storage).call('start', startAt(T0));
  const third = new DeviceHost(createToy(), storage);
  third.call('start', startAt(T0, { resume: true }));
  assert.deepEqual(third.call('query', { at: T0, what: 'eventStates' }).result.records, [{ delivered: 0 }]);
});

test('a start without resume empties the storage, even where the device refuses to start', () => {
  const storage = new MemoryStorage();
  storage.write('pev-p1', 'old');
  const refusing = {
    ...createToy(),
    start: () => {
      throw LabError.notPossible('no');
    },
  };
  assert.throws(() => new DeviceHost(refusing, storage).call('start', startAt(T0)), { code: -32002 });
  assert.equal(storage.read('pev-p1'), undefined);
});

test('another protocol version is refused', () => {
  const host = new DeviceHost(createToy(), new MemoryStorage());
  assert.throws(() => host.call('hello', { protocol: 2, kit: 'k', suite: 's' }), { code: -32003 });
});
