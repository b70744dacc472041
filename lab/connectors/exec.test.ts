import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { rawAt, startAt, T0 } from '../rpc/testing/calls';
import { createToy, TOY_HELLO } from '../rpc/testing/toy-device';
import type { Answer, Connector, ConnectorError } from './connector';
import { ExecConnector, type ExecOptions } from './exec';
import { InProcessConnector } from './in-process';
import { errorOf } from './testing/error-of';
import { FakeTimers } from './testing/fake-timers';
import { program, scripted } from './testing/scripted';

const TOY = [
  process.execPath,
  '--require',
  'ts-node/register',
  join(__dirname, '..', 'rpc', 'testing', 'serve-toy.ts'),
];

/** The error of the first call after a good hello. */
async function afterHello(
  script: string,
  options: ExecOptions = {},
): Promise<{ error: ConnectorError; stderr: string }> {
  const connector = new ExecConnector(scripted(script), options);
  await connector.open();
  const error = await errorOf(connector.call('advance', { at: T0 }));
  await connector.close();
  return { error, stderr: connector.diagnostics() };
}

/** Resolves when the process is gone. */
async function gone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    // A killed process stays as a zombie only until its parent has seen it.
    if (existsSync('/proc') && /^State:\s+Z/m.test(readStatus(pid))) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function readStatus(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return 'State: Z';
  }
}

async function story(connector: Connector): Promise<Answer[]> {
  const answers: Answer[] = [];
  await connector.open();
  answers.push(await connector.call('start', startAt(T0)));
  answers.push(await connector.call('deliver', rawAt(T0, 'grüße \u2028 "\\')));
  answers.push(await connector.call('stimulate', { at: T0, name: 'unlock', params: {} }));
  answers.push(
    await connector.call('advance', { at: T0 + 2500, sample: { everyMs: 500, want: ['powerW', 'soc'] } }),
  );
  await connector.kill();
  await connector.reopen();
  answers.push(await connector.call('start', startAt(T0 + 9000, { resume: true })));
  answers.push(await connector.call('query', { at: T0 + 9000, what: 'eventStates' }));
  await connector.close();
  return answers;
}

test('a device answers alike in process and behind a pipe, also after it was killed', async () => {
  const piped = await story(new ExecConnector(TOY));
  assert.deepEqual(piped, await story(new InProcessConnector(() => createToy())));
  assert.equal(piped[4]?.emits.length, 7, 'it went on from what it had made durable');
});

