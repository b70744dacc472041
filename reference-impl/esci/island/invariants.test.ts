import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { T0 } from '../testing';
import { answerAll } from '../testing-bodies';
import type { EsciBehaviour } from '../behaviour';
import type { SiteInput } from './island';
import { CLOSED, Home } from './testing-home';

type Act =
  | { do: 'wait'; ms: number }
  | { do: 'grid'; shown: SiteInput }
  | { do: 'switch'; shown: NonNullable<SiteInput['switch']> }
  | { do: 'accept' | 'answer' | 'clear' | 'restart' | 'unplug' | 'plug' | 'word' }
  | { do: 'backup'; on: boolean }
  | { do: 'sync'; dPhiDeg: number };

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.constantFrom(1, 100, 200, 1000, 10_000, 299_999, 300_000),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('grid' as const),
      shown: fc.constantFrom<SiteInput>(
        { voltageV: 0, frequencyHz: 0, gridPresent: false },
        { voltageV: 240, frequencyHz: 60, gridPresent: true },
        { voltageV: 200, frequencyHz: 60, gridPresent: true },
        { voltageV: 240, frequencyHz: 60, gridPresent: false },
      ),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('switch' as const),
      shown: fc.record({
        aux: fc.constantFrom('OPEN' as const, 'OPEN' as const, 'CLOSED' as const, null),
        coupling: fc.constantFrom(false, false, true, null),
        busV: fc.constantFrom(0, 0, 24, 240, null),
      }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'accept' as const,
        'accept' as const,
        'answer' as const,
        'clear' as const,
        'restart' as const,
        'unplug' as const,
        'plug' as const,
        'word' as const,
      ),
    }),
  },
  fc.record({ do: fc.constant('backup' as const), on: fc.boolean() }),
  fc.record({ do: fc.constant('sync' as const), dPhiDeg: fc.constantFrom(0, 20, 21) }),
);

/** A home in which anything may happen, watched by what a worker on the line would want to be sure of. */
class Watched extends Home {
  grid: SiteInput = { voltageV: 240, frequencyHz: 60, gridPresent: true };
  shows = CLOSED;
  backup = true;
  private deadSinceMs: number | null = null;
  private inRangeSinceMs: number | null = 0;
  private version = 0;
  private tokens = 0;
  private dPhiDeg: number | null = null;
  private commanded = 'CLOSED';
  live: string | null = null;

  do(a: Act): void {
    switch (a.do) {
      case 'wait':
        for (let left = a.ms; left > 0;) {
          // At every instant at which it acts by itself, what it does is looked at.
          const stepMs = Math.min(left, Math.max(1, (this.next ?? Infinity) - T0 - this.atMs));
          this.wait(stepMs);
          left -= stepMs;
          this.look();
        }
        return;
      case 'grid':
        this.grid = a.shown;
        this.inRangeSinceMs =
          a.shown.gridPresent === true && a.shown.voltageV === 240
            ? (this.inRangeSinceMs ?? this.atMs)
            : null;
        this.site(a.shown);
        break;
      case 'switch':
        this.shows = a.shown;
        this.deadSinceMs = (a.shown.busV ?? 240) < 24 ? (this.deadSinceMs ?? this.atMs) : null;
        this.site({ switch: a.shown });
        break;
      case 'accept': {
        const asked = this.of('EmergencyGenerationRequest').at(-1);
        if (asked !== undefined) this.answer({ requestId: asked.data.requestId, status: 'ACCEPTED' });
        break;
      }
      case 'answer':
        answerAll(this);
        break;
      case 'clear':
        this.stimulate('clear-fault', {});
        break;
      case 'restart':
        this.restart(1000);
        this.dPhiDeg = null;
        this.commanded = this.command ?? this.commanded;
        this.deadSinceMs = (this.shows.busV ?? 240) < 24 ? this.atMs : null;
        if (this.inRangeSinceMs !== null && this.phase !== 'GRID') this.inRangeSinceMs = this.atMs;
        break;
      case 'unplug':
        this.stimulate('unplug', { pevId: 'p1' });
        this.live = null; // without a cable it supplies nothing
        break;
      case 'plug':
        this.live = null; // whoever is plugged in anew was unplugged before
        this.plugIn();
        break;
      case 'word':
        this.word('sw1', `tok-${(this.tokens += 1)}`);
        break;
      case 'backup':
        this.backup = a.on;
        this.stimulate('set-preference', {
          pevId: 'p1',
          source: 'ESCI',
          version: (this.version += 1),
          enabled: true,
          socFloor: 30,
          backupEnabled: a.on,
        });
        break;
      case 'sync':
        this.dPhiDeg = a.dPhiDeg;
        this.stimulate('sync', { df: 0, dVpct: 0, dPhiDeg: a.dPhiDeg });
        break;
    }
    this.look();
  }

