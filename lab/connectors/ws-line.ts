/** One WebSocket to a device, whoever dialled: its frames, its end. One JSON-RPC object a text frame. */
import { WebSocket, type RawData } from 'ws';
import { quoted } from './quoting';
import { RpcClient, type RpcOptions, type UnaskedReceiver } from './rpc-client';

export class WsLine {
  readonly rpc: RpcClient;

  /** Listens at once, so that nothing that the device says is missed. */
  constructor(
    private readonly socket: WebSocket,
    options: RpcOptions,
    receiver: UnaskedReceiver,
  ) {
    const rpc = new RpcClient((frame) => socket.send(frame, () => undefined), options, receiver);
    this.rpc = rpc;
    socket.on('message', (data: RawData, isBinary: boolean) => {
      const text = textOf(data);
      if (isBinary)
        rpc.fail(
          'malformed',
          `the device sent a binary frame, and the lab protocol is text: ${quoted(text)}`,
        );
      else rpc.receive(text);
    });
    socket.on('error', (error: NodeJS.ErrnoException) =>
      rpc.fail('malformed', `the device broke the WebSocket protocol: ${reasonOf(error)}`),
    );
    socket.on('close', (code: number, reason: Buffer) => {
      const why = reason.length === 0 ? '' : `, ${quoted(reason.toString('utf8'))}`;
      rpc.fail('gone', `the device closed the connection (code ${code}${why}) ${rpc.waitingFor}`);
    });
  }

  /** Ends the connection without a word; resolves when it is gone. */
  async hangUp(): Promise<void> {
    this.rpc.fail('gone', 'the kit hung up');
    if (this.socket.readyState === WebSocket.CLOSED) return;
    await new Promise<void>((resolve) => {
      this.socket.once('close', () => resolve());
      this.socket.terminate();
    });
  }
}

/** Why a connection did not come about or broke, in a few words. */
export function reasonOf(error: NodeJS.ErrnoException): string {
  const [, status] = /^Unexpected server response: (\d+)$/.exec(error.message) ?? [];
  if (status !== undefined) return `it answers with HTTP status ${status} and opens no WebSocket`;
  switch (error.code) {
    case 'ECONNREFUSED':
      return 'nothing listens there (connection refused)';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'there is no such host';
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'there is no route to the host';
    case 'ECONNRESET':
      return 'the connection was broken off';
    default:
      return quoted(error.message === '' ? (error.code ?? error.name) : error.message);
  }
}

function textOf(data: RawData): string {
  return Array.isArray(data)
    ? Buffer.concat(data).toString('utf8')
    : Buffer.from(data as Buffer).toString('utf8');
}
