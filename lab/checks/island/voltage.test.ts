import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPending, type Judgement } from '../check';
import { E, P, Script } from '../customer/testing';
import { formsIsland } from './voltage';

const args = { pev: P, fromMs: 0, byMs: 60_000, basisN: 0, nominalV: 240, nominalHz: 60 };

/** A minute in which the PEV forms nothing, after the ESCI did something or did not. */
function dark(asks: boolean): ReturnType<typeof formsIsland> {
  const s = new Script({ P_ISL_V: 6, P_ISL_F: 0.5 });
  s.reading(0, P, { mode: 'idle', islandVoltageV: 0 });
  if (asks) s.say(5000, E, 'EmergencyGenerationRequest', { requestId: 'r1' }, { to: P });
  assert.ok(isPending(formsIsland(s.until(59_999), args)));
  return formsIsland(s.until(60_000), args);
}

test('a home that stays dark is told with whether its PEV was asked', () => {
  const [unasked, asked] = [dark(false), dark(true)] as [Judgement, Judgement];
  assert.deepEqual([unasked.verdict, asked.verdict], ['fail', 'fail']);
  assert.match(unasked.observed, /nobody asked for backup/);
  assert.match(asked.observed, /was asked for backup at/);
});
