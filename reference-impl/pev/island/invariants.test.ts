import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Home } from './testing';

test('invariant: no voltage without a standing proof, no power without a voltage, modes exclude each other', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('load'), W: fc.integer({ min: 0, max: 9000 }) }),
    fc.record({ kind: fc.constant('isolation'), position: fc.constantFrom('OPEN', 'CLOSED', 'UNKNOWN') }),
    fc.record({ kind: fc.constant('grid'), present: fc.boolean() }),
    fc.record({ kind: fc.constant('told'), state: fc.constantFrom('IN_RANGE', 'OUT', 'ABSENT') }),
    fc.record({ kind: fc.constant('ask'), withProof: fc.boolean() }),
    fc.record({ kind: fc.constant('stop') }),
    fc.record({ kind: fc.constant('restart') }),
    fc.record({ kind: fc.constant('pass'), s: fc.integer({ min: 0, max: 700 }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const home = new Home();
      home.plugIn();
      home.outage();
      let open = false;
      let sensed = false;
      let n = 0;
      const check = (): void => {
        const { powerW, voltageV, mode } = home.terminals;
        if (voltageV > 0) assert.ok(open && !sensed, 'a voltage without a proof');
        if (powerW < 0) assert.ok(voltageV > 0, 'power without a voltage');
        assert.equal(voltageV > 0, mode === 'forming');
        assert.ok(home.soc >= 30 - 1e-3);
      };
      home.onStep = check;
      for (const s of steps) {
        if ('W' in s) home.stimulate('load', { W: s.W });
        else if ('position' in s) {
          home.isolation({ position: s.position });
          open = s.position === 'OPEN';
        } else if ('present' in s) {
          sensed = s.present;
          home.electrical({ voltageV: s.present ? 240 : 0, gridPresent: s.present });
        } else if ('state' in s) home.tellGrid(s.state);
        else if ('withProof' in s) {
          if (s.withProof) open = true;
          home.ask({ requestId: `r${(n += 1)}`, ...(s.withProof ? {} : { isolationRef: 'none' }) });
        } else if ('s' in s) home.pass(s.s);
        else if (s.kind === 'stop') home.stop(`r${n}`);
        else {
          home.restart(1000);
          open = false;
        }
        check();
      }
    }),
    { numRuns: 150, seed: 7 },
  );
});
