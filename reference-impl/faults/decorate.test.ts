import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Message, StartParams } from '../../schemas';
import type { Device } from '../device';
import { decorated, type Decoration } from './decorate';

const DELIVERY = { at: 1 } as Parameters<Device['deliver']>[0];

/** A device that counts what it is told and says each time how often. */
function counter(): Device {
  let told = 0;
  const said = () => [{ message: { id: String(told) } as Message }];
  const refuse = (): never => assert.fail('not used here');
  return {
    hello: refuse,
    start: (_params, restored) => {
      told = restored === undefined ? 0 : (JSON.parse(restored) as { told: number }).told;
      return { result: { next: null }, emits: [] };
    },
    deliver: () => {
      told += 1;
      return { result: { next: null }, emits: said() };
    },
    stimulate: refuse,
    observe: refuse,
    advance: () => ({ result: { next: null }, emits: [] }),
    query: refuse,
    stop: () => undefined,
    durable: () => JSON.stringify({ told }),
  };
}

function start(device: Device, restored?: string): string[] {
  const { emits } = device.start({ resume: restored !== undefined } as StartParams, restored);
  return emits.map((e) => ('message' in e ? e.message.id : ''));
}

function deliver(device: Device): string[] {
  return device.deliver(DELIVERY).emits.map((e) => ('message' in e ? e.message.id : ''));
}

/** The device after a restart: another object, given what the first made durable. */
function restarted(device: Device, decoration: Decoration): { device: Device; said: string[] } {
  const next = decorated(counter, decoration);
  return { device: next, said: start(next, device.durable()) };
}

test('a decoration remembers over a restart, and says what it wants to on waking', () => {
  const decoration: Decoration = {
    emit: (message, memory) => {
      memory['last'] = message.id;
      return [message];
    },
    wakes: (memory) => [{ id: `again ${String(memory['last'])}` } as Message],
  };
  const first = decorated(counter, decoration);
  assert.deepEqual(start(first), []);
  assert.deepEqual(deliver(first), ['1']);
  const { device, said } = restarted(first, decoration);
  assert.deepEqual(said, ['again 1']);
  assert.deepEqual(deliver(device), ['2']);
});

test('what a device finds after a restart can be spoilt', () => {
  const forgets: Decoration = { restore: (state) => void (state['told'] = 0) };
  const first = decorated(counter, forgets);
  start(first);
  deliver(first);
  assert.deepEqual(deliver(restarted(first, forgets).device), ['1']);
});

test('what is imagined reaches the device after what came', () => {
  const imagining: Decoration = { imagines: (params) => [params] };
  const device = decorated(counter, imagining);
  start(device);
  assert.deepEqual(deliver(device), ['1', '2']);
  assert.deepEqual(deliver(device), ['3', '4']);
});
