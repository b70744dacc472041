import assert from 'node:assert/strict';
import { test } from 'node:test';
import { E, P, Script, U } from '../customer/testing';
import { chargesWithoutExport, metersRegularly, metersWhatFlowed, reportsDelivered } from './metering';
import { draws, iso, PARAMS, verdictOf } from './testing';

const HOUR_MS = 3_600_000;

/** 3.6 kW for `minutes`: 60 Wh a minute; the ESCI reports at the given minutes with the given registers. */
function metered(reports: readonly (readonly [number, number])[], minutes = 5): Script {
  const script = new Script(PARAMS);
  draws(script, [0, -3600]);
  for (const [minute, exportRegisterWh] of reports) {
    const at = minute * 60_000;
    script.say(at, E, 'EnergyTelemetry', { at: iso(at), exportRegisterWh, importRegisterWh: 0 }, { to: U });
  }
  draws(script, [minutes * 60_000, -3600]);
  script.until(minutes * 60_000 + 20_000);
  return script;
}

const STRETCH = { by: E, pev: P, fromMs: 0, toMs: 300_000, basisN: 0 };
const GOOD = [0, 1, 2, 3, 4, 5].map((m) => [m, 1000 + m * 60] as const);

test('reports at every interval are regular; a gap, a late end and silence are not', () => {
  assert.equal(verdictOf(metersRegularly(metered(GOOD).view, STRETCH)), 'pass');
  assert.equal(verdictOf(metersRegularly(metered(GOOD.filter(([m]) => m !== 2)).view, STRETCH)), 'fail');
  assert.equal(verdictOf(metersRegularly(metered(GOOD.filter(([m]) => m < 4)).view, STRETCH)), 'fail');
  assert.equal(verdictOf(metersRegularly(metered([]).view, STRETCH)), 'fail');
});

test('a value that was some seconds on its way was read in time', () => {
  const told = (lateMs: number, readLateMs: number): string => {
    const script = new Script(PARAMS);
    draws(script, [0, -3600]);
    for (const [minute, exportRegisterWh] of GOOD) {
      const at = minute * 60_000;
      const body = { at: iso(at + (minute === 3 ? readLateMs : 0)), exportRegisterWh, importRegisterWh: 0 };
      script.say(at + (minute === 3 ? lateMs : 0), E, 'EnergyTelemetry', body, { to: U });
    }
    script.until(320_000);
    return verdictOf(metersRegularly(script.view, STRETCH));
  };
  assert.equal(told(3000, 0), 'pass');
  assert.equal(told(3000, 3000), 'fail');
  assert.equal(told(7000, 0), 'fail');
});

test('registers gain what flows', () => {
  assert.equal(verdictOf(metersWhatFlowed(metered(GOOD).view, STRETCH)), 'pass');
});

test('registers that stand still, run fast or go back are caught', () => {
  assert.equal(verdictOf(metersWhatFlowed(metered(GOOD.map(([m]) => [m, 1000])).view, STRETCH)), 'fail');
  assert.equal(
    verdictOf(metersWhatFlowed(metered(GOOD.map(([m]) => [m, 1000 + m * 70])).view, STRETCH)),
    'fail',
  );
  assert.equal(
    verdictOf(metersWhatFlowed(metered(GOOD.map(([m, wh]) => [m, m === 3 ? 900 : wh])).view, STRETCH)),
    'fail',
  );
  assert.equal(verdictOf(metersWhatFlowed(metered([[0, 1000]]).view, STRETCH)), 'fail');
});

test('a register of delivered energy stands still while the PEV charges', () => {
  const args = { pev: P, fromMs: 0, toMs: HOUR_MS, basisN: 0 };
  const charged = (powerW: number, gainedJ: number): string => {
    const script = new Script(PARAMS);
    script.reading(0, P, { powerW, exportJ: 1000 });
    script.reading(HOUR_MS, P, { powerW, exportJ: 1000 + gainedJ });
    return verdictOf(chargesWithoutExport(script.view, args));
  };
  assert.equal(charged(3000, 0), 'pass');
  assert.equal(charged(3000, 3000 * 3600), 'fail');
  assert.equal(charged(0, 0), 'fail');
});

test('the report of an event tells what flowed', () => {
  const args = { esci: E, pev: P, eventId: 'ev1', fromMs: 0, toMs: 300_000, byMs: 400_000 };
  const reported = (deliveredWh: number, eventId = 'ev1'): string => {
    const script = metered(GOOD);
    script.say(330_000, E, 'EventReport', { eventId, deliveredWh }, { to: U });
    return verdictOf(reportsDelivered(script.until(400_000), args));
  };
  assert.equal(reported(300), 'pass');
  assert.equal(reported(320), 'fail');
  assert.equal(reported(300, 'ev2'), 'fail');
});
