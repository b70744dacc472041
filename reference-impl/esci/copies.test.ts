import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerAll, receiptFor } from './testing-bodies';
import { ESCI, Rig } from './testing';

const PEV = 'urn:pr2:pev:p1';
const wish = { pevId: 'p1', source: 'APP', version: 1, enabled: true, socFloor: 40 } as const;

test('a site without limits sends no copy; one with a limit sends it on connection (PR2-A-13)', () => {
  const free = new Rig();
  free.plugIn();
  assert.deepEqual(free.of('DischargePreference'), []);
  const rig = new Rig({ state: { siteExportW: 4000 } });
  rig.plugIn();
  const copy = rig.one('DischargePreference');
  assert.equal(copy.destination, PEV);
  assert.deepEqual(copy.data, {
    pevId: 'p1',
    source: 'ESCI',
    enabled: true,
    socFloor: 10,
    maxDischargeW: 4000,
    version: 1,
  });
});

test('the premises’ limit is shared by the PEVs that are there', () => {
  const rig = new Rig({ state: { siteExportW: 9000 } });
  rig.plugIn('p1');
  rig.plugIn('p2');
  const limits = (pev: string) =>
    rig.of('DischargePreference', `urn:pr2:pev:${pev}`).map((m) => m.data.maxDischargeW);
  assert.deepEqual([limits('p1'), limits('p2')], [[9000, 4500], [4500]]);
  answerAll(rig);
  rig.forget();
  rig.stimulate('unplug', { pevId: 'p2' });
  assert.deepEqual([limits('p1'), limits('p2')], [[9000], []]);
});

test('a derating is passed on at once, and taken back when it is over (PR2-A-13)', () => {
  const rig = new Rig();
  rig.plugIn();
  rig.stimulate('derate', { element: 'evse', maxW: 2000 });
  const lower = rig.one('DischargePreference');
  assert.equal(lower.data.maxDischargeW, 2000);
  rig.deliver(PEV, receiptFor(rig, lower));
  rig.forget();
  rig.stimulate('clear-fault', {});
  const { data } = rig.one('DischargePreference');
  assert.deepEqual([data.maxDischargeW, data.version], [undefined, 2]);
});

test('only the newest copy is repeated until the PEV has answered', () => {
  const rig = new Rig();
  rig.plugIn();
  rig.stimulate('derate', { element: 'evse', maxW: 2000 });
  rig.wait(5000);
  rig.stimulate('derate', { element: 'site', maxW: 1000 });
  rig.forget();
  rig.wait(60_000);
  const copies = rig.of('DischargePreference');
  assert.equal(copies.length, 6);
  assert.ok(copies.every((m) => m.data.maxDischargeW === 1000));
});

test('what is no part of an ESCI cannot be derated there', () => {
  const rig = new Rig();
  assert.throws(() => rig.stimulate('derate', { element: 'pev', maxW: 1 }), { code: -32002 });
});

test('the customer’s preferences at the ESCI reach the PEV, the most restrictive limit in them (PR2-A-20)', () => {
  const rig = new Rig({ state: { siteExportW: 4000 } });
  rig.plugIn();
  rig.forget();
  assert.equal(rig.stimulate('set-preference', { ...wish, maxDischargeW: 6000 }), undefined);
  const { data } = rig.one('DischargePreference');
  assert.deepEqual([data.socFloor, data.maxDischargeW, data.source, data.version], [40, 4000, 'ESCI', 2]);
});

test('values that are not valid leave the last valid ones (PR2-A-12)', () => {
  const rig = new Rig();
  rig.plugIn();
  rig.stimulate('set-preference', { ...wish, version: 2 });
  rig.forget();
  assert.equal(rig.stimulate('set-preference', { ...wish, version: 3, socFloor: 95 }), 'E_SCHEMA');
  assert.equal(rig.stimulate('set-preference', { ...wish, socFloor: 50 }), 'E_STALE');
  assert.deepEqual(rig.of('DischargePreference'), []);
});

test('preferences may come from the customer as a message, and from nobody else', () => {
  const rig = new Rig();
  rig.plugIn();
  const customer = 'urn:pr2:customer:c1';
  const set = rig.deliver(customer, rig.compose(customer, ESCI, 'DischargePreference', wish));
  assert.deepEqual(rig.answers(set), [{ refMessageId: set.id, status: 'TAKEN' }]);
  assert.equal(rig.of('DischargePreference', PEV)[0]?.data.socFloor, 40);
  assert.equal(rig.code(rig.utility('DischargePreference', wish, { to: ESCI })), 'E_UNAUTHORIZED');
});

test('preferences in force at the start hold for every PEV', () => {
  const rig = new Rig({ state: { preferences: { socFloor: 50, enabled: false } } });
  rig.plugIn('p2');
  const { data } = rig.one('DischargePreference');
  assert.deepEqual([data.pevId, data.socFloor, data.enabled], ['p2', 50, false]);
});

test('a PEV that comes back gets its copy anew, one that stays does not get it again', () => {
  const rig = new Rig();
  rig.plugIn('p1');
  rig.stimulate('set-preference', wish);
  answerAll(rig);
  rig.forget();
  rig.plugIn('p2');
  assert.deepEqual(rig.of('DischargePreference'), []);
  rig.stimulate('unplug', { pevId: 'p1' });
  rig.plugIn('p1');
  assert.equal(rig.one('DischargePreference', PEV).data.socFloor, 40);
});
