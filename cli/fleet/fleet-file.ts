/** The fleet of `pr2 fleet`: generated, or from a CSV or JSON file. */
import { readFileSync } from 'node:fs';
import {
  ARCHETYPES,
  type Fleet,
  GREATEST_W,
  emptyFleet,
  generateFleet,
  pevIdOf,
  put,
} from '../../reference-impl/dispatch';
import { UsageError } from '../usage-error';
import { type TimeMark, sinceStart, timeMark } from './clock';
import { readCsv } from './csv';

export interface LoadedFleet {
  fleet: Fleet;
  pevId: (i: number) => string;
  /** Names of the kinds of PEV, and the kind of each. */
  kinds: readonly string[];
  kindOf: Uint16Array;
  /** The node of the feeder each hangs on, '' for none; absent where no PEV names one. */
  nodes?: readonly string[];
}

const COLUMNS = {
  required: ['pevId', 'maxW', 'availableWh'],
  optional: ['minW', 'departure', 'archetype', 'pricePerMWh', 'node'],
};
const GREATEST_WH = 1e9;

export function generatedFleet(size: number, seed: number, start: TimeMark, stepS: number): LoadedFleet {
  const startH = start.ofDayS === undefined ? 17 : start.ofDayS / 3600;
  const { fleet, archetype } = generateFleet(size, seed, stepS, startH);
  return { fleet, pevId: pevIdOf, kinds: ARCHETYPES.map((a) => a.name), kindOf: Uint16Array.from(archetype) };
}

/**
 * Reads a fleet, by the ending of its name as JSON or CSV. Throws a UsageError that names file, row, what is wrong
 * and how to mend it.
 */
export async function readFleet(file: string, start: TimeMark, stepS: number): Promise<LoadedFleet> {
  const rows = new FleetRows(file, start, stepS);
  if (file.toLowerCase().endsWith('.json')) readJson(file, rows);
  else await readCsv(file, COLUMNS, ({ row, cell }) => rows.take(`row ${row}`, cell));
  return rows.loaded();
}

function readJson(file: string, rows: FleetRows): void {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!Array.isArray(content)) {
    throw new UsageError(
      `${file} is no list: give a JSON array of objects with ${COLUMNS.required.join(', ')}`,
    );
  }
  const known = [...COLUMNS.required, ...COLUMNS.optional];
  content.forEach((entry: unknown, n) => {
    const where = `entry ${n + 1}`;
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
      throw new UsageError(`${file}, ${where} is no object: give ${COLUMNS.required.join(', ')}`);
    }
    const fields = new Map<string, unknown>(Object.entries(entry));
    const unknownField = [...fields.keys()].find((name) => !known.includes(name));
    if (unknownField !== undefined) {
      throw new UsageError(
        `${file}, ${where}: "${unknownField}" is not known: the fields are ${known.join(', ')}`,
      );
    }
    rows.take(where, (column) => {
      const value = fields.get(column);
      if (value === undefined || value === null) return '';
      if (typeof value === 'string' || typeof value === 'number') return String(value);
      throw new UsageError(
        `${file}, ${where}: ${column} is neither text nor number: write it as one of them`,
      );
    });
  });
}

/** Gathers checked rows into columns. */
class FleetRows {
  private fleet = emptyFleet(1024);
  private kindOf = new Uint16Array(1024);
  private readonly ids: string[] = [];
  private readonly seen = new Set<string>();
  private readonly kinds = new Map<string, number>();
  private readonly nodes: string[] = [];
  private readonly file: string;
  private readonly start: TimeMark;
  private readonly stepS: number;

  constructor(file: string, start: TimeMark, stepS: number) {
    this.file = file;
    this.start = start;
    this.stepS = stepS;
  }

