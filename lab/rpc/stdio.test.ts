import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { LINE_LIMIT_BYTES } from './line-splitter';
import { serveStdio } from './stdio';
import { MemoryStorage } from './storage';
import { rawAt, startAt, T0 } from './testing/calls';
import { createToy } from './testing/toy-device';

function serve(): { input: PassThrough; over: Promise<void>; said: () => string; complained: () => string } {
  const input = new PassThrough();
  const output = new PassThrough();
  const complaints = new PassThrough();
  const over = serveStdio(createToy(), { input, output, complaints }, new MemoryStorage());
  const textOf = (stream: PassThrough): string => (stream.read() as Buffer | null)?.toString('utf8') ?? '';
  return { input, over, said: () => textOf(output), complained: () => textOf(complaints) };
}

const line = (id: number, method: string, params: unknown): string =>
  `${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`;

test('lines in, lines out, in order, however the bytes are cut', async () => {
  const { input, over, said } = serve();
  const bytes = Buffer.from(line(1, 'start', startAt(T0)) + '\r\n' + line(2, 'deliver', rawAt(T0, 'é')));
  for (const byte of bytes) input.write(Buffer.from([byte]));
  input.end();
  await over;
  assert.deepEqual(said().trimEnd().split('\n'), [
    '{"jsonrpc":"2.0","id":1,"result":{"next":null,"readings":{"powerW":0,"soc":0}}}',
    '{"jsonrpc":"2.0","method":"emit","params":{"raw":"é"}}',
    '{"jsonrpc":"2.0","id":2,"result":{"next":null,"readings":{"powerW":0,"soc":1}}}',
  ]);
});

test('a last line without its end is answered too', async () => {
  const { input, over, said } = serve();
  input.end('{"jsonrpc":"2.0","id":1,"method":"nothing"}');
  await over;
  assert.match(said(), /-32601/);
});

test('a failure inside is told where its maker looks', async () => {
  const { input, over, said, complained } = serve();
  input.write(line(1, 'start', startAt(T0)));
  input.end(line(2, 'stimulate', { at: T0, name: 'power-fault', params: { kind: 'INTERNAL' } }));
  await over;
  assert.match(said(), /"code":-32603,"message":"failed inside stimulate: Error: the toy is broken"/);
  assert.match(complained(), /the toy is broken\n {4}at /);
});

test('a line over the limit ends it', async () => {
  const { input, over, complained } = serve();
  input.write(Buffer.alloc(LINE_LIMIT_BYTES + 1, 0x20));
  await over;
  assert.match(complained(), /longer than the lab protocol allows/);
});
