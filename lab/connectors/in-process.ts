/** The reference actors as devices, without a process between: for stand-ins, and for the kit's own speed. */
import { LabError, type Device } from '../../reference-impl/device';
import type { HelloParams, HelloResult, LabMethod } from '../../schemas';
import { DeviceHost } from '../rpc/device-host';
import { jsonCopy, unchangingCopy } from '../rpc/json-copy';
import { MemoryStorage } from '../rpc/storage';
import { checkedResult } from './answers';
import { ANONYMOUS_KIT, ConnectorError, type Answer, type Connector, type LabParams } from './connector';
import { fromLabCode } from './rpc-errors';

/**
 * All that goes in and out is copied as JSON would, so that a run writes the same bytes as one over `exec:` and
 * no object is shared with the device.
 */
export class InProcessConnector implements Connector {
  readonly kind = 'in-process';
  private storage = new MemoryStorage();
  private host: DeviceHost | undefined;
  private clock: HelloResult['clock']['kind'] | undefined;
  private trace = '';

  constructor(
    private readonly makeDevice: () => Device,
    private readonly greeting: HelloParams = ANONYMOUS_KIT,
  ) {}

  async open(): Promise<HelloResult> {
    this.storage = new MemoryStorage();
    return this.reopen();
  }

  async reopen(): Promise<HelloResult> {
    this.trace = '';
    this.clock = undefined;
    this.host = new DeviceHost(this.makeDevice(), this.storage, false);
    const { result } = await this.call('hello', this.greeting);
    this.clock = result.clock.kind;
    return result;
  }

  async call<M extends LabMethod>(method: M, params: LabParams[M]): Promise<Answer<M>> {
    if (this.host === undefined) throw ConnectorError.adapter('gone', 'the device is not running');
    const { result, emits, logs } = this.reply(this.host, method, jsonCopy(params));
    const at = (params as { at?: number }).at;
    return {
      result: checkedResult(method, at, jsonCopy(result), this.clock) as Answer<M>['result'],
      emits: emits.length === 0 ? emits : unchangingCopy(emits),
      logs: logs.length === 0 ? logs : jsonCopy(logs),
    };
  }

  async kill(): Promise<void> {
    // Nothing happens between two calls, so what was durable after the last one can be taken here.
    this.host?.keep();
    this.host = undefined;
  }

  async close(): Promise<void> {
    this.host = undefined;
  }

  diagnostics(): string {
    return this.trace;
  }

  private reply<M extends LabMethod>(host: DeviceHost, method: M, params: LabParams[M]): Answer<M> {
    try {
      return host.call(method, params);
    } catch (error) {
      if (error instanceof LabError) throw fromLabCode(error.code, error.message);
      this.trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
      throw ConnectorError.adapter('malformed', `the device failed inside ${method}: ${String(error)}`);
    }
  }
}
