import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CLOSED, Home } from './testing-home';

/** A manual site in an outage whose switch has been opened by hand. */
function opened(): Home {
  const home = new Home({ type: 'MANUAL' });
  home.outage();
  home.wait(60_000);
  home.switched({});
  home.wait(60_000);
  return home;
}

test('a manual switch is not commanded, and nothing is asked before the customer has attested (PR2-B-06)', () => {
  const home = opened();
  assert.equal(home.command, undefined);
  assert.equal(home.phase, 'ISOLATING');
  assert.deepEqual(home.of('EmergencyGenerationRequest'), []);
  assert.equal(home.position, 'UNKNOWN');
  const word = home.word();
  assert.deepEqual(home.answers(word), [{ refMessageId: word.id, status: 'TAKEN' }]);
  assert.equal(home.phase, 'ISOLATED');
  home.wait(200);
  home.one('EmergencyGenerationRequest');
  assert.deepEqual(
    home
      .of('IsolationStatus')
      .at(-1)
      ?.data.evidence.map((e) => `${e.kind} ${e.indicates}`),
    ['AUX_CONTACT OPEN', 'GRID_COUPLING OPEN', 'DEAD_BUS OPEN', 'ATTESTATION OPEN'],
  );
});

test('two steps at the panel make the word, one does not (PR2-B-07)', () => {
  const home = opened();
  const step = (n: 1 | 2, switchId = 'sw1', statement = 'OPEN'): string | undefined =>
    home.stimulate('attest', {
      switchId,
      statement,
      step: n,
      ...(n === 2 ? { confirmToken: 'tok-1' } : {}),
    });
  assert.equal(step(2), 'E_STATE');
  assert.equal(step(1, 'sw2'), 'E_ISOLATION_CONFLICT');
  assert.equal(step(1, 'sw1', 'CLOSED'), 'E_SCHEMA');
  assert.equal(step(1), undefined);
  assert.equal(home.phase, 'ISOLATING');
  assert.equal(step(2, 'sw2'), 'E_ISOLATION_CONFLICT');
  assert.equal(home.stimulate('attest', { switchId: 'sw1', statement: 'OPEN', step: 2 }), 'E_SCHEMA');
  home.wait(300_001);
  assert.equal(step(2), 'E_EXPIRED');
  assert.equal(step(1), undefined);
  assert.equal(step(2), undefined);
  assert.equal(home.phase, 'ISOLATED');
});

test('the age limit of the word, at receipt (PR2-B-07)', () => {
  const fresh = opened();
  fresh.word('sw1', 'tok-1', fresh.time(fresh.atMs - 300_000));
  assert.equal(fresh.phase, 'ISOLATED');
  const stale = opened();
  assert.equal(stale.code(stale.word('sw1', 'tok-1', stale.time(stale.atMs - 300_001))), 'E_EXPIRED');
  assert.equal(stale.phase, 'ISOLATING');
});

test('the age limit of the word, at the moment of proof (PR2-B-07)', () => {
  for (const [ms, phase] of [
    [300_000, 'ISOLATED'],
    [300_001, 'ISOLATING'],
  ] as const) {
    const home = new Home({ type: 'MANUAL' });
    home.outage();
    home.switched({ aux: null });
    assert.equal(home.answers(home.word()).length, 1);
    home.to(home.atMs + ms - 1);
    home.atMs += 1;
    home.switched({});
    assert.equal(home.phase, phase);
  }
});

test('a word that lapses before anything was asked needs to be given again', () => {
  const home = new Home({ type: 'MANUAL', state: { preferences: { enabled: true } } });
  home.outage();
  home.switched({});
  home.word();
  assert.equal(home.phase, 'ISOLATED');
  home.wait(300_001);
  assert.equal(home.phase, 'ISOLATING');
  home.stimulate('set-preference', {
    pevId: 'p1',
    source: 'ESCI',
    version: 1,
    enabled: true,
    socFloor: 30,
    backupEnabled: true,
  });
  home.wait(60_000);
  assert.deepEqual(home.of('EmergencyGenerationRequest'), []);
  home.word('sw1', 'tok-2');
  home.wait(200);
  home.one('EmergencyGenerationRequest');
});

