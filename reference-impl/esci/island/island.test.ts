import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR, Rig } from '../testing';
import { CLOSED, Home, PEV, told } from './testing-home';

const lying = { aux: 'OPEN', coupling: null, busV: 0 } as const;

test('an outage: opened, proven, asked, supplied (PR2-B-02, PR2-B-05, PR2-B-06)', () => {
  const home = new Home();
  home.outage();
  assert.equal(home.command, 'OPEN');
  assert.equal(home.phase, 'ISOLATING');
  home.wait(100);
  home.switched({});
  assert.equal(home.position, 'OPEN');
  assert.equal(home.phase, 'ISOLATED');
  home.wait(199);
  assert.deepEqual(home.of('EmergencyGenerationRequest'), []);
  home.wait(1);
  const asked = home.one('EmergencyGenerationRequest', PEV);
  assert.deepEqual(
    { ...asked.data, requestId: '', isolationRef: '' },
    {
      requestId: '',
      sink: 'HOME',
      nominalV: 240,
      nominalHz: 60,
      maxW: 5000,
      socFloor: 40,
      maxDurationS: 86_400,
      isolationRef: '',
    },
  );
  const proof = home.of('IsolationStatus').at(-1);
  assert.equal(asked.data.isolationRef, proof?.id);
  assert.equal(proof?.data.asOf, asked.time);
  assert.equal(proof?.data.position, 'OPEN');
  assert.equal(proof?.data.gridPresent, false);
  assert.equal(told(home).at(-1), 'M24');
  assert.equal(told(home).indexOf('M23 ABSENT'), 0);
  assert.equal(home.phase, 'REQUESTING');
  home.answer({ requestId: asked.data.requestId, status: 'ACCEPTED' });
  assert.equal(home.phase, 'SUPPLYING');
});

test('a home without a switch, and one whose grid is only out of range, never asks', () => {
  const plain = new Rig({ state: { preferences: { enabled: true, backupEnabled: true } } });
  plain.plugIn();
  plain.site({ voltageV: 0, frequencyHz: 0, gridPresent: false });
  plain.wait(60_000);
  assert.deepEqual(told(plain), []);
  const home = new Home();
  home.site({ voltageV: 150 });
  home.wait(60_000);
  assert.deepEqual(told(home), ['M23 OUT']);
  assert.equal(home.command, 'CLOSED');
});

const unproven = [
  ['the contact shows closed', { aux: 'CLOSED', coupling: false, busV: 0 }],
  ['the contact shows nothing', { aux: null, coupling: false, busV: 0 }],
  ['the coupling is there', { aux: 'OPEN', coupling: true, busV: 0 }],
  ['the bus is at the limit', { aux: 'OPEN', coupling: false, busV: 24 }],
  ['the bus alone, at the limit', { aux: 'OPEN', coupling: null, busV: 24 }],
  ['nothing but the contact', { aux: 'OPEN', coupling: null, busV: null }],
  ['no sensor at all', { aux: null, coupling: null, busV: null }],
] as const;

for (const [what, shown] of unproven) {
  test(`opened by command, but ${what}: never asked, not told as open (PR2-B-02)`, () => {
    const home = new Home();
    home.outage();
    home.wait(100);
    home.site({ switch: shown });
    home.wait(120_000);
    assert.deepEqual(home.of('EmergencyGenerationRequest'), []);
    assert.ok(home.of('IsolationStatus').every((m) => m.data.position !== 'OPEN'));
    assert.equal(home.of('GenerationStop')[0]?.data.reason, 'E_ISOLATION_NOT_PROVEN');
  });
}

test('a dead bus is a second indication after its whole time, to the millisecond (PR2-B-02 P_DEAD_T)', () => {
  const home = new Home();
  home.site({ voltageV: 0, frequencyHz: 0, gridPresent: false, switch: { ...CLOSED, busV: 24 } });
  home.wait(100);
  home.site({ switch: { ...lying, busV: 23.9 } });
  home.to(home.atMs + 999);
  assert.equal(home.position, 'UNKNOWN');
  home.wait(1);
  assert.equal(home.position, 'OPEN');
  home.wait(200);
  home.one('EmergencyGenerationRequest');
});

