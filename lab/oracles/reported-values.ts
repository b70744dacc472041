/**
 * What the device under test reports of power and energy, held against what flowed: the sign (PR2-X-04), the power of a
 * confirmation (PR2-A-18) and of telemetry, and the register (PR2-A-16).
 */
import { fail, pass } from '../checks/check';
import { exportedBy, importedBy, NEAR_W, NEAR_WH, nearW, powerNear } from '../checks/measured';
import { energyText, instantText, powerText } from '../checks/texts';
import type { CaseView, Sent } from '../../runlog/case-view';
import type { Oracle, OracleJudgement } from './oracle';
import { telemetryOf } from './sessions';

/** What an idle charger draws in the hours between two events may stay below its meter's threshold. */
const IMPORT_WH = 50;

interface Report {
  readonly sent: Sent;
  readonly what: string;
  readonly atMs: number;
  readonly powerW: number;
  readonly registerWh: number;
  /** Register of imported energy, where one is told. */
  readonly importWh?: number;
}

export const reportedPower: Oracle = {
  name: 'reported-power-is-the-power-that-flows',
  judge: (view, dut) => flowsOf(view, dut).flatMap((flow) => judgePower(view, flow)),
};

export const reportedRegister: Oracle = {
  name: 'reported-register-is-the-register',
  judge: (view, dut) =>
    flowsOf(view, dut).flatMap((flow) => [
      ...judgeRegister(view, flow),
      ...(flow.pev === dut ? judgeImport(view, flow) : []),
    ]),
};

function judgePower(view: CaseView, { pev, reports }: Flow): OracleJudgement[] {
  const out: OracleJudgement[] = [];
  let good: Report | undefined;
  for (const report of reports) {
    const power = powerNear(view, pev, report.atMs, report.powerW);
    if (power === undefined) continue;
    const basis = restsOn(view, pev, report);
    const tolW = nearW(power);
    const requirement = report.sent.name === 'DispatchConfirmation' ? 'PR2-A-18' : 'PR2-A-16';
    const expected = `${report.what} that reports the power at its instant, minus = discharge`;
    const observed = `${powerText(report.powerW)} reported for ${instantText(report.atMs)}, when ${powerText(power)} flowed`;
    if (Math.abs(report.powerW + power) <= tolW && Math.abs(power) > NEAR_W) {
      out.push({
        requirement: 'PR2-X-04',
        judgement: fail(
          expected,
          observed,
          basis,
          'the sign is inverted: telemetry counts discharge as negative',
        ),
      });
      break;
    }
    const inKilowatts = [report.powerW * 1000, report.powerW / 1000].some((w) => Math.abs(w - power) <= tolW);
    if (inKilowatts && Math.abs(power) > NEAR_W) {
      out.push({
        requirement: 'PR2-X-04',
        judgement: fail(expected, observed, basis, 'watts and kilowatts are mixed up'),
      });
      break;
    }
    if (Math.abs(report.powerW - power) > tolW) {
      out.push({ requirement, judgement: fail(expected, observed, basis) });
      break;
    }
    good = report;
  }
  if (out.length === 0 && good !== undefined) {
    const judgement = pass(
      'reported power equal to the power that flows, minus = discharge',
      `${powerText(good.powerW)} at ${instantText(good.atMs)}, the last`,
      restsOn(view, pev, good),
    );
    out.push({
      requirement: good.sent.name === 'DispatchConfirmation' ? 'PR2-A-18' : 'PR2-A-16',
      judgement,
    });
    if (good.powerW < 0) out.push({ requirement: 'PR2-X-04', judgement });
  }
  return out;
}

function judgeRegister(view: CaseView, { pev, reports }: Flow): OracleJudgement[] {
  let first: { report: Report; exportJ: number } | undefined;
  let last: Report | undefined;
  let greatestW = 0;
  for (const report of reports) {
    greatestW = Math.max(greatestW, Math.abs(report.powerW));
    const exportJ = exportedBy(view, pev, report.atMs);
    if (exportJ === undefined) continue;
    first ??= { report, exportJ };
    const grewWh = report.registerWh - first.report.registerWh;
    const flowedWh = (exportJ - first.exportJ) / 3600;
    // A clock that is off by as much as it may be dates the register by so much power.
    const datedWh = (view.param('P_CLK_SKEW') * greatestW) / 3600;
    const tolWh = NEAR_WH + datedWh + (view.param('P_MET_ACC') / 100) * flowedWh;
    const expected = `a register of exported energy that grows by what flows (± ${energyText(tolWh)})`;
    if (last !== undefined && report.registerWh < last.registerWh) {
      return [
        {
          requirement: 'PR2-A-16',
          judgement: fail(expected, `${report.registerWh} Wh after ${last.registerWh} Wh`, [
            last.sent.n,
            report.sent.n,
          ]),
        },
      ];
    }
    if (Math.abs(grewWh - flowedWh) > tolWh) {
      return [
        {
          requirement: 'PR2-A-16',
          judgement: fail(
            expected,
            `${energyText(grewWh)} more since ${instantText(first.report.atMs)}, while ${energyText(flowedWh)} flowed`,
            [first.report.sent.n, report.sent.n],
          ),
        },
      ];
    }
    last = report;
  }
  if (last === undefined || first === undefined || last === first.report) return [];
  return [
    {
      requirement: 'PR2-A-16',
      judgement: pass(
        'a register of exported energy that grows by what flows',
        energyText(last.registerWh - first.report.registerWh),
        [first.report.sent.n, last.sent.n],
      ),
    },
  ];
}

