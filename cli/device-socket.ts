/** `pr2 device` behind a WebSocket: where it listens for the kit, and where it dials the kit. */
import { whyNot, type TlsIdentity } from '../lab/connectors';
import { dialWebSocket, serveWebSocket, type Served } from '../lab/rpc/websocket';
import type { MakeDevice } from '../lab/rpc/on-wall-clock';
import { UsageError } from './usage-error';

/** @throws UsageError where the address is none, or cannot be listened on */
export async function listening(
  make: MakeDevice,
  address: string,
  tls: TlsIdentity | undefined,
): Promise<Served> {
  if (tls?.ca !== undefined && tls.cert === undefined)
    throw new UsageError('--listen over TLS needs --tls-cert FILE and --tls-key FILE');
  return serveWebSocket(make, { ...endpointOf(address), tls }, complain).catch((error: unknown) => {
    throw new UsageError(`cannot listen on ${address}: ${whyNot(error)}`);
  });
}

/** @throws UsageError where the url is none */
export function dialling(make: MakeDevice, url: string, tls: TlsIdentity | undefined): Served {
  if (!/^wss?:\/\/./i.test(url) || !URL.canParse(url) || new URL(url).hash !== '')
    throw new UsageError(`--dial ${url} is no address; write ws://host:port or wss://host:port`);
  return dialWebSocket(make, url, tls, complain);
}

export async function untilToldToEnd(role: string, how: string, served: Served): Promise<void> {
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
