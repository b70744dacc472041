/** Reading the devices: when, and what of it is worth writing down. */
import type { LogRecord, Readings } from '../../schemas';
import type { Answer } from '../connectors/connector';
import type { Metered } from '../meter/meter';
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
  /** What the instrument at its terminals shows; undefined where there is none. */
  readonly measure: (device: BenchDevice) => Promise<Metered | undefined>;
}

export class Watch {
  private readonly sampler: Sampler;
  private readonly last = new Map<string, Readings>();
  /** What each ESCI commanded last; null after it was without power, when whatever it commands is new. */
  private readonly commands = new Map<string, Position | null>();

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
    this.commands.set(device.urn, null);
    if (device.role !== 'pev') return;
    const readings = { powerW: 0, slopeWps: 0 };
    electrical.take(device.urn, nowMs(), readings);
    record({ kind: 'reading', at: nowMs(), device: device.urn, witness: 'instrument', readings });
  }

  /** What an ESCI commands its isolation switch, where that is not what it commanded before. */
  newCommand(device: BenchDevice): Position | undefined {
    const command = this.last.get(device.urn)?.switchCommand;
    const last = this.commands.get(device.urn);
    const before = last === undefined ? 'CLOSED' : last;
    if (command === undefined || command === before) return undefined;
    this.commands.set(device.urn, command);
    return command;
  }

  /**
   * Reads a device and writes the reading down where it tells something new, or `always`.
   * @param told what the device showed of itself in the answer to the call just made; without, it is asked
   * @returns whether power at a connection point changed in a way that the last reading did not foretell
   */
  async read(device: BenchDevice, always: boolean, told?: Readings): Promise<boolean> {
    if (!device.running || device.wants.length === 0) return false;
    const { electrical, nowMs, record, measure } = this.context;
    const at = nowMs();
    const shown = told === undefined ? await this.asked(device) : wanted(told, device);
    const metered = await measure(device);
    const own = claimed(shown, metered);
    const readings = { ...own, ...metered };
    const flowChanged = device.role === 'pev' && electrical.take(device.urn, at, readings);
    this.sampler.saw(device, at, readings);
    if (!flowChanged && !always && !differs(this.last.get(device.urn), readings)) return false;
    this.last.set(device.urn, readings);
    const point = electrical.pointOfPev(device.urn)?.point;
    const place = { at, device: device.urn, ...(point === undefined ? {} : { point }) };
    if (metered !== undefined)
      record({ kind: 'reading', ...place, witness: 'instrument', readings: { ...metered } });
    if (metered === undefined || Object.keys(own).length > 0)
      record({ kind: 'reading', ...place, witness: device.dut ? 'self-reported' : 'peer', readings: own });
    return flowChanged && point !== undefined;
  }

  private async asked(device: BenchDevice): Promise<Readings> {
    const { nowMs, call } = this.context;
    const { result } = await call(device, 'observe', { at: nowMs(), want: device.wants });
    return (result as { readings: Readings }).readings;
  }
}

/** Of what a device showed, that which it would have been asked for. */
function wanted(told: Readings, { wants }: BenchDevice): Readings {
  const asked: Record<string, unknown> = {};
  for (const name of wants) if (Object.hasOwn(told, name)) asked[name] = told[name as keyof Readings];
  return asked;
}

/** A device's own readings without those that an instrument gives, and without what only follows from them. */
function claimed(readings: Readings, metered: Metered | undefined): Readings {
  if (metered === undefined) return readings;
  const { powerPhaseW: _phases, currentA: _current, ...others } = readings;
  return Object.fromEntries(Object.entries(others).filter(([name]) => !Object.hasOwn(metered, name)));
}
