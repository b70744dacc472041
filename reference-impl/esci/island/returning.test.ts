import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerAll } from '../testing-bodies';
import { CLOSED, Home, OPEN, PEV, told } from './testing-home';

const DELAY = 300_000;

test('the grid returns: delay, PEV off, gap, closed (PR2-B-04)', () => {
  const home = new Home();
  const requestId = home.supplying();
  home.wait(60_000);
  home.forget();
  home.gridBack();
  assert.equal(home.phase, 'WAIT_ES');
  home.wait(DELAY - 1);
  assert.deepEqual(home.of('GenerationStop'), []);
  home.wait(1);
  assert.deepEqual(home.one('GenerationStop', PEV).data, { requestId, reason: 'GRID_RETURNED' });
  home.wait(1000);
  assert.equal(home.command, 'OPEN', 'the PEV is not off');
  answerAll(home);
  assert.equal(home.command, 'OPEN', 'its word alone is not enough');
  home.switched({ busV: 0 });
  home.wait(99);
  assert.equal(home.command, 'OPEN', 'the gap is not over');
  home.wait(1);
  assert.equal(home.command, 'CLOSED');
  home.wait(100);
  home.switched({}, CLOSED);
  assert.equal(home.phase, 'GRID');
  assert.equal(home.of('IsolationStatus').at(-1)?.data.position, 'CLOSED');
  assert.deepEqual(home.of('EmergencyGenerationRequest'), []);
});

test('a bus that is dead while the PEV has not answered is no proof that it is off (PR2-B-04)', () => {
  const home = new Home();
  home.supplying();
  home.gridBack();
  home.switched({ busV: 0 });
  home.wait(DELAY + 5000);
  assert.equal(home.command, 'OPEN');
  answerAll(home);
  home.wait(100);
  assert.equal(home.command, 'CLOSED');
});

test('without a sensor of the bus the switch stays open (PR2-B-04)', () => {
  const home = new Home();
  home.supplying();
  home.gridBack();
  home.wait(DELAY);
  answerAll(home);
  home.switched({ busV: null });
  home.wait(60_000);
  assert.equal(home.command, 'OPEN');
  home.switched({});
  home.wait(100);
  assert.equal(home.command, 'CLOSED');
});

test('a grid that flaps starts the delay anew (PR2-B-04)', () => {
  const home = new Home();
  home.supplying();
  home.gridBack();
  home.wait(DELAY - 1);
  home.site({ voltageV: 0, frequencyHz: 0, gridPresent: false });
  assert.equal(home.phase, 'SUPPLYING');
  home.wait(1);
  home.gridBack();
  home.wait(DELAY - 1);
  assert.deepEqual(home.of('GenerationStop'), []);
  home.wait(1);
  home.one('GenerationStop');
});

test('a grid out of its window does not count (PR2-B-04)', () => {
  const home = new Home();
  home.supplying();
  home.site({ voltageV: 240, frequencyHz: 60.2, gridPresent: true });
  home.wait(2 * DELAY);
  assert.equal(home.phase, 'SUPPLYING');
});

test('the grid is lost again before the switch closes: it stays open, and the PEV is asked anew (PR2-B-04)', () => {
  const home = new Home();
  home.supplying();
  home.gridBack();
  home.wait(DELAY);
  home.pevOff();
  home.wait(50);
  home.site({ voltageV: 0, frequencyHz: 0, gridPresent: false });
  home.forget();
  home.wait(1000);
  assert.equal(home.command, 'OPEN');
  home.one('EmergencyGenerationRequest');
});

test('a switch that does not close trips (PR2-B-06)', () => {
  const home = new Home();
  home.supplying();
  home.gridBack();
  home.wait(DELAY);
  home.pevOff();
  home.wait(100);
  home.wait(1999);
  assert.equal(home.phase, 'RETRANSFER');
  home.wait(1);
  assert.equal(home.phase, 'TRIPPED');
  assert.equal(home.command, 'OPEN');
});

test('within the limits of synchronism the switch closes on a live island, the PEV is off after it (PR2-B-04)', () => {
  const home = new Home();
  const requestId = home.supplying();
  home.gridBack();
  home.stimulate('sync', { df: -0.3, dVpct: 10, dPhiDeg: -20 });
  home.wait(DELAY - 1);
  assert.equal(home.command, 'OPEN');
  home.wait(1);
  assert.equal(home.command, 'CLOSED');
  assert.deepEqual(home.of('GenerationStop'), []);
  home.wait(100);
  home.switched({}, CLOSED);
  assert.equal(home.phase, 'GRID');
  assert.deepEqual(home.one('GenerationStop', PEV).data, { requestId, reason: 'GRID_RETURNED' });
  answerAll(home);
  home.wait(60_000);
  assert.equal(home.phase, 'GRID');
});

