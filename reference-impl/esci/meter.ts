/**
 * The meter at the AC terminals of one EVSE (PR2-A-16): it knows the PEV's power from its electrical inputs alone.
 * Power is piecewise linear between inputs, so that registers can be read at any instant without a tick.
 * A meter that has lost its readings goes on by estimate and says so (PR2-A-10).
 */
export interface Meter {
  /** Bench instant of the values below. */
  atMs: number;
  /** Signed, minus = discharge. */
  powerW: number;
  slopeWps: number;
  exportJ: number;
  importJ: number;
  voltageV: number | null;
  frequencyHz: number | null;
  gridPresent: boolean | null;
  /** Registers shown so far, Wh; they never go back. */
  shownExportWh: number;
  shownImportWh: number;
  /** While faulty, `estimate` runs on in place of the inputs. */
  fault: string | null;
  estimate: Flow;
}

/** Power and registers from an instant on. */
export interface Flow {
  atMs: number;
  powerW: number;
  slopeWps: number;
  exportJ: number;
  importJ: number;
}

export interface MeterReading {
  powerW: number;
  exportJ: number;
  importJ: number;
  estimated: boolean;
}

/** Values of a meter's input that may come in one call; what is absent stays as it was. */
export interface MeterInput {
  powerW?: number;
  slopeWps?: number;
  exportJ?: number;
  importJ?: number;
  voltageV?: number;
  frequencyHz?: number;
  gridPresent?: boolean;
}

/** Keeps a whole joule whole after floating-point arithmetic. */
const ROUNDING_J = 1e-6;

const STILL: Flow = { atMs: 0, powerW: 0, slopeWps: 0, exportJ: 0, importJ: 0 };

export function newMeter(): Meter {
  return {
    ...STILL,
    voltageV: null,
    frequencyHz: null,
    gridPresent: null,
    shownExportWh: 0,
    shownImportWh: 0,
    fault: null,
    estimate: { ...STILL },
  };
}

/** Takes in what the electrical network says at `atMs`. */
export function measure(meter: Meter, atMs: number, input: MeterInput): void {
  const run = flowAt(meter, atMs);
  meter.atMs = atMs;
  meter.powerW = input.powerW ?? run.powerW;
  // A power without a slope is constant until the next input.
  meter.slopeWps = input.slopeWps ?? (input.powerW === undefined ? meter.slopeWps : 0);
  meter.exportJ = input.exportJ ?? run.exportJ;
  meter.importJ = input.importJ ?? run.importJ;
  if (input.voltageV !== undefined) meter.voltageV = input.voltageV;
  if (input.frequencyHz !== undefined) meter.frequencyHz = input.frequencyHz;
  if (input.gridPresent !== undefined) meter.gridPresent = input.gridPresent;
}

/** Supposes no flow until the next input: after a time in which nothing was seen. */
export function rest(meter: Meter, atMs: number): void {
  Object.assign(meter, { atMs, powerW: 0, slopeWps: 0 });
}

/** What the meter says at `atMs`; pure. */
export function readMeter(meter: Meter, atMs: number): MeterReading {
  const flow = flowAt(meter.fault === null ? meter : meter.estimate, atMs);
  return {
    powerW: flow.powerW,
    exportJ: flow.exportJ,
    importJ: flow.importJ,
    estimated: meter.fault !== null,
  };
}

/** Loses the readings, and goes on with the last good power; null ends the fault. */
export function setFault(meter: Meter, atMs: number, fault: string | null): void {
  if (fault !== null && meter.fault === null) {
    const { powerW, exportJ, importJ } = readMeter(meter, atMs);
    meter.estimate = { atMs, powerW, slopeWps: 0, exportJ, importJ };
  }
  meter.fault = fault;
}

/** A better guess for a faulty meter: the power that the PEV itself reports, signed W. */
export function correctEstimate(meter: Meter, atMs: number, powerW: number): void {
  meter.estimate = { ...flowAt(meter.estimate, atMs), powerW, slopeWps: 0 };
}

/** The registers as shown, whole Wh, monotone (PR2-A-16); remembers what it showed. */
export function showRegisters(meter: Meter, atMs: number): { exportWh: number; importWh: number } {
  const { exportJ, importJ } = readMeter(meter, atMs);
  meter.shownExportWh = Math.max(meter.shownExportWh, Math.floor(exportJ / 3600));
  meter.shownImportWh = Math.max(meter.shownImportWh, Math.floor(importJ / 3600));
  return { exportWh: meter.shownExportWh, importWh: meter.shownImportWh };
}

/** The flow carried on to `atMs`; registers in whole joules, export and import apart. */
function flowAt(flow: Flow, atMs: number): Flow {
  const seconds = Math.max(0, atMs - flow.atMs) / 1000;
  const powerW = flow.powerW + flow.slopeWps * seconds;
  const crossS = flow.powerW * powerW < 0 ? -flow.powerW / flow.slopeWps : seconds;
  const before = (flow.powerW + (crossS < seconds ? 0 : powerW)) / 2;
  const after = crossS < seconds ? powerW / 2 : 0;
  const parts = [before * crossS, after * (seconds - crossS)];
  const out = parts.reduce((sum, j) => sum + Math.max(0, -j), 0);
  const into = parts.reduce((sum, j) => sum + Math.max(0, j), 0);
  return {
    atMs,
    powerW,
    slopeWps: flow.slopeWps,
    exportJ: flow.exportJ + Math.floor(out + ROUNDING_J),
    importJ: flow.importJ + Math.floor(into + ROUNDING_J),
  };
}
