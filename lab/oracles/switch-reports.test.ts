import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogRecord } from '../../schemas';
import { CaseView } from '../../runlog/case-view';
import { switchAsItIs } from './switch-reports';

const ESCI = 'urn:pr2:esci:e1';
const T0 = Date.UTC(2031, 0, 1);

type Electrical = Record<string, unknown>;
/** A change of switch, sensors or grid, a voltage that the PEV forms, or a report, of an open switch if not told otherwise, so many ms into the case. */
type Happening = readonly [
  atMs: number,
  what: Electrical | 'told open' | 'down' | 'up' | { told: object } | { formsV: number },
];

const OPENED: Happening = [0, { position: 'OPEN' }];

const PEV = 'urn:pr2:pev:p1';
const PARAMS = {
  P_T_TRIP: 0.5,
  P_DEADBUS: 10,
  P_DEAD_T: 1,
  P_ES_V_MIN: 0.917,
  P_ES_V_MAX: 1.05,
  P_ES_F_MIN: 59.5,
  P_ES_F_MAX: 60.1,
};
const DEVICES = [
  { urn: ESCI, role: 'esci', state: { nominalV: 240, switch: { switchId: 's1', type: 'MANUAL' } } },
  { urn: PEV, role: 'pev', state: { nominalV: 240 } },
];

/** What signs are told, in the order contact, coupling, bus, word. */
const signs = (...indicates: readonly string[]): object[] =>
  ['AUX_CONTACT', 'GRID_COUPLING', 'DEAD_BUS', 'ATTESTATION'].flatMap((kind, i) =>
    indicates[i] === undefined ? [] : [{ kind, indicates: indicates[i] }],
  );

function recordOf([ms, what]: Happening, i: number): object {
  const at = T0 + ms;
  if (what === 'down' || what === 'up') return { kind: 'restart', at, device: ESCI, phase: what };
  if (what !== 'told open' && 'formsV' in what) {
    const readings = { mode: 'forming', islandVoltageV: what.formsV };
    return { kind: 'reading', at, device: PEV, witness: 'self-reported', readings };
  }
  if (what !== 'told open' && !('told' in what)) return { kind: 'electrical', at, values: what };
  const data = {
    switchId: 's1',
    type: 'MANUAL',
    position: 'OPEN',
    evidence: signs('OPEN', 'OPEN'),
    ...(what === 'told open' ? {} : (what.told as object)),
  };
  const message = { id: `m${i}`, type: 'pr2.IsolationStatus.v1', source: ESCI, data };
  return { kind: 'emit', at, device: ESCI, message };
}

function judged(...happenings: readonly Happening[]): string {
  const view = new CaseView();
  const records = [
    { kind: 'case', at: T0, case: 'c', devices: DEVICES, points: [], params: PARAMS },
    ...happenings.map(recordOf),
  ];
  for (const [n, r] of records.entries()) view.add({ n, prev: '', ...r } as unknown as LogRecord);
  const judgement = switchAsItIs.judge(view, ESCI)[0]?.judgement;
  return `${judgement?.verdict}: ${judgement?.observed}`;
}

const verdictOf = (...happenings: readonly Happening[]): string | undefined =>
  judged(...happenings).split(':')[0];

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

