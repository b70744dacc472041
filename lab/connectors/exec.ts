/** A device behind a process of its own: JSON-RPC, one object a line, on its standard input and output. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { Emit } from '../../reference-impl/device';
import type { HelloParams, HelloResult, LabMethod, StartParams } from '../../schemas';
import { ANONYMOUS_KIT, ConnectorError, type Answer, type Connector, type LabParams } from './connector';
import { DeviceProcess, type ProcessOptions } from './device-process';
import { TextTail } from './text-tail';

export interface ExecOptions extends ProcessOptions {
  readonly greeting?: HelloParams;
}

export class ExecConnector implements Connector {
  readonly kind = 'exec';
  onUnasked?: (emit: Emit) => void;
  private life: DeviceProcess | undefined;
  /** Of all its lives, for a report that is written after the last. */
  private readonly tail = new TextTail();
  private folder: string | undefined;

  /** @param words the command and its arguments; no shell sees them */
  constructor(
    private readonly words: readonly string[],
    private readonly options: ExecOptions = {},
  ) {}

  async open(): Promise<HelloResult> {
    await this.close();
    return this.begin();
  }

  async reopen(): Promise<HelloResult> {
    await this.kill();
    return this.begin();
  }

  async call<M extends LabMethod>(method: M, params: LabParams[M]): Promise<Answer<M>> {
    if (this.life === undefined) throw ConnectorError.adapter('gone', 'the device is not running');
    const placed = method === 'start' ? (this.withStorage(params as StartParams) as LabParams[M]) : params;
    return this.life.rpc.call(method, placed);
  }

  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  async close(): Promise<void> {
    await this.end('SIGTERM');
    if (this.folder !== undefined) rmSync(this.folder, { recursive: true, force: true });
    this.folder = undefined;
  }

  diagnostics(): string {
    return this.tail.text();
  }

  private async begin(): Promise<HelloResult> {
    this.life = new DeviceProcess(this.words, this.options, this.tail, this);
    try {
      return await this.life.rpc.hello(this.options.greeting ?? ANONYMOUS_KIT);
    } catch (error) {
      await this.end('SIGTERM');
      throw error;
    }
  }

  private async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const { life } = this;
    this.life = undefined;
    await life?.end(signal);
  }

  /** A storage that names no absolute place lies in a folder of this connector, which lives until it is closed. */
  private withStorage(params: StartParams): StartParams {
    const name = params.storage ?? `${params.role}-${params.id}`;
    let path = name;
    if (!isAbsolute(name)) {
      this.folder ??= mkdtempSync(join(tmpdir(), 'pr2-'));
      path = join(this.folder, ...name.split(/[/\\]/).filter((part) => part !== '..'));
    }
    mkdirSync(path, { recursive: true });
    return { ...params, storage: path };
  }
}
