import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fleetOf } from '../../reference-impl/dispatch';
import type { LoadedFleet } from './fleet-file';
import { outcomeOf } from './outcome';
import { planSvg } from './plan-svg';
import { summaryOf } from './summary';

function picture(kinds: string[], requestW: number[]): string {
  const fleet = fleetOf(kinds.map((_, n) => ({ maxW: 5000 + n, energyJ: 36_000_000, stays: 96 })));
  const loaded: LoadedFleet = { fleet, pevId: (i) => `p${i}`, kinds, kindOf: Uint16Array.from(kinds.keys()) };
  const request = {
    start: { kind: 'clock', seconds: 61_200, ofDayS: 61_200 } as const,
    stepS: 900,
    requestW: Float64Array.from(requestW),
  };
  const outcome = outcomeOf(loaded, request, undefined, () => undefined);
  return planSvg(outcome, summaryOf(outcome, loaded));
}

test('well-formed, of 800 pixels, and inside its frame', () => {
  const svg = picture(['a & b', '<c>', '"d"'], [12_000, 9000, 30_000, 0]);
  assert.ok(svg.includes('a &amp; b') && svg.includes('&lt;c&gt;') && svg.includes('&quot;d&quot;'));
  const open = [...svg.matchAll(/<(\w+)[^>]*?(\/?)>/g)].filter(([, , closed]) => closed === '').length;
  assert.equal(open, [...svg.matchAll(/<\/\w+>/g)].length);
  for (const [, path = ''] of svg.matchAll(/ d="([^"]*)"/g)) {
    for (const pair of path.split(/[MLZ]/).filter((p) => p !== '')) {
      const [x, y] = pair.split(' ').map(Number);
      assert.ok(x! >= 68 && x! <= 572 && y! >= 78 && y! <= 400, pair);
    }
  }
});

test('no hatching where nothing is short; many kinds are drawn together', () => {
  assert.ok(!picture(['a'], [1000, 1000]).includes('fill="url(#short)"'));
  const many = picture(
    Array.from({ length: 14 }, (_, n) => `kind ${n}`),
    [60_000, 60_000],
  );
  assert.ok(many.includes('>7 others<'));
});

test('a request of nothing is drawn too', () => {
  assert.ok(picture(['a'], [0]).includes('100 % of the energy'));
});
