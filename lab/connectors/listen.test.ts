import assert from 'node:assert/strict';
import { createServer, connect, type AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { WebSocket } from 'ws';
import { rawAt, startAt, T0 } from '../rpc/testing/calls';
import { createToy, TOY_HELLO } from '../rpc/testing/toy-device';
import { InProcessConnector } from './in-process';
import { ListenConnector, type ListenOptions } from './listen';
import { errorOf } from './testing/error-of';
import { authority } from './testing/certificates';
import { FakeTimers } from './testing/fake-timers';
import { story } from './testing/story';
import type { TlsIdentity } from './tls';
import { WsConnector } from './ws';
import { dialWebSocket, serveWebSocket } from '../rpc/websocket';

const HERE = { host: '127.0.0.1', port: 0 };

/** A kit that listens, and the address that it tells. */
function listening(t: TestContext, options: ListenOptions = {}) {
  const notices: string[] = [];
  let told: (url: string) => void = () => undefined;
  const url = new Promise<string>((resolve) => (told = resolve));
  const notice = (sentence: string): void => {
    notices.push(sentence);
    const [, address] = /to dial (\S+)$/.exec(sentence) ?? [];
    if (address !== undefined) told(address);
  };
  const connector = new ListenConnector(HERE, { timers: new FakeTimers(), ...options, notice });
  t.after(() => connector.close());
  return { connector, url, notices };
}

/** A toy that dials the address, and comes back whenever it is hung up on. */
function dialling(t: TestContext, url: string, tls?: TlsIdentity) {
  const faults: string[] = [];
  const served = dialWebSocket(
    () => createToy(),
    url,
    tls,
    (error) => faults.push(String(error)),
    {
      after: (_ms, run) => {
        const soon = setImmediate(run);
        return () => clearImmediate(soon);
      },
    },
  );
  t.after(() => served.close());
  return faults;
}

/** How a dialler fares: the status that it is refused with, or that it is in. */
function knock(url: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url);
    socket.on('open', () => resolve('in'));
    socket.on('error', (error) => resolve(error.message));
  });
}

test('a device that dials in answers as one in process does, also after the line was cut', async (t) => {
  const { connector, url } = listening(t, { path: '/lab' });
  void url.then((address) => dialling(t, address));
  assert.deepEqual(await story(connector), await story(new InProcessConnector(() => createToy())));
});

test('nobody comes: the sentence says where, and what became of one that took another path', async (t) => {
  const timers = new FakeTimers();
  const { connector, url, notices } = listening(t, { path: '/pev', timers, bootLimitMs: 5_000 });
  const never = errorOf(connector.open());
  const address = await url;
  timers.pass(5_000);
  const { message, fault } = await never;
  assert.equal(fault, 'unreachable');
  assert.equal(message, `no device dialled ${address} within 5 s; start it, and give it this address`);

  const again = errorOf(connector.open());
  await timers.started(5_000);
  assert.match(await knock(address.replace('/pev', '/esci')), /404/);
  timers.pass(5_000);
  assert.match(
    (await again).message,
    /one that came was turned away: it asked for the path "\/esci", not \/pev$/,
  );
  assert.equal(notices.filter((n) => n.includes('turned away')).length, 1);
});

test('a second device is turned away, and the first does not notice', async (t) => {
  const { connector, url, notices } = listening(t);
  void url.then((address) => dialling(t, address));
  await connector.open();
  assert.match(await knock(await url), /409/);
  assert.match(
    notices.at(-1) ?? '',
    /turned away: another device is on the line; a run has one of each role/,
  );
  await connector.call('start', startAt(T0));
  assert.deepEqual((await connector.call('deliver', rawAt(T0, 'x'))).emits, [{ raw: 'x' }]);
});

test('a port that is taken is the user’s mistake, not the device’s', async (t) => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  t.after(() => other.close());
  const { port } = other.address() as AddressInfo;
  const error = await errorOf(new ListenConnector({ ...HERE, port }).open());
  assert.equal(error.kind, 'usage');
  assert.equal(
    error.message,
    `cannot listen on 127.0.0.1:${port}: the port is taken; name another one, or 0 for any`,
  );
});