test('the time without power is no time to react', () => {
  const dark: readonly Happening[] = [
    OPENED,
    [9900, { position: 'CLOSED' }],
    [10_000, 'down'],
    [15_000, 'up'],
  ];
  assert.equal(verdictOf(...dark, [15_400, 'told open']), 'pass');
  assert.equal(verdictOf(...dark, [15_501, 'told open']), 'fail');
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

const LOST: Happening = [0, { gridPresent: false }];
/** No coupling sensor: the bus has to bear it out. */
const UNCOUPLED: Happening = [0, { shows: { coupling: null } }];

test('open with a sign against it is no open switch', () => {
  const supplied: readonly Happening[] = [LOST, OPENED, [2000, { formsV: 240 }]];
  assert.match(
    judged(...supplied, [9000, { told: { evidence: signs('OPEN', 'OPEN', 'CLOSED') } }]),
    /^fail: open told with a sign against it/,
  );
  assert.match(
    judged(...supplied, [9000, { told: { evidence: signs('OPEN', 'OPEN', 'UNKNOWN') } }]),
    /^pass/,
  );
});

test('a contact or a coupling told as closed is one that shows so', () => {
  const told = (...of: string[]): Happening => [
    9000,
    { told: { position: 'UNKNOWN', evidence: signs(...of) } },
  ];
  assert.match(judged(LOST, OPENED, told('CLOSED', 'OPEN')), /^fail: its contact told as closed/);
  assert.match(judged(LOST, OPENED, told('OPEN', 'CLOSED')), /^fail: its coupling sensor told as closed/);
  assert.match(judged(told('CLOSED', 'CLOSED')), /^pass/);
  assert.match(judged(LOST, OPENED, told('UNKNOWN', 'UNKNOWN')), /^pass/);
});

test('a dead bus is one that was shown dead since the grid left it, and for long enough where it decides', () => {
  const told = (ms: number, coupling: string): Happening => [
    ms,
    { told: { evidence: signs('OPEN', coupling, 'OPEN') } },
  ];
  assert.match(judged(LOST, OPENED, told(100, 'OPEN')), /^pass/);
  assert.match(judged(LOST, UNCOUPLED, OPENED, told(999, 'UNKNOWN')), /^fail: a dead bus told/);
  // Where nothing is said to be open yet, a bus that has just died may be told as dead.
  const early = { told: { position: 'UNKNOWN', evidence: signs('OPEN', 'UNKNOWN', 'OPEN') } };
  assert.match(judged(LOST, UNCOUPLED, OPENED, [999, early]), /^pass/);
  assert.match(judged(LOST, UNCOUPLED, OPENED, told(1000, 'UNKNOWN')), /^pass/);
  assert.match(judged(LOST, UNCOUPLED, OPENED, [2000, { formsV: 240 }], told(9000, 'UNKNOWN')), /^pass/);
  const back: Happening = [8500, { position: 'CLOSED' }];
  const live: Happening = [8500, { gridPresent: true, voltagePu: 1, frequencyHz: 60 }];
  const closed = (ms: number): Happening => [
    ms,
    { told: { position: 'UNKNOWN', evidence: signs('UNKNOWN', 'UNKNOWN', 'OPEN') } },
  ];
  assert.match(judged(LOST, OPENED, back, live, closed(9000)), /^pass/);
  assert.match(judged(LOST, OPENED, back, live, closed(9001)), /^fail: a dead bus told/);
  const blind: Happening = [0, { shows: { busV: null } }];
  assert.match(judged(blind, LOST, OPENED, told(9000, 'OPEN')), /^fail: a dead bus told/);
  const flicker: Happening = [500, { shows: { coupling: null, busV: null } }];
  const again: Happening = [501, { shows: { coupling: null, busV: 0 } }];
  assert.match(judged(LOST, UNCOUPLED, OPENED, flicker, again, told(1400, 'UNKNOWN')), /^fail: a dead bus/);
});

test("a customer's word is told when it was given", () => {
  const told: Happening = [9000, { told: { evidence: signs('OPEN', 'OPEN', 'UNKNOWN', 'OPEN') } }];
  assert.match(judged(LOST, OPENED, told), /^fail: its customer's word told/);
});

test('grid and premises are told as they are', () => {
  const told = (gridPresent: boolean, premisesV: number): Happening => [
    9000,
    { told: { position: 'UNKNOWN', gridPresent, premisesV } },
  ];
  const supplied: readonly Happening[] = [LOST, OPENED, [2000, { formsV: 240 }]];
  assert.match(judged(...supplied, told(false, 240)), /^pass/);
  assert.match(judged(...supplied, told(true, 240)), /^fail: a grid told as there/);
  assert.match(judged(...supplied, told(false, 0)), /^fail: 0 V told of the premises/);
  const back: Happening = [3000, { gridPresent: true, voltagePu: 1, frequencyHz: 60 }];
  assert.match(judged(...supplied, back, told(false, 240)), /^fail: a grid told as away/);
  const stuck: Happening = [3000, { shows: { busV: 0 } }];
  assert.match(judged(...supplied, stuck, told(false, 0)), /^pass/);
});

test('the report is of the switch that is fitted, and of its kind', () => {
  const told = (of: object): string => judged(LOST, OPENED, [9000, { told: of }]);
  assert.match(told({}), /^pass/);
  assert.match(told({ switchId: 's2' }), /^fail: the switch s2 told/);
  assert.match(told({ type: 'AUTO' }), /^fail: a switch of kind MANUAL told as AUTO/);
});
