import assert from 'node:assert/strict';
import { test } from 'node:test';
import { P, Script } from '../checks/customer/testing';
import { hindrance } from './readiness';

const PARAMS = {
  P_RIDE: 1,
  P_ES_DELAY: 300,
  P_ES_V_MIN: 0.917,
  P_ES_V_MAX: 1.05,
  P_ES_F_MIN: 59.5,
  P_ES_F_MAX: 60.1,
};

/** What keeps a PEV from being ready at an instant, in seconds, after what happened before. */
function why(atS: number, happened: (script: Script) => void): string | undefined {
  const script = new Script(PARAMS);
  happened(script);
  const n = script.reading(atS * 1000, P, { soc: 60 });
  return hindrance(script.view, P, n, atS * 1000)?.why;
}

test('nothing does where nothing happened', () =>
  assert.equal(
    why(100, () => {}),
    undefined,
  ));

test('a fault does until it is cleared', () => {
  const fault = (script: Script) => void script.stimulus(1000, P, 'power-fault', { kind: 'ground' });
  const cleared = (script: Script) => {
    fault(script);
    script.stimulus(50_000, P, 'clear-fault', {});
  };
  assert.match(why(100, fault) ?? '', /fault/);
  assert.equal(why(100, cleared), undefined);
});

test('a grid out of its window does, and the delay after it, but no dip that is ridden through', () => {
  const dip = (lastsMs: number) => (script: Script) => {
    script.electrical(10_000, { voltagePu: 0.6, frequencyHz: 60 });
    script.electrical(10_000 + lastsMs, { voltagePu: 1, frequencyHz: 60 });
  };
  assert.match(why(30, dip(40_000)) ?? '', /window/);
  assert.match(why(100, dip(40_000)) ?? '', /long enough/);
  assert.equal(why(351, dip(40_000)), undefined);
  assert.equal(why(100, dip(900)), undefined);
});

test('so does a grid that is gone, or stands behind an open switch', () => {
  assert.match(why(30, (s) => void s.electrical(10_000, { gridPresent: false })) ?? '', /window/);
  const opened = (script: Script) => {
    script.electrical(10_000, { position: 'OPEN' });
    script.electrical(60_000, { position: 'CLOSED' });
  };
  assert.match(why(100, opened) ?? '', /long enough/);
});