test('the first sign that the switch falls in on a live island stops the PEV (PR2-B-04)', () => {
  const home = new Home();
  home.supplying();
  home.gridBack();
  home.stimulate('sync', { df: 0, dVpct: 0, dPhiDeg: 0 });
  home.wait(DELAY);
  home.switched({ coupling: true, busV: 240 });
  assert.equal(home.one('GenerationStop').data.reason, 'GRID_RETURNED');
  assert.equal(home.command, 'CLOSED');
  home.switched({}, CLOSED);
  assert.equal(home.phase, 'GRID');
});

const apart = [
  { df: 0.31, dVpct: 0, dPhiDeg: 0 },
  { df: 0, dVpct: -10.1, dPhiDeg: 0 },
  { df: 0, dVpct: 0, dPhiDeg: 21 },
];

for (const sync of apart) {
  test(`out of step (${JSON.stringify(sync)}): only a dead island is joined (PR2-B-04)`, () => {
    const home = new Home();
    home.supplying();
    home.stimulate('sync', sync);
    home.gridBack();
    home.wait(DELAY);
    home.one('GenerationStop');
    home.wait(5000);
    assert.equal(home.command, 'OPEN');
    home.pevOff();
    home.wait(100);
    assert.equal(home.command, 'CLOSED');
  });
}

test('island and grid fall out of step before the switch has closed: opened again (PR2-B-04)', () => {
  const home = new Home();
  home.supplying();
  home.gridBack();
  home.stimulate('sync', { df: 0, dVpct: 0, dPhiDeg: 0 });
  home.wait(DELAY);
  assert.equal(home.command, 'CLOSED');
  home.stimulate('sync', { df: 0, dVpct: 0, dPhiDeg: 25 });
  assert.equal(home.command, 'OPEN');
  assert.equal(home.one('GenerationStop').data.reason, 'GRID_RETURNED');
});

test('the switch falls in while the delay runs: stopped and latched (PR2-B-02)', () => {
  const home = new Home();
  home.supplying();
  home.gridBack();
  home.wait(1000);
  home.switched({ aux: 'CLOSED', coupling: true, busV: 240 });
  assert.equal(home.phase, 'TRIPPED');
  assert.equal(home.one('GenerationStop').data.reason, 'ISOLATION_LOST');
});

test('an outage that nobody supplied ends the same way', () => {
  const home = new Home({ state: { preferences: { enabled: false } } });
  home.isolated();
  home.gridBack();
  home.wait(DELAY + 100);
  assert.equal(home.command, 'CLOSED');
  home.switched({}, CLOSED);
  assert.equal(home.phase, 'GRID');
});

test('a restart while the home is supplied: stopped, proven anew, asked anew (PR2-B-05, PR2-X-12)', () => {
  const home = new Home();
  const requestId = home.supplying();
  home.restart(5000);
  assert.deepEqual(home.of('GenerationStop')[0]?.data, { requestId, reason: 'RESTART' });
  assert.equal(home.command, 'OPEN');
  home.wait(5000);
  assert.deepEqual(home.of('EmergencyGenerationRequest'), []);
  home.pevOff();
  home.wait(200);
  const [asked] = home.of('EmergencyGenerationRequest');
  assert.ok(asked !== undefined && asked.data.requestId !== requestId);
  assert.ok(home.of('IsolationStatus').some((m) => m.id === asked.data.isolationRef));
});

test('a request that was under way is not repeated after a restart', () => {
  const home = new Home();
  home.isolated();
  home.forget();
  home.restart(1000);
  home.wait(4000);
  assert.deepEqual(
    told(home).filter((t) => !t.startsWith('M21')),
    ['M27 RESTART'],
  );
});

test('a restart in the middle of the way back leaves the switch open and the PEV off (PR2-B-10)', () => {
  const home = new Home();
  home.supplying();
  home.gridBack();
  home.wait(DELAY);
  home.pevOff();
  home.wait(100);
  assert.equal(home.command, 'CLOSED');
  home.restart(10);
  assert.equal(home.command, 'OPEN');
  assert.equal(home.phase, 'WAIT_ES');
  home.wait(DELAY - 1);
  assert.equal(home.command, 'OPEN');
  home.wait(101);
  assert.equal(home.command, 'CLOSED');
});

test('a trip outlasts a restart', () => {
  const home = new Home();
  home.supplying();
  home.switched({ aux: null, busV: 240 });
  home.pevOff();
  home.restart(1000);
  home.forget();
  home.switched({}, OPEN);
  home.wait(60_000);
  assert.equal(home.phase, 'TRIPPED');
  assert.deepEqual(home.of('EmergencyGenerationRequest'), []);
});
