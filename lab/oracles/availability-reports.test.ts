import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { E, P, Script, U } from '../checks/customer/testing';
import { availabilityReports } from './availability-reports';

const NOTICE = { sessionId: 's1', pevId: 'p1', bidirectional: true, inverterAuthorised: true };
const REPORT = {
  sessionId: 's1',
  pevId: 'p1',
  asOf: new Date(2000).toISOString(),
  maxDischargeW: 6000,
  availableEnergyWh: 9000,
  availableDurationS: 5400,
  soc: 60,
  socFloor: 40,
  limits: { pev: 6000 },
  readiness: { state: 'READY' },
};

/** The verdicts, by requirement, on one report of a PEV that is connected and reads 60 %. */
function judged(report: object, before: (script: Script) => void = () => {}): Record<string, string> {
  const script = new Script({ P_AVAIL_AGE: 10, P_T_AVAIL: 10, P_CLK_SKEW: 1, P_T_PREF: 10, P_T_STOP: 10 });
  script.reading(0, P, { soc: 60 });
  script.say(500, E, 'ConnectionNotice', NOTICE, { to: P });
  before(script);
  script.say(2000, P, 'AvailabilityReport', { ...REPORT, ...report }, { to: U }, E);
  script.reading(3000, P, { soc: 60 });
  const said = availabilityReports.judge(script.view, P);
  return Object.fromEntries(said.map(({ requirement, judgement }) => [requirement, judgement.verdict]));
}

describe('a report of a PEV', () => {
  test('is right where all of it is', () => assert.deepEqual(judged({}), { 'PR2-A-06': 'pass' }));

  const WRONG: Record<string, object> = {
    'of another session': { sessionId: 's0' },
    'of another charge': { soc: 75 },
    'of figures of an hour ago': { asOf: new Date(2000 - 3_600_000).toISOString() },
    'of a duration that is not energy over power': { availableDurationS: 90 },
  };
  for (const [what, report] of Object.entries(WRONG))
    test(`${what} is wrong`, () => assert.deepEqual(judged(report), { 'PR2-A-06': 'fail' }));

  test('of more power than the least of its own limits is wrong', () =>
    assert.deepEqual(judged({ limits: { pev: 6000, cordset: 3000 } }), { 'PR2-A-13': 'fail' }));

  test('of more phases than its cable has is wrong', () => {
    const plugged = (script: Script) => void script.stimulus(100, P, 'plug-in', { evseId: 'e', phases: 1 });
    assert.deepEqual(judged({ exportPhases: 3 }, plugged), { 'PR2-A-06': 'fail' });
    assert.deepEqual(judged({ exportPhases: 1 }, plugged), { 'PR2-A-06': 'pass' });
  });

  test('may be of a charge that somebody set in between', () => {
    const set = (script: Script) => void script.stimulus(1000, P, 'set-soc', { soc: 75 });
    assert.deepEqual(judged({ soc: 75 }, set), { 'PR2-A-06': 'pass' });
  });

  test('tells no departure that nobody named', () => {
    const named = (script: Script) => void script.stimulus(1000, P, 'departure', { at: 3_600_000 });
    const at = (ms: number) => ({ departure: new Date(ms).toISOString() });
    assert.deepEqual(judged(at(3_600_000), named), { 'PR2-A-06': 'pass' });
    assert.deepEqual(judged(at(7_200_000), named), { 'PR2-A-06': 'fail' });
  });

  test('keeps the floor that the customer set at the ESCI', () => {
    const copy = (script: Script) => {
      const body = { pevId: 'p1', source: 'ESCI', version: 1, enabled: true, socFloor: 50 };
      script.say(-60_000, E, 'DischargePreference', body, { to: P, id: 'copy' });
      const taken = { refMessageId: 'copy', status: 'TAKEN' };
      script.say(-59_000, P, 'Receipt', taken, { to: E, correlationid: 'copy' });
    };
    assert.deepEqual(judged({}, copy), { 'PR2-A-06': 'fail' });
    assert.deepEqual(judged({ socFloor: 50 }, copy), { 'PR2-A-06': 'pass' });
  });

  test('is not ready where the inverter is not authorised', () => {
    const notice = (script: Script) =>
      void script.say(1000, E, 'ConnectionNotice', { ...NOTICE, inverterAuthorised: false }, { to: P });
    assert.deepEqual(judged({}, notice), { 'PR2-A-06': 'fail' });
    assert.deepEqual(judged({ readiness: { state: 'NOT_READY' } }, notice), { 'PR2-A-06': 'pass' });
  });
});
