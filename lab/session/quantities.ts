/**
 * Quantities as features write them: stated (`5 kW`) or drawn (`some power between 3 kW and 6 kW`). What is drawn depends
 * on the run's seed and the case's id alone.
 */
import { unitFrom } from '../../reference-impl/endpoint/identifiers';

export interface Quantity {
  /** What follows "some" and "that". */
  readonly word: string;
  /** A limit of a drawn one, without groups. */
  readonly limit: string;
  /** From text to the number that steps are given. */
  readonly read: (text: string) => number;
  /** A drawn one is a whole number of these, in `unit`. */
  readonly step: number;
  /** In which it is drawn and written down. */
  readonly unit: string;
  /** So many of what steps are given make one `unit`. */
  readonly perUnit: number;
}

/** A quantity to be drawn, its limits in the unit that is written down. */
export interface Draw {
  readonly label: string;
  readonly low: number;
  readonly high: number;
  readonly step: number;
  readonly unit: string;
}

/** A number without sign, as the source of a regular expression without groups. */
export const NUMBER = String.raw`\d+(?:\.\d+)?`;

const SCALE: Readonly<Record<string, number>> = { W: 1, kW: 1000, Wh: 1, kWh: 1000 };
const SECONDS: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600, day: 86_400 };

/** Given to steps in watts. */
export const POWER: Quantity = {
  word: 'power',
  limit: `${NUMBER} k?W(?!h)`,
  read: scaled,
  step: 1,
  unit: 'W',
  perUnit: 1,
};

/** Given to steps in watt-hours. */
export const ENERGY: Quantity = {
  word: 'energy',
  limit: `${NUMBER} k?Wh`,
  read: scaled,
  step: 1,
  unit: 'Wh',
  perUnit: 1,
};

/** Given to steps in milliseconds. */
export const DURATION: Quantity = {
  word: 'duration',
  limit: `${NUMBER} (?:minute|hour|day)s?`,
  read: durationMs,
  step: 1,
  unit: 's',
  perUnit: 1000,
};

/** Given to steps in percent. */
export const STATE_OF_CHARGE: Quantity = {
  word: 'SoC',
  limit: `${NUMBER} ?%`,
  read: Number.parseFloat,
  step: 1,
  unit: '%',
  perUnit: 1,
};

const QUANTITIES = [POWER, ENERGY, DURATION, STATE_OF_CHARGE];

/** The source of a regular expression, without groups, for a quantity that is drawn. */
export function drawnPattern({ word, limit }: Quantity): string {
  return `some ${word} between ${limit} and ${limit}`;
}

/**
 * What "some power between 3 kW and 6 kW" asks for, the `nth` of its word in a case, from 1.
 * @throws Error whose sentence says which limits are none
 */
export function drawIn(text: string, { word, read, step, unit, perUnit }: Quantity, nth: number): Draw {
  const [low = NaN, high = NaN] = text
    .slice(`some ${word} between `.length)
    .split(' and ')
    .map((limit) => read(limit) / perUnit);
  if (!(low < high) || low % step !== 0 || high % step !== 0)
    throw new Error(
      `"${text}": the lower limit comes first, and both are whole multiples of ${step} ${unit}`,
    );
  return { label: nth === 1 ? word : `${word} ${nth}`, low, high, step, unit };
}

/** The value drawn for a case: `seed` is that of the run and the case's id, `run/case`. */
export function valueOf({ label, low, high, step }: Omit<Draw, 'unit'>, seed: string): number {
  return Math.round((low + unitFrom(seed, label) * (high - low)) / step) * step;
}

/** What every line of a case draws under the seed, in the order of the lines. */
export function drawsOfLines(lines: readonly string[], seed: string): (Draw & { value: number })[][] {
  const times = new Map<string, number>();
  const places = new RegExp(QUANTITIES.map(drawnPattern).join('|'), 'g');
  return lines.map((line) =>
    Array.from(line.matchAll(places), ([text]) => {
      const quantity = QUANTITIES.find(({ word }) => text.startsWith(`some ${word} `)) ?? POWER;
      const nth = (times.get(quantity.word) ?? 0) + 1;
      times.set(quantity.word, nth);
      const draw = drawIn(text, quantity, nth);
      return { ...draw, value: valueOf(draw, seed) };
    }),
  );
}

/** `5 kW`, `10 kWh`: watts and watt-hours. */
function scaled(text: string): number {
  const [number = '', unit = ''] = text.split(' ');
  return Math.round(Number(number) * (SCALE[unit] ?? NaN));
}

/** `2 hours`, or `1 minute and 30 seconds`, in ms. */
export function durationMs(text: string): number {
  return text.split(' and ').reduce((sum, part) => {
    const [number = '', unit = ''] = part.split(' ');
    const name = unit.replace(/s$/, '');
    return sum + Math.round(Number(number) * (name === 'millisecond' ? 1 : (SECONDS[name] ?? NaN) * 1000));
  }, 0);
}
