/** `pr2 device`: a reference actor as a device of its own, behind standard input and output or a WebSocket. */
import { isDeviceRole } from '../schemas';
import type { Command } from 'commander';
import type { DeviceRole } from '../lab/bench/bench-device';
import type { Device } from '../reference-impl/device';
import type * as Faults from '../reference-impl/faults';
import { DEVICE_CLOCK } from '../lab/connectors/timers';
import { OnWallClock, type MakeDevice } from '../lab/rpc/on-wall-clock';
import { serveStdio } from '../lab/rpc/stdio';
import { referenceDevice } from '../lab/session/reference';
import type * as Socket from './device-socket';
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
      if (!isDeviceRole(role))
        throw new UsageError(`${role} is no role; the roles are pev, esci and utility`);
      const { stdio, listen, dial } = options;
      if ([stdio, listen, dial].filter((way) => way !== undefined).length !== 1)
        throw new UsageError(`pr2 device ${role} needs one of --stdio, --listen HOST:PORT and --dial URL`);
      const make = clocked(makerOf(role, options.fault), options);
      const tls = tlsOf(options);
      if (stdio === true) return onStdio(make);
      // Read when it is needed: a device on standard input is started anew for each restart in a case.
      const { listening, dialling, untilToldToEnd } = require('./device-socket') as typeof Socket;
      if (listen !== undefined) {
        await untilToldToEnd(role, 'listening on', await listening(make, listen, tls));
      } else if (dial !== undefined) {
        await untilToldToEnd(role, 'dialling', dialling(make, dial, tls));
      }
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

function clocked(make: () => Device, { clock: kind, maxSpeed: text }: DeviceOptions): MakeDevice {
  if (kind === 'virtual') return make;
  if (kind !== 'real' && kind !== 'settable')
    throw new UsageError(`--clock ${kind} is none; write virtual, settable or real`);
  const maxSpeed = Number(text);
  if (!(maxSpeed >= 0.001 && maxSpeed <= 1_000_000))
    throw new UsageError(`--max-speed ${text} is no number from 0.001 to 1000000`);
  return (say) => new OnWallClock(make(), { kind, maxSpeed, wall: DEVICE_CLOCK, say });
}

async function onStdio(make: MakeDevice): Promise<void> {
  const { stdin: input, stdout: output, stderr: complaints } = process;
  await serveStdio(make, { input, output, complaints });
}
