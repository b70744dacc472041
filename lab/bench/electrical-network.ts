/**
 * The electrical network of the bench: grid, connection points, and the power that flows through each. Devices
 * know each other's power only through it. Pure bookkeeping; powers in signed watts, minus = discharge.
 */
import type { Readings } from '../../schemas';

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
export interface Flow {
  readonly atMs: number;
  readonly powerW: number;
  readonly slopeWps: number;
  readonly exportJ: number;
  readonly importJ: number;
}

export type ElectricalInputs = Record<string, Record<string, unknown>>;

export class ElectricalNetwork {
  readonly grid: Grid;
  private readonly flows = new Map<string, Flow>();

  constructor(
    readonly points: Point[],
    readonly nominalV: number,
    readonly nominalHz: number,
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
    const powerW = readings.powerW ?? 0;
    const slopeWps = readings.slopeWps ?? 0;
    const before = this.flows.get(pev);
    const foretold =
      before === undefined ? 0 : before.powerW + (before.slopeWps * (atMs - before.atMs)) / 1000;
    const changed =
      before === undefined ||
      Math.abs(powerW - foretold) > 0.5 ||
      Math.abs(slopeWps - before.slopeWps) > 1e-6;
    this.flows.set(pev, {
      atMs,
      powerW,
      slopeWps,
      exportJ: readings.exportJ ?? 0,
      importJ: readings.importJ ?? 0,
    });
    return changed;
  }

  /** What a device senses at `atMs`, keyed by point and limited to what it asks for. */
  inputs(device: string, senses: ReadonlySet<string>, atMs: number): ElectricalInputs | undefined {
    if (senses.size === 0) return undefined;
    const out: ElectricalInputs = {};
    for (const point of this.points) {
      if (point.esci === device || point.pev === device)
        out[point.point] = pick(this.sensedAt(point, atMs), senses);
    }
    return out;
  }

  private sensedAt(point: Point, atMs: number): Record<string, unknown> {
    const present = this.grid.present;
    return {
      voltageV: present ? this.grid.voltagePu * this.nominalV : 0,
      frequencyHz: present ? this.grid.frequencyHz : 0,
      gridPresent: present,
      plug: point.pev === null ? 'OUT' : 'IN',
      ...this.flowAt(point, atMs),
    };
  }

  private flowAt(point: Point, atMs: number): Record<string, number> {
    const flow = point.pev === null ? undefined : this.flows.get(point.pev);
    if (flow === undefined) return { powerW: 0, slopeWps: 0, exportJ: 0, importJ: 0 };
    const seconds = (atMs - flow.atMs) / 1000;
    const powerW = flow.powerW + flow.slopeWps * seconds;
    const meanW = (flow.powerW + powerW) / 2;
    const energyJ = Math.round(Math.abs(meanW) * seconds);
    return {
      powerW,
      slopeWps: flow.slopeWps,
      exportJ: flow.exportJ + (meanW < 0 ? energyJ : 0),
      importJ: flow.importJ + (meanW > 0 ? energyJ : 0),
    };
  }
}

function pick(values: Record<string, unknown>, names: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)));
}
