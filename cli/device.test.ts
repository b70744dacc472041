import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { Command } from 'commander';
import { ANONYMOUS_KIT, ExecConnector, WsConnector } from '../lab/connectors';
import { addDeviceCommand } from './device';
import { endpointOf } from './device-socket';

const PROGRAM = `
require('ts-node/register');
const { Command } = require('commander');
const pr2 = new Command('pr2');
require(${JSON.stringify(join(__dirname, 'device.ts'))}).addDeviceCommand(pr2);
pr2.parseAsync(process.argv.slice(1), { from: 'user' }).catch((e) => { console.error(e.message); process.exitCode = e.exitCode; });
`;

const device = (...args: string[]): string[] => [process.execPath, '-e', PROGRAM, 'device', ...args];

async function refusal(...args: string[]): Promise<string> {
  const pr2 = new Command('pr2').exitOverride();
  addDeviceCommand(pr2);
  return pr2.parseAsync(['device', ...args], { from: 'user' }).then(
    () => assert.fail('taken'),
    (error: Error) => error.message,
  );
}

test('an address is HOST:PORT', () => {
  assert.deepEqual(endpointOf('127.0.0.1:8080'), { host: '127.0.0.1', port: 8080 });
  assert.deepEqual(endpointOf('[::1]:0'), { host: '::1', port: 0 });
  for (const wrong of ['8080', ':8080', 'host:', 'host:65536', '::1:80', 'host:port', 'ws://host:80']) {
    assert.throws(
      () => endpointOf(wrong),
      new RegExp(`--listen ${wrong.replaceAll('/', '\\/')} is no HOST:PORT`),
      wrong,
    );
  }
});

test('each mistake has its sentence', async () => {
  assert.equal(await refusal('car', '--stdio'), 'car is no role; the roles are pev, esci and utility');
  assert.equal(
    await refusal('pev'),
    'pr2 device pev needs one of --stdio, --listen HOST:PORT and --dial URL',
  );
  assert.match(await refusal('pev', '--dial', 'http://x'), /--dial http:\/\/x is no address/);
  assert.match(await refusal('pev', '--stdio', '--listen', '127.0.0.1:0'), /needs one of/);
  assert.match(
    await refusal('esci', '--listen', '203.0.113.1:0'),
    /cannot listen on 203\.0\.113\.1:0: this machine has no such address/,
  );
});

test('each reference device says hello on standard input and output', async () => {
  for (const role of ['pev', 'esci', 'utility'] as const) {
    const connector = new ExecConnector(device(role, '--stdio'), { answerLimitMs: 60_000 });
    const hello = await connector.open();
    assert.deepEqual([hello.roles, hello.ics?.role], [[role], role]);
    await connector.close();
    assert.equal(connector.diagnostics(), '');
  }
});

test('it ends by itself, and well, when its input ends', async () => {
  const [file = '', ...args] = device('pev', '--stdio');
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(`${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'hello', params: ANONYMOUS_KIT })}\n`);
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
  const code = await new Promise((resolve) => child.once('close', resolve));
  assert.equal(code, 0);
  assert.match(Buffer.concat(said).toString(), /^\{"jsonrpc":"2\.0","id":1,"result":\{"protocol":1/);
});

test('a clock is one of three', async () => {
  assert.match(
    await refusal('pev', '--stdio', '--clock', 'fast'),
    /--clock fast is none; write virtual, settable or real/,
  );
  assert.match(
    await refusal('pev', '--stdio', '--clock', 'real', '--max-speed', '0'),
    /--max-speed 0 is no number/,
  );
});

test('it listens where it says on standard error, until it is told to end', async () => {
  const [file = '', ...args] = device('utility', '--listen', '127.0.0.1:0');
  const child = spawn(file, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const line = await new Promise<string>((resolve) =>
    child.stderr.once('data', (chunk: Buffer) => resolve(chunk.toString())),
  );
  const [, url = ''] = /^reference utility listening on (ws:\/\/127\.0\.0\.1:\d+)\n$/.exec(line) ?? [];
  const connector = new WsConnector(url);
  assert.deepEqual((await connector.open()).roles, ['utility']);
  child.kill('SIGTERM');
  const code = await new Promise((resolve) => child.once('close', resolve));
  assert.equal(code, 0);
  await connector.close();
});
