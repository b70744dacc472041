import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allowedUntil, effectivePreference, type Preference } from './preferences';

const pev: Preference = { pevId: 'p1', source: 'PEV_HMI', version: 1, enabled: true, socFloor: 30 };
const esci: Preference = { ...pev, source: 'ESCI' };

test('the highest floor, the least power and both switches hold', () => {
  const both = effectivePreference({
    pev: { ...pev, socFloor: 40, maxDischargeW: 9000 },
    esci: { ...esci, socFloor: 35, maxDischargeW: 5000, enabled: false },
  });
  assert.equal(both.floorPct, 40);
  assert.equal(both.mostW, 5000);
  assert.equal(both.enabled, false);
});

test("without the ESCI's copy the PEV's own preference holds alone", () => {
  const own = effectivePreference({ pev, esci: null });
  assert.equal(own.mostW, Number.POSITIVE_INFINITY);
  assert.equal(own.autoOptIn, true);
  assert.equal(own.acceptShortNotice, false);
});

test('backup needs that no store is against it', () => {
  assert.equal(effectivePreference({ pev, esci: null }).backupEnabled, true);
  assert.equal(effectivePreference({ pev: { ...pev, backupEnabled: true }, esci }).backupEnabled, true);
  const against = { pev: { ...pev, backupEnabled: true }, esci: { ...esci, backupEnabled: false } };
  assert.equal(effectivePreference(against).backupEnabled, false);
});

test('opting in by itself and short notice need the consent of every store that says anything', () => {
  const stores = { pev: { ...pev, acceptShortNotice: true, autoOptIn: true }, esci };
  assert.equal(effectivePreference(stores).acceptShortNotice, true);
  assert.equal(effectivePreference(stores).autoOptIn, true);
  const against = { pev: stores.pev, esci: { ...esci, acceptShortNotice: false, autoOptIn: false } };
  assert.equal(effectivePreference(against).acceptShortNotice, false);
  assert.equal(effectivePreference(against).autoOptIn, false);
});

test('the earliest departure with the highest charge holds, unless the driver has just said otherwise', () => {
  const stores = {
    pev: { ...pev, departure: '2026-03-03T07:00:00Z', departureSoc: 60 },
    esci: { ...esci, departure: '2026-03-03T06:00:00Z', departureSoc: 50 },
  };
  const kept = effectivePreference(stores);
  assert.equal(kept.departureMs, Date.parse('2026-03-03T06:00:00Z'));
  assert.equal(kept.departureSocPct, 60);
  assert.equal(effectivePreference(stores, { atMs: 5, socPct: 80 }).departureMs, 5);
  assert.equal(effectivePreference(stores, { atMs: 5, socPct: 80 }).departureSocPct, 80);
});

test('discharge must lie in the windows of both stores', () => {
  const start = Date.parse('2026-03-02T18:00:00Z');
  const both = effectivePreference({
    pev: { ...pev, windows: [{ start: '2026-03-02T18:00:00Z', durationS: 7200 }] },
    esci: { ...esci, windows: [{ start: '2026-03-02T17:00:00Z', durationS: 7200 }] },
  });
  const day = 86_400_000;
  assert.equal(allowedUntil(both, start, start + day), start + 3_600_000);
  assert.equal(allowedUntil(both, start + 3_600_000, start + day), null);
  assert.equal(allowedUntil(effectivePreference({ pev, esci: null }), start, start + day), start + day);
});
