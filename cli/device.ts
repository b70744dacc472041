/** `pr2 device`: a reference actor as a device of its own, behind standard input and output or a WebSocket. */
import type { Command } from 'commander';
import type { DeviceRole } from '../lab/bench/bench-device';
import type { Device } from '../reference-impl/device';
import type * as Faults from '../reference-impl/faults';
import { DEVICE_CLOCK } from '../lab/connectors/timers';
import { whyNot, type TlsIdentity } from '../lab/connectors';
import { dialWebSocket, OnWallClock, serveStdio, serveWebSocket, type Say, type Served } from '../lab/rpc';
import { referenceDevice } from '../lab/session/reference';
import { tlsOf, type TlsFiles } from './tls-files';
import { UsageError } from './usage-error';

interface DeviceOptions extends TlsFiles {
  readonly stdio?: boolean;
  readonly listen?: string;
  readonly dial?: string;
  readonly fault?: string;
  readonly clock: string;
  readonly maxSpeed: string;
}

type Maker = (say: Say) => Device;

const ROLES: readonly string[] = ['pev', 'esci', 'utility'] satisfies readonly DeviceRole[];

export function addDeviceCommand(program: Command): void {
  program
    .command('device <role>')
    .description('run a reference pev, esci or utility as a device that speaks the lab protocol')
    .option('--stdio', 'on standard input and output, one JSON-RPC object a line')
    .option('--listen <host:port>', 'on a WebSocket; port 0 takes a free one, told on standard error')
    .option(
      '--dial <url>',
      'on a WebSocket to a kit that listens (ws:// or wss://), again whenever it hangs up',
    )
    .option('--tls-cert <file>', 'the certificate of the device (PEM), for --listen and --dial over TLS')
    .option('--tls-key <file>', 'its key (PEM)')
    .option('--tls-ca <file>', "who must have signed the kit's certificate (PEM)")
    .option('--fault <name>', 'with one of the named faults of pr2 faults, to see what the kit makes of it')
    .option('--clock <kind>', 'virtual, settable or real: whose time it lives by', 'virtual')
    .option('--max-speed <n>', 'how much faster than real time a settable or real clock may be run', '60')
    .action(async (role: string, options: DeviceOptions) => {
      if (!isRole(role)) throw new UsageError(`${role} is no role; the roles are pev, esci and utility`);
      const { stdio, listen, dial } = options;
      if ([stdio, listen, dial].filter((way) => way !== undefined).length !== 1)
        throw new UsageError(`pr2 device ${role} needs one of --stdio, --listen HOST:PORT and --dial URL`);
      const make = clocked(makerOf(role, options.fault), options);
      const tls = tlsOf(options);
      if (listen !== undefined)
        await untilToldToEnd(role, 'listening on', await listening(make, listen, tls));
      else if (dial !== undefined) await untilToldToEnd(role, 'dialling', dialling(make, dial, tls));
      else await onStdio(make);
    });
}

function makerOf(role: DeviceRole, name: string | undefined): () => Device {
  if (name === undefined) return () => referenceDevice(role);
  const { faultNamed } = require('../reference-impl/faults') as typeof Faults; // hundreds of files
  const fault = faultNamed(name);
  if (fault?.role !== role)
    throw new UsageError(`${name} is no fault of a ${role}; pr2 faults --format json names all`);
  return fault.make;
}

function clocked(make: () => Device, { clock: kind, maxSpeed: text }: DeviceOptions): Maker {
  if (kind === 'virtual') return make;
  if (kind !== 'real' && kind !== 'settable')
    throw new UsageError(`--clock ${kind} is none; write virtual, settable or real`);
  const maxSpeed = Number(text);
  if (!(maxSpeed >= 0.001 && maxSpeed <= 1_000_000))
    throw new UsageError(`--max-speed ${text} is no number from 0.001 to 1000000`);
  return (say) => new OnWallClock(make(), { kind, maxSpeed, wall: DEVICE_CLOCK, say });
}

async function onStdio(make: Maker): Promise<void> {
  const { stdin: input, stdout: output, stderr: complaints } = process;
  await serveStdio(make, { input, output, complaints });
}

async function listening(make: Maker, address: string, tls: TlsIdentity | undefined): Promise<Served> {
  if (tls?.ca !== undefined && tls.cert === undefined)
    throw new UsageError('--listen over TLS needs --tls-cert FILE and --tls-key FILE');
  return serveWebSocket(make, { ...endpointOf(address), tls }, complain).catch((error: unknown) => {
    throw new UsageError(`cannot listen on ${address}: ${whyNot(error)}`);
  });
}

function dialling(make: Maker, url: string, tls: TlsIdentity | undefined): Served {
  if (!/^wss?:\/\/./i.test(url) || !URL.canParse(url) || new URL(url).hash !== '')
    throw new UsageError(`--dial ${url} is no address; write ws://host:port or wss://host:port`);
  return dialWebSocket(make, url, tls, complain);
}

async function untilToldToEnd(role: DeviceRole, how: string, served: Served): Promise<void> {
  process.stderr.write(`reference ${role} ${how} ${served.url}\n`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await served.close();
}

let complaint = '';

/** One that comes again and again, as of a device that dials in vain, is told once. */
function complain(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (text !== complaint) process.stderr.write(`${text}\n`);
  complaint = text;
}

/** `127.0.0.1:8080`, `[::1]:8080` or `localhost:0`. */
export function endpointOf(address: string): { host: string; port: number } {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(address) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined || Number(port) > 65_535) {
    throw new UsageError(`--listen ${address} is no HOST:PORT, for example 127.0.0.1:8080`);
  }
  return { host, port: Number(port) };
}

function isRole(role: string): role is DeviceRole {
  return ROLES.includes(role);
}
