import assert from 'node:assert/strict';
import test from 'node:test';
import { accountOf, statementOf } from './settlement';
import { newTarget, type EventReport, type GridEvent } from './state';

const report = (requestedWh: number, deliveredWh: number): EventReport =>
  ({
    requestedWh,
    deliveredWh,
    participation: requestedWh === 0 ? 1 : Math.min(1, deliveredWh / requestedWh),
  }) as EventReport;

test('participation is delivered by requested, never above one', () => {
  assert.deepEqual(statementOf('e', [report(1000, 500)]), {
    eventId: 'e',
    deliveredWh: 500,
    participation: 0.5,
  });
  assert.equal(statementOf('e', [report(1000, 1100)]).participation, 1);
  assert.equal(statementOf('e', [report(0, 0)]).participation, 1);
  assert.deepEqual(statementOf('e', [report(1000, 1000), report(3000, 0)]), {
    eventId: 'e',
    deliveredWh: 1000,
    participation: 0.25,
  });
});

test('the shortfall of an event is the sum over its PEVs, without an average that hides one', () => {
  const targets = [
    { ...newTarget('p1', 'c1', [3600]), report: report(3600, 3600) },
    { ...newTarget('p2', 'c2', [3600]), startRegisterWh: 100, lastRegisterWh: 1100 },
    newTarget('p3', 'c3', [3600]),
  ];
  const event = {
    intervals: [{ offsetS: 0, durationS: 3600 }],
    totalW: null,
    targets,
  } as unknown as GridEvent;
  assert.deepEqual(accountOf(event), { requestedWh: 10_800, deliveredWh: 4600, shortfallWh: 6200 });
});
