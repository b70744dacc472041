import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogRecord } from '../../schemas';
import { CaseView } from '../../runlog/case-view';
import { switchAsItIs } from './switch-reports';

const ESCI = 'urn:pr2:esci:e1';
const T0 = Date.UTC(2031, 0, 1);

type Electrical = Record<string, unknown>;
/** A change of switch or sensors, or a report of an open switch, so many ms into the case. */
type Happening = readonly [atMs: number, what: Electrical | 'told open'];

const OPENED: Happening = [0, { position: 'OPEN' }];

function verdictOf(...happenings: readonly Happening[]): string | undefined {
  const view = new CaseView();
  const evidence = [
    { kind: 'AUX_CONTACT', indicates: 'OPEN' },
    { kind: 'GRID_COUPLING', indicates: 'OPEN' },
  ];
  const records = [
    { kind: 'case', at: T0, case: 'c', devices: [], points: [], params: { P_T_TRIP: 0.5 } },
    ...happenings.map(([ms, what], i) =>
      what === 'told open'
        ? {
            kind: 'emit',
            at: T0 + ms,
            device: ESCI,
            message: {
              id: `m${i}`,
              type: 'pr2.IsolationStatus.v1',
              source: ESCI,
              data: { position: 'OPEN', evidence },
            },
          }
        : { kind: 'electrical', at: T0 + ms, values: what },
    ),
  ];
  for (const [n, r] of records.entries()) view.add({ n, prev: '', ...r } as unknown as LogRecord);
  return switchAsItIs.judge(view, ESCI)[0]?.judgement.verdict;
}

test('a closed switch told as open is wrong', () => {
  assert.equal(verdictOf([0, 'told open']), 'fail');
  assert.equal(verdictOf(OPENED, [1000, 'told open']), 'pass');
});

test('a report may lag behind a switch that fell closed by P_T_TRIP and no longer', () => {
  const fell: Happening = [10_000, { position: 'CLOSED' }];
  assert.equal(verdictOf(OPENED, fell, [10_500, 'told open']), 'pass');
  assert.equal(verdictOf(OPENED, fell, [10_501, 'told open']), 'fail');
});

test('a report may lag behind a sensor that shows otherwise by P_T_TRIP and no longer', () => {
  for (const shows of [{ aux: 'CLOSED' }, { coupling: true }, { aux: null }]) {
    assert.equal(verdictOf(OPENED, [10_000, { shows }], [10_500, 'told open']), 'pass');
    assert.equal(verdictOf(OPENED, [10_000, { shows }], [10_501, 'told open']), 'fail');
  }
});

test('what a sensor showed earlier in that time counts as well, however often it changed', () => {
  const bounce: Happening[] = [
    [10_000, { shows: { aux: 'CLOSED' } }],
    [10_200, { shows: { aux: null } }],
  ];
  assert.equal(verdictOf(OPENED, ...bounce, [10_400, 'told open']), 'pass');
  assert.equal(verdictOf(OPENED, ...bounce, [10_600, 'told open']), 'fail');
});

test('nothing is taken ahead: a switch that opens after the report was closed when it was told', () => {
  assert.equal(verdictOf([0, 'told open'], [1, { position: 'OPEN' }]), 'fail');
});
