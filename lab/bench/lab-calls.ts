/** Calls to the devices and instruments on the bench: what goes wrong in one ends the case, and what it took is told. */
import type { LogRecord } from '../../schemas';
import { ConnectorError, type Answer } from '../connectors/connector';
import { MeterError, type Metered } from '../meter/meter';
import type { RecordBody } from '../runlog/chain';
import type { BenchDevice } from './bench-device';
import { CaseStop } from './case-stop';
import type { LiveTime } from './live-time';

export interface LabCallsContext {
  readonly nowMs: () => number;
  readonly record: (body: RecordBody) => LogRecord;
  /** Whether the case has used up the real time it may take. */
  readonly outOfTime: () => boolean;
  /** Where a device has a clock of its own. */
  readonly live: LiveTime | undefined;
}

export class LabCalls {
  constructor(private readonly context: LabCallsContext) {}

  /** A call of the lab protocol. @throws CaseStop */
  async ask(device: BenchDevice, method: string, params: object): Promise<Answer> {
    const { live, outOfTime, nowMs } = this.context;
    if (outOfTime()) {
      throw new CaseStop(
        'interrupted',
        'the case took all the real time it may (--max-case-s); it needs a settable clock',
      );
    }
    const sentMs = live?.nowMs ?? 0;
    const answer = await stopping(device, method, () =>
      device.connector.call(method as 'advance', params as never),
    );
    if (live !== undefined && device.live && method !== 'start' && method !== 'stop')
      this.uncertain(device, Math.max(0, sentMs - nowMs()) + (live.nowMs - sentMs) / 2);
    return answer;
  }

  /** Tells a device that the case is over, whatever time the case still has. @throws CaseStop */
  async stop(device: BenchDevice): Promise<void> {
    const params = { at: this.context.nowMs(), reason: 'end of the case' };
    await stopping(device, 'stop', () => device.connector.call('stop', params));
  }

  /** Gives a device its power again. @throws CaseStop where it does not come back */
  async reopen(device: BenchDevice): Promise<void> {
    await stopping(device, 'hello', () => device.connector.reopen());
    // What a boot takes is no time of the case: it is down for as long as the case says.
    if (device.live) this.context.live?.setTo(this.context.nowMs());
  }

  /** Reads the instrument at a device's terminals; without it nothing can be said of the device. @throws CaseStop */
  async measure(device: BenchDevice): Promise<Metered | undefined> {
    if (device.meter === undefined) return undefined;
    const { live } = this.context;
    const askedMs = live?.nowMs ?? 0;
    try {
      const metered = await device.meter.read();
      if (live !== undefined) this.uncertain(device, (live.nowMs - askedMs) / 2);
      return metered;
    } catch (error) {
      if (error instanceof MeterError) throw new CaseStop('instrument', error.message, device.urn);
      throw error;
    }
  }

  /** Writes down how far times may be off, where that grew. */
  uncertain(device: BenchDevice, ms: number): void {
    const { live, record, nowMs } = this.context;
    const uncertainMs = live?.worseThanTold(ms);
    if (uncertainMs !== undefined) record({ kind: 'timing', at: nowMs(), device: device.urn, uncertainMs });
  }
}

/** What a connector reports ends the case. */
async function stopping<T>(device: BenchDevice, method: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof ConnectorError) throw CaseStop.fromConnector(error, device, method);
    throw error;
  }
}
