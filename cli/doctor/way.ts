/** The way to a device, before a word is said on it: the program and its file, the host and its port, a port of ours. */
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { lookup } from 'node:dns/promises';
import { connect, createServer } from 'node:net';
import { delimiter, join, resolve } from 'node:path';
import type { DutTarget } from '../../lab/connectors';
import { ill, well, type Look } from './examination';

/** Longest time for a port to answer, ms. */
const ANSWER_MS = 5_000;

/** @returns the looks in their order; the first problem makes the later ones idle */
export async function wayLooks(target: DutTarget): Promise<Look[]> {
  switch (target.kind) {
    case 'reference':
      return [well('device', 'the reference, in this process')];
    case 'exec':
      return programLooks(target.words);
    case 'ws':
      return hostLooks(new URL(target.url));
    case 'listen':
      return [await ownPortLook(target.host, target.port)];
  }
}

function programLooks([program = '', ...args]: readonly string[]): Look[] {
  const found = pathOf(program);
  if (found === undefined) {
    const where = program.includes('/') ? resolve(program) : `any folder of the PATH`;
    return [ill('program', 6, `${program} is not in ${where}; install it, or write its whole path`)];
  }
  if (!executable(found)) return [ill('program', 6, `${found} may not be executed; chmod +x ${found}`)];
  const missing = args.find((arg) => SCRIPT.test(arg) && !existsSync(arg));
  if (missing !== undefined)
    return [
      ill('program', 6, `${missing} is not in ${process.cwd()}; go to its folder, or write its whole path`),
    ];
  return [well('program', found)];
}

/** An argument that is the file of a program. */
const SCRIPT = /^[^-].*\.(py|js|cjs|mjs|ts|rb|pl|jar|sh)$/;

function pathOf(program: string): string | undefined {
  if (program.includes('/')) return isFile(program) ? program : undefined;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const endings = process.platform === 'win32' ? ['', '.exe', '.cmd', '.bat'] : [''];
  return folders.flatMap((f) => endings.map((e) => join(f, `${program}${e}`))).find(isFile);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function hostLooks(url: URL): Promise<Look[]> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port === '' ? (url.protocol === 'wss:' ? 443 : 80) : url.port);
  let address: string;
  try {
    ({ address } = await lookup(host));
  } catch {
    return [
      ill('network', 6, `there is no host ${host} for this machine; check its name, or write its address`),
    ];
  }
  const refused = await answers(address, port);
  const place = host === address ? address : `${host} (${address})`;
  return [
    refused === undefined
      ? well('network', `${place} answers on port ${port}`)
      : ill(
          'network',
          6,
          `${place} ${refused} port ${port}; start the device first, and check port and firewall`,
        ),
  ];
}

/** What keeps a connection from being made; undefined where nothing does. */
function answers(host: string, port: number): Promise<string | undefined> {
  return new Promise((done) => {
    const socket = connect({ host, port, timeout: ANSWER_MS });
    const end = (how: string | undefined): void => {
      socket.destroy();
      done(how);
    };
    socket.on('connect', () => end(undefined));
    socket.on('timeout', () => end(`does not answer within ${ANSWER_MS / 1000} s on`));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      end(
        error.code === 'ECONNREFUSED'
          ? 'has nothing that listens on'
          : `cannot be reached (${error.code ?? error.message}) on`,
      ),
    );
  });
}

/** Whether the port on which the device is to dial in is free. */
function ownPortLook(host: string, port: number): Promise<Look> {
  return new Promise((done) => {
    const server = createServer();
    server.on('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE'
          ? 'is taken by another program; end that, or name another port'
          : error.code === 'EACCES'
            ? 'is not allowed to this user; name one above 1023'
            : `cannot be listened on (${error.code ?? error.message}); name an address of this machine`;
      done(ill('port', 2, `${host}:${port} ${why}`));
    });
    server.listen(port, host, () =>
      server.close(() => done(well('port', `${host}:${port} is free to listen on`))),
    );
  });
}
