/** Devices come up, go down and come up again with what they made durable, and are told when a case is over. */
import type { LogRecord, StartParams } from '../../schemas';
import type { RecordBody } from '../runlog/chain';
import type { BenchDevice } from './bench-device';
import { CaseStop } from './case-stop';
import type { Exchange } from './exchange';
import type { LabCalls } from './lab-calls';
import type { LiveTime } from './live-time';
import type { Timeline } from './timeline';
import type { Watch } from './watch';

export interface BootContext {
  readonly live: LiveTime | undefined;
  readonly calls: LabCalls;
  readonly exchange: Exchange;
  readonly timeline: Timeline;
  readonly watch: Watch;
  readonly record: (body: RecordBody) => LogRecord;
}

/** What a device is told at its start, but for what the bench knows of itself. */
export type Start = Omit<StartParams, 'at' | 'role' | 'id' | 'electrical'>;

export class Boot {
  private readonly startedWith = new Map<string, Start>();

  constructor(private readonly context: BootContext) {}

  async start(device: BenchDevice, params: Start): Promise<void> {
    const { live, exchange } = this.context;
    device.running = true;
    this.startedWith.set(device.urn, params);
    if (device.live && live !== undefined) device.connector.onUnasked = (emit) => live.receive(device, emit);
    await exchange.call(device, 'start', { role: device.role, id: device.id, ...params });
  }

  /**
   * Ends a device at once, as a loss of power would, and brings it up again after `downMs`. Returns when it is down; the
   * rest happens in its time. @throws CaseStop where it cannot be restarted
   */
  async restart(device: BenchDevice, downMs: number): Promise<void> {
    const { exchange, record, timeline, watch } = this.context;
    const { urn, role, hello, live, connector } = device;
    if (hello.restart === 'none') throw new CaseStop('no-hook', `the ${role} cannot be restarted`, urn);
    // What has flowed since its last call is durable only once it has been told the time.
    if (!live) await exchange.call(device, 'advance', {});
    await exchange.read(device, true);
    await connector.kill();
    device.running = false;
    device.next = null;
    record({ kind: 'restart', at: timeline.nowMs, device: urn, phase: 'down' });
    watch.wentDown(device);
    await exchange.tellMeter(device);
    timeline.plan(timeline.nowMs + downMs, () => this.comeUp(device));
  }

  /** Gives a device its power again that is without at the end of the case: the next one begins with it. */
  async powerUp(device: BenchDevice): Promise<void> {
    if (!device.running) await this.context.calls.reopen(device);
  }

  /** Tells a device on a clock of its own that the case is over; what it says from now on is nobody's. */
  async hush(device: BenchDevice): Promise<void> {
    if (!device.live) return;
    device.connector.onUnasked = () => undefined;
    if (device.running) await this.context.calls.stop(device);
  }

  private async comeUp(device: BenchDevice): Promise<void> {
    const { calls, exchange, record, timeline } = this.context;
    await calls.reopen(device);
    record({ kind: 'restart', at: timeline.nowMs, device: device.urn, phase: 'up' });
    device.running = true;
    const params = { role: device.role, id: device.id, ...this.startedWith.get(device.urn), resume: true };
    await exchange.call(device, 'start', params);
  }
}
