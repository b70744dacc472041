/** `pr2 device`: a reference actor as a device of its own, behind standard input and output or a WebSocket. */
import type { Command } from 'commander';
import type { DeviceRole } from '../lab/bench/bench-device';
import type { Device } from '../reference-impl/device';
import { faultNamed } from '../reference-impl/faults';
import { DEVICE_CLOCK } from '../lab/connectors/timers';
import { OnWallClock, serveStdio, serveWebSocket, type Say } from '../lab/rpc';
import { referenceDevice } from '../lab/session/reference';
import { UsageError } from './usage-error';

interface DeviceOptions {
  readonly stdio?: boolean;
  readonly listen?: string;
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
    .option('--fault <name>', 'with one of the named faults of pr2 faults, to see what the kit makes of it')
    .option('--clock <kind>', 'virtual, settable or real: whose time it lives by', 'virtual')
    .option('--max-speed <n>', 'how much faster than real time a settable or real clock may be run', '60')
    .action(async (role: string, options: DeviceOptions) => {
      if (!isRole(role)) throw new UsageError(`${role} is no role; the roles are pev, esci and utility`);
      if ((options.stdio === true) === (options.listen !== undefined)) {
        throw new UsageError(`pr2 device ${role} needs one of --stdio and --listen HOST:PORT`);
      }
      const make = clocked(makerOf(role, options.fault), options);
      if (options.listen === undefined) await onStdio(make);
      else await onWebSocket(role, make, options.listen);
    });
}

function makerOf(role: DeviceRole, name: string | undefined): () => Device {
  if (name === undefined) return () => referenceDevice(role);
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

/** Serves until the process is told to end. */
async function onWebSocket(role: DeviceRole, make: Maker, address: string): Promise<void> {
  const { host, port } = endpointOf(address);
  const served = await serveWebSocket(make, host, port, (error) =>
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`),
  ).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`cannot listen on ${address}: ${reasonOf(error)}`);
  });
  process.stderr.write(`reference ${role} listening on ${served.url}\n`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await served.close();
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

function reasonOf(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return 'the port is taken; name another one, or 0 for any';
    case 'EACCES':
      return 'the port is not allowed to this user; name one above 1023';
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return 'this machine has no such address';
    default:
      return error.code ?? error.message;
  }
}

function isRole(role: string): role is DeviceRole {
  return ROLES.includes(role);
}
