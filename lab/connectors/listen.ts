/** A device that dials in to the kit: the same JSON-RPC as behind `ws:`, one object a text frame. */
import type { Emit } from '../../reference-impl/device';
import type { HelloResult, LabMethod } from '../../schemas';
import { ANONYMOUS_KIT, ConnectorError, type Answer, type Connector, type LabParams } from './connector';
import { Door, type DoorPlace, type Refusal } from './door';
import { quoted } from './quoting';
import { REAL_TIMERS } from './timers';
import type { WsOptions } from './ws';
import { WsLine } from './ws-line';

export interface ListenOptions extends Omit<WsOptions, 'dialLimitMs'> {
  /** What the device must ask for; any path without. */
  readonly path?: string;
  /** Takes sentences for whoever starts the device: where it is waited for, and who was turned away. */
  readonly notice?: (sentence: string) => void;
}

/** How long a device is waited for, ms: it may have to be started by hand, or to boot. */
const COMES_WITHIN_MS = 30_000;

export class ListenConnector implements Connector {
  readonly kind = 'ws';
  onUnasked?: (emit: Emit) => void;
  private door: Door | undefined;
  private port: number;
  /** The device on the line, and one that dialled in while none was waited for: it has restarted. */
  private line: WsLine | undefined;
  private early: WsLine | undefined;
  private arrived: (line: WsLine) => void = (line) => void (this.early = line);
  private turnedAway = '';

  constructor(
    private readonly place: Omit<DoorPlace, 'tls' | 'frameLimitBytes'>,
    private readonly options: ListenOptions = {},
  ) {
    this.port = place.port;
  }

  async open(): Promise<HelloResult> {
    await this.close();
    await this.listen();
    return this.greet();
  }

  async reopen(): Promise<HelloResult> {
    await this.kill();
    if (this.door === undefined) await this.listen();
    return this.greet();
  }

  async call<M extends LabMethod>(method: M, params: LabParams[M]): Promise<Answer<M>> {
    if (this.line === undefined) throw ConnectorError.adapter('gone', 'the device is not connected');
    return this.line.rpc.call(method, params);
  }

  /** Hangs up without a word; the device dials in again when it has restarted. */
  async kill(): Promise<void> {
    const { line } = this;
    this.line = undefined;
    await line?.hangUp();
  }

  async close(): Promise<void> {
    await this.kill();
    const { early, door } = this;
    this.early = undefined;
    this.door = undefined;
    await early?.hangUp();
    await door?.close();
  }

  diagnostics(): string {
    return '';
  }

  private async listen(): Promise<void> {
    const { host } = this.place;
    const { tls, frameLimitBytes } = this.options;
    try {
      this.door = await Door.open(
        { host, port: this.port, tls, frameLimitBytes },
        {
          refusal: (path) => this.refusal(path),
          arrived: (socket) => this.arrived(new WsLine(socket, this.options, this)),
          turnedAway: (why) => this.turnAway(why),
        },
      );
    } catch (error) {
      throw new ConnectorError('usage', `cannot listen on ${host}:${this.port}: ${whyNot(error)}`);
    }
    this.port = this.door.port;
  }

  private async greet(): Promise<HelloResult> {
    this.line = await this.nextLine();
    try {
      return await this.line.rpc.hello(this.options.greeting ?? ANONYMOUS_KIT);
    } catch (error) {
      await this.kill();
      throw error;
    }
  }

  /** The next device that dials in, or that has done so already. */
  private nextLine(): Promise<WsLine> {
    const { early } = this;
    this.early = undefined;
    if (early !== undefined && !early.rpc.isBroken) return Promise.resolve(early);
    const limitMs = this.options.bootLimitMs ?? COMES_WITHIN_MS;
    this.turnedAway = '';
    this.options.notice?.(`waiting up to ${limitMs / 1000} s for the device to dial ${this.url}`);
    return new Promise((resolve, reject) => {
      const stopClock = this.timers.after(limitMs, () => {
        this.arrived = (line) => void (this.early = line);
        reject(this.nobody(limitMs));
      });
      this.arrived = (line) => {
        stopClock();
        this.arrived = (next) => void (this.early = next);
        resolve(line);
      };
    });
  }

  private refusal(path: string): Refusal | undefined {
    const wanted = this.options.path;
    if (wanted !== undefined && path !== wanted)
      return { status: '404 Not Found', why: `it asked for the path ${quoted(path)}, not ${wanted}` };
    if ([this.line, this.early].some((line) => line !== undefined && !line.rpc.isBroken))
      return { status: '409 Conflict', why: 'another device is on the line; a run has one of each role' };
    return undefined;
  }

  private turnAway(why: string): void {
    if (why === this.turnedAway) return; // a device that tries again and again is told once
    this.turnedAway = why;
    this.options.notice?.(`one that dialled ${this.url} was turned away: ${why}`);
  }

  private nobody(limitMs: number): ConnectorError {
    const but =
      this.turnedAway === ''
        ? 'start it, and give it this address'
        : `one that came was turned away: ${this.turnedAway}`;
    return ConnectorError.adapter(
      'unreachable',
      `no device dialled ${this.url} within ${limitMs / 1000} s; ${but}`,
    );
  }

  /** Where a device has to dial. */
  private get url(): string {
    const { host } = this.place;
    const { tls, path = '' } = this.options;
    return `${tls === undefined ? 'ws' : 'wss'}://${host.includes(':') ? `[${host}]` : host}:${this.port}${path}`;
  }

  private get timers() {
    return this.options.timers ?? REAL_TIMERS;
  }
}

/** Why a place cannot be listened at. */
export function whyNot(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'EADDRINUSE':
      return 'the port is taken; name another one, or 0 for any';
    case 'EACCES':
      return 'the port is not allowed to this user; name one above 1023';
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return 'this machine has no such address';
    default:
      return code ?? message;
  }
}
