import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogRecord } from '../../schemas';
import { CaseView } from '../../runlog/case-view';
import { gridAsItIs } from './grid-reports';

const ESCI = 'urn:pr2:esci:e1';
const T0 = Date.UTC(2031, 0, 1);
const PARAMS = { P_ES_V_MIN: 0.917, P_ES_V_MAX: 1.05, P_ES_F_MIN: 59.5, P_ES_F_MAX: 60.1 };

/** The grid changes, a synchroniser is shown something, power fails, or a report is sent, so many ms into the case. */
type Happening = readonly [atMs: number, what: 'grid' | 'sync' | 'restart' | 'told', values: object];

function recordOf([ms, what, values]: Happening, i: number): object {
  const at = T0 + ms;
  if (what === 'grid') return { kind: 'electrical', at, values };
  if (what === 'sync') return { kind: 'stimulus', at, device: ESCI, name: 'sync', params: values };
  if (what === 'restart') return { kind: 'restart', at, device: ESCI, phase: 'up' };
  const message = { id: `m${i}`, type: 'pr2.GridStatus.v1', source: ESCI, data: values };
  return { kind: 'emit', at, device: ESCI, message };
}

function judged(...happenings: readonly Happening[]): string {
  const view = new CaseView();
  const devices = [{ urn: ESCI, role: 'esci', state: { nominalV: 208 } }];
  const records = [
    { kind: 'case', at: T0, case: 'c', devices, points: [], params: PARAMS },
    ...happenings.map(recordOf),
  ];
  for (const [n, r] of records.entries()) view.add({ n, prev: '', ...r } as unknown as LogRecord);
  const [first] = gridAsItIs.judge(view, ESCI);
  return `${first?.requirement} ${first?.judgement.verdict}: ${first?.judgement.observed}`;
}

const LOST: Happening = [10_000, 'grid', { gridPresent: false }];
const BACK: Happening = [60_000, 'grid', { gridPresent: true, voltagePu: 1, frequencyHz: 60 }];

test('the state of the grid is told as it is, five seconds after a change at the latest', () => {
  const told = (ms: number, state: string): string =>
    judged(LOST, [ms, 'told', { state, sinceS: (ms - 10_000) / 1000 }]);
  assert.match(told(10_000, 'ABSENT'), /^PR2-B-10 pass/);
  assert.match(told(15_000, 'IN_RANGE'), /pass/);
  assert.match(told(15_001, 'IN_RANGE'), /^PR2-B-10 fail: a grid told as IN_RANGE that is ABSENT/);
  assert.match(told(12_000, 'OUT'), /pass/);
  assert.match(told(30_000, 'OUT'), /fail/);
});

test('voltage and frequency are those of this grid', () => {
  const out: Happening = [10_000, 'grid', { gridPresent: true, voltagePu: 0.9, frequencyHz: 60.2 }];
  const told = (figures: object): string =>
    judged(out, [20_000, 'told', { state: 'OUT', sinceS: 10, ...figures }]);
  assert.match(told({}), /pass/);
  assert.match(told({ V: 187.2, f: 60.2 }), /pass/);
  assert.match(told({ V: 208 }), /fail: 208 V told/);
  assert.match(told({ f: 60 }), /fail: 60 Hz told/);
  assert.match(judged(LOST, [20_000, 'told', { state: 'ABSENT', sinceS: 10, V: 0, f: 0 }]), /pass/);
});

test('its age is that of its state, in seconds, unless the ESCI was away', () => {
  const told = (sinceS: number, ...more: readonly Happening[]): string =>
    judged(LOST, BACK, ...more, [90_000, 'told', { state: 'IN_RANGE', sinceS }]);
  assert.match(told(30), /pass/);
  assert.match(told(25), /pass/);
  assert.match(told(24.9), /fail: a grid told as IN_RANGE for 24.9 s/);
  assert.match(told(30_000), /fail/);
  assert.match(told(2, [88_000, 'restart', {}]), /pass/);
});

test('island against grid is told as it was measured', () => {
  const shown: Happening = [61_000, 'sync', { df: 0.1, dVpct: 1, dPhiDeg: -5 }];
  const told = (sync: object): string =>
    judged(LOST, BACK, shown, [90_000, 'told', { state: 'IN_RANGE', sinceS: 30, sync }]);
  assert.match(told({ df: 0.1, dVpct: 1, dPhiDeg: -5 }), /pass/);
  assert.match(told({ df: 0.1, dVpct: 1, dPhiDeg: 5 }), /^PR2-B-04 fail/);
});
