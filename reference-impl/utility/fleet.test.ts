/** Events that want a total: divided among the PEVs, and divided again when one leaves (PR2-X-13). */
import assert from 'node:assert/strict';
import test from 'node:test';
import { HOUR, NOON, Rig, SECOND } from './testing';

const START = NOON + 30 * HOUR;

function wanting(totalPowerW: number, prepare: (rig: Rig) => void = () => undefined): Rig {
  const rig = new Rig({ pevs: ['p1', 'p2', 'p3'] });
  for (const pev of Object.values(rig.pevs)) pev.connect();
  rig.pass(5);
  const intervals = [{ offsetS: 0, durationS: 7200, totalPowerW }];
  assert.equal(rig.order(30 * HOUR - 5 * SECOND, { intervals: intervals as never }), null);
  prepare(rig);
  return rig;
}

const asked = (rig: Rig): number[] =>
  ['p1', 'p2', 'p3'].map((id) => {
    const to = `urn:pr2:pev:${id}`;
    const last = [...rig.sent('DispatchRequest'), ...rig.sent('DispatchUpdate')].filter(
      (s) => s.message.destination === to,
    );
    return last.at(-1)?.message.data.dischargePowerW ?? 0;
  });

test('each is asked whether it could give all that it can, and then for its share', () => {
  const rig = wanting(9000);
  assert.deepEqual(
    rig.bodies('EnergySupplyEvent').map((e) => [e.intervals[0]?.dischargePowerW, e.allowPartial]),
    Array.from({ length: 3 }, () => [6000, true]),
  );
  rig.until(START);
  assert.deepEqual(asked(rig), [3000, 3000, 3000]);
});

test('who has less gives less, and the others more', () => {
  const rig = wanting(9000, ({ pevs }) => {
    if (pevs['p2']) pevs['p2'].availableWh = 2000;
  });
  rig.until(START);
  assert.deepEqual(asked(rig), [4000, 1000, 4000]);
});

test('when one opts out or ends, the others take over at once what they can; the rest is a shortfall', () => {
  const rig = wanting(9000);
  rig.until(START + HOUR);
  rig.pevs['p3']?.act('OPT_OUT', 'ev1');
  rig.pass(3);
  assert.deepEqual(asked(rig), [4500, 4500, 3000]);
  rig.pevs['p2']?.terminate('ev1', 'FAULT');
  rig.pass(3);
  assert.equal(asked(rig)[0], 6000);
  rig.until(START + 3 * HOUR);
  assert.equal(rig.event().requestedWh, 18_000);
  assert.ok(rig.event().shortfallWh > 0);
});

test('a PEV that reports less than it was to give passes the rest on', () => {
  const rig = wanting(9000);
  rig.until(START + HOUR);
  const p1 = rig.pev;
  p1.maxW = 2000;
  p1.tell('AvailabilityReport', p1.sessionId, p1.availability(rig.atMs));
  rig.pass(3);
  assert.deepEqual(asked(rig), [2000, 3500, 3500]);
});

test('the operator changes the total', () => {
  const rig = wanting(9000);
  rig.until(START + HOUR);
  assert.equal(rig.stimulate('change-request', { eventId: 'ev1', dischargePowerW: 6000 }), null);
  rig.pass(3);
  assert.deepEqual(asked(rig), [2000, 2000, 2000]);
});

test('a PEV that is plugged in during the event takes its share', () => {
  const rig = new Rig({ pevs: ['p1', 'p2', 'p3'] });
  rig.pevs['p1']?.connect();
  rig.pevs['p2']?.connect();
  const intervals = [{ offsetS: 0, durationS: 7200, totalPowerW: 9000 }];
  rig.order(30 * HOUR, { intervals: intervals as never });
  rig.until(START + 60 * SECOND);
  assert.deepEqual(asked(rig), [3000, 3000, 0]);
  rig.pevs['p3']?.connect();
  rig.pass(30);
  assert.deepEqual(asked(rig), [3000, 3000, 3000]);
});