test('a switch that opens at its limit is in time, one that opens after it trips (PR2-B-06)', () => {
  for (const [afterMs, phase] of [
    [1999, 'ISOLATED'],
    [2000, 'ISOLATED'],
    [2001, 'TRIPPED'],
  ] as const) {
    const home = new Home();
    home.outage();
    home.to(home.atMs + afterMs - 1);
    home.atMs += 1;
    home.switched({});
    assert.equal(home.phase, phase, `${afterMs}`);
    home.wait(60_000);
    assert.equal(home.of('EmergencyGenerationRequest').length > 0, phase === 'ISOLATED');
  }
});

test('a switch that bounces is not trusted until it stays (PR2-B-06)', () => {
  const home = new Home();
  home.outage();
  for (let i = 0; i < 5; i += 1) {
    home.wait(20);
    home.switched({});
    home.wait(20);
    home.switched({}, { ...CLOSED, busV: 0 });
  }
  home.wait(20);
  home.switched({});
  assert.deepEqual(home.of('EmergencyGenerationRequest'), []);
  home.wait(200);
  home.one('EmergencyGenerationRequest');
  assert.equal(home.phase, 'REQUESTING');
});

test('a grid side that contradicts itself is no outage (PR2-B-02)', () => {
  for (const shown of [
    { gridPresent: false, voltageV: 240 },
    { gridPresent: true, voltageV: 0 },
  ]) {
    const home = new Home();
    home.site(shown);
    home.wait(60_000);
    assert.equal(home.phase, 'GRID');
    assert.deepEqual(home.of('EmergencyGenerationRequest'), []);
  }
});

const losses = [
  ['the contact falls in', { aux: 'CLOSED' }],
  ['the contact is lost', { aux: null }],
  ['the coupling comes back', { coupling: true }],
  ['the coupling is not seen any more', { coupling: null }],
] as const;

for (const [what, change] of losses) {
  test(`while it is supplied ${what}: stopped at once, and latched (PR2-B-02 P_T_TRIP)`, () => {
    const home = new Home();
    const requestId = home.supplying();
    home.switched({ busV: 240, ...change });
    assert.equal(home.timed('GenerationStop')[0]?.atMs, home.atMs);
    assert.deepEqual(home.one('GenerationStop', PEV).data, { requestId, reason: 'ISOLATION_LOST' });
    assert.notEqual(home.of('IsolationStatus').at(-1)?.data.position, 'OPEN');
    home.pevOff();
    home.forget();
    home.wait(HOUR);
    assert.equal(home.phase, 'TRIPPED');
    assert.equal(home.command, 'OPEN');
    assert.deepEqual(home.of('EmergencyGenerationRequest'), []);
    home.gridBack();
    home.wait(HOUR);
    assert.equal(home.phase, 'TRIPPED');
  });
}

test('a proof by a dead bus goes without the coupling, and falls with it (PR2-B-02)', () => {
  const home = new Home();
  home.outage();
  home.wait(100);
  home.site({ switch: lying });
  home.wait(1100);
  home.answer({ requestId: home.one('EmergencyGenerationRequest').data.requestId, status: 'ACCEPTED' });
  home.site({ switch: { ...lying, busV: 240 } });
  home.wait(1000);
  assert.equal(home.phase, 'SUPPLYING');
  home.wait(60_000);
  const { position, evidence } = home.of('IsolationStatus').at(-1)?.data ?? {};
  assert.deepEqual([position, evidence?.map((e) => e.indicates)], ['OPEN', ['OPEN', 'UNKNOWN', 'OPEN']]);
  home.site({ switch: { ...lying, busV: 240, coupling: true } });
  assert.equal(home.phase, 'TRIPPED');
});

test('a trip is reset by hand, and everything proven anew', () => {
  const home = new Home();
  home.supplying();
  home.switched({ aux: null, busV: 240 });
  home.pevOff();
  home.forget();
  home.stimulate('clear-fault', {});
  assert.equal(home.phase, 'ISOLATED');
  home.wait(200);
  home.one('EmergencyGenerationRequest');
});

test('a trip that is reset with the fault still there trips again', () => {
  const home = new Home();
  home.outage();
  home.wait(2000);
  assert.equal(home.phase, 'TRIPPED');
  home.stimulate('clear-fault', {});
  assert.equal(home.phase, 'ISOLATING');
  home.wait(2000);
  assert.equal(home.phase, 'TRIPPED');
  home.gridBack();
  home.switched({}, CLOSED);
  home.stimulate('clear-fault', {});
  assert.equal(home.phase, 'GRID');
});
