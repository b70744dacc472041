import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Device } from '../../reference-impl/device';
import { rawAt, startAt, T0 } from '../../lab/rpc/testing/calls';
import { createToy } from '../../lab/rpc/testing/toy-device';
import { answersAlike, Listener, type Dialogue } from './dialogue';

/** A case with a delivery, a refusal and a loss of power in it, as the toy plays it. */
async function played(): Promise<Dialogue> {
  const toy = new Listener(() => createToy());
  await toy.open();
  await toy.call('start', startAt(T0));
  await toy.call('deliver', rawAt(T0 + 5, 'x'));
  await toy.call('stimulate', { at: T0 + 5, name: 'ice', params: {} } as never).catch(() => undefined);
  await toy.kill();
  await toy.reopen();
  await toy.call('start', startAt(T0 + 60_000, { resume: true }));
  await toy.call('query', { at: T0 + 60_000, what: 'eventStates' });
  return toy.take();
}

function toyThat(changes: Partial<Device>): () => Device {
  return () => ({ ...createToy(), ...changes });
}

test('the device itself answers as it did', async () => {
  const dialogue = await played();
  assert.equal(dialogue.length, 7);
  assert.ok(await answersAlike(() => createToy(), dialogue));
});

test('one that differs in an answer, in a refusal, in what it keeps or in its hello after a restart does not', async () => {
  const dialogue = await played();
  const toy = createToy();
  const others: Partial<Device>[] = [
    { deliver: (params) => ({ ...toy.deliver(params), logs: [{ level: 'info', text: 'so' }] }) },
    { stimulate: (params) => ({ result: { next: params.at }, emits: [] }) },
    { durable: () => '{"delivered":7}' },
    { hello: () => ({ ...toy.hello(), restart: 'none' }) },
  ];
  for (const [i, other] of others.entries())
    assert.ok(!(await answersAlike(toyThat(other), dialogue)), `device ${i}`);
});

test('what was said is taken once, so that each case has its own', async () => {
  const toy = new Listener(() => createToy());
  await toy.open();
  await toy.call('start', startAt(T0));
  assert.equal(toy.take().length, 1);
  assert.equal(toy.take().length, 0);
});
