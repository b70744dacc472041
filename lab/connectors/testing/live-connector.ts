/** A device on a clock of its own in the test's process, through the whole JSON-RPC of both sides. */
import type { Emit } from '../../../reference-impl/device';
import type { HelloResult, LabMethod } from '../../../schemas';
import type { OnWallClock, Say } from '../../rpc/on-wall-clock';
import { RpcServer } from '../../rpc/rpc-server';
import { MemoryStorage } from '../../rpc/storage';
import { ANONYMOUS_KIT, ConnectorError, type Answer, type Connector, type LabParams } from '../connector';
import { RpcClient } from '../rpc-client';
import type { WallClock } from '../timers';

export class LiveConnector implements Connector {
  readonly kind = 'exec';
  onUnasked?: (emit: Emit) => void;
  private readonly storage = new MemoryStorage();
  private device: OnWallClock | undefined;
  private rpc: RpcClient | undefined;

  /** @param eachCallMs how long the way of each call takes, out and back; it may change */
  constructor(
    private readonly make: (say: Say) => OnWallClock,
    private readonly wall: WallClock & { lose(ms: number): void },
    public eachCallMs = 0,
  ) {}

  open(): Promise<HelloResult> {
    const say: Say = (unasked) => {
      for (const frame of server.unasked(unasked)) client.receive(frame);
    };
    const device = this.make(say);
    const server = new RpcServer(device, this.storage);
    const client = new RpcClient(
      (frame) =>
        queueMicrotask(() => {
          this.wall.lose(this.eachCallMs);
          for (const answer of server.frames(frame)) client.receive(answer);
        }),
      { timers: { after: () => () => undefined } },
      this,
    );
    this.device = device;
    this.rpc = client;
    return client.hello(ANONYMOUS_KIT);
  }

  reopen(): Promise<HelloResult> {
    return this.open();
  }

  async call<M extends LabMethod>(method: M, params: LabParams[M]): Promise<Answer<M>> {
    if (this.rpc === undefined) throw ConnectorError.adapter('gone', 'the device is not running');
    return this.rpc.call(method, params);
  }

  async kill(): Promise<void> {
    this.device?.halt();
    this.rpc = undefined;
  }

  async close(): Promise<void> {
    await this.kill();
  }

  diagnostics(): string {
    return '';
  }
}
