import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakeClock } from '../connectors/testing/fake-clock';
import { OnWallClock } from './on-wall-clock';
import { rawAt, startAt, T0 } from './testing/calls';
import { createToy } from './testing/toy-device';

function toy(kind: 'real' | 'settable') {
  const wall = new FakeClock();
  const said: string[] = [];
  const device = new OnWallClock(createToy(), {
    kind,
    maxSpeed: 10,
    wall,
    say: ({ emits }) => said.push(...emits.map((e) => ('raw' in e ? `${e.raw} at ${wall.now()}` : ''))),
  });
  const pass = (ms: number): Promise<void> => new Promise((resolve) => void wall.after(ms, resolve));
  return { device, wall, said, pass };
}

const at10 = (at: number) => startAt(at, { clock: { offsetMs: 0, speed: 10 } });

test('it wakes by its own timers, as fast as the kit runs it', async () => {
  const { device, said, pass } = toy('real');
  assert.equal(device.start(at10(T0)).result.next, null);
  device.stimulate({ at: T0, name: 'unlock', params: {} });
  await pass(250);
  assert.deepEqual(said, [`woke at ${T0 + 1000} at 100`, `woke at ${T0 + 2000} at 200`]);
  device.halt();
  await pass(1000);
  assert.equal(said.length, 2);
});

test('what the kit says the time is changes nothing on a real clock', async () => {
  const { device, pass } = toy('real');
  device.start(at10(T0));
  await pass(30);
  device.advance({ at: T0 + 500_000 });
  assert.equal(
    device.observe({ at: T0 + 600_000, want: ['powerW'] }).readings.powerW,
    (T0 + 300) % 1_000_000,
  );
  device.stop({ at: T0, reason: 'done' });
});

test('a settable clock is put forward, never back, and foretells what comes', async () => {
  const { device, pass } = toy('settable');
  device.start(at10(T0));
  const { result } = device.stimulate({ at: T0, name: 'unlock', params: {} });
  assert.equal(result.next, T0 + 1000);
  const { emits } = device.advance({ at: T0 + 3000 });
  assert.equal(emits.length, 3);
  await pass(10);
  const reply = device.deliver(rawAt(T0, 'x'));
  assert.deepEqual(reply.emits, [{ raw: 'x' }]);
  assert.equal(device.observe({ at: T0, want: ['powerW'] }).readings.powerW, (T0 + 3100) % 1_000_000);
  device.halt();
});

test('it is not run faster than it may', () => {
  const { device } = toy('real');
  assert.throws(
    () => device.start(startAt(T0, { clock: { offsetMs: 0, speed: 11 } })),
    /a speed of 11; the most is 10/,
  );
});

test('its hello tells its clock', () => {
  assert.deepEqual(toy('settable').device.hello().clock, { kind: 'settable', maxSpeed: 10 });
});

test('whoever looks at it brings its books up to now, and what is due is still said in its time', async () => {
  const { device, said, pass } = toy('real');
  device.start(at10(T0));
  device.stimulate({ at: T0, name: 'unlock', params: {} });
  await pass(50);
  device.observe({ at: T0, want: ['powerW'] });
  assert.match(device.durable(), new RegExp(`"atMs":${T0 + 500}`));
  assert.deepEqual(said, []);
  await pass(60);
  assert.deepEqual(said, [`woke at ${T0 + 1000} at 100`]);
  device.halt();
});
