/** How events end, for one PEV and for many (PR2-A-10, A-23, X-13). */
import assert from 'node:assert/strict';
import test from 'node:test';
import { enrollment, HOUR, NOON, preference, Rig, SECOND } from './testing';

const START = NOON + 30 * HOUR;
const ids = (n: number): string[] => Array.from({ length: n }, (_, i) => `p${i + 1}`);

function ordered(
  options: ConstructorParameters<typeof Rig>[0] = {},
  change: Parameters<Rig['order']>[1] = {},
): Rig {
  const rig = new Rig(options);
  for (const pev of Object.values(rig.pevs)) pev.connect();
  rig.order(30 * HOUR, change);
  return rig;
}

test('an event that nobody answered expires with the response time after its start', () => {
  const rig = new Rig();
  rig.pev.decision = null;
  rig.order(30 * HOUR);
  rig.until(START + 299 * SECOND);
  assert.equal(rig.state(), 'ARMED');
  rig.pass(1);
  assert.equal(rig.state(), 'EXPIRED');
  assert.equal(rig.targetState(), 'UNREACHABLE');
  rig.pev.decision = {};
  rig.pev.connect();
  rig.pass(7200);
  assert.equal(rig.sent('DispatchRequest').length, 0);
  assert.equal(rig.state(), 'EXPIRED');
});

test('a random start gives that much more time to answer', () => {
  const rig = new Rig();
  rig.pev.decision = null;
  rig.order(30 * HOUR, { randomizeStartS: 600 });
  assert.equal(rig.bodies('EnergySupplyEvent')[0]?.randomizeStartS, 600);
  rig.until(START + 899 * SECOND);
  assert.equal(rig.state(), 'ARMED');
  rig.pass(1);
  assert.equal(rig.state(), 'EXPIRED');
});

test('an event whose PEV agreed and gave nothing has failed', () => {
  const rig = ordered();
  rig.pev.report = null;
  rig.until(START + 3 * HOUR);
  assert.equal(rig.state(), 'FAILED');
  assert.equal(rig.targetState(), 'UNREACHABLE');
  assert.equal(rig.event().shortfallWh, 10_000);
});

test('an event waits a while for its reports, and takes one that comes later', () => {
  const rig = ordered();
  rig.pev.isReported = false;
  rig.until(START + 2 * HOUR + 119 * SECOND);
  assert.equal(rig.state(), 'ENDING');
  rig.pass(1);
  assert.equal(rig.state(), 'COMPLETED');
  assert.equal(rig.targetState(), 'DONE');
  assert.equal(rig.sent('SettlementStatement').length, 0);
  rig.pass(3600);
  rig.pev.reportEvent('ev1', { requestedWh: 10_000, deliveredWh: 5000, outcome: 'PARTIAL' });
  rig.pass(1);
  assert.deepEqual(rig.bodies('SettlementStatement'), [
    { eventId: 'ev1', deliveredWh: 5000, participation: 0.5 },
  ]);
  assert.equal(rig.sent('SettlementStatement')[0]?.message.destination, 'urn:pr2:customer:c-p1');
});

test('one statement per customer, when all of its PEVs are reported; a second report of a PEV does not repeat it', () => {
  const enrollments = [enrollment('p1', { customerId: 'c1' }), enrollment('p2', { customerId: 'c1' })];
  const rig = ordered({ pevs: ['p1', 'p2'], enrollments, preferences: [preference('c1')] });
  const [first, second] = Object.values(rig.pevs);
  if (second) second.isReported = false;
  rig.until(START + 2 * HOUR + 30 * SECOND);
  assert.equal(rig.sent('SettlementStatement').length, 0);
  second?.reportEvent('ev1', { requestedWh: 10_000, deliveredWh: 0, outcome: 'TERMINATED' });
  rig.pass(1);
  assert.deepEqual(rig.bodies('SettlementStatement'), [
    { eventId: 'ev1', deliveredWh: 10_000, participation: 0.5 },
  ]);
  assert.equal(rig.state(), 'COMPLETED');
  first?.reportEvent('ev1', { requestedWh: 10_000, deliveredWh: 1, quality: 'ESTIMATED' });
  rig.pass(1);
  assert.equal(rig.sent('SettlementStatement').length, 1);
  assert.equal(rig.event().deliveredWh, 10_000);
});

test('who opted out is told apart from who failed', () => {
  const rig = ordered({ pevs: ids(3) });
  rig.pass(10);
  rig.pevs['p1']?.act('OPT_OUT', 'ev1');
  rig.until(START + HOUR);
  rig.pevs['p2']?.terminate('ev1', 'FAULT');
  rig.pass(1);
  rig.pevs['p2']?.reportEvent('ev1', {
    outcome: 'TERMINATED',
    requestedWh: 10_000,
    deliveredWh: 5000,
    reason: 'FAULT',
  });
  rig.until(START + 2 * HOUR);
  rig.pevs['p1']?.reportEvent('ev1', { outcome: 'OPTED_OUT', requestedWh: 10_000, deliveredWh: 0 });
  rig.pass(5);
  assert.equal(rig.state(), 'COMPLETED');
  assert.deepEqual(
    rig.event().targets.map((t) => [t.pevId, t.state, t.outcome]),
    [
      ['p1', 'OPTED_OUT', 'OPTED_OUT'],
      ['p2', 'TERMINATED', 'TERMINATED'],
      ['p3', 'DONE', 'COMPLETED'],
    ],
  );
  assert.equal(rig.event().requestedWh, 30_000);
  assert.equal(rig.event().deliveredWh, 15_000);
  assert.equal(rig.event().shortfallWh, 15_000);
});

test('eight PEVs, one of them unreachable: each has its outcome, and the shortfall shows', () => {
  const rig = new Rig({ pevs: ids(8) });
  for (const id of ids(7)) rig.pevs[id]?.connect();
  const silent = rig.pevs['p8'];
  if (silent) silent.decision = null;
  rig.order(30 * HOUR);
  rig.until(START + 3 * HOUR);
  assert.equal(rig.state(), 'COMPLETED');
  assert.deepEqual(
    rig.event().targets.map((t) => t.state),
    [...Array.from({ length: 7 }, () => 'DONE'), 'UNREACHABLE'],
  );
  assert.equal(rig.event().shortfallWh, 10_000);
});

test('a thousand PEVs: one outcome each', () => {
  const rig = ordered({ pevs: ids(1000), refreshS: 300, params: { P_RATE: 2000 } }, { durationS: 600 });
  rig.until(START + HOUR);
  assert.equal(rig.state(), 'COMPLETED');
  assert.equal(rig.event().targets.filter((t) => t.state === 'DONE').length, 1000);
  assert.equal(rig.sent('SettlementStatement').length, 1000);
  assert.ok(!rig.bodies('Receipt').some((r) => r.code === 'E_BUSY'));
});

test('what was delivered without a report is taken from the registers that were named', () => {
  const rig = ordered();
  rig.pev.isReported = false;
  rig.until(START + HOUR);
  rig.fromEsci('EnergyTelemetry', 'session-p1', {
    sessionId: 'session-p1',
    meteringPointId: 'meter-p1',
    at: '2031-03-11T19:00:00Z',
    activePowerW: -5000,
    exportRegisterWh: 104_900,
    importRegisterWh: 0,
    quality: 'MEASURED',
  });
  rig.pass(1);
  assert.equal(rig.event().deliveredWh, 4900);
});
