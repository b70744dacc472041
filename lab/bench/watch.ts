/** Reading the devices: when, and what of it is worth writing down. */
import type { LogRecord, Readings } from '../../schemas';
import type { Answer } from '../connectors/connector';
import type { RecordBody } from '../runlog/chain';
import { differs, type BenchDevice } from './bench-device';
import type { ElectricalNetwork } from './electrical-network';
import type { Position } from './isolation-switch';
import { Sampler } from './sampling';

export interface WatchContext {
  readonly seed: string;
  readonly electrical: ElectricalNetwork;
  readonly nowMs: () => number;
  readonly record: (body: RecordBody) => LogRecord;
  readonly call: (device: BenchDevice, method: string, params: object) => Promise<Answer>;
}

export class Watch {
  private readonly sampler: Sampler;
  private readonly last = new Map<string, Readings>();
  private readonly commands = new Map<string, Position>();

  constructor(private readonly context: WatchContext) {
    this.sampler = new Sampler(context.seed);
  }

  nextMs(device: BenchDevice): number | null {
    return this.sampler.nextMs(device);
  }

  takeDue(device: BenchDevice): boolean {
    return this.sampler.takeDue(device, this.context.nowMs());
  }

  /** The device was called, so its power may be about to change. */
  touched(device: BenchDevice): void {
    this.sampler.touched(device, this.context.nowMs());
  }

  /** A device that is down: nothing flows at its point, and what it showed last is no measure for the next time. */
  wentDown(device: BenchDevice): void {
    const { electrical, nowMs, record } = this.context;
    this.last.delete(device.urn);
    this.commands.delete(device.urn);
    if (device.role !== 'pev') return;
    const readings = { powerW: 0, slopeWps: 0 };
    electrical.take(device.urn, nowMs(), readings);
    record({ kind: 'reading', at: nowMs(), device: device.urn, witness: 'instrument', readings });
  }

  /** What an ESCI commands its isolation switch, where that is not what it commanded before. */
  newCommand(device: BenchDevice): Position | undefined {
    const command = this.last.get(device.urn)?.switchCommand;
    const before = this.commands.get(device.urn) ?? 'CLOSED';
    if (command === undefined || command === before) return undefined;
    this.commands.set(device.urn, command);
    return command;
  }

  /**
   * Reads a device and writes the reading down where it tells something new, or `always`.
   * @returns whether power at a connection point changed in a way that the last reading did not foretell
   */
  async read(device: BenchDevice, always: boolean): Promise<boolean> {
    if (!device.running || device.wants.length === 0) return false;
    const { electrical, nowMs, record, call } = this.context;
    const at = nowMs();
    const { result } = await call(device, 'observe', { at, want: device.wants });
    const { readings } = result as { readings: Readings };
    const flowChanged = device.role === 'pev' && electrical.take(device.urn, at, readings);
    this.sampler.saw(device, at, readings);
    if (!flowChanged && !always && !differs(this.last.get(device.urn), readings)) return false;
    this.last.set(device.urn, readings);
    const point = electrical.pointOfPev(device.urn)?.point;
    const witness = device.dut ? 'self-reported' : 'peer';
    record({
      kind: 'reading',
      at,
      device: device.urn,
      ...(point === undefined ? {} : { point }),
      witness,
      readings,
    });
    return flowChanged && point !== undefined;
  }
}
