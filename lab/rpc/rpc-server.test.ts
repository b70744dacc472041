import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RpcServer } from './rpc-server';
import { MemoryStorage } from './storage';
import { rawAt, startAt, T0 } from './testing/calls';
import { createToy, TOY_HELLO } from './testing/toy-device';

function serve(onFault?: (error: unknown) => void): (value: unknown) => unknown[] {
  const server = new RpcServer(createToy(), new MemoryStorage(), onFault);
  return (value) =>
    server
      .frames(typeof value === 'string' ? value : JSON.stringify(value))
      .map((f) => JSON.parse(f) as unknown);
}

const request = (id: unknown, method: string, params: unknown): object => ({
  jsonrpc: '2.0',
  id,
  method,
  params,
});

test('each method is answered under its id, emits first', () => {
  const ask = serve();
  assert.deepEqual(ask(request(1, 'hello', { protocol: 1, kit: 'k', suite: 's' })), [
    { jsonrpc: '2.0', id: 1, result: TOY_HELLO },
  ]);
  assert.deepEqual(ask(request('two', 'start', startAt(T0))), [
    { jsonrpc: '2.0', id: 'two', result: { next: null, readings: { powerW: 0, soc: 0 } } },
  ]);
  assert.deepEqual(ask(request(3, 'deliver', rawAt(T0, 'x'))), [
    { jsonrpc: '2.0', method: 'emit', params: { raw: 'x' } },
    { jsonrpc: '2.0', id: 3, result: { next: null, readings: { powerW: 0, soc: 1 } } },
  ]);
  assert.deepEqual(ask(request(4, 'observe', { at: T0, want: ['soc'] })), [
    { jsonrpc: '2.0', id: 4, result: { readings: { soc: 1 } } },
  ]);
  assert.deepEqual(ask(request(5, 'query', { at: T0, what: 'eventStates' })), [
    { jsonrpc: '2.0', id: 5, result: { records: [{ delivered: 1 }] } },
  ]);
  assert.deepEqual(ask(request(6, 'stop', { at: T0, reason: 'done' })), [
    { jsonrpc: '2.0', id: 6, result: {} },
  ]);
});

test('each mistake has its code of JSON-RPC or of the lab protocol', () => {
  const faults: unknown[] = [];
  const ask = serve((error) => faults.push(error));
  const codeOf = (value: unknown): [unknown, unknown] => {
    const [frame] = ask(value) as [{ id: unknown; error: { code: number } }];
    return [frame.id, frame.error.code];
  };
  assert.deepEqual(codeOf('{'), [null, -32700]);
  assert.deepEqual(codeOf('[]'), [null, -32600]);
  assert.deepEqual(codeOf('7'), [null, -32600]);
  assert.deepEqual(codeOf({ id: 1, method: 'hello' }), [1, -32600]);
  assert.deepEqual(codeOf(request({}, 'hello', {})), [null, -32600]);
  assert.deepEqual(codeOf(request(1, 'toString', {})), [1, -32601]);
  assert.deepEqual(codeOf(request(1, 'hello', undefined)), [1, -32602]);
  assert.deepEqual(codeOf(request(1, 'hello', { protocol: 9, kit: 'k', suite: 's' })), [1, -32003]);
  assert.deepEqual(codeOf(request(1, 'advance', { at: T0 })), [1, -32002]);
  ask(request(1, 'start', startAt(T0)));
  assert.deepEqual(codeOf(request(1, 'start', { ...startAt(T0), at: 'now' })), [1, -32602]);
  assert.deepEqual(
    codeOf(request(1, 'stimulate', { at: T0, name: 'unplug', params: { pevId: 'p1' } })),
    [1, -32002],
  );
  assert.deepEqual(codeOf(request(1, 'stimulate', { at: T0, name: 'clear-fault', params: {} })), [1, -32001]);
  assert.deepEqual(
    codeOf(request(1, 'stimulate', { at: T0, name: 'power-fault', params: { kind: 'INTERNAL' } })),
    [1, -32603],
  );
  assert.match(String(faults[0]), /the toy is broken/);
});

test('a notification is not answered', () => {
  assert.deepEqual(serve()({ jsonrpc: '2.0', method: 'stop', params: { at: T0, reason: '' } }), []);
});