/** The register of imported energy from one telemetry to the next: what was charged in between is in it. */
function judgeImport(view: CaseView, { pev, reports }: Flow): OracleJudgement[] {
  let first: { told: Told; importJ: number } | undefined;
  for (const report of reports) {
    const importJ = importedBy(view, pev, report.atMs);
    if (report.importWh === undefined || importJ === undefined) continue;
    const told = { wh: report.importWh, n: report.sent.n, atMs: report.atMs };
    first ??= { told, importJ };
    const grewWh = told.wh - first.told.wh;
    const flowedWh = (importJ - first.importJ) / 3600;
    const tolWh = NEAR_WH + IMPORT_WH + (view.param('P_MET_ACC') / 100) * flowedWh;
    if (Math.abs(grewWh - flowedWh) <= tolWh) continue;
    const expected = `a register of imported energy that grows by what is taken (± ${energyText(tolWh)})`;
    const observed = `${energyText(grewWh)} more since ${instantText(first.told.atMs)}, while ${energyText(flowedWh)} were taken`;
    return [{ requirement: 'PR2-A-16', judgement: fail(expected, observed, [first.told.n, told.n]) }];
  }
  return [];
}

/** What a telemetry told of the energy taken. */
interface Told {
  readonly wh: number;
  readonly n: number;
  readonly atMs: number;
}

/** The power that was read, whose witness is that of the judgement, and last the message that shows it. */
function restsOn(view: CaseView, pev: string, { atMs, sent }: Report): number[] {
  const read = view.curve(pev).pointAt(atMs);
  return read === undefined ? [sent.n] : [read.n, sent.n];
}

/** What flows at one PEV, and what the device reports of it. */
interface Flow {
  readonly pev: string;
  readonly reports: readonly Report[];
}

/** With several PEVs an ESCI's reports are of the PEV whose session they name, and a PEV's are its own. */
function flowsOf(view: CaseView, dut: string): Flow[] {
  const pevs = view.devicesOf('pev').map((d) => d.urn);
  const reports = reportsOf(view, dut);
  if (pevs.length === 1) return pevs.map((pev) => ({ pev, reports }));
  if (pevs.includes(dut)) return [{ pev: dut, reports }];
  return pevs.map((pev) => {
    const told = new Set(telemetryOf(view, dut, pev).map((s) => s.n));
    return { pev, reports: reports.filter((report) => told.has(report.sent.n)) };
  });
}

/** Reports that the device under test itself authored, oldest first; a repeat counts once. */
function reportsOf(view: CaseView, dut: string): Report[] {
  const out: Report[] = [];
  const ids = new Set<string>();
  for (const s of view.sent) {
    const m = s.message;
    if (m === undefined || s.by !== dut || m.source !== dut || s.problems.length > 0 || ids.has(m.id))
      continue;
    ids.add(m.id);
    if (s.name === 'DispatchConfirmation') {
      const { data } = (s as Sent<'DispatchConfirmation'>).message ?? {};
      if (data !== undefined)
        out.push({
          sent: s,
          what: `a confirmation ${data.state}`,
          atMs: Date.parse(data.at) - steppedMs(view, dut, s.n),
          powerW: data.activePowerW,
          registerWh: data.registerWh,
        });
    }
    if (s.name === 'EnergyTelemetry') {
      const { data } = (s as Sent<'EnergyTelemetry'>).message ?? {};
      if (data !== undefined && data.quality === 'MEASURED')
        out.push({
          sent: s,
          what: 'telemetry',
          atMs: Date.parse(data.at) - steppedMs(view, dut, s.n),
          powerW: data.activePowerW,
          registerWh: data.exportRegisterWh,
          importWh: data.importRegisterWh,
        });
    }
  }
  return out;
}

/** By how much the clock of the device had been stepped: its times are off by that, and no measurement is. */
function steppedMs(view: CaseView, dut: string, beforeN: number): number {
  return view
    .stimuliAt(dut)
    .filter((s) => s.name === 'clock-step' && s.n < beforeN)
    .reduce((sum, s) => sum + ((s.params as { deltaMs?: number }).deltaMs ?? 0), 0);
}