test('a command that cannot be started is said in one sentence', async () => {
  const missing = await errorOf(new ExecConnector(['no-such-command-here']).open());
  assert.deepEqual([missing.kind, missing.fault], ['adapter', 'unreachable']);
  assert.match(missing.message, /^cannot start "no-such-command-here": there is no such command/);
  const folder = mkdtempSync(join(tmpdir(), 'pr2-exec-'));
  try {
    writeFileSync(join(folder, 'plain'), 'x');
    assert.match(
      (await errorOf(new ExecConnector([join(folder, 'plain')]).open())).message,
      /may not be executed/,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("garbage on standard output is the adapter's, with its standard error beside", async () => {
  const { error, stderr } = await afterHello(
    `process.stderr.write('trace 1\\n', () => { say('Listening…\\n'); })`,
  );
  assert.deepEqual([error.kind, error.fault], ['adapter', 'malformed']);
  assert.match(error.message, /the device wrote something that is not JSON.*"Listening…"$/);
  assert.equal(stderr, 'trace 1\n');
});

test('a banner before hello is garbage too', async () => {
  const error = await errorOf(
    new ExecConnector(program(`console.log('v1.0'); setInterval(() => {}, 1e6)`)).open(),
  );
  assert.match(error.message, /not JSON.*"v1\.0"$/);
});

test('an exit in the middle of a call tells its code and last words', async () => {
  const { error } = await afterHello(
    `process.stderr.write('Error: out of battery\\n', () => process.exit(3))`,
  );
  assert.equal(error.fault, 'gone');
  assert.match(
    error.message,
    /the device ended \(exit code 3\) before it answered advance; on its standard error: "Error: out of battery"/,
  );
});

test('a silent exit before hello, and a death by signal', async () => {
  const silent = await errorOf(new ExecConnector(program('')).open());
  assert.match(silent.message, /the device ended \(exit code 0\) before it answered hello$/);
  const { error } = await afterHello(`process.kill(process.pid, 'SIGKILL')`);
  assert.match(error.message, /the device ended \(signal SIGKILL\) before it answered advance/);
});

test('an answer written just before the exit still counts', async () => {
  const connector = new ExecConnector(scripted(`ok(r); process.exitCode = 4; process.stdin.destroy();`));
  await connector.open();
  assert.deepEqual((await connector.call('advance', { at: T0 })).result, { next: null });
  const error = await errorOf(connector.call('advance', { at: T0 }));
  assert.equal(error.fault, 'gone');
  await connector.close();
});

test('silence ends at the limit', async () => {
  const timers = new FakeTimers();
  const connector = new ExecConnector(scripted(''), { timers });
  await connector.open();
  const call = errorOf(connector.call('advance', { at: T0 }));
  assert.deepEqual(timers.running, [10_000]);
  timers.pass(10_000);
  const error = await call;
  assert.deepEqual([error.kind, error.fault], ['adapter', 'silent']);
  await connector.close();
});

test('a line over the limit, finished or endless', async () => {
  const options = { lineLimitBytes: 1000 };
  const finished = await afterHello(`say('x'.repeat(1001) + '\\n')`, options);
  assert.match(
    finished.error.message,
    /the device wrote a line of more than 1000 bytes, which begins "x{80}…"/,
  );
  const endless = await afterHello(
    `const go = () => process.stdout.write('y'.repeat(4096), go); process.stdout.on('error', () => {}); go();`,
    options,
  );
  assert.match(endless.error.message, /more than 1000 bytes, which begins "y/);
});

test('bytes that are not UTF-8', async () => {
  const { error } = await afterHello(`process.stdout.write(Buffer.from([0x7b, 0xff, 0xfe, 0x7d, 0x0a]))`);
  assert.match(error.message, /a line that is not UTF-8: "\{\uFFFD\uFFFD\}"/);
});

test('frames in pieces are put together, several at once taken apart', async () => {
  const connector = new ExecConnector(
    scripted(`
      const bytes = Buffer.from(['emit', 'emit'].map((method, i) => JSON.stringify({ jsonrpc: '2.0', method, params: { raw: 'ü' + i } }) + '\\r\\n').join('') + '\\n' + JSON.stringify({ jsonrpc: '2.0', id: r.id, result: { next: null } }) + '\\n');
      let i = 0;
      const next = () => { if (i < bytes.length) process.stdout.write(bytes.subarray(i, (i += 7)), () => setImmediate(next)); };
      next();
    `),
  );
  await connector.open();
  const answer = await connector.call('advance', { at: T0 });
  assert.deepEqual(answer.emits, [{ raw: 'ü0' }, { raw: 'ü1' }]);
  await connector.close();
});

test('answers under a wrong id, and twice', async () => {
  const wrong = await afterHello(`say({ id: r.id + 5, result: { next: null } })`);
  assert.match(wrong.error.message, /an answer with id 7, but the pending request has id 2/);
  const connector = new ExecConnector(
    scripted(
      `say(JSON.stringify({ jsonrpc: '2.0', id: r.id, result: { next: null } }) + '\\n' + JSON.stringify({ jsonrpc: '2.0', id: r.id, result: { next: null } }) + '\\n')`,
    ),
  );
  await connector.open();
  await connector.call('advance', { at: T0 });
  assert.match((await errorOf(connector.call('advance', { at: T0 }))).message, /answered request 2 twice/);
  await connector.close();
});

test('a device that closes its input and lives on is given up at once', async () => {
  const answer = JSON.stringify({ jsonrpc: '2.0', id: 1, result: TOY_HELLO });
  const deaf = [
    '/bin/sh',
    '-c',
    `read -r line; exec 0</dev/null; printf '%s\\n' '${answer}'; exec sleep 1000`,
  ];
  const timers = new FakeTimers();
  const connector = new ExecConnector(deaf, { timers });
  await connector.open();
  const call = errorOf(connector.call('advance', { at: T0 }));
  await timers.started(1_000);
  timers.pass(1_000);
  const error = await call;
  assert.equal(error.fault, 'gone');
  assert.equal(error.message, 'the device closed its standard input before it answered advance');
  await connector.close();
});

test('close ends the whole group, also children that ignore SIGTERM', async () => {
  const child = `process.on('SIGTERM', () => {}); console.error(process.pid); setInterval(() => {}, 1e6)`;
  const connector = new ExecConnector(
    scripted(`
      const c = require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: ['ignore', 'ignore', 'pipe'] });
      c.stderr.on('data', (d) => process.stderr.write(d, () => ok(r)));
      process.on('SIGTERM', () => {});
    `),
    { graceMs: 1 },
  );
  await connector.open();
  await connector.call('advance', { at: T0 });
  const pid = Number(connector.diagnostics());
  assert.ok(pid > 0);
  await connector.close();
  await gone(pid);
});

test('a last answer without its line end still counts', async () => {
  const connector = new ExecConnector(
    scripted(
      `process.stdout.write(JSON.stringify({ jsonrpc: '2.0', id: r.id, result: { next: null } }), () => process.exit(0));`,
    ),
  );
  await connector.open();
  assert.deepEqual((await connector.call('advance', { at: T0 })).result, { next: null });
  await connector.close();
});

test('close asks every process of the group to end, not only its leader', async () => {
  const connector = new ExecConnector(
    scripted(`
      process.on('SIGTERM', () => {});
      const c = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
      c.on('exit', (code, signal) => process.stderr.write('child: ' + signal, () => process.exit(0)));
      c.on('spawn', () => ok(r));
    `),
    { timers: new FakeTimers() },
  );
  await connector.open();
  await connector.call('advance', { at: T0 });
  await connector.close();
  assert.equal(connector.diagnostics(), 'child: SIGTERM');
});

test('a leader that ends takes its children with it', async () => {
  const connector = new ExecConnector(
    scripted(`
      const c = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'inherit' });
      process.stderr.write(String(c.pid), () => process.exit(1));
    `),
  );
  await connector.open();
  const error = await errorOf(connector.call('advance', { at: T0 }));
  assert.match(error.message, /exit code 1/);
  await gone(Number(connector.diagnostics()));
  await connector.close();
});

test('storage is a folder of its own that close removes; an absolute one is left', async () => {
  const connector = new ExecConnector(
    scripted(`say({ method: 'emit', params: { raw: r.params.storage } }); ok(r)`),
  );
  const placeOf = async (storage: string): Promise<string> => {
    const [emit] = (await connector.call('start', startAt(T0, { storage }))).emits;
    return emit !== undefined && 'raw' in emit ? emit.raw : '';
  };
  await connector.open();
  const place = await placeOf('../../x/pev-p1');
  assert.ok(
    place.startsWith(join(tmpdir(), 'pr2-')) && place.endsWith(join('x', 'pev-p1')) && existsSync(place),
    place,
  );
  const own = mkdtempSync(join(tmpdir(), 'pr2-own-'));
  try {
    assert.equal(await placeOf(own), own);
    await connector.close();
    assert.ok(!existsSync(place) && existsSync(own));
  } finally {
    rmSync(own, { recursive: true });
  }
});

test('it can be opened again after anything', async () => {
  const connector = new ExecConnector(scripted(`process.exit(1)`));
  assert.deepEqual(await connector.open(), TOY_HELLO);
  await errorOf(connector.call('advance', { at: T0 }));
  assert.deepEqual(await connector.open(), TOY_HELLO);
  await connector.close();
  await connector.close();
  assert.match((await errorOf(connector.call('advance', { at: T0 }))).message, /the device is not running/);
});
