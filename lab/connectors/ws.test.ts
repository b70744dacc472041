import assert from 'node:assert/strict';
import { createServer, type AddressInfo } from 'node:net';
import { test } from 'node:test';
import { WebSocketServer, type WebSocket } from 'ws';
import { serveWebSocket } from '../rpc/websocket';
import { startAt, T0 } from '../rpc/testing/calls';
import { createToy, TOY_HELLO } from '../rpc/testing/toy-device';
import type { ConnectorError } from './connector';
import { InProcessConnector } from './in-process';
import { errorOf } from './testing/error-of';
import { FakeTimers } from './testing/fake-timers';
import { story } from './testing/story';
import { WsConnector, type WsOptions } from './ws';

/** A device that says a good hello and then does as `act` says. */
async function withDevice(
  act: (socket: WebSocket, request: { id: number; method: string }) => void,
  use: (url: string) => Promise<void>,
): Promise<void> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));
  server.on('connection', (socket) =>
    socket.on('message', (data: Buffer) => {
      const request = JSON.parse(data.toString()) as { id: number; method: string };
      if (request.method === 'hello')
        socket.send(JSON.stringify({ jsonrpc: '2.0', id: request.id, result: TOY_HELLO }));
      else act(socket, request);
    }),
  );
  try {
    await use(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    for (const client of server.clients) client.terminate();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** The error of the first call after a good hello. */
async function afterHello(
  act: (socket: WebSocket, request: { id: number; method: string }) => void,
  options: WsOptions = {},
): Promise<ConnectorError> {
  let error: ConnectorError | undefined;
  await withDevice(act, async (url) => {
    const connector = new WsConnector(url, options);
    await connector.open();
    error = await errorOf(connector.call('advance', { at: T0 }));
    await connector.close();
  });
  assert.ok(error !== undefined);
  return error;
}

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test('a device answers alike in process and behind a WebSocket, also after the line was cut', async () => {
  const served = await serveWebSocket(() => createToy(), { host: '127.0.0.1', port: 0 });
  try {
    assert.deepEqual(
      await story(new WsConnector(served.url)),
      await story(new InProcessConnector(() => createToy())),
    );
  } finally {
    await served.close();
  }
});

test('nobody there, no such host, and someone who speaks no WebSocket', async () => {
  const port = await closedPort();
  const refused = await errorOf(new WsConnector(`ws://127.0.0.1:${port}`).open());
  assert.deepEqual([refused.kind, refused.fault], ['adapter', 'unreachable']);
  assert.equal(
    refused.message,
    `cannot reach ws://127.0.0.1:${port}: nothing listens there (connection refused); start the device first, and check host and port`,
  );
  const mute = createServer((socket) => socket.end('SSH-2.0-x\r\n')).listen(0, '127.0.0.1');
  await new Promise((resolve) => mute.once('listening', resolve));
  const other = await errorOf(
    new WsConnector(`ws://127.0.0.1:${(mute.address() as AddressInfo).port}`).open(),
  );
  assert.equal(other.fault, 'unreachable');
  mute.close();
});

test('a peer that accepts and never answers the handshake', async () => {
  const mute = createServer(() => undefined).listen(0, '127.0.0.1');
  await new Promise((resolve) => mute.once('listening', resolve));
  const timers = new FakeTimers();
  const call = errorOf(
    new WsConnector(`ws://127.0.0.1:${(mute.address() as AddressInfo).port}`, { timers }).open(),
  );
  await new Promise((resolve) => mute.once('connection', resolve));
  timers.pass(10_000);
  assert.match((await call).message, /no connection within 10 s/);
  mute.close();
});

test('what a device does wrong on an open line has its sentence', async () => {
  const cases: [(socket: WebSocket, request: { id: number }) => void, string, RegExp][] = [
    [(s) => s.send('hm'), 'malformed', /the device wrote something that is not JSON.*"hm"$/],
    [(s) => s.send(Buffer.from('{}')), 'malformed', /the device sent a binary frame.*"\{\}"$/],
    [
      (s) => s.close(1011, 'fuse blown'),
      'gone',
      /the device closed the connection \(code 1011, "fuse blown"\) before it answered advance/,
    ],
    [
      (s) => s.terminate(),
      'gone',
      /the device closed the connection \(code 1006\) before it answered advance/,
    ],
    [
      (s, r) => s.send(JSON.stringify({ jsonrpc: '2.0', id: r.id + 1, result: {} })),
      'malformed',
      /id 3, but the pending request has id 2/,
    ],
  ];
  for (const [act, fault, sentence] of cases) {
    const error = await afterHello(act);
    assert.match(error.message, sentence);
    assert.deepEqual([error.kind, error.fault], ['adapter', fault]);
  }
});

test('a frame over the limit', async () => {
  const error = await afterHello((s) => s.send('x'.repeat(1001)), { frameLimitBytes: 1000 });
  assert.equal(error.fault, 'malformed');
  assert.match(error.message, /broke the WebSocket protocol: .*payload/i);
});

test('silence ends at the limit', async () => {
  const timers = new FakeTimers();
  await withDevice(
    () => undefined,
    async (url) => {
      const connector = new WsConnector(url, { timers });
      await connector.open();
      const call = errorOf(connector.call('advance', { at: T0 }));
      timers.pass(10_000);
      assert.equal((await call).fault, 'silent');
      await connector.close();
    },
  );
});

test('reopen dials until the device is back, or its boot limit is over', async () => {
  const port = await closedPort();
  const timers = new FakeTimers();
  const connector = new WsConnector(`ws://127.0.0.1:${port}`, { timers, bootLimitMs: 5_000 });
  const back = connector.reopen();
  for (let dials = 0; dials < 2; dials += 1) {
    await timers.started(200);
    timers.pass(200);
  }
  await timers.started(200);
  const served = await serveWebSocket(() => createToy(), { host: '127.0.0.1', port });
  timers.pass(200);
  assert.deepEqual(await back, TOY_HELLO);
  await connector.close();
  await served.close();

  const never = errorOf(new WsConnector(`ws://127.0.0.1:${port}`, { timers, bootLimitMs: 5_000 }).reopen());
  timers.pass(5_000);
  assert.match((await never).message, /connection refused/);
});

test('the server writes nothing for a peer and starts afresh for each', async () => {
  const served = await serveWebSocket(() => createToy(), { host: '127.0.0.1', port: 0 });
  const one = new WsConnector(served.url);
  const two = new WsConnector(served.url);
  await one.open();
  await two.open();
  await one.call('start', startAt(T0));
  assert.equal((await errorOf(two.call('advance', { at: T0 }))).kind, 'not-possible');
  await one.close();
  await two.close();
  await served.close();
});
