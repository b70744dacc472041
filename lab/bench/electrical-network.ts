/**
 * The electrical network of the bench: grid, connection points, and the power that flows through each. Devices
 * know each other's power only through it. Pure bookkeeping; powers in signed watts, minus = discharge.
 */
import type { Readings } from '../../schemas';
import { splitEnergy } from '../../runlog/curve';
import type { IsolationSwitch } from './isolation-switch';

export interface Grid {
  present: boolean;
  /** Per unit of nominal. */
  voltagePu: number;
  frequencyHz: number;
}

export interface Point {
  readonly point: string;
  readonly evseId: string;
  readonly meteringPointId: string;
  /** Urn of the ESCI at the point. */
  readonly esci: string;
  /** Urn of the PEV plugged in there. */
  pev: string | null;
}

/** The power of one PEV as last read. */
interface Flow {
  readonly atMs: number;
  readonly powerW: number;
  readonly slopeWps: number;
  /** The voltage that it forms itself, V; 0 unless it is forming. */
  readonly formsV: number;
}

/** What the meter of a point has counted; it goes on counting with the next PEV. */
interface Meter {
  exportJ: number;
  importJ: number;
}

export type ElectricalInputs = Record<string, Record<string, unknown>>;

export class ElectricalNetwork {
  readonly grid: Grid;
  /** Isolation switches by the ESCI whose premises they isolate. */
  readonly switches = new Map<string, IsolationSwitch>();
  private readonly flows = new Map<string, Flow>();
  private readonly meters = new Map<string, Meter>();

  constructor(
    readonly points: Point[],
    readonly nominalV: number,
    readonly nominalHz: number,
    /** What each meter has counted before the bench began, Wh of export and of import alike. */
    private readonly countedWh = 0,
  ) {
    this.grid = { present: true, voltagePu: 1, frequencyHz: nominalHz };
  }

  pointOfPev(pev: string): Point | undefined {
    return this.points.find((p) => p.pev === pev);
  }

  pointNamed(evseId: string): Point | undefined {
    return this.points.find((p) => p.evseId === evseId);
  }

  /** Takes a PEV's reading; true where its flow is not what the last one foretold. */
  take(pev: string, atMs: number, readings: Readings): boolean {
    const formsV = readings.mode === 'forming' ? (readings.islandVoltageV ?? 0) : 0;
    const flow = { atMs, powerW: readings.powerW ?? 0, slopeWps: readings.slopeWps ?? 0, formsV };
    const before = this.flows.get(pev);
    this.flows.set(pev, flow);
    if (before === undefined) return true;
    const foretoldW = powerAt(before, atMs);
    // Without slopes the power in between is the straight line to what is read now.
    const endW = readings.slopeWps === undefined ? flow.powerW : foretoldW;
    const point = this.pointOfPev(pev);
    if (point !== undefined) count(this.meter(point), before.powerW, endW, (atMs - before.atMs) / 1000);
    return (
      Math.abs(flow.powerW - foretoldW) > 0.5 ||
      Math.abs(flow.slopeWps - before.slopeWps) > 1e-6 ||
      flow.formsV !== before.formsV
    );
  }

  /** What a device senses at `atMs`, keyed by point and limited to what it asks for. */
  inputs(device: string, senses: ReadonlySet<string>, atMs: number): ElectricalInputs | undefined {
    if (senses.size === 0) return undefined;
    const out: ElectricalInputs = {};
    for (const point of this.points) {
      if (point.esci === device || point.pev === device)
        out[point.point] = pick(this.sensedAt(point, device, atMs), senses);
    }
    return out;
  }

  /** Voltage of the premises bus of an ESCI: the grid's through a closed switch, else what a PEV forms. */
  busV(esci: string): number {
    const closed = this.switches.get(esci)?.position !== 'OPEN';
    if (closed && this.grid.present) return this.gridV;
    const formed = this.points.map((p) =>
      p.esci === esci && p.pev !== null ? (this.flows.get(p.pev)?.formsV ?? 0) : 0,
    );
    return Math.max(0, ...formed);
  }

  private get gridV(): number {
    return this.grid.present ? this.grid.voltagePu * this.nominalV : 0;
  }

  /** An ESCI senses the grid's side of its switch; a PEV what is at its terminals without its own doing. */
  private sensedAt(point: Point, device: string, atMs: number): Record<string, unknown> {
    const isolation = this.switches.get(point.esci);
    const sees = this.grid.present && (device === point.esci || isolation?.position !== 'OPEN');
    return {
      voltageV: sees ? this.gridV : 0,
      frequencyHz: sees ? this.grid.frequencyHz : 0,
      gridPresent: sees,
      plug: point.pev === null ? 'OUT' : 'IN',
      ...(isolation === undefined ? {} : { switch: isolation.sensed(this.busV(point.esci)) }),
      ...this.flowAt(point, atMs),
    };
  }

  private flowAt(point: Point, atMs: number): Record<string, number> {
    const meter = { ...this.meter(point) };
    const flow = point.pev === null ? undefined : this.flows.get(point.pev);
    const powerW = flow === undefined ? 0 : powerAt(flow, atMs);
    if (flow !== undefined) count(meter, flow.powerW, powerW, (atMs - flow.atMs) / 1000);
    return {
      powerW,
      slopeWps: flow?.slopeWps ?? 0,
      exportJ: Math.round(meter.exportJ),
      importJ: Math.round(meter.importJ),
    };
  }

  private meter(point: Point): Meter {
    let meter = this.meters.get(point.point);
    if (meter === undefined) {
      const countedJ = this.countedWh * 3600;
      meter = { exportJ: countedJ, importJ: countedJ };
      this.meters.set(point.point, meter);
    }
    return meter;
  }
}

function powerAt(flow: Flow, atMs: number): number {
  return flow.powerW + (flow.slopeWps * (atMs - flow.atMs)) / 1000;
}

/** Adds the energy under a straight line from `a` to `b` watts to a meter. */
function count(meter: Meter, a: number, b: number, seconds: number): void {
  const [exportJ, importJ] = splitEnergy(a, b, seconds);
  meter.exportJ += exportJ;
  meter.importJ += importJ;
}

function pick(values: Record<string, unknown>, names: ReadonlySet<string>): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const name of Object.keys(values)) if (names.has(name)) picked[name] = values[name];
  return picked;
}
