import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogRecord } from '../../schemas';
import { CaseView } from '../../runlog/case-view';
import { reportedPower, reportedRegister } from './reported-values';

const PEV = 'urn:pr2:pev:p1';
const T0 = Date.UTC(2031, 0, 1);

/** Samples every ten seconds: 0 W, then −5 kW; in between nobody knows. The report tells a power for 5 s. */
function verdictOf(reportedW: number, slopeWps?: number): string | undefined {
  const view = new CaseView();
  const slope = slopeWps === undefined ? {} : { slopeWps };
  const reading = (atS: number, powerW: number): object => ({
    kind: 'reading',
    at: T0 + atS * 1000,
    device: PEV,
    witness: 'instrument',
    readings: { powerW, ...slope },
  });
  const telemetry = {
    kind: 'emit',
    at: T0 + 5000,
    device: PEV,
    message: {
      id: 'm1',
      type: 'pr2.EnergyTelemetry.v1',
      source: PEV,
      data: { at: new Date(T0 + 5000).toISOString(), activePowerW: reportedW, quality: 'MEASURED' },
    },
  };
  const records = [
    { kind: 'case', at: T0, case: 'c', devices: [{ urn: PEV, role: 'pev' }], points: [], params: {} },
    reading(0, 0),
    telemetry,
    reading(10, -5000),
    reading(20, -5000),
  ];
  for (const [n, r] of records.entries()) view.add({ n, prev: '', ...r } as unknown as LogRecord);
  return reportedPower.judge(view, PEV)[0]?.judgement.verdict;
}

test('without declared slopes a kink may lie anywhere between two samples', () => {
  for (const powerW of [0, -2500, -4000, -5000]) assert.equal(verdictOf(powerW), 'pass', `${powerW} W`);
});

test('a power that lies beyond the samples on either side did not flow', () => {
  for (const powerW of [-6000, 1000]) assert.equal(verdictOf(powerW), 'fail', `${powerW} W`);
});

test('with slopes the curve is exact', () => {
  assert.equal(verdictOf(0, 0), 'pass');
  assert.equal(verdictOf(-2500, 0), 'fail');
});

/** 11 kW for 100 s, 305.6 Wh; the register is told at the beginning and at the end, where it is so much. */
function registerVerdict(endWh: number): string | undefined {
  const view = new CaseView();
  const reading = (atS: number, exportJ: number): object => ({
    kind: 'reading',
    at: T0 + atS * 1000,
    device: PEV,
    witness: 'instrument',
    readings: { powerW: -11_000, slopeWps: 0, exportJ },
  });
  const telemetry = (atS: number, exportRegisterWh: number): object => ({
    kind: 'emit',
    at: T0 + atS * 1000,
    device: PEV,
    message: {
      id: `m${atS}`,
      type: 'pr2.EnergyTelemetry.v1',
      source: PEV,
      data: {
        at: new Date(T0 + atS * 1000).toISOString(),
        activePowerW: -11_000,
        exportRegisterWh,
        quality: 'MEASURED',
      },
    },
  });
  const params = { P_MET_ACC: 2, P_CLK_SKEW: 1 };
  const records = [
    { kind: 'case', at: T0, case: 'c', devices: [{ urn: PEV, role: 'pev' }], points: [], params },
    reading(0, 0),
    telemetry(0, 0),
    reading(100, 1_100_000),
    telemetry(100, endWh),
    reading(110, 1_210_000),
  ];
  for (const [n, r] of records.entries()) view.add({ n, prev: '', ...r } as unknown as LogRecord);
  return reportedRegister.judge(view, PEV)[0]?.judgement.verdict;
}

test('a register may be dated by a clock that is off by a second, and no more', () => {
  assert.equal(registerVerdict(305), 'pass');
  assert.equal(registerVerdict(308), 'pass');
  assert.equal(registerVerdict(320), 'fail');
});

test('what was taken between two telemetries is in the register of imported energy', () => {
  const told = (importRegisterWh: number): string | undefined => {
    const view = new CaseView();
    const reading = (atS: number, importJ: number): object => ({
      kind: 'reading',
      at: T0 + atS * 1000,
      device: PEV,
      witness: 'self-reported',
      readings: { powerW: 0, slopeWps: 0, exportJ: 0, importJ },
    });
    const telemetry = (atS: number, wh: number): object => {
      const at = new Date(T0 + atS * 1000).toISOString();
      const data = { at, activePowerW: 0, exportRegisterWh: 0, importRegisterWh: wh, quality: 'MEASURED' };
      const message = { id: `m${atS}`, type: 'pr2.EnergyTelemetry.v1', source: PEV, data };
      return { kind: 'emit', at: T0 + atS * 1000, device: PEV, message };
    };
    const records = [
      {
        kind: 'case',
        at: T0,
        devices: [{ urn: PEV, role: 'pev' }],
        points: [],
        params: { P_MET_ACC: 2, P_CLK_SKEW: 1 },
      },
      reading(0, 0),
      telemetry(0, 0),
      reading(100, 3_600_000),
      telemetry(100, importRegisterWh),
      reading(110, 3_600_000),
    ];
    for (const [n, r] of records.entries()) view.add({ n, prev: '', ...r } as unknown as LogRecord);
    return reportedRegister.judge(view, PEV).find((j) => j.judgement.verdict === 'fail')?.judgement.verdict;
  };
  assert.equal(told(1000), undefined);
  assert.equal(told(970), undefined, 'but for what it draws at rest');
  assert.equal(told(0), 'fail');
});

test('with two PEVs the meter of an ESCI is held against the PEV whose session it names', () => {
  const [ESCI, OTHER] = ['urn:pr2:esci:e1', 'urn:pr2:pev:p2'];
  const told = (firstW: number, secondW: number): string | undefined => {
    const reading = (device: string, powerW: number): object => ({
      kind: 'reading',
      at: T0,
      device,
      witness: 'instrument',
      readings: { powerW, slopeWps: 0 },
    });
    const says = (id: string, name: string, data: object): object => ({
      kind: 'emit',
      at: T0 + 5000,
      device: ESCI,
      message: { id, type: `pr2.${name}.v1`, source: ESCI, data },
    });
    const meters = (sessionId: string, activePowerW: number): object =>
      says(`m-${sessionId}`, 'EnergyTelemetry', {
        sessionId,
        at: new Date(T0 + 5000).toISOString(),
        activePowerW,
        quality: 'MEASURED',
      });
    const devices = [PEV, OTHER].map((urn) => ({ urn, role: 'pev' }));
    const records = [
      { kind: 'case', at: T0, case: 'c', devices, points: [], params: {} },
      reading(PEV, -3000),
      reading(OTHER, -5000),
      says('c1', 'ConnectionNotice', { sessionId: 's1', pevId: 'p1' }),
      says('c2', 'ConnectionNotice', { sessionId: 's2', pevId: 'p2' }),
      meters('s1', firstW),
      meters('s2', secondW),
      reading(PEV, -3000),
      reading(OTHER, -5000),
    ];
    const view = new CaseView();
    for (const [n, r] of records.entries()) view.add({ n, prev: '', ...r } as unknown as LogRecord);
    return reportedPower.judge(view, ESCI).find((j) => j.judgement.verdict === 'fail')?.judgement.observed;
  };
  assert.equal(told(-3000, -5000), undefined);
  assert.match(told(-3000, -3000) ?? '', /3 kW.*when .*5 kW/);
});
