import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StimulateParams } from '../../schemas';
import { rawAt, startAt, T0 } from '../rpc/testing/calls';
import { createToy, TOY_HELLO } from '../rpc/testing/toy-device';
import { ConnectorError } from './connector';
import { InProcessConnector } from './in-process';

const failing = { at: T0, name: 'power-fault', params: { kind: 'INTERNAL' } } as unknown as StimulateParams;

test('answers, emits in order, and no object shared with the device', async () => {
  const connector = new InProcessConnector(() => createToy());
  assert.deepEqual(await connector.open(), TOY_HELLO);
  await connector.call('start', startAt(T0));
  const message = { specversion: '1.0', gone: undefined, deep: { x: -0 } };
  const answer = await connector.call('deliver', { ...rawAt(T0, ''), raw: undefined, message } as never);
  assert.deepEqual(answer, {
    result: { next: null, readings: { powerW: 0, soc: 1 } },
    emits: [{ message: { specversion: '1.0', deep: { x: 0 } } }],
    logs: [],
  });
});

test('each error of the lab protocol has its kind; anything else is the adapter, with its trace', async () => {
  const connector = new InProcessConnector(() => createToy());
  await connector.open();
  const kindOf = async (call: Promise<unknown>): Promise<string> =>
    call.then(
      () => 'none',
      (e: unknown) => (e instanceof ConnectorError ? e.kind : String(e)),
    );
  assert.equal(await kindOf(connector.call('advance', { at: T0 })), 'not-possible', 'before start');
  await connector.call('start', startAt(T0));
  assert.equal(
    await kindOf(connector.call('stimulate', { at: T0, name: 'unplug', params: {} } as never)),
    'not-possible',
  );
  assert.equal(
    await kindOf(connector.call('stimulate', { at: T0, name: 'ice', params: {} } as never)),
    'no-such-hook',
  );
  assert.equal(await kindOf(connector.call('stimulate', failing)), 'adapter');
  assert.match(connector.diagnostics(), /the toy is broken\n.*toy-device/s);
});

test('killed and opened again, the device goes on from what was durable', async () => {
  const connector = new InProcessConnector(() => createToy());
  await connector.open();
  await connector.call('start', startAt(T0));
  await connector.call('deliver', rawAt(T0 + 5, 'x'));
  await connector.kill();
  await assert.rejects(connector.call('advance', { at: T0 + 6 }), /the device is not running/);
  assert.deepEqual(await connector.reopen(), TOY_HELLO);
  await connector.call('start', startAt(T0 + 60_000, { resume: true }));
  assert.deepEqual((await connector.call('query', { at: T0 + 60_000, what: 'eventStates' })).result.records, [
    { delivered: 1 },
  ]);
  await connector.close();
  await connector.open();
  await assert.rejects(
    connector.call('start', startAt(T0, { resume: true })),
    /resume without anything in storage/,
  );
});
