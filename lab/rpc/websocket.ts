/** Reference devices behind a WebSocket, where they listen and where they dial: each connection gets a fresh one. */
import { WebSocket } from 'ws';
import { Door, type DoorPlace } from '../connectors/door';
import { REAL_TIMERS, type Timers } from '../connectors/timers';
import { tlsReason, type TlsIdentity } from '../connectors/tls';
import { reasonOf } from '../connectors/ws-line';
import { LINE_LIMIT_BYTES } from './line-splitter';
import { OnWallClock, type MakeDevice, type Say } from './on-wall-clock';
import { RpcServer } from './rpc-server';
import { MemoryStorage, type Storage } from './storage';

export interface Served {
  /** `ws://host:port`, or `wss://`, with the port that was really taken. */
  readonly url: string;
  close(): Promise<void>;
}

type OnFault = (error: unknown) => void;

const REDIAL_MS = 200;

/**
 * Listens on host and port (0 takes a free one). A new connection is a restart: what devices made durable stays in
 * memory under the storage name that the kit gives, and no file is written for a peer on the network.
 * @throws the system's error, such as EADDRINUSE
 */
export async function serveWebSocket(
  makeDevice: MakeDevice,
  place: DoorPlace,
  onFault: OnFault = () => undefined,
): Promise<Served> {
  const storage = new MemoryStorage();
  const door = await Door.open(place, {
    refusal: () => undefined,
    turnedAway: (why) => onFault(`one that dialled was turned away: ${why}`),
    arrived: (socket) => serve(socket, makeDevice, storage, onFault),
  });
  const { host, tls } = place;
  return {
    url: `${tls === undefined ? 'ws' : 'wss'}://${host.includes(':') ? `[${host}]` : host}:${door.port}`,
    close: () => door.close(),
  };
}

/** Dials the kit, and dials again whenever it hangs up or is not there yet: each time with a fresh device. */
export function dialWebSocket(
  makeDevice: MakeDevice,
  url: string,
  tls: TlsIdentity | undefined,
  onFault: OnFault = () => undefined,
  timers: Timers = REAL_TIMERS,
): Served {
  const storage = new MemoryStorage();
  let line: WebSocket | undefined;
  let callOff = (): void => undefined;
  let over = false;
  const dial = (): void => {
    const socket = new WebSocket(url, { maxPayload: LINE_LIMIT_BYTES, perMessageDeflate: false, ...tls });
    line = socket;
    socket.once('open', () => serve(socket, makeDevice, storage, onFault));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') return; // the kit is not there yet
      onFault(`cannot reach ${url}: ${tlsReason(error) ?? reasonOf(error)}`);
    });
    socket.once('close', () => {
      if (!over) callOff = timers.after(REDIAL_MS, dial);
    });
  };
  dial();
  return {
    url,
    close: async () => {
      over = true;
      callOff();
      line?.terminate();
    },
  };
}

function serve(socket: WebSocket, makeDevice: MakeDevice, storage: Storage, onFault: OnFault): void {
  const say: Say = (unasked) => {
    for (const frame of server.unasked(unasked)) socket.send(frame, () => undefined);
  };
  const device = makeDevice(say);
  const server = new RpcServer(device, storage, onFault);
  socket.once('close', () => {
    if (device instanceof OnWallClock) device.halt();
  });
  // A connection that breaks says so again by closing.
  socket.on('error', () => undefined);
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (isBinary) socket.close(1003, 'text frames only');
    else for (const frame of server.frames(data.toString('utf8'))) socket.send(frame);
  });
}
