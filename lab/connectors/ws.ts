/** A device behind a WebSocket that the kit dials: the same JSON-RPC, one object a text frame. */
import { WebSocket } from 'ws';
import type { Emit } from '../../reference-impl/device';
import type { HelloParams, HelloResult, LabMethod } from '../../schemas';
import { LINE_LIMIT_BYTES } from '../rpc/line-splitter';
import { ANONYMOUS_KIT, ConnectorError, type Answer, type Connector, type LabParams } from './connector';
import type { RpcOptions } from './rpc-client';
import { REAL_TIMERS } from './timers';
import { tlsReason, type TlsIdentity } from './tls';
import { reasonOf, WsLine } from './ws-line';

export interface WsOptions extends RpcOptions {
  readonly greeting?: HelloParams;
  /** Longest time until the connection stands, ms. */
  readonly dialLimitMs?: number;
  readonly frameLimitBytes?: number;
  /** Longest time that a device may take to come back in {@link WsConnector.reopen}, ms. */
  readonly bootLimitMs?: number;
  /** For wss://: who the kit is, and who it trusts. */
  readonly tls?: TlsIdentity;
}

const REDIAL_MS = 200;

export class WsConnector implements Connector {
  readonly kind = 'ws';
  onUnasked?: (emit: Emit) => void;
  private line: WsLine | undefined;

  constructor(
    private readonly url: string,
    private readonly options: WsOptions = {},
  ) {}

  async open(): Promise<HelloResult> {
    await this.close();
    const line = await this.dial();
    this.line = line;
    try {
      return await line.rpc.hello(this.options.greeting ?? ANONYMOUS_KIT);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** Dials again and again until the device is back or its boot limit is over. */
  async reopen(): Promise<HelloResult> {
    let over = false;
    const stopClock = this.timers.after(this.options.bootLimitMs ?? 30_000, () => {
      over = true;
    });
    try {
      for (;;) {
        try {
          return await this.open();
        } catch (error) {
          if (over || !(error instanceof ConnectorError) || error.fault !== 'unreachable') throw error;
          await this.pause(REDIAL_MS);
        }
      }
    } finally {
      stopClock();
    }
  }

  async call<M extends LabMethod>(method: M, params: LabParams[M]): Promise<Answer<M>> {
    if (this.line === undefined) throw ConnectorError.adapter('gone', 'the device is not connected');
    return this.line.rpc.call(method, params);
  }

  /** Hangs up without a word; ending the device behind it is not in the kit's power. */
  async kill(): Promise<void> {
    await this.close();
  }

  async close(): Promise<void> {
    const { line } = this;
    if (line === undefined) return;
    this.line = undefined;
    await line.hangUp();
  }

  diagnostics(): string {
    return '';
  }

  private dial(): Promise<WsLine> {
    const limitMs = this.options.dialLimitMs ?? 10_000;
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(this.url, {
        maxPayload: this.options.frameLimitBytes ?? LINE_LIMIT_BYTES,
        perMessageDeflate: false,
        ...this.options.tls,
      });
      const line = new WsLine(socket, this.options, this);
      const stopClock = this.timers.after(limitMs, () => {
        reject(unreachable(this.url, `no connection within ${limitMs / 1000} s`));
        socket.terminate();
      });
      socket.on('error', (error: NodeJS.ErrnoException) => {
        const reason = tlsReason(error);
        reject(reason === undefined ? unreachable(this.url, reasonOf(error)) : untrusted(this.url, reason));
      });
      socket.on('open', () => resolve(line));
      for (const settled of ['open', 'error', 'close']) socket.on(settled, stopClock);
    });
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.timers.after(ms, resolve);
    });
  }

  private get timers() {
    return this.options.timers ?? REAL_TIMERS;
  }
}

function unreachable(url: string, why: string): ConnectorError {
  return ConnectorError.adapter(
    'unreachable',
    `cannot reach ${url}: ${why}; start the device first, and check host and port`,
  );
}

function untrusted(url: string, why: string): ConnectorError {
  return ConnectorError.adapter('unreachable', `cannot reach ${url}: ${why}`);
}
