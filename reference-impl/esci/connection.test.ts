import assert from 'node:assert/strict';
import { test } from 'node:test';
import { availability, enrollment, request } from './testing-bodies';
import { HOUR, Rig, UTILITY } from './testing';

const PEV = 'urn:pr2:pev:p1';

test('a connection is told to the utility and to the PEV, with what it establishes (PR2-A-12)', () => {
  const rig = new Rig({ state: { location: 'L3', architecture: 'S1' } });
  rig.plugIn('p1', { cordsetA: 16, bidirectional: true, v2h: false, inverterAuthorised: true });
  const [toUtility, toPev] = [rig.one('ConnectionNotice', UTILITY), rig.one('ConnectionNotice', PEV)];
  assert.deepEqual(toUtility.data, toPev.data);
  const { sessionId, ...rest } = toUtility.data;
  assert.match(sessionId, /^[A-Za-z0-9_.:-]{1,64}$/);
  assert.deepEqual(rest, {
    evseId: 'evse-p1',
    pevId: 'p1',
    location: 'L3',
    architecture: 'S1',
    capabilities: { v2g: true, v2h: false },
    bidirectional: true,
    cordsetA: 16,
    inverterAuthorised: true,
  });
});

test('nothing is told before authentication, and a dispatch before it is refused (PR2-A-12)', () => {
  const rig = new Rig();
  rig.utility('EnrollmentRecord', enrollment(rig));
  rig.stimulate('plug-in', { pevId: 'p1', evseId: 'evse-p1' });
  assert.equal(rig.sent.filter((s) => s.message.type.includes('ConnectionNotice')).length, 0);
  assert.match(rig.observe(['state']).state ?? '', /^CONNECTING/);
  assert.equal(rig.code(rig.utility('DispatchRequest', request(rig), { to: PEV })), 'E_NOT_READY');
  rig.wait(1000);
  assert.match(rig.observe(['state']).state ?? '', /^AUTHENTICATED/);
  rig.pev('p1', 'AvailabilityReport', availability(rig));
  assert.match(rig.observe(['state']).state ?? '', /^AVAILABLE/);
});

const obstacles = [
  ['an unauthorised inverter', { inverterAuthorised: false }, 'E_NOT_READY'],
  ['a cordset of 0 A', { cordsetA: 0 }, 'E_NOT_READY'],
  ['a cordset of unknown rating', { cordsetA: null }, 'E_NOT_READY'],
  ['an EVSE that works one way', { bidirectional: false }, 'E_NOT_CAPABLE'],
] as const;

for (const [what, plug, code] of obstacles) {
  test(`${what}: the dispatch is refused with ${code} (PR2-A-12)`, () => {
    const rig = new Rig();
    rig.utility('EnrollmentRecord', enrollment(rig));
    rig.plugIn('p1', plug);
    rig.forget();
    assert.equal(rig.code(rig.utility('DispatchRequest', request(rig), { to: PEV })), code);
    assert.equal(rig.of('DispatchRequest').length, 0);
  });
}

test('a one-way EVSE has no capability, and a site that authorises no inverter overrules the plug', () => {
  const rig = new Rig({
    state: { inverterAuthorised: false, evse: { bidirectional: false, cordsetA: null } },
  });
  rig.plugIn('p1', { inverterAuthorised: true });
  const { data } = rig.one('ConnectionNotice', UTILITY);
  assert.deepEqual(data.capabilities, { v2g: false, v2h: false });
  assert.equal(data.inverterAuthorised, false);
  assert.equal(data.cordsetA, null);
});

test('a bounce of the cable makes a new session (PR2-A-06)', () => {
  const rig = new Rig();
  rig.plugIn();
  const before = rig.one('ConnectionNotice', PEV).data.sessionId;
  rig.forget();
  rig.stimulate('bounce', { ms: 1000 });
  rig.wait(900);
  assert.match(rig.observe(['state']).state ?? '', /^DISCONNECTED/);
  rig.wait(1000);
  assert.notEqual(rig.one('ConnectionNotice', PEV).data.sessionId, before);
});

test('several PEVs at once, each at its own point; one moves to another', () => {
  const rig = new Rig();
  rig.plugIn('p1');
  rig.plugIn('p2');
  rig.plugIn('p3', { evseId: 'evse-unnamed' });
  assert.deepEqual(
    rig.of('ConnectionNotice', UTILITY).map((m) => [m.data.pevId, m.data.evseId]),
    [
      ['p1', 'evse-p1'],
      ['p2', 'evse-p2'],
      ['p3', 'evse-unnamed'],
    ],
  );
  rig.plugIn('p1', { evseId: 'evse-p3' });
  assert.match(rig.observe(['state'], 'p1').state ?? '', /^DISCONNECTED/);
  assert.match(rig.observe(['state'], 'p3').state ?? '', /^AUTHENTICATED/);
});

test('without an answer the utility hears of it three more times, then at its next sign of life (PR2-X-09)', () => {
  const rig = new Rig();
  rig.plugIn();
  rig.wait(HOUR);
  const tries = rig.timed('ConnectionNotice', UTILITY);
  assert.equal(tries.length, 4);
  assert.equal(new Set(tries.map((t) => `${t.message.id} ${t.message.seq}`)).size, 1);
  assert.match(rig.observe(['state']).state ?? '', /AUTONOMOUS/);
  rig.forget();
  rig.utility('EnrollmentRecord', enrollment(rig));
  assert.equal(rig.of('ConnectionNotice', UTILITY).length, 1);
});