  private seen = 0;
  private readonly ids = new Set<string>();

  private look(): void {
    const { aux, coupling, busV } = this.shows;
    for (const { message } of this.sent.slice(this.seen)) {
      if (message.type === 'pr2.GenerationStop.v1' && message.data.requestId === this.live) this.live = null;
      if (message.type !== 'pr2.EmergencyGenerationRequest.v1' || this.ids.has(message.id)) continue;
      this.ids.add(message.id);
      this.live = message.data.requestId;
      const dead = this.deadSinceMs !== null && this.atMs - this.deadSinceMs >= 1000;
      assert.equal(aux, 'OPEN', 'asked with the contact not open');
      assert.ok(coupling === false || (coupling === null && dead), 'asked without a second indication');
      assert.ok(busV === null || busV < 24, 'asked on a live bus');
      assert.equal(this.grid.gridPresent, false, 'asked with the grid present');
      assert.equal(this.grid.voltageV, 0, 'asked with voltage on the grid side');
      assert.ok(this.backup, 'asked against the preference');
    }
    this.seen = this.sent.length;
    if (this.live !== null && (aux !== 'OPEN' || coupling === true))
      assert.fail('a supply goes on without its proof');
    const command = this.command ?? '';
    if (command === 'CLOSED' && this.commanded === 'OPEN' && this.phase === 'RETRANSFER') {
      assert.ok(
        this.inRangeSinceMs !== null && this.atMs - this.inRangeSinceMs >= 300_000,
        'closed too early',
      );
      const inStep = this.dPhiDeg !== null && this.dPhiDeg <= 20;
      assert.ok(inStep || (busV !== null && busV < 24), 'closed on a live island');
    }
    this.commanded = command;
  }
}

/** A home that is supplied, and whose grid has come back. */
const SUPPLIED: Act[] = [
  { do: 'wait', ms: 200 },
  { do: 'accept' },
  { do: 'switch', shown: { aux: 'OPEN', coupling: false, busV: 240 } },
  { do: 'grid', shown: { voltageV: 240, frequencyHz: 60, gridPresent: true } },
  { do: 'wait', ms: 299_999 },
];

/** Lets anything happen to homes of a kind; gives how often their PEV was asked. */
function live(type: 'AUTO' | 'MANUAL', behaviour: Partial<EsciBehaviour> = {}): number {
  let asked = 0;
  fc.assert(
    fc.property(fc.boolean(), fc.array(act, { minLength: 5, maxLength: 40 }), (returning, acts) => {
      const home = new Watched({ type, behaviour });
      home.do({ do: 'grid', shown: { voltageV: 0, frequencyHz: 0, gridPresent: false } });
      home.do({ do: 'switch', shown: { aux: 'OPEN', coupling: false, busV: 0 } });
      home.do({ do: 'word' });
      for (const a of [...(returning ? SUPPLIED : []), ...acts]) home.do(a);
      asked += home.of('EmergencyGenerationRequest').length;
    }),
    { numRuns: 400, seed: 2026, includeErrorInReport: true },
  );
  return asked;
}

for (const type of ['AUTO', 'MANUAL'] as const) {
  test(`whatever happens, nothing is energised that is not proven isolated (${type})`, () => {
    assert.ok(live(type) > 20, 'and it does ask');
  });
}

const faults: [string, Partial<EsciBehaviour>, RegExp][] = [
  [
    'takes anything for a proof',
    { isolationProof: () => 'PROVEN', isolationHeld: () => true },
    /asked (with|without|on)|without its proof/,
  ],
  ['goes on without its proof', { isolationHeld: () => true }, /goes on without/],
  ['takes the grid for absent', { gridState: () => 'ABSENT' }, /grid present|voltage on the grid/],
  ['asks whoever wants', { wantsBackup: () => true }, /against the preference/],
  ['closes at any angle', { closesAtSync: () => true }, /closed on a live island/],
  ['closes at once', { enterServiceMs: () => 0 }, /closed too early/],
];

for (const [what, behaviour, notices] of faults) {
  test(`the watch notices an ESCI that ${what}`, () => {
    assert.throws(() => live('AUTO', behaviour), notices);
  });
}
