import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogRecord } from '../../schemas';
import { CaseView } from '../../runlog/case-view';
import { limitsKept } from './power-bounds';

const PEV = 'urn:pr2:pev:p1';
const T0 = Date.UTC(2031, 0, 1);

interface Sample {
  readonly atS: number;
  readonly powerW: number;
  readonly slopeWps?: number;
}

/** What a PEV of at most 6 kW is told of these readings. */
function verdictOf(samples: readonly Sample[]): string | undefined {
  const view = new CaseView();
  const records = [
    {
      kind: 'case',
      at: T0,
      case: 'c',
      devices: [{ urn: PEV, role: 'pev', state: { maxDischargeW: 6000 } }],
      points: [],
      params: { P_TOL_OVER: 2 },
    },
    ...samples.map(({ atS, ...readings }) => ({
      kind: 'reading',
      at: T0 + atS * 1000,
      device: PEV,
      witness: 'instrument',
      readings,
    })),
  ];
  for (const [n, r] of records.entries()) view.add({ n, prev: '', ...r } as unknown as LogRecord);
  return limitsKept.judge(view, PEV)[0]?.judgement.verdict;
}

test('power above the limit for longer than a second is seen on a slope as well', () => {
  const rampDown = (fromW: number): Sample[] => [
    { atS: 0, powerW: -5000, slopeWps: 0 },
    { atS: 10, powerW: fromW, slopeWps: 1000 },
    { atS: 10 - fromW / 1000, powerW: 0, slopeWps: 0 },
  ];
  assert.equal(verdictOf(rampDown(-9000)), 'fail', 'above for 2.9 s');
  assert.equal(verdictOf(rampDown(-6900)), 'pass', 'above for 0.8 s');
});

test('between two samples without slopes nothing is known', () => {
  const spike = [
    { atS: 0, powerW: -5000 },
    { atS: 10, powerW: -9000 },
    { atS: 20, powerW: -5000 },
  ];
  assert.equal(verdictOf(spike), 'pass');
  assert.equal(verdictOf([...spike.slice(0, 2), { atS: 12, powerW: -9000 }]), 'fail');
});
