import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Emit } from '../../reference-impl/device';
import { rawAt, startAt, T0 } from '../rpc/testing/calls';
import { TOY_HELLO } from '../rpc/testing/toy-device';
import { ANONYMOUS_KIT } from './connector';
import { RpcClient, type UnaskedReceiver } from './rpc-client';
import { errorOf } from './testing/error-of';
import { FakeTimers } from './testing/fake-timers';

interface Bench {
  readonly rpc: RpcClient;
  readonly sent: { id: number; method: string; params: unknown }[];
  readonly timers: FakeTimers;
  /** The device says this. */
  readonly say: (value: unknown) => void;
}

function bench(receiver: UnaskedReceiver = {}): Bench {
  const sent: Bench['sent'] = [];
  const timers = new FakeTimers();
  const rpc = new RpcClient((frame) => sent.push(JSON.parse(frame)), { timers }, receiver);
  return { rpc, sent, timers, say: (value) => rpc.receive(JSON.stringify(value)) };
}

async function greeted(
  clock: 'virtual' | 'real' = 'virtual',
  receiver: UnaskedReceiver = {},
): Promise<Bench> {
  const b = bench(receiver);
  const hello = b.rpc.hello(ANONYMOUS_KIT);
  b.say({ jsonrpc: '2.0', id: 1, result: { ...TOY_HELLO, clock: { kind: clock } } });
  await hello;
  return b;
}

test('a call is one request, and its answer carries what came before it, in order', async () => {
  const b = await greeted();
  const call = b.rpc.call('deliver', rawAt(T0, 'x'));
  assert.deepEqual(b.sent[1], { jsonrpc: '2.0', id: 2, method: 'deliver', params: rawAt(T0, 'x') });
  b.say({ jsonrpc: '2.0', method: 'emit', params: { raw: 'one' } });
  b.say({ jsonrpc: '2.0', method: 'log', params: { level: 'info', text: 'hm' } });
  b.say({ jsonrpc: '2.0', method: 'emit', params: { message: { a: 1 } } });
  b.say({ jsonrpc: '2.0', id: 2, result: { next: null, extra: 1 } });
  assert.deepEqual(await call, {
    result: { next: null, extra: 1 },
    emits: [{ raw: 'one' }, { message: { a: 1 } }],
    logs: [{ level: 'info', text: 'hm' }],
  });
  assert.deepEqual(b.timers.running, []);
});

test('the errors of the lab protocol keep the connection, any other ends it', async () => {
  const b = await greeted();
  for (const [code, kind] of [
    [-32001, 'no-such-hook'],
    [-32002, 'not-possible'],
    [-32003, 'protocol-version'],
  ] as const) {
    const call = b.rpc.call('advance', { at: T0 });
    b.say({ jsonrpc: '2.0', id: b.sent.at(-1)?.id, error: { code, message: 'why' } });
    const error = await errorOf(call);
    assert.equal(error.kind, kind);
    assert.match(error.message, /why/);
  }
  const call = b.rpc.call('advance', { at: T0 });
  b.say({ jsonrpc: '2.0', id: b.sent.at(-1)?.id, error: { code: -32603, message: 'boom' } });
  const error = await errorOf(call);
  assert.deepEqual(
    [error.kind, error.fault, error.message],
    ['adapter', 'malformed', 'the device answered with error -32603: boom'],
  );
  assert.equal(
    await errorOf(b.rpc.call('advance', { at: T0 })),
    error,
    'every later call fails with the first reason',
  );
});

test('silence ends at the limit and not before', async () => {
  const b = await greeted();
  const call = b.rpc.call('advance', { at: T0 });
  b.timers.pass(9_999);
  b.timers.pass(10_000);
  const error = await errorOf(call);
  assert.deepEqual([error.kind, error.fault], ['adapter', 'silent']);
  assert.match(error.message, /did not answer advance within 10 s/);
  b.say({ jsonrpc: '2.0', id: 2, result: { next: null } });
  assert.equal(
    await errorOf(b.rpc.call('advance', { at: T0 })),
    error,
    'an answer that comes too late changes nothing',
  );
});

