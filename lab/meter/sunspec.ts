/**
 * What SunSpec lays down for a meter on Modbus: how it is found among the registers, and what its points mean. Pure:
 * registers in, readings out. Offsets and types: SunSpec information models 1, 201, 203 and 213.
 */
import type { Identity } from '../../schemas';
import type { Metered } from './meter';

/** Where a SunSpec map may begin (SunSpec Device Information Model Specification, section 6). */
export const BASES: readonly number[] = [40_000, 50_000, 0];

/** "SunS", the two registers that every map begins with. */
export const MARKER: readonly number[] = [0x5375, 0x6e53];

/** The model number behind the last model. */
export const END_MODEL = 0xffff;

export const COMMON_MODEL = 1;

/** Registers of the common model that tell maker, model and version. */
export const COMMON_LENGTH = 48;

/** Meters of one and three phases with scale factors, and of three phases in floating point. */
export type MeterModel = 201 | 203 | 213;

/** Registers of a model that are read, from its first point on; none lies behind the last that is used. */
export const READ_LENGTH: Readonly<Record<MeterModel, number>> = { 201: 53, 203: 53, 213: 68 };

export function isMeterModel(model: number): model is MeterModel {
  return model === 201 || model === 203 || model === 213;
}

/** Which way the meter counts: as its user says. */
export interface Direction {
  readonly positive: 'import' | 'export';
  readonly reversed: boolean;
}

const J_PER_WH = 3600;

/** A register counts by so much at most, or a short event cannot be told from its rounding, Wh. */
const COARSEST_WH = 1;

/** Above this a number of 32 bits in floating point no longer counts single watt-hours. */
const EXACT_FLOAT_WH = 2 ** 24;

/** The registers of a meter model as readings; a point that the meter does not have is left out. */
export function metered(model: MeterModel, registers: readonly number[], direction: Direction): Metered {
  const raw = model === 213 ? floatPoints(registers) : integerPoints(registers);
  const sign = (direction.positive === 'export') !== direction.reversed ? -1 : 1;
  const [exported, imported] = direction.reversed
    ? [raw.importWh, raw.exportWh]
    : [raw.exportWh, raw.importWh];
  return {
    ...(raw.powerW === undefined ? {} : { powerW: sign * raw.powerW + 0 }),
    ...(raw.voltageV === undefined ? {} : { voltageV: raw.voltageV }),
    ...(raw.frequencyHz === undefined ? {} : { frequencyHz: raw.frequencyHz }),
    ...(exported === undefined || imported === undefined
      ? {}
      : { exportJ: Math.round(exported * J_PER_WH), importJ: Math.round(imported * J_PER_WH) }),
  };
}

/** Maker, model and version from the common model; hostile text is cut to what an identity may be. */
export function identityOf(registers: readonly number[]): Identity {
  return {
    vendor: textAt(registers, 0, 16) || 'unnamed maker',
    product: textAt(registers, 16, 16) || 'unnamed meter',
    version: textAt(registers, 40, 8) || 'unknown',
  };
}

interface Points {
  readonly powerW: number | undefined;
  readonly voltageV: number | undefined;
  readonly frequencyHz: number | undefined;
  readonly exportWh: number | undefined;
  readonly importWh: number | undefined;
}

/** Models 201 and 203: integers, each with a scale factor, a power of ten. */
function integerPoints(r: readonly number[]): Points {
  const volt = scaleAt(r, 13);
  const wh = scaleAt(r, 52);
  const countsFinely = wh !== undefined && wh <= COARSEST_WH;
  return {
    powerW: times(int16At(r, 16), scaleAt(r, 20)),
    voltageV: times(int16At(r, 5) ?? int16At(r, 6), volt),
    frequencyHz: times(int16At(r, 14), scaleAt(r, 15) ?? 1),
    exportWh: countsFinely ? times(uint32At(r, 36), wh) : undefined,
    importWh: countsFinely ? times(uint32At(r, 44), wh) : undefined,
  };
}

/** Model 213: 32 bits of floating point each. */
function floatPoints(r: readonly number[]): Points {
  const exact = (wh: number | undefined): number | undefined =>
    wh === undefined || wh < 0 || wh > EXACT_FLOAT_WH ? undefined : wh;
  return {
    powerW: floatAt(r, 26),
    voltageV: floatAt(r, 8) ?? floatAt(r, 10),
    frequencyHz: floatAt(r, 24),
    exportWh: exact(floatAt(r, 58)),
    importWh: exact(floatAt(r, 66)),
  };
}

function times(value: number | undefined, scale: number | undefined): number | undefined {
  return value === undefined || scale === undefined ? undefined : Number((value * scale).toPrecision(12));
}

/** A point of 16 bits; 0x8000 says that the meter does not have it. */
function int16At(r: readonly number[], at: number): number | undefined {
  const word = r[at];
  if (word === undefined || word === 0x8000) return undefined;
  return word >= 0x8000 ? word - 0x1_0000 : word;
}

/** A power of ten from -10 to 10. */
function scaleAt(r: readonly number[], at: number): number | undefined {
  const exponent = int16At(r, at);
  return exponent === undefined || Math.abs(exponent) > 10 ? undefined : 10 ** exponent;
}

function uint32At(r: readonly number[], at: number): number | undefined {
  const [high, low] = [r[at], r[at + 1]];
  return high === undefined || low === undefined ? undefined : high * 0x1_0000 + low;
}

/** Not a number says that the meter does not have it. */
function floatAt(r: readonly number[], at: number): number | undefined {
  const bits = uint32At(r, at);
  if (bits === undefined) return undefined;
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, bits);
  const value = view.getFloat32(0);
  return Number.isFinite(value) ? value : undefined;
}

/** Text of two characters a register, up to the first that is none. */
function textAt(r: readonly number[], at: number, length: number): string {
  const bytes = r.slice(at, at + length).flatMap((word) => [word >> 8, word & 0xff]);
  const end = bytes.findIndex((b) => b < 0x20 || b > 0x7e);
  return String.fromCharCode(...(end < 0 ? bytes : bytes.slice(0, end))).trim();
}
