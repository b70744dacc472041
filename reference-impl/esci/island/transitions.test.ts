import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IslandPhase } from './state';
import { nextPhase, type PhaseFacts } from './transitions';

const PHASES: IslandPhase[] = [
  'GRID',
  'GRID_LOST',
  'ISOLATING',
  'ISOLATED',
  'REQUESTING',
  'SUPPLYING',
  'WAIT_ES',
  'RETRANSFER',
  'TRIPPED',
];
const FLAGS = [
  'lossConfirmed',
  'attested',
  'held',
  'settled',
  'closed',
  'late',
  'served',
  'closing',
  'closeOverdue',
  'stopOverdue',
] as const;

/** Every combination of facts, each given to `visit` with what follows. */
function everywhere(visit: (facts: PhaseFacts, next: IslandPhase | null) => void): void {
  for (const phase of PHASES)
    for (const type of ['AUTO', 'MANUAL'] as const)
      for (const grid of ['IN_RANGE', 'OUT', 'ABSENT', null] as const)
        for (const evidence of ['PROVEN', 'UNKNOWN', 'CONTRADICTED'] as const)
          for (const generation of ['ASKED', 'ON', 'STOPPING', null] as const)
            for (let bits = 0; bits < 2 ** FLAGS.length; bits += 1) {
              const set = Object.fromEntries(FLAGS.map((flag, i) => [flag, (bits & (1 << i)) !== 0]));
              const facts = { phase, type, grid, evidence, generation, ...set } as unknown as PhaseFacts;
              visit(facts, nextPhase(facts));
            }
}

test('no combination of facts leads where it must not (specification, section 6)', () => {
  const seen = new Set<string>();
  everywhere((f, next) => {
    if (next === null) return;
    seen.add(`${f.phase} ${next}`);
    const say = JSON.stringify(f);
    assert.notEqual(next, f.phase);
    assert.notEqual(f.phase, 'TRIPPED', 'a trip is left by hand alone');
    if (next === 'ISOLATED' && f.phase === 'ISOLATING') assert.ok(f.evidence === 'PROVEN' && f.attested, say);
    if (next === 'REQUESTING') assert.ok(f.held && f.phase === 'ISOLATED' && f.grid !== 'IN_RANGE', say);
    if (next === 'SUPPLYING') assert.ok(f.held && f.generation === 'ON', say);
    if (next === 'RETRANSFER') assert.ok(f.phase === 'WAIT_ES' && f.served && f.grid === 'IN_RANGE', say);
    if (next === 'GRID' && f.phase === 'RETRANSFER')
      assert.ok(f.closed && (f.closing || f.generation === null), say);
    if (next === 'GRID' && f.phase !== 'RETRANSFER' && f.phase !== 'GRID_LOST')
      assert.ok(f.type === 'MANUAL' && f.closed, say);
  });
  assert.deepEqual([...seen].toSorted(), [
    'GRID GRID_LOST',
    'GRID_LOST GRID',
    'GRID_LOST ISOLATING',
    'GRID_LOST TRIPPED',
    'ISOLATED ISOLATING',
    'ISOLATED REQUESTING',
    'ISOLATED TRIPPED',
    'ISOLATED WAIT_ES',
    'ISOLATING GRID',
    'ISOLATING ISOLATED',
    'ISOLATING TRIPPED',
    'ISOLATING WAIT_ES',
    'REQUESTING ISOLATED',
    'REQUESTING SUPPLYING',
    'REQUESTING TRIPPED',
    'REQUESTING WAIT_ES',
    'RETRANSFER GRID',
    'RETRANSFER ISOLATING',
    'RETRANSFER TRIPPED',
    'SUPPLYING ISOLATED',
    'SUPPLYING TRIPPED',
    'SUPPLYING WAIT_ES',
    'WAIT_ES GRID',
    'WAIT_ES ISOLATING',
    'WAIT_ES RETRANSFER',
    'WAIT_ES SUPPLYING',
    'WAIT_ES TRIPPED',
  ]);
});

test('a supply without its proof always ends in a trip (PR2-B-02)', () => {
  everywhere((f, next) => {
    const supplying = f.phase === 'REQUESTING' || f.phase === 'SUPPLYING';
    const waiting = f.phase === 'WAIT_ES' && f.generation !== null;
    if ((supplying || waiting) && !f.held) assert.equal(next, 'TRIPPED', JSON.stringify(f));
  });
});
