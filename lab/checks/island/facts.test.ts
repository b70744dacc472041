import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogRecord } from '../../../schemas';
import { CaseView } from '../../../runlog/case-view';
import { formingOf } from './facts';

const PEV = 'urn:pr2:pev:p1';

function forms(nominalV: number, islandVoltageV: number): boolean | undefined {
  const view = new CaseView();
  const state = { nominalV };
  const records = [
    {
      kind: 'case',
      at: 0,
      devices: [{ urn: PEV, role: 'pev', state }],
      points: [],
      params: { P_DEADBUS: 10 },
    },
    {
      kind: 'reading',
      at: 1,
      device: PEV,
      witness: 'instrument',
      readings: { mode: 'idle', islandVoltageV },
    },
  ];
  for (const [n, r] of records.entries()) view.add({ n, prev: '', ...r } as unknown as LogRecord);
  return formingOf(view, PEV).pop()?.forming;
}

test('a line is live above a tenth of its own nominal voltage', () => {
  assert.deepEqual([forms(240, 23), forms(240, 24)], [false, true]);
  assert.deepEqual([forms(120, 11), forms(120, 12)], [false, true]);
  assert.deepEqual([forms(400, 39), forms(400, 40)], [false, true]);
});
