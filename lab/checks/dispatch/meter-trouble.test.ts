import assert from 'node:assert/strict';
import { test } from 'node:test';
import { E, P, Script, U } from '../customer/testing';
import { metersAgree, rightOrEstimated } from './meter-trouble';
import { iso, PARAMS, verdictOf } from './testing';

const MIN_MS = 60_000;
const FAULT_MS = 3 * MIN_MS;

interface Told {
  readonly powerW?: number;
  /** Register of the meter, Wh; it began at 1,000. */
  readonly wh?: number;
  readonly quality?: 'MEASURED' | 'ESTIMATED';
}

/** 6 kW flow, 100 Wh a minute. Each minute the ESCI tells what is true but for what `told` changes of it. */
function trouble(
  told: Record<number, Told>,
  report: { deliveredWh?: number; quality?: string } = {},
): string {
  const script = new Script(PARAMS);
  for (let m = 0; m <= 10; m += 1) {
    const at = m * MIN_MS;
    script.reading(at, P, { powerW: -6000, slopeWps: 0, exportJ: m * 360_000 });
    const { powerW = -6000, wh = 1000 + m * 100, quality = 'MEASURED' } = told[m] ?? {};
    const body = { at: iso(at), activePowerW: powerW, exportRegisterWh: wh, quality };
    script.say(at, E, 'EnergyTelemetry', body, { to: U });
  }
  const deliveredWh = 1000;
  const body = { eventId: 'ev1', deliveredWh, quality: 'MEASURED', startRegister: 1000, ...report };
  script.say(10 * MIN_MS, E, 'EventReport', body, { to: U });
  const args = { by: E, pev: P, eventId: 'ev1', startMs: 0, fromMs: 0, faultN: 0, faultMs: FAULT_MS };
  return verdictOf(rightOrEstimated(script.until(11 * MIN_MS), { ...args, byMs: 11 * MIN_MS }));
}

test('what is right needs no excuse, and what is called an estimate needs not be right', () => {
  assert.equal(trouble({}), 'pass');
  assert.equal(trouble({ 5: { powerW: -100, wh: 1400, quality: 'ESTIMATED' } }), 'pass');
  assert.equal(trouble({ 5: { powerW: -100, wh: 1400 } }), 'fail');
});

test('a power told as measured is right within 5 %, a register within P_MET_ACC and the rounding', () => {
  assert.equal(trouble({ 5: { powerW: -6300 } }), 'pass');
  assert.equal(trouble({ 5: { powerW: -6301 } }), 'fail');
  assert.equal(trouble({ 5: { wh: 1512 } }), 'pass');
  assert.equal(trouble({ 5: { wh: 1513 } }), 'fail');
});

test('a register never goes back, an estimate neither', () => {
  assert.equal(trouble({ 5: { wh: 1399, quality: 'ESTIMATED' } }), 'fail');
  assert.equal(trouble({ 5: { wh: 0, quality: 'ESTIMATED' } }), 'fail');
});

test('a meter in order measures', () => {
  assert.equal(trouble({ 2: { quality: 'ESTIMATED' } }), 'fail');
  assert.equal(trouble({ 3: { quality: 'ESTIMATED' } }), 'pass');
});

test('the report of the event is right, or called an estimate, and it comes', () => {
  assert.equal(trouble({}, { deliveredWh: 1023 }), 'fail');
  assert.equal(trouble({}, { deliveredWh: 1022 }), 'pass');
  assert.equal(trouble({}, { deliveredWh: 500, quality: 'ESTIMATED' }), 'pass');
  const nothing = rightOrEstimated(new Script(PARAMS).until(MIN_MS), {
    by: E,
    pev: P,
    eventId: 'ev1',
    startMs: 0,
    fromMs: 0,
    faultN: 0,
    faultMs: 0,
    byMs: MIN_MS,
  });
  assert.equal(verdictOf(nothing), 'fail');
});

/** Ten kilowatt-hours by the PEV's register, `esciWh` by the ESCI's; null tells one value only. */
function agreement(esciWh: number | null): string {
  const script = new Script(PARAMS);
  const tell = (at: number, by: string, wh: number): number =>
    by === P
      ? script.say(at, P, 'DispatchConfirmation', { registerWh: wh }, { to: U })
      : script.say(at, E, 'EnergyTelemetry', { exportRegisterWh: wh }, { to: U });
  tell(0, P, 70_000);
  tell(0, E, 1000);
  tell(1000, P, 80_000);
  if (esciWh !== null) tell(1000, E, 1000 + esciWh);
  return verdictOf(metersAgree(script.until(2000), { pev: P, esci: E, fromMs: 0, byMs: 2000, basisN: 0 }));
}

test('two meters agree within 3 % of the greater and 50 Wh', () => {
  assert.equal(agreement(10_000), 'pass');
  assert.equal(agreement(9650), 'pass');
  assert.equal(agreement(9649), 'fail');
  assert.equal(agreement(10_360), 'pass');
  assert.equal(agreement(10_361), 'fail');
});

test('a meter that told one value only agrees with nothing', () => {
  assert.equal(agreement(null), 'fail');
});
