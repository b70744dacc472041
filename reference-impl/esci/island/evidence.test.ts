import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evidenceList, isClosed, isolationHeld, isolationProof, type Indications } from './evidence';

const LIMITS = { liveV: 24, deadMs: 1000 };
const AUX = ['OPEN', 'CLOSED', null] as const;
const COUPLING = [true, false, null] as const;
const BUS = [0, 23.999, 24, 240, null] as const;
const DEAD_FOR = [null, 0, 999, 1000] as const;

function everything(): { shown: Indications; energised: boolean; deadForMs: number | null }[] {
  return AUX.flatMap((aux) =>
    COUPLING.flatMap((coupling) =>
      BUS.flatMap((busV) =>
        [true, false].flatMap((energised) =>
          DEAD_FOR.map((deadForMs) => ({ shown: { aux, coupling, busV }, energised, deadForMs })),
        ),
      ),
    ),
  );
}

test('the proof over every combination of sensors: two indications for, none against (PR2-B-02)', () => {
  let proven = 0;
  for (const { shown, energised, deadForMs } of everything()) {
    const found = isolationProof(shown, { energised, deadForMs }, LIMITS);
    const { aux, coupling, busV } = shown;
    const strangeVoltage = !energised && busV !== null && busV >= 24;
    const against = aux === 'CLOSED' || coupling === true || strangeVoltage;
    const deadBus = !energised && busV !== null && busV < 24 && deadForMs !== null && deadForMs >= 1000;
    const expected = against
      ? 'CONTRADICTED'
      : aux === 'OPEN' && (coupling === false || deadBus)
        ? 'PROVEN'
        : 'UNKNOWN';
    assert.equal(found, expected, JSON.stringify({ shown, energised, deadForMs }));
    if (found === 'PROVEN') proven += 1;
  }
  assert.equal(proven, 34);
});

test('without the auxiliary contact nothing proves, whatever else is shown', () => {
  for (const { shown, energised, deadForMs } of everything()) {
    if (shown.aux === 'OPEN') continue;
    assert.notEqual(isolationProof(shown, { energised, deadForMs }, LIMITS), 'PROVEN');
  }
});

test('a proof holds only while what made it is shown (PR2-B-02)', () => {
  for (const { shown, energised, deadForMs } of everything()) {
    for (const coupling of [true, false]) {
      const held = isolationHeld(shown, { coupling }, { energised, deadForMs }, LIMITS);
      const contact = shown.aux === 'OPEN';
      const second = coupling ? shown.coupling === false : shown.coupling !== true;
      const quiet = energised || shown.busV === null || shown.busV < 24;
      assert.equal(held, contact && second && quiet, JSON.stringify({ shown, coupling, energised }));
    }
  }
});

test('closed is what the contact says and the coupling does not deny', () => {
  for (const aux of AUX)
    for (const coupling of COUPLING)
      assert.equal(isClosed({ aux, coupling, busV: null }), aux === 'CLOSED' && coupling !== false);
});

test('the evidence names each sensor, and the customer only for a manual switch', () => {
  const shown = { aux: 'OPEN', coupling: null, busV: 3 } as const;
  const bus = { energised: false, deadForMs: 1000 };
  const says = (attested: boolean | null, more = {}): string =>
    evidenceList({ ...shown, ...more }, bus, LIMITS, attested)
      .map((e) => `${e.kind} ${e.indicates}`)
      .join(', ');
  assert.equal(says(null), 'AUX_CONTACT OPEN, GRID_COUPLING UNKNOWN, DEAD_BUS OPEN');
  assert.equal(
    says(true, { coupling: true, busV: 24 }),
    'AUX_CONTACT OPEN, GRID_COUPLING CLOSED, DEAD_BUS CLOSED, ATTESTATION OPEN',
  );
  assert.match(says(false, { aux: null, busV: null, coupling: false }), /UNKNOWN.*OPEN.*UNKNOWN.*UNKNOWN/);
  const live = evidenceList({ ...shown, busV: 240 }, { energised: true, deadForMs: null }, LIMITS, null);
  assert.equal(live[2]?.indicates, 'UNKNOWN', 'an energised bus tells nothing of the switch');
  const before = evidenceList(shown, { energised: true, deadForMs: 0 }, LIMITS, null, true);
  assert.equal(before[2]?.indicates, 'OPEN');
  const short = evidenceList(shown, { energised: false, deadForMs: 999 }, LIMITS, null);
  assert.equal(short[2]?.indicates, 'UNKNOWN');
});
