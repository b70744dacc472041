import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogRecord } from '../../schemas';
import { CaseView } from '../../runlog/case-view';
import { phasesKept } from './phase-bounds';

const PEV = 'urn:pr2:pev:p1';
const T0 = Date.UTC(2031, 0, 1);

/** A cordset of 16 A at 240 V, 3840 W a phase, and powers on three phases two seconds apart. */
function verdictOf(...phases: readonly (readonly number[])[]): string | undefined {
  const view = new CaseView();
  const state = { maxDischargeW: 9000, nominalV: 240 };
  const records = [
    {
      kind: 'case',
      at: T0,
      devices: [{ urn: PEV, role: 'pev', state }],
      points: [],
      params: { P_TOL_OVER: 2 },
    },
    { kind: 'stimulus', at: T0, device: PEV, name: 'plug-in', params: { cordsetA: 16, phases: 3 } },
    ...phases.map((powerPhaseW, i) => ({
      kind: 'reading',
      at: T0 + (i + 1) * 2000,
      device: PEV,
      witness: 'self-reported',
      readings: { powerW: powerPhaseW.reduce((sum, w) => sum + w, 0), powerPhaseW },
    })),
  ];
  for (const [n, r] of records.entries()) view.add({ n, prev: '', ...r } as unknown as LogRecord);
  return phasesKept.judge(view, PEV)[0]?.judgement.verdict;
}

test('no phase carries more than the cordset carries on one, for longer than a second', () => {
  const [shared, alone] = [
    [-3000, -3000, -3000],
    [-9000, 0, 0],
  ];
  assert.equal(verdictOf(shared, shared), 'pass');
  assert.equal(verdictOf(alone, alone), 'fail');
  assert.equal(verdictOf(shared, alone, shared), 'pass');
});

test('a phase that takes is none that gives', () =>
  assert.equal(verdictOf([6000, 0, 0], [6000, 0, 0]), undefined));