  take(where: string, cell: (column: string) => string): void {
    const i = this.ids.length;
    if (i === this.fleet.size) this.grow();
    const pevId = cell('pevId');
    if (pevId === '') this.bad(where, 'pevId is empty: give each PEV an id of its own');
    if (this.seen.has(pevId)) {
      this.bad(where, `pevId "${pevId}" was already used further up: give each PEV an id of its own`);
    }
    const maxW = this.number(where, 'maxW', cell('maxW'), GREATEST_W);
    const minW = this.number(where, 'minW', cell('minW') || '0', GREATEST_W);
    if (minW > maxW && maxW > 0) {
      this.bad(
        where,
        `minW ${minW} is more than maxW ${maxW}: such a PEV could never give anything, correct one of them`,
      );
    }
    put(this.fleet, i, {
      maxW,
      minW,
      energyJ: this.number(where, 'availableWh', cell('availableWh'), GREATEST_WH) * 3600,
      stays: this.stays(where, cell('departure')),
      price: this.number(where, 'pricePerMWh', cell('pricePerMWh') || '0', 65_535),
    });
    this.kindOf[i] = this.kind(where, cell('archetype') || 'PEV');
    this.seen.add(pevId);
    this.ids.push(pevId);
    this.nodes.push(cell('node'));
  }

  loaded(): LoadedFleet {
    const size = this.ids.length;
    if (size === 0) throw new UsageError(`${this.file} names no PEV: give at least one`);
    const { maxW, minW, energyJ, stays, price } = this.fleet;
    const fleet: Fleet = {
      size,
      maxW: maxW.subarray(0, size),
      minW: minW.subarray(0, size),
      energyJ: energyJ.subarray(0, size),
      stays: stays.subarray(0, size),
      price: price.subarray(0, size),
    };
    return {
      fleet,
      pevId: (i) => this.ids[i]!,
      kinds: [...this.kinds.keys()],
      kindOf: this.kindOf.subarray(0, size),
      ...(this.nodes.some((node) => node !== '') ? { nodes: this.nodes } : {}),
    };
  }

  private bad(where: string, what: string): never {
    throw new UsageError(`${this.file}, ${where}: ${what}`);
  }

  private number(where: string, column: string, text: string, greatest: number): number {
    const value = text === '' ? Number.NaN : Number(text);
    if (Number.isNaN(value)) this.bad(where, `${column} "${text}" is no number: give one, without unit`);
    if (value < 0) this.bad(where, `${column} ${text} is negative: give magnitudes, without a sign`);
    if (value > greatest) this.bad(where, `${column} ${text} is more than ${greatest}: is the unit right?`);
    return value;
  }

  private stays(where: string, text: string): number {
    if (text === '') return 2 ** 20;
    const mark = timeMark(text);
    if (mark === null) {
      this.bad(
        where,
        `departure "${text}" is no time: write 07:30, 2026-11-25T07:30:00+01:00 or seconds like 50400`,
      );
    }
    const sinceS = sinceStart(this.start, mark);
    if (Number.isNaN(sinceS)) {
      this.bad(
        where,
        `departure ${text} cannot be compared with the start of the request: write both in the same way`,
      );
    }
    if (sinceS < 0) {
      this.bad(
        where,
        `departure ${text} lies before the start of the request: correct it or leave the PEV out`,
      );
    }
    return Math.min(2 ** 20, Math.floor(sinceS / this.stepS));
  }

  private kind(where: string, name: string): number {
    const known = this.kinds.get(name);
    if (known !== undefined) return known;
    if (this.kinds.size === 1000)
      this.bad(where, `archetype "${name}" is the 1,001st: group the PEVs in fewer`);
    this.kinds.set(name, this.kinds.size);
    return this.kinds.size - 1;
  }

  private grow(): void {
    const fleet = emptyFleet(2 * this.fleet.size);
    for (const column of ['maxW', 'minW', 'energyJ', 'stays', 'price'] as const)
      fleet[column].set(this.fleet[column]);
    const kindOf = new Uint16Array(fleet.size);
    kindOf.set(this.kindOf);
    this.fleet = fleet;
    this.kindOf = kindOf;
  }
}
