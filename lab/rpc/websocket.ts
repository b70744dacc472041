/** Reference devices behind a WebSocket: each connection gets a fresh one. */
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Device } from '../../reference-impl/device';
import { LINE_LIMIT_BYTES } from './line-splitter';
import { OnWallClock, type Say } from './on-wall-clock';
import { RpcServer } from './rpc-server';
import { MemoryStorage } from './storage';

export interface Served {
  /** `ws://host:port`, with the port that was really taken. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Listens on host and port (0 takes a free one). A new connection is a restart: what devices made durable stays in
 * memory under the storage name that the kit gives, and no file is written for a peer on the network.
 * @throws the system's error, such as EADDRINUSE
 */
export async function serveWebSocket(
  makeDevice: (say: Say) => Device,
  host: string,
  port: number,
  onFault: (error: unknown) => void = () => undefined,
): Promise<Served> {
  const storage = new MemoryStorage();
  const listener = new WebSocketServer({
    host,
    port,
    maxPayload: LINE_LIMIT_BYTES,
    perMessageDeflate: false,
  });
  await new Promise<void>((resolve, reject) => {
    listener.once('listening', resolve);
    listener.once('error', reject);
  });
  listener.on('error', onFault);
  listener.on('connection', (socket: WebSocket) => {
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
  });
  const { port: taken } = listener.address() as AddressInfo;
  return {
    url: `ws://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    close: () =>
      new Promise((resolve) => {
        for (const client of listener.clients) client.terminate();
        listener.close(() => resolve());
      }),
  };
}