test('one that says nothing, or speaks no WebSocket, keeps neither the kit nor the device', async (t) => {
  const { connector, url } = listening(t);
  const opened = connector.open();
  const { port, hostname } = new URL(await url);
  const mute = connect(Number(port), hostname);
  const babbling = connect(Number(port), hostname, () => babbling.write('SSH-2.0-x\r\n'));
  for (const socket of [mute, babbling]) socket.on('error', () => undefined);
  const answer = await fetch(`http://${hostname}:${port}/`);
  assert.equal(answer.status, 426);
  dialling(t, await url);
  assert.deepEqual(await opened, TOY_HELLO);
  await connector.close();
});

test('a device that hangs up is gone, in a sentence', async (t) => {
  const { connector, url } = listening(t);
  const opened = errorOf(connector.open());
  new WebSocket(await url).on('open', function (this: WebSocket) {
    this.close(1011, 'fuse blown');
  });
  assert.match(
    (await opened).message,
    /closed the connection \(code 1011, "fuse blown"\) before it answered hello/,
  );
});

test('over TLS, each end showing who it is, the answers are the same', async (t) => {
  const root = authority('a lab');
  const [kit, device] = [root.issue('kit'), root.issue('device')];
  const plain = await story(new InProcessConnector(() => createToy()));

  const { connector, url } = listening(t, { tls: { ...kit, ca: root.ca } });
  void url.then((address) => dialling(t, address, { ...device, ca: root.ca }));
  assert.deepEqual(await story(connector), plain);
  assert.match(await url, /^wss:/);

  const served = await serveWebSocket(() => createToy(), { ...HERE, tls: { ...device, ca: root.ca } });
  t.after(() => served.close());
  assert.deepEqual(await story(new WsConnector(served.url, { tls: { ...kit, ca: root.ca } })), plain);
});

test('a kit that listens lets in only who shows a certificate that it trusts', async (t) => {
  const [root, stranger] = [authority('a lab'), authority('somebody')];
  const timers = new FakeTimers();
  const { connector, url, notices } = listening(t, { tls: { ...root.issue('kit'), ca: root.ca }, timers });
  const opened = errorOf(connector.open());
  const address = await url;
  const turnedAway = async (how: RegExp, tls?: TlsIdentity): Promise<void> => {
    dialling(t, address, tls);
    while (!how.test(notices.at(-1) ?? '')) await new Promise((resolve) => setImmediate(resolve));
  };
  await turnedAway(/it showed no certificate/, { ca: root.ca });
  await turnedAway(/signed by none that is trusted here/, { ...stranger.issue('device'), ca: root.ca });
  timers.pass(30_000);
  assert.match((await opened).message, /within 30 s; one that came was turned away: /);
});

test('a kit that dials trusts only whom it was told to, in a sentence for each reason', async (t) => {
  const [root, stranger] = [authority('a lab'), authority('somebody')];
  const kit = root.issue('kit');
  const dialled = async (theirs: TlsIdentity | undefined, ours: TlsIdentity): Promise<string> => {
    const served = await serveWebSocket(() => createToy(), { ...HERE, tls: theirs });
    t.after(() => served.close());
    const address = served.url.replace('ws://', 'wss://');
    const { message, fault } = await errorOf(new WsConnector(address, { tls: ours }).open());
    assert.equal(fault, 'unreachable');
    return message;
  };
  const ours = { ...kit, ca: root.ca };
  assert.match(await dialled(stranger.issue('device'), ours), /signed by none that is trusted here/);
  assert.match(await dialled(root.issue('device', true), ours), /its certificate has expired/);
  assert.match(await dialled(undefined, ours), /it speaks no TLS/);
  const choosy = { ...root.issue('device'), ca: stranger.ca };
  assert.match(await dialled(choosy, ours), /it answers with HTTP status 403/);
  assert.match(await dialled(choosy, { ca: root.ca }), /it answers with HTTP status 403/);
});