test('a word for another switch, a used one, one of a stranger: refused (PR2-B-07)', () => {
  const home = opened();
  assert.equal(home.code(home.word('sw2')), 'E_ISOLATION_CONFLICT');
  const word = home.word();
  assert.equal(home.phase, 'ISOLATED');
  assert.equal(home.code(home.word('sw1', word.data.confirmToken)), 'E_DUPLICATE');
  const by = (source: string): string | undefined => {
    const data = { switchId: 'sw1', statement: 'OPEN' as const, at: home.time(), confirmToken: 'tok-9' };
    return home.code(
      home.deliver(source, home.compose(source, 'urn:pr2:esci:e1', 'IsolationAttestation', data)),
    );
  };
  assert.equal(by('urn:pr2:utility:u1'), 'E_UNAUTHORIZED');
  assert.equal(by('urn:pr2:pev:p9'), 'E_UNAUTHORIZED');
  assert.equal(by('urn:pr2:pev:p1'), undefined);
});

const conflicts = [
  ['the contact shows closed', { aux: 'CLOSED' }],
  ['the coupling is there', { coupling: true }],
  ['the bus is live', { busV: 24 }],
] as const;

for (const [what, change] of conflicts) {
  test(`attested open, but ${what}: refused, blocked, and not true by repetition (PR2-B-07)`, () => {
    const home = new Home({ type: 'MANUAL' });
    home.outage();
    home.switched(change);
    assert.equal(home.code(home.word()), 'E_ISOLATION_CONFLICT');
    home.wait(60_000);
    assert.deepEqual(home.of('EmergencyGenerationRequest'), []);
    home.switched({});
    assert.equal(home.code(home.word()), 'E_DUPLICATE');
    home.wait(60_000);
    assert.deepEqual(home.of('EmergencyGenerationRequest'), []);
  });

  test(`attested, then ${what}: the word is void, and the PEV is told so (PR2-B-07)`, () => {
    const home = new Home({ type: 'MANUAL' });
    home.outage();
    home.switched({ aux: null });
    home.word();
    home.switched(change);
    assert.equal(home.one('GenerationStop').data.reason, 'E_ISOLATION_CONFLICT');
    home.switched({});
    home.wait(60_000);
    assert.deepEqual(home.of('EmergencyGenerationRequest'), []);
  });
}

test('an automated switch is not attested, an uncommissioned site neither', () => {
  const auto = new Home();
  auto.outage();
  assert.equal(auto.code(auto.word()), 'E_STATE');
  const bare = new Home({ type: 'MANUAL', state: { commissioning: null } });
  bare.outage();
  bare.switched({});
  assert.equal(bare.code(bare.word()), 'E_NOT_COMMISSIONED');
});

test('the way back: the PEV off, then the hand at the switch (PR2-B-10)', () => {
  const home = opened();
  home.word();
  home.wait(200);
  const { requestId } = home.one('EmergencyGenerationRequest').data;
  home.answer({ requestId, status: 'ACCEPTED' });
  home.switched({ busV: 240 });
  home.wait(3_600_000);
  assert.equal(home.phase, 'SUPPLYING', 'the word was good when it was needed');
  assert.equal(home.of('IsolationStatus').at(-1)?.data.evidence.at(-1)?.indicates, 'OPEN');
  home.forget();
  home.gridBack();
  home.wait(300_000);
  home.pevOff();
  home.wait(60_000);
  assert.equal(home.phase, 'RETRANSFER');
  home.switched({}, CLOSED);
  assert.equal(home.phase, 'GRID');
});

test('the switch is closed by hand while the home is supplied: stopped and latched (PR2-B-02)', () => {
  const home = opened();
  home.word();
  home.wait(200);
  home.answer({ requestId: home.one('EmergencyGenerationRequest').data.requestId, status: 'ACCEPTED' });
  home.switched({}, CLOSED);
  assert.equal(home.phase, 'TRIPPED');
  assert.equal(home.one('GenerationStop').data.reason, 'ISOLATION_LOST');
});

test('a switch that was never opened is on the grid as soon as that is back', () => {
  const home = new Home({ type: 'MANUAL' });
  home.outage();
  home.wait(3_600_000);
  home.gridBack();
  home.switched({}, CLOSED);
  assert.equal(home.phase, 'GRID');
});

test('a word does not outlast a restart: evidence is made anew (PR2-B-07)', () => {
  const home = new Home({ type: 'MANUAL' });
  home.outage();
  home.switched({ aux: null });
  home.word();
  home.restart(1000);
  home.switched({});
  home.wait(60_000);
  assert.equal(home.phase, 'ISOLATING');
  assert.deepEqual(home.of('EmergencyGenerationRequest'), []);
});
