/** A place where the kit listens for one device to dial in: HTTP that becomes a WebSocket, with TLS or without. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import { WebSocketServer, type WebSocket } from 'ws';
import { LINE_LIMIT_BYTES } from '../rpc/line-splitter';
import { tlsReason, type TlsIdentity } from './tls';

export interface DoorPlace {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** With it the door speaks TLS; with roots in it only who shows a certificate signed by them comes in. */
  readonly tls?: TlsIdentity | undefined;
  readonly frameLimitBytes?: number | undefined;
}

/** Why somebody is not let in, and the status that tells him so. */
export interface Refusal {
  readonly status: '403 Forbidden' | '404 Not Found' | '409 Conflict';
  readonly why: string;
}

export interface Visitors {
  /** Asked for each who knocks; undefined lets him in. */
  readonly refusal: (path: string) => Refusal | undefined;
  readonly arrived: (socket: WebSocket) => void;
  /** Somebody was not let in, and why. */
  readonly turnedAway: (why: string) => void;
}

export class Door {
  private readonly sockets: WebSocketServer;
  /** Also those that have said nothing yet, which the server itself would wait for. */
  private readonly inside = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly visitors: Visitors,
    frameLimitBytes: number,
    private readonly asksWho: boolean,
  ) {
    this.sockets = new WebSocketServer({
      noServer: true,
      maxPayload: frameLimitBytes,
      perMessageDeflate: false,
    });
    server.on('connection', (socket: Socket) => {
      this.inside.add(socket);
      socket.once('close', () => this.inside.delete(socket));
    });
    server.on('upgrade', (request, socket, head) => this.knock(request, socket, head));
    server.on('tlsClientError', (error) =>
      visitors.turnedAway(tlsReason(error) ?? 'it broke off before TLS stood'),
    );
  }

  /** @throws the system's error, such as EADDRINUSE */
  static async open(place: DoorPlace, visitors: Visitors): Promise<Door> {
    const { host, port, tls, frameLimitBytes = LINE_LIMIT_BYTES } = place;
    // A plain request is no device; it is told so.
    const answer = (_request: IncomingMessage, response: ServerResponse): void =>
      void response.writeHead(426, { Connection: 'close', Upgrade: 'websocket' }).end();
    const server =
      tls === undefined
        ? createServer(answer)
        : createTlsServer(
            // Who is not trusted is told so in `knock`; TLS itself would only break off.
            { ...tls, requestCert: tls.ca !== undefined, rejectUnauthorized: false },
            answer,
          );
    const door = new Door(server, visitors, frameLimitBytes, tls?.ca !== undefined);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, () => {
        server.removeListener('error', reject);
        resolve();
      });
    });
    return door;
  }

  /** The port that was really taken. */
  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Ends every connection and lets nobody in any more. */
  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve());
      for (const socket of this.inside) socket.destroy();
    });
  }

  private knock(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const [path = '/'] = (request.url ?? '/').split('?');
    const refusal =
      (this.asksWho ? untrusted(socket as TLSSocket) : undefined) ?? this.visitors.refusal(path);
    socket.on('error', () => undefined); // one who breaks off while he is answered
    if (refusal === undefined)
      return this.sockets.handleUpgrade(request, socket, head, (arrived) => this.visitors.arrived(arrived));
    this.visitors.turnedAway(refusal.why);
    socket.end(`HTTP/1.1 ${refusal.status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    return undefined;
  }
}

/** Why one over TLS is not let in by the certificate that it shows; undefined where it is trusted. */
function untrusted(socket: TLSSocket): Refusal | undefined {
  if (socket.authorized) return undefined;
  const showsNone = Object.keys(socket.getPeerCertificate()).length === 0;
  const code = String(socket.authorizationError);
  const why = showsNone
    ? 'it showed no certificate'
    : (tlsReason({ name: code, message: code, code }) ?? code);
  return { status: '403 Forbidden', why };
}
