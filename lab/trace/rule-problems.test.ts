import type { TraceInputs } from './trace-problems';
import { EVIDENCE, FEATURE, idsAnd, refuses, small, SOURCES } from './testing';

const NO_FAULTS = { faults: undefined };

refuses(
  'a Rule without a scenario',
  small(
    {
      feature: `${FEATURE}\n  @PR2-A-16 @must @pev @source:L3\n  Rule: measured\n`,
      sources: SOURCES.replace('[PR2-A-15]', '[PR2-A-15, PR2-A-16]'),
      ids: idsAnd('requirement PR2-A-16'),
    },
    NO_FAULTS,
  ),
  /^features\/pr2-a\/small\.feature:\d+ PR2-A-16 has no scenario$/,
);
refuses(
  'a scenario under no Rule',
  small({
    feature: FEATURE.replace('Feature: small\n', 'Feature: small\n\n  Scenario: alone\n    Given a\n'),
  }),
  /^features\/pr2-a\/small\.feature:3 scenario "alone" stands under no Rule$/,
);
refuses(
  'a file that is no Gherkin',
  small({ evidence: `${EVIDENCE}\n  @left\n` }),
  /^features\/cross-cutting\/evidence\.feature:\d+ is no Gherkin: /,
  /requirement PR2-X-14 was published and is nowhere/,
);
refuses(
  'a scenario without @dut',
  small({ feature: FEATURE.replace(' @dut:pev', '') }),
  /small\.feature:9 scenario "all of it" has no @dut: tag/,
  /PR2-A-15 is owed by the pev, and no scenario has @dut:pev/,
  /ids\.txt:3 case PR2-A-15\.exact was published and is nowhere/,
);
refuses(
  'a scenario without a kind',
  small({ feature: FEATURE.replace(' @positive', '') }),
  /small\.feature:9 scenario "all of it" has none of @positive/,
);
refuses(
  'a scenario without an id',
  small({ feature: FEATURE.replace('@PR2-A-15.exact ', '') }),
  /small\.feature:9 scenario "all of it" has no id tag/,
  /PR2-A-15 is owed by the pev, and no scenario/,
  /case PR2-A-15\.exact was published and is nowhere/,
);
refuses(
  'an owed role without a test case',
  small({ feature: FEATURE.replace('@pev @utility', '@pev @esci @utility') }, NO_FAULTS),
  /small\.feature:4 PR2-A-15 is owed by the esci, and no scenario has @dut:esci/,
);
refuses(
  'a case that judges who owes nothing',
  small({ feature: FEATURE.replace('@pev @utility', '@utility') }, NO_FAULTS),
  /small\.feature:9 PR2-A-15\.exact judges the pev, which does not owe PR2-A-15/,
);
refuses(
  'a Rule that nobody owes',
  small({ evidence: EVIDENCE.replace(/ @kit @test:\S+/, '') }),
  /evidence\.feature:4 PR2-X-14 is owed by nobody/,
);
refuses(
  'a duty of the kit without a test',
  small({ evidence: EVIDENCE.replace(/ @test:\S+/, '') }),
  /PR2-X-14 is owed by the kit, and no @test: tag names a test of it/,
);
refuses(
  'a duty of the kit whose test is gone',
  small({}, { exists: () => false }),
  /PR2-X-14 names the test lab\/runlog\/runlog\.test\.ts, which is not there/,
);

refuses(
  'a Rule that rests on a reading which is not there',
  small({ feature: FEATURE.replace('(D15)', '(D15, D16)') }),
  /small\.feature:4 PR2-A-15 rests on D16, which is not in features\/readings\.yaml/,
);
refuses(
  'a reading that does not know what rests on it',
  withPlace({ affects: [] }),
  /PR2-A-15 rests on D15, and features\/readings\.yaml does not say that D15 affects it/,
);
refuses(
  'a reading that affects nothing there is',
  withPlace({ affects: ['PR2-A-15', 'PR2-B-11'] }),
  /D15 affects PR2-B-11/,
);
refuses(
  'a choice that is none',
  withPlace({ chosen: 'both' }),
  /readings\.yaml:5 D15 chooses both, which is none of/,
);
refuses(
  'one reading alone',
  withPlace({ readings: { refuse: 'it is refused' } }),
  /D15 has only one reading/,
);
refuses(
  'an unknown parameter',
  withPlace({ parameters: ['P_TOLL'] }),
  /D15 names P_TOLL, which is no test parameter/,
);

refuses(
  'a requirement without a fault that it catches',
  small({}, { faults: small().faults?.slice(1) ?? [] }),
  /small\.feature:4 PR2-A-15 has no named fault of the pev that it catches/,
);
refuses(
  'a fault that breaks nothing owed',
  small({}, { faults: [...(small().faults ?? []), { name: 'esci/mute', role: 'esci', breaks: 'PR2-A-15' }] }),
  /fault esci\/mute breaks PR2-A-15, which the esci does not owe/,
);

function withPlace(change: Partial<TraceInputs['places'][number]>): TraceInputs {
  const inputs = small();
  return { ...inputs, places: inputs.places.map((p) => ({ ...p, ...change })) };
}
