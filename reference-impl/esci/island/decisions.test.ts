import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attestationRefusal, isAttested, type AttestationFacts } from './attestation';
import { conformantIsland } from './behaviour';
import { isCommissioned } from './commissioning';
import { gridState } from './grid-state';
import { requestRefusal, type RequestFacts } from './request-decision';
import { closesAtSync, isOff } from './retransfer';
import { parametersFrom } from '../../parameters';

const p = parametersFrom({});
const WINDOW = { lowPu: 0.917, highPu: 1.05, lowHz: 59.5, highHz: 60.1 };
const NOMINAL = { voltageV: 240, frequencyHz: 60 };

test('an outage needs both sensors of the grid side; what is unknown is neither outage nor service', () => {
  const see = (
    present: boolean | null,
    voltageV: number | null,
    frequencyHz: number | null = 60,
  ): string | null => gridState({ present, voltageV, frequencyHz }, NOMINAL, WINDOW, 24);
  assert.equal(see(null, null), null);
  assert.equal(see(false, 0), 'ABSENT');
  assert.equal(see(false, 23.9), 'ABSENT');
  assert.equal(see(false, null), 'ABSENT');
  assert.equal(see(false, 24), 'OUT');
  assert.equal(see(false, 240), 'OUT');
  assert.equal(see(true, 0), 'OUT');
  assert.equal(see(null, 0), 'OUT');
  assert.equal(see(null, 240), 'OUT');
  assert.equal(see(true, null), 'OUT');
  assert.equal(see(true, 240, null), 'OUT');
  assert.equal(see(true, 240), 'IN_RANGE');
  assert.equal(see(true, 220.08), 'IN_RANGE');
  assert.equal(see(true, 220), 'OUT');
  assert.equal(see(true, 240, 60.1), 'IN_RANGE');
  assert.equal(see(true, 240, 60.11), 'OUT');
});

test('a live island is joined at the limits, and not beyond any of them (PR2-B-04)', () => {
  const joins = (df: number, dVpct: number, dPhiDeg: number): boolean =>
    closesAtSync({ df, dVpct, dPhiDeg }, p);
  for (const s of [1, -1]) {
    assert.equal(joins(0.3 * s, 10 * s, 20 * s), true);
    assert.equal(joins(0.31 * s, 0, 0), false);
    assert.equal(joins(0, 10.1 * s, 0), false);
    assert.equal(joins(0, 0, 21 * s), false);
  }
  assert.equal(closesAtSync(null, p), false);
});

test('off is what word, meter and bus agree on (PR2-B-04)', () => {
  const limits = { liveV: 24, deadMs: 1000 };
  for (const saidStop of [true, false])
    for (const powerW of [0, -50, 50, -51, 51])
      for (const busV of [0, 23.9, 24, 240, null]) {
        const off = saidStop && Math.abs(powerW) <= 50 && busV !== null && busV < 24;
        assert.equal(isOff({ saidStop, powerW, busV }, limits), off, `${saidStop} ${powerW} ${busV}`);
      }
});

test('a site is commissioned by a whole record for its switch, to the last day of it (PR2-B-01)', () => {
  const record = {
    equipmentId: 'inverter-1',
    certification: ['UL 1741'],
    switchType: 'AUTO' as const,
    sensing: ['auxiliary contact', 'bus voltage'],
    validUntil: '2026-06-01',
  };
  assert.equal(isCommissioned(record, 'AUTO', '2026-06-01'), true);
  assert.equal(isCommissioned(record, 'AUTO', '2026-06-02'), false);
  assert.equal(isCommissioned(record, 'MANUAL', '2026-06-01'), false);
  assert.equal(isCommissioned(null, 'AUTO', '2026-06-01'), false);
  assert.equal(isCommissioned('corrupt', 'AUTO', '2026-06-01'), false);
  assert.equal(isCommissioned({ ...record, certification: [] }, 'AUTO', '2026-06-01'), false);
  assert.equal(isCommissioned({ ...record, sensing: [] }, 'AUTO', '2026-06-01'), false);
  assert.equal(isCommissioned({ ...record, validUntil: 'for ever' }, 'AUTO', '2026-06-01'), false);
});

const WORD: AttestationFacts = {
  fitted: { switchId: 'sw1', type: 'MANUAL' },
  switchId: 'sw1',
  ageMs: 300_000,
  tokenUsed: false,
  commissioned: true,
  contradicted: false,
  validMs: 300_000,
  skewMs: 1000,
};