test('each thing a device may not say has its sentence, with the line', async () => {
  const at = T0;
  const cases: [name: string, frame: unknown, sentence: RegExp][] = [
    [
      'garbage',
      'Listening on port 80',
      /the device wrote something that is not JSON.*: "Listening on port 80"$/,
    ],
    ['half a frame', '{"jsonrpc":"2.0","id":2,', /not JSON/],
    ['a list', [], /JSON that is not one object: "\[\]"/],
    ['null', null, /JSON that is not one object/],
    ['no version', { id: 2, result: { next: null } }, /without "jsonrpc":"2\.0"/],
    ['another version', { jsonrpc: '1.0', id: 2, result: { next: null } }, /without "jsonrpc":"2\.0"/],
    [
      'another id',
      { jsonrpc: '2.0', id: 7, result: { next: null } },
      /answer with id 7, but the pending request has id 2/,
    ],
    ['a text id', { jsonrpc: '2.0', id: '2', result: { next: null } }, /answer with id "2", but/],
    ['no id', { jsonrpc: '2.0', result: { next: null } }, /answer with id missing, but/],
    ['an old id', { jsonrpc: '2.0', id: 1, result: { next: null } }, /answered request 1 twice/],
    [
      'both',
      { jsonrpc: '2.0', id: 2, result: {}, error: { code: 1, message: '' } },
      /not just one of result and error/,
    ],
    ['neither', { jsonrpc: '2.0', id: 2 }, /not just one of result and error/],
    ['a bare error', { jsonrpc: '2.0', id: 2, error: { message: 'x' } }, /without a whole-number code/],
    ['a text error', { jsonrpc: '2.0', id: 2, error: 'x' }, /without a whole-number code/],
    [
      'a request',
      { jsonrpc: '2.0', id: 9, method: 'emit', params: { raw: '' } },
      /sent a request, and a device may only send/,
    ],
    ['another notification', { jsonrpc: '2.0', method: 'emits', params: {} }, /neither emit nor log/],
    ['an empty emit', { jsonrpc: '2.0', method: 'emit', params: {} }, /a wrong emit \(.*\)/],
    [
      'a wrong log',
      { jsonrpc: '2.0', method: 'log', params: { text: 1, level: 'info' } },
      /a wrong log \(text must be text\)/,
    ],
    [
      'no next',
      { jsonrpc: '2.0', id: 2, result: {} },
      /the answer to advance is not valid: next is missing: "\{/,
    ],
    ['next as text', { jsonrpc: '2.0', id: 2, result: { next: '5' } }, /next must be a whole number or null/],
    [
      'next before at',
      { jsonrpc: '2.0', id: 2, result: { next: at - 1 } },
      new RegExp(`next ${at - 1}, which is before at ${at}`),
    ],
    ['no object', { jsonrpc: '2.0', id: 2, result: null }, /the answer to advance is not valid/],
  ];
  for (const [name, frame, sentence] of cases) {
    const b = await greeted();
    const call = b.rpc.call('advance', { at });
    b.rpc.receive(typeof frame === 'string' ? frame : JSON.stringify(frame));
    const error = await errorOf(call);
    assert.deepEqual([error.kind, error.fault], ['adapter', 'malformed'], name);
    assert.match(error.message, sentence, name);
    assert.ok(!error.message.includes('\n') && error.message.length < 600, name);
  }
});

test('next at the same instant is legal', async () => {
  const b = await greeted();
  const call = b.rpc.call('start', startAt(T0));
  b.say({ jsonrpc: '2.0', id: 2, result: { next: T0 } });
  assert.equal((await call).result.next, T0);
});

test('a second answer is found at the next call', async () => {
  const b = await greeted();
  const call = b.rpc.call('advance', { at: T0 });
  b.say({ jsonrpc: '2.0', id: 2, result: { next: null } });
  b.say({ jsonrpc: '2.0', id: 2, result: { next: null } });
  await call;
  const error = await errorOf(b.rpc.call('advance', { at: T0 }));
  assert.match(error.message, /answered request 2 twice/);
});

test('a hello of another protocol version, and one that is no hello', async () => {
  const other = bench();
  const hello = other.rpc.hello(ANONYMOUS_KIT);
  other.say({ jsonrpc: '2.0', id: 1, result: { protocol: 2 } });
  const error = await errorOf(hello);
  assert.equal(error.kind, 'protocol-version');
  assert.match(error.message, /speaks version 2 of the lab protocol and this kit version 1/);
  const newer = bench();
  const greeting = newer.rpc.hello(ANONYMOUS_KIT);
  const answered = { ...TOY_HELLO, later: 1, ixit: { role: 'esci', later: 1 } };
  newer.say({ jsonrpc: '2.0', id: 1, result: answered });
  assert.deepEqual(await greeting, answered, 'members of a later version are let be');
  const none = bench();
  const call = none.rpc.hello(ANONYMOUS_KIT);
  none.say({ jsonrpc: '2.0', id: 1, result: { ...TOY_HELLO, roles: ['car'] } });
  assert.match((await errorOf(call)).message, /the answer to hello is not valid: roles\[0\] must be one of/);
});

test('on a virtual clock nothing is sent unasked; on a real one it is passed on at once', async () => {
  const virtual = await greeted();
  virtual.say({ jsonrpc: '2.0', method: 'emit', params: { raw: 'x' } });
  assert.match(
    (await errorOf(virtual.rpc.call('advance', { at: T0 }))).message,
    /an emit while no request was pending/,
  );
  const heard: Emit[] = [];
  const receiver: { onUnasked?: (emit: Emit) => void } = {};
  const real = await greeted('real', receiver);
  receiver.onUnasked = (emit) => heard.push(emit);
  real.say({ jsonrpc: '2.0', method: 'emit', params: { raw: 'between' } });
  const call = real.rpc.call('deliver', rawAt(T0, 'x'));
  real.say({ jsonrpc: '2.0', method: 'emit', params: { raw: 'meanwhile' } });
  real.say({ jsonrpc: '2.0', id: 2, result: {} });
  assert.deepEqual(await call, { result: { next: null }, emits: [], logs: [] }, 'a real clock owes no next');
  real.say({ jsonrpc: '2.0', id: 2, result: {} });
  real.say({ jsonrpc: '2.0', method: 'emit', params: { raw: 'after it broke the protocol' } });
  assert.deepEqual(heard, [{ raw: 'between' }, { raw: 'meanwhile' }]);
});

test('one call at a time', async () => {
  const b = await greeted();
  void b.rpc.call('advance', { at: T0 });
  await assert.rejects(
    b.rpc.call('observe', { at: T0, want: [] }),
    /observe was called while advance is not answered/,
  );
});
