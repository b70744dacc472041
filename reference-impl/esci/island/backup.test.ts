import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Stimuli } from '../../../schemas';
import { answerAll } from '../testing-bodies';
import { HOUR } from '../testing';
import { Home, RECORD, told } from './testing-home';

const refusals = [
  ['no commissioning record', { state: { commissioning: null } }, 'E_NOT_COMMISSIONED'],
  ['no preference for backup', { state: { preferences: { enabled: true } } }, 'E_PREFERENCE'],
  ['discharge disabled', { state: { preferences: { enabled: false, backupEnabled: true } } }, 'E_PREFERENCE'],
  ['an EVSE that cannot feed a home', { state: { evse: { v2h: false } } }, 'E_NOT_CAPABLE'],
  ['an EVSE that works one way', { state: { evse: { bidirectional: false } } }, 'E_NOT_CAPABLE'],
  ['an unauthorised inverter', { state: { inverterAuthorised: false } }, 'E_NOT_READY'],
] as const;

for (const [what, options, code] of refusals) {
  test(`${what}: isolated, but never asked, and told why once (${code})`, () => {
    const home = new Home(options);
    home.isolated();
    home.wait(HOUR);
    assert.deepEqual(home.of('EmergencyGenerationRequest'), []);
    assert.deepEqual([...new Set(home.of('GenerationStop').map((m) => m.data.reason))], [code]);
    assert.equal(new Set(home.of('GenerationStop').map((m) => m.id)).size, 1);
  });
}

test('the record counts to the end of its last day, and a corrupt one not at all (PR2-B-01)', () => {
  const withRecord = (record: Stimuli['commissioning']['record'], laterMs = 0): Home => {
    const home = new Home();
    home.stimulate('commissioning', { record });
    home.stimulate('clock-step', { deltaMs: laterMs });
    home.isolated();
    return home;
  };
  const record = { ...RECORD, switchType: 'AUTO', validUntil: '2026-06-01' } as const;
  withRecord(record).one('EmergencyGenerationRequest');
  for (const home of [withRecord(record, 12 * HOUR), withRecord('corrupt'), withRecord(null)]) {
    assert.equal(home.one('GenerationStop').data.reason, 'E_NOT_COMMISSIONED');
    assert.deepEqual(home.of('EmergencyGenerationRequest'), []);
  }
});

test('a record that is withdrawn during the supply ends it (PR2-B-01)', () => {
  const home = new Home();
  home.supplying();
  home.stimulate('commissioning', { record: 'corrupt' });
  assert.equal(home.one('GenerationStop').data.reason, 'E_NOT_COMMISSIONED');
});

test('backup that is enabled during the outage is asked for at once, disabled it is ended (PR2-B-05)', () => {
  const home = new Home({ state: { preferences: { enabled: true, backupEnabled: false } } });
  home.isolated();
  const set = (backupEnabled: boolean, version: number): void => {
    home.stimulate('set-preference', {
      pevId: 'p1',
      source: 'ESCI',
      version,
      enabled: true,
      socFloor: 55,
      backupEnabled,
    });
  };
  home.wait(60_000);
  set(true, 1);
  const asked = home.one('EmergencyGenerationRequest').data;
  assert.equal(asked.socFloor, 55);
  home.answer({ requestId: asked.requestId, status: 'ACCEPTED' });
  home.forget();
  set(false, 2);
  assert.equal(home.one('GenerationStop').data.reason, 'PREFERENCE');
  home.pevOff();
  home.wait(60_000);
  assert.equal(home.phase, 'ISOLATED');
  assert.deepEqual(home.of('EmergencyGenerationRequest'), []);
});

test('the request is bounded by customer, PEV, cable and EVSE', () => {
  const maxW = (state: object): number | undefined => {
    const home = new Home({ state });
    home.isolated();
    return home.one('EmergencyGenerationRequest').data.maxW;
  };
  const preferences = { enabled: true, backupEnabled: true };
  assert.equal(maxW({ preferences }), 7680);
  assert.equal(maxW({ preferences, evse: { cordsetA: 10 } }), 2400);
  assert.equal(maxW({ preferences, evse: { maxW: 3000 } }), 3000);
  assert.equal(maxW({ preferences: { ...preferences, maxDischargeW: 1000 } }), 1000);
});

test('a request without an answer is repeated, then withdrawn; it is asked anew when that is known (PR2-X-09)', () => {
  const home = new Home();
  home.isolated();
  home.wait(19_999);
  assert.equal(home.of('EmergencyGenerationRequest').length, 4);
  const proofs = home.timed('IsolationStatus').map((m) => m.atMs);
  assert.ok(
    proofs.every((ms, i) => i === 0 || ms - (proofs[i - 1] ?? 0) <= 5000),
    'the proof is kept fresh',
  );
  home.wait(1);
  assert.equal(home.one('GenerationStop').data.reason, 'NO_ANSWER');
  answerAll(home);
  home.forget();
  home.wait(30_000);
  home.one('EmergencyGenerationRequest');
});