test("the customer's word is taken for this switch, fresh, once, and against no sensor (PR2-B-07)", () => {
  const refusal = (change: Partial<AttestationFacts>): string | null =>
    attestationRefusal({ ...WORD, ...change });
  assert.equal(refusal({}), null);
  assert.equal(refusal({ ageMs: 300_001 }), 'E_EXPIRED');
  assert.equal(refusal({ ageMs: -1000 }), null);
  assert.equal(refusal({ ageMs: -1001 }), 'E_EXPIRED');
  assert.equal(refusal({ tokenUsed: true }), 'E_DUPLICATE');
  assert.equal(refusal({ switchId: 'sw2' }), 'E_ISOLATION_CONFLICT');
  assert.equal(refusal({ fitted: null }), 'E_ISOLATION_CONFLICT');
  assert.equal(refusal({ fitted: { switchId: 'sw1', type: 'AUTO' } }), 'E_STATE');
  assert.equal(refusal({ commissioned: false }), 'E_NOT_COMMISSIONED');
  assert.equal(refusal({ contradicted: true }), 'E_ISOLATION_CONFLICT');
  assert.equal(isAttested(null, 0, 300_000), false);
  assert.equal(isAttested({ atMs: 0 }, 300_000, 300_000), true);
  assert.equal(isAttested({ atMs: 0 }, 300_001, 300_000), false);
});

test('a PEV is asked only where every condition holds: the whole table (PR2-B-05)', () => {
  const flags = [
    'settled',
    'attested',
    'commissioned',
    'v2h',
    'authorised',
    'wanted',
    'gridDispatchOver',
    'nobodyElse',
  ] as const;
  let asked = 0;
  for (const grid of ['ABSENT', 'OUT', 'IN_RANGE', null] as const)
    for (const evidence of ['PROVEN', 'UNKNOWN', 'CONTRADICTED'] as const)
      for (let bits = 0; bits < 2 ** flags.length; bits += 1) {
        const set = Object.fromEntries(flags.map((flag, i) => [flag, (bits & (1 << i)) !== 0]));
        const facts = { grid, evidence, ...set } as unknown as RequestFacts;
        const code = requestRefusal(facts);
        const all = grid === 'ABSENT' && evidence === 'PROVEN' && bits === 2 ** flags.length - 1;
        assert.equal(code === null, all, JSON.stringify(facts));
        if (code === null) asked += 1;
      }
  assert.equal(asked, 1);
});

test('the first reason that counts is the one that is told', () => {
  const fine: RequestFacts = {
    grid: 'ABSENT',
    evidence: 'PROVEN',
    settled: true,
    attested: true,
    commissioned: true,
    v2h: true,
    authorised: true,
    wanted: true,
    gridDispatchOver: true,
    nobodyElse: true,
  };
  const steps: [Partial<RequestFacts>, string][] = [
    [{ gridDispatchOver: false }, 'E_STATE'],
    [{ wanted: false }, 'E_PREFERENCE'],
    [{ authorised: false }, 'E_NOT_READY'],
    [{ v2h: false }, 'E_NOT_CAPABLE'],
    [{ commissioned: false }, 'E_NOT_COMMISSIONED'],
    [{ attested: false }, 'E_ISOLATION_NOT_PROVEN'],
    [{ grid: null }, 'E_GRID_PRESENT'],
  ];
  let facts = fine;
  for (const [change, code] of steps) {
    facts = { ...facts, ...change };
    assert.equal(requestRefusal(facts), code);
  }
  assert.equal(requestRefusal({ ...fine, nobodyElse: false }), 'E_STATE');
});

test('backup needs both settings (PR2-B-05)', () => {
  const set = (enabled: boolean, backupEnabled?: boolean): boolean =>
    conformantIsland.wantsBackup({
      pevId: 'p1',
      source: 'ESCI',
      version: 1,
      socFloor: 30,
      enabled,
      ...(backupEnabled === undefined ? {} : { backupEnabled }),
    });
  assert.equal(set(true, true), true);
  assert.equal(set(true, false), false);
  assert.equal(set(false, true), false);
  assert.equal(set(true), false);
  assert.equal(conformantIsland.wantsBackup(null), false);
});

test('one PEV alone is chosen: the fullest, of equals the first by name', () => {
  const choose = (pevs: { pevId: string; soc: number | null }[]): string | undefined =>
    conformantIsland.choosesPev(pevs);
  assert.equal(choose([]), undefined);
  assert.equal(
    choose([
      { pevId: 'b', soc: 60 },
      { pevId: 'a', soc: 60 },
      { pevId: 'c', soc: null },
    ]),
    'a',
  );
  assert.equal(
    choose([
      { pevId: 'a', soc: null },
      { pevId: 'c', soc: 1 },
    ]),
    'c',
  );
});
