import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPending } from '../check';
import { P, Script } from '../customer/testing';
import { formsAlone } from './alone';

const P2 = 'urn:pr2:pev:other';

/** What is judged after a minute in which the PEVs form as told, by [at, who, whether]. */
function judged(...told: [number, string, boolean][]): string {
  const s = new Script({ P_DEADBUS: 10 });
  for (const [at, pev, forming] of told) s.reading(at, pev, { mode: forming ? 'forming' : 'idle' });
  const args = { pevs: [P, P2], untilMs: 60_000, afterN: 0 };
  const outcome = formsAlone(s.until(60_000), args);
  return isPending(outcome) ? 'pending' : `${outcome.verdict}: ${outcome.observed}`;
}

test('one PEV after the other is fine; two at once are told, and so is a home that stays dark', () => {
  assert.equal(judged([1000, P, true], [20_000, P, false], [30_000, P2, true]), 'pass: so it was');
  assert.match(judged([1000, P, true], [30_000, P2, true]), /^fail: two at/);
  assert.match(judged([1000, P2, true], [30_000, P, true]), /^fail: two at/);
  assert.equal(judged(), 'fail: none');
});