test('a PEV that refuses for good is not pressed; one that found the proof stale is asked again', () => {
  for (const [code, again] of [
    ['E_PREFERENCE', 0],
    ['E_ISOLATION_NOT_PROVEN', 1],
  ] as const) {
    const home = new Home();
    home.isolated();
    const { requestId } = home.one('EmergencyGenerationRequest').data;
    home.answer({ requestId, status: 'REJECTED', code });
    home.forget();
    assert.equal(home.phase, 'ISOLATED');
    home.wait(29_999);
    assert.equal(home.of('EmergencyGenerationRequest').length, 0);
    home.wait(1);
    assert.equal(home.of('EmergencyGenerationRequest').length, again);
  }
});

test('an answer of another PEV, or to another request, counts for nothing', () => {
  const home = new Home();
  home.plugIn('p2', { v2h: false });
  answerAll(home);
  home.forget();
  home.isolated();
  const { requestId } = home.one('EmergencyGenerationRequest').data;
  home.answer({ requestId, status: 'ACCEPTED' }, 'p2');
  home.answer({ requestId: 'another', status: 'ACCEPTED' });
  assert.equal(home.phase, 'REQUESTING');
  const stop = home.pev(
    'p2',
    'GenerationStop',
    { requestId, reason: 'USER_STOP' },
    { to: 'urn:pr2:esci:e1' },
  );
  assert.equal(home.code(stop), 'E_STATE');
  assert.equal(home.phase, 'REQUESTING');
});

test('a PEV that stops of its own accord is taken at its word, and not asked again (PR2-B-09)', () => {
  const home = new Home();
  const requestId = home.supplying();
  const stop = home.pev('p1', 'GenerationStop', { requestId, reason: 'SOC_MIN' }, { to: 'urn:pr2:esci:e1' });
  assert.deepEqual(home.answers(stop), [{ refMessageId: stop.id, status: 'TAKEN' }]);
  assert.equal(home.phase, 'ISOLATED');
  home.switched({ busV: 0 });
  home.wait(60_000);
  assert.deepEqual(home.of('EmergencyGenerationRequest'), []);
  assert.equal(home.phase, 'ISOLATED');
});

test('at the floor a PEV without an engine is stopped, one with an engine is not (PR2-B-09)', () => {
  const home = new Home();
  const requestId = home.supplying();
  home.status(requestId, { soc: 40.1 });
  assert.deepEqual(home.of('GenerationStop'), []);
  home.status(requestId, { soc: 40 });
  assert.deepEqual(home.one('GenerationStop').data, { requestId, reason: 'SOC_MIN' });
  const hybrid = new Home();
  const ice = { present: true, running: true, ventilated: true, coAlarm: false };
  hybrid.status(hybrid.supplying(), { soc: 30, ice });
  assert.deepEqual(hybrid.of('GenerationStop'), []);
});

test('a PEV that is told to stop and goes on is a fault: latched (PR2-B-02)', () => {
  const home = new Home();
  const requestId = home.supplying();
  home.status(requestId, { soc: 40 });
  home.wait(9999);
  assert.equal(home.phase, 'ISOLATED');
  home.wait(1);
  assert.equal(home.phase, 'TRIPPED');
});

test('the cable of the PEV that supplies comes out: nothing more is asked until the bus is dead', () => {
  const home = new Home();
  home.plugIn('p2');
  answerAll(home);
  home.forget();
  home.supplying();
  home.stimulate('unplug', { pevId: 'p1' });
  assert.equal(home.phase, 'ISOLATED');
  assert.deepEqual(home.of('EmergencyGenerationRequest'), []);
  home.switched({ busV: 0 });
  home.wait(200);
  home.one('EmergencyGenerationRequest', 'urn:pr2:pev:p2');
});

test('voltage from elsewhere on an open premises bus stops everything (PR2-B-02)', () => {
  const home = new Home({ state: { preferences: { enabled: true } } });
  home.isolated();
  home.switched({ busV: 240 });
  assert.equal(home.phase, 'TRIPPED');
});

test('a PEV that comes during an outage is told how things stand, and asked', () => {
  const home = new Home();
  home.stimulate('unplug', { pevId: 'p1' });
  home.isolated();
  home.forget();
  home.plugIn();
  assert.deepEqual(
    told(home).filter((t) => t !== 'M21 OPEN'),
    ['M23 ABSENT', 'M24'],
  );
});

test('the longest supply ends, and is asked for anew from a fresh proof', () => {
  const home = new Home();
  home.supplying();
  home.wait(24 * HOUR);
  assert.equal(home.one('GenerationStop').data.reason, 'MAX_DURATION');
  home.pevOff();
  home.wait(0);
  home.one('EmergencyGenerationRequest');
});
