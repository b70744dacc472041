/** `pr2 doctor` says in one line which of all parts is ill, and ends as a run would. */
import assert from 'node:assert/strict';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { authority } from '../lab/connectors/testing/certificates';
import { serveWebSocket } from '../lab/rpc/websocket';
import { referenceDevice } from '../lab/session/reference';
import { execFaulty, pr2 } from './run-pr2';

const NODE = process.execPath;
const MAIN = join(__dirname, '..', 'dist', 'cli', 'main.js');
const MISBEHAVING = join(__dirname, '..', 'examples', 'misbehaving');
const PLAIN = join(__dirname, '..', 'examples', 'ics', 'pev-plain.yaml');
const adapter = (name: string): string => `pev=exec:"${NODE}" "${join(MISBEHAVING, `${name}.cjs`)}"`;

/** What is plugged in, and the problem that is told of it. */
const ILL: readonly { dut: string; ics?: string; code: number; says: RegExp }[] = [
  {
    dut: 'pev=exec:no-such-program',
    code: 6,
    says: /program: no-such-program is not in any folder of the PATH/,
  },
  { dut: 'pev=exec:node no-such.js', code: 6, says: /program: no-such\.js is not in / },
  {
    dut: 'pev=ws://no-such-host.invalid:1',
    code: 6,
    says: /network: there is no host no-such-host\.invalid/,
  },
  { dut: 'pev=ws://127.0.0.1:1', code: 6, says: /network: 127\.0\.0\.1 has nothing that listens on port 1/ },
  {
    dut: adapter('bad-hello'),
    code: 6,
    says: /hello: the answer to hello is not valid: identity is missing/,
  },
  { dut: adapter('not-json'), code: 3, says: /adapter: start and stop: .*not JSON/ },
  { dut: adapter('early-next'), code: 3, says: /adapter: start and stop: .*before at/ },
  { dut: adapter('polite'), ics: PLAIN, code: 2, says: /declaration: .*randomisation.*make them agree/ },
  { dut: adapter('polite'), code: 1, says: /product: PR2-A-06\.first: fail: / },
  {
    dut: execFaulty('pev/never-discharges'),
    ics: 'none.yaml',
    code: 2,
    says: /declaration: none\.yaml: there is no/,
  },
];

for (const { dut, ics, code, says } of ILL) {
  test(`ill: ${says.source}`, () => {
    const ended = pr2(['doctor', '--dut', dut, ...(ics === undefined ? [] : ['--ics', ics])]);
    const problems = ended.stdout.split('\n').filter((line) => line.startsWith('PROBLEM'));
    assert.equal(problems.length, 1, ended.stdout);
    assert.match(problems[0] ?? '', says);
    assert.doesNotMatch(`${ended.stdout}${ended.stderr}`, /^\s+at .+:\d+/m);
    assert.equal(ended.code, code);
  });
}

test('well: the kit alone, and each part of a device', () => {
  const alone = pr2(['doctor']);
  assert.match(alone.stdout, /^ok {7}Node: .*\nok {7}package: .*\nThe kit is well/);
  assert.equal(alone.code, 0);
  const { code, stdout } = pr2(['doctor', '--dut', 'esci=reference']);
  assert.match(stdout, /^ok {7}product: \S+ passed$/m);
  assert.match(stdout, /Next: npx pr2 run --dut esci=reference$/m);
  assert.equal(code, 0);
});

test('a port on which the device is to dial in, and which another holds', async () => {
  const taken: Server = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const ended = await examined(['--dut', `pev=listen://127.0.0.1:${port}`]);
  taken.close();
  assert.match(ended.stdout, /PROBLEM {2}port: 127\.0\.0\.1:\d+ is taken by another program/);
  assert.equal(ended.code, 2);
});

test('a device over TLS, beside one that is not', async () => {
  const root = authority('a lab');
  const [kit, pev] = [root.issue('kit'), root.issue('pev')];
  const folder = mkdtempSync(join(tmpdir(), 'pr2-doctor-'));
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const tls = { ...pev, ca: root.ca };
  const served = await serveWebSocket(() => referenceDevice('pev'), { host: '127.0.0.1', port: 0, tls });
  const duts = ['--dut', 'esci=reference', '--dut', `pev=${served.url}`];
  const files = [
    '--tls-cert',
    file('kit.pem', kit.cert),
    '--tls-key',
    file('kit-key.pem', kit.key),
    '--tls-ca',
    file('ca.pem', root.ca),
  ];
  const trusted = await examined([...duts, ...files]);
  const untrusted = await examined(duts);
  await served.close();
  rmSync(folder, { recursive: true });
  assert.equal(trusted.code, 0, trusted.stdout);
  assert.ok(trusted.stdout.includes(`Next: npx pr2 run ${[...duts, ...files].join(' ')}`), trusted.stdout);
  assert.match(untrusted.stdout, /PROBLEM {2}hello: .*signed by none that is trusted here/);
  assert.equal(untrusted.code, 6);
});

/** Without waiting for it: what it reaches is served by this process. */
async function examined(args: readonly string[]): Promise<{ stdout: string; code: number }> {
  const ended = promisify(execFile)(NODE, [MAIN, 'doctor', ...args]);
  const { stdout, code = 0 }: { stdout: string; code?: number } = await ended.catch(
    (error: { stdout: string; code: number }) => error,
  );
  return { stdout, code };
}
