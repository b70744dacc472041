/**
 * The kit's own books of energy: a PEV's registers against the integral of its power, and its state of charge
 * against both (PR2-A-16). A device that shows the requested power while its registers or its battery stand still
 * cannot balance them.
 */
import { fail, pass, type Judgement } from '../checks/check';
import { energyText, instantText } from '../checks/texts';
import type { CaseView, Reading } from '../../runlog/case-view';
import type { Oracle, OracleJudgement } from './oracle';

const J_PER_WH = 3600;
/** Rounding of integer registers and of sampled curves: 5 Wh, and P_MET_ACC of the energy. */
const FLOOR_WH = 5;

export const registerAgainstIntegral: Oracle = {
  name: 'register-equals-integral',
  alone: true,
  judge: (view, dut) => eachPev(view, dut, (pev) => judgeRegisters(view, pev)),
};

export const registerMonotone: Oracle = {
  name: 'register-never-decreases',
  alone: true,
  judge: (view, dut) => eachPev(view, dut, (pev) => judgeMonotone(view, pev)),
};

export const chargeAgainstEnergy: Oracle = {
  name: 'state-of-charge-follows-energy',
  alone: true,
  judge: (view, dut) => eachPev(view, dut, (pev) => judgeCharge(view, pev)),
};

function eachPev(
  view: CaseView,
  dut: string,
  judge: (pev: string) => Judgement | undefined,
): OracleJudgement[] {
  if (!dut.startsWith('urn:pr2:pev:')) return [];
  const judgement = judge(dut);
  return judgement === undefined ? [] : [{ requirement: 'PR2-A-16', judgement }];
}

function judgeRegisters(view: CaseView, pev: string): Judgement | undefined {
  const readings = ownRegisters(view, pev).filter((r) => r.values.importJ !== undefined);
  const first = readings[0];
  const last = readings[readings.length - 1];
  if (first === undefined || last === undefined || last.atMs === first.atMs) return undefined;
  const integral = view.curve(pev).energyJ(first.atMs, last.atMs);
  const exportWh = ((last.values.exportJ ?? 0) - (first.values.exportJ ?? 0)) / J_PER_WH;
  const importWh = ((last.values.importJ ?? 0) - (first.values.importJ ?? 0)) / J_PER_WH;
  const expectedExportWh = integral.exportJ / J_PER_WH;
  const expectedImportWh = integral.importJ / J_PER_WH;
  if (expectedExportWh + expectedImportWh + exportWh + importWh < 1) return undefined;
  const tolWh = tolerance(view, Math.max(expectedExportWh, expectedImportWh));
  const expected = `registers that grow by ${energyText(expectedExportWh)} exported and ${energyText(expectedImportWh)} imported (± ${energyText(tolWh)}), the integral of the power read`;
  const observed = `${energyText(exportWh)} exported and ${energyText(importWh)} imported between ${instantText(first.atMs)} and ${instantText(last.atMs)}`;
  const off = Math.max(Math.abs(exportWh - expectedExportWh), Math.abs(importWh - expectedImportWh));
  const basis = [first.n, last.n];
  return off <= tolWh
    ? pass(expected, observed, basis)
    : fail(expected, observed, basis, 'the register does not count the power that the device shows');
}

function judgeMonotone(view: CaseView, pev: string): Judgement | undefined {
  const readings = ownRegisters(view, pev);
  const expected = 'registers of exported and imported energy that never decrease';
  if (readings.length < 2) return undefined;
  for (let i = 1; i < readings.length; i += 1) {
    const a = readings[i - 1];
    const b = readings[i];
    if (a === undefined || b === undefined) continue;
    const fell =
      (b.values.exportJ ?? 0) < (a.values.exportJ ?? 0) || (b.values.importJ ?? 0) < (a.values.importJ ?? 0);
    if (fell)
      return fail(expected, `a register fell between ${instantText(a.atMs)} and ${instantText(b.atMs)}`, [
        a.n,
        b.n,
      ]);
  }
  return pass(expected, `${readings.length} readings, none smaller than the one before`, [
    readings[0]?.n ?? 0,
    readings[readings.length - 1]?.n ?? 0,
  ]);
}

/**
 * Battery energy taken or given, from SoC and capacity, against the AC energy through the efficiency. Only over
 * stretches in which nothing else moved the charge (a drive, a set SoC).
 */
function judgeCharge(view: CaseView, pev: string): Judgement | undefined {
  const state = stateOf(view, pev);
  if (state === undefined) return undefined;
  const readings = stretch(view, pev).filter((r) => r.values.soc !== undefined);
  // What an engine puts into the battery passes no terminal.
  if (readings.some((r) => r.values.iceRunning === true)) return undefined;
  const first = readings[0];
  const last = readings[readings.length - 1];
  if (first === undefined || last === undefined || last.atMs === first.atMs) return undefined;
  const { exportJ, importJ } = view.curve(pev).energyJ(first.atMs, last.atMs);
  const expectedWh = (importJ * state.efficiency - exportJ / state.efficiency) / J_PER_WH;
  const socDeltaWh = (((last.values.soc ?? 0) - (first.values.soc ?? 0)) / 100) * state.capacityWh;
  if (Math.abs(expectedWh) < 50 && Math.abs(socDeltaWh) < 50) return undefined;
  const tolWh = tolerance(view, Math.abs(expectedWh)) * 2 + state.capacityWh * 0.0005;
  const expected = `a battery that changes by ${energyText(expectedWh)} (± ${energyText(tolWh)}) for the energy at its terminals`;
  const observed = `state of charge from ${first.values.soc} % to ${last.values.soc} %, which is ${energyText(socDeltaWh)}`;
  const ok = Math.abs(socDeltaWh - expectedWh) <= tolWh;
  return ok
    ? pass(expected, observed, [first.n, last.n])
    : fail(
        expected,
        observed,
        [first.n, last.n],
        'the power that the device shows does not come out of its battery',
      );
}

/** The device's registers; those of an instrument say nothing of the device. */
function ownRegisters(view: CaseView, pev: string): Reading[] {
  return stretch(view, pev).filter((r) => r.values.exportJ !== undefined && r.witness !== 'instrument');
}

/** Readings of the PEV after the last thing that moved its charge from outside. */
function stretch(view: CaseView, pev: string): Reading[] {
  const moved = view.stimuliAt(pev).filter((s) => s.name === 'set-soc' || s.name === 'drive');
  const restarts = view.restartsOf(pev);
  const fromN = Math.max(-1, ...moved.map((s) => s.n), ...restarts.map((s) => s.n));
  return view.readingsOf(pev).filter((r) => r.n > fromN);
}

function tolerance(view: CaseView, energyWh: number): number {
  return FLOOR_WH + (view.param('P_MET_ACC') / 100) * energyWh;
}

function stateOf(view: CaseView, pev: string): { capacityWh: number; efficiency: number } | undefined {
  const { capacityWh, efficiency } = view.stateOf(pev) ?? {};
  return typeof capacityWh === 'number' && typeof efficiency === 'number'
    ? { capacityWh, efficiency }
    : undefined;
}
