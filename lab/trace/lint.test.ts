import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lintProblems, type StepDefinition } from './lint';
import { placeOf } from './step-source';

const FEATURE = `Feature: small

  Background:
    Given the cable is in

  @PR2-A-15 @must @pev @source:L3
  Rule: one

    @PR2-A-15.exact @dut:pev @positive
    Scenario Outline: all of it
      When 5 kW are asked
      Then <what> flow
      And the meter agrees

      Examples:
        | id             | what |
        | PR2-A-15.exact | 5 kW |
        | PR2-A-15.less  | 4 kW |
`;

const DEFINED = [
  define('Given', 'the cable is in'),
  define('When', '5 kW are asked'),
  define('Then', /^\d kW flow$/),
  define('Then', 'the meter agrees'),
];

function define(kind: StepDefinition['kind'], pattern: string | RegExp, line = 1): StepDefinition {
  const matches = (text: string): boolean =>
    typeof pattern === 'string' ? text === pattern : pattern.test(text);
  return { kind, pattern: String(pattern), matches, at: () => `steps/small.ts:${line}` };
}

function lint(feature: string, definitions: readonly StepDefinition[] = DEFINED): string[] {
  return lintProblems([['x.feature', feature]], definitions);
}

test('a sound feature has no problem', () => {
  assert.deepEqual(lint(FEATURE), []);
});

test('a step that nobody defined is told once, with the nearest that is', () => {
  assert.deepEqual(lint(FEATURE.replace('the cable is in', 'the cabel is in')), [
    'x.feature:4 no step is defined for "the cabel is in"; the nearest is "the cable is in"',
  ]);
  assert.deepEqual(lint(FEATURE.replace('5 kW |', 'watts |')), [
    'x.feature:12 no step is defined for "watts flow"',
  ]);
});

test('a step with two meanings names both places', () => {
  assert.deepEqual(lint(FEATURE, [...DEFINED, define('When', /asked$/, 7)]), [
    'x.feature:11 "5 kW are asked" could be either of "5 kW are asked" (steps/small.ts:1) and "/asked$/" (steps/small.ts:7)',
  ]);
});

test('a Then, or an And after it, that records no check is told', () => {
  const without = [...DEFINED.slice(0, 3), define('When', 'the meter agrees', 9)];
  assert.deepEqual(lint(FEATURE, without), [
    'x.feature:13 "the meter agrees" is a Then without a check: steps/small.ts:9 defines it with When',
  ]);
});

test('a scenario without a Then is told', () => {
  assert.deepEqual(lint(FEATURE.replace('      Then <what> flow\n      And the meter agrees\n', '')), [
    'x.feature:10 scenario "all of it" has no Then',
  ]);
});

test('what Rules and scenarios must carry is told in the order of the lines', () => {
  const bare = FEATURE.replace('@must @pev ', '').replace('@dut:pev @positive', '@positive');
  assert.deepEqual(lint(bare), [
    'x.feature:7 PR2-A-15 has neither @must nor @should',
    'x.feature:7 PR2-A-15 has none of @pev, @esci, @utility',
    'x.feature:10 scenario "all of it" has no @dut: tag',
  ]);
  assert.deepEqual(lint(FEATURE.replace('@PR2-A-15 ', '')), [
    'x.feature:7 Rule "one" has no requirement tag such as @PR2-A-15',
  ]);
});

test('a text that is no Gherkin is told with each of its lines', () => {
  const problems = lint(`${FEATURE}\n  Wrong here\n    | and | there |\n  @tag\n`);
  assert.ok(problems.length > 0);
  for (const problem of problems) assert.match(problem, /^x\.feature:2\d is no Gherkin: /);
  assert.deepEqual(lint('# nothing\n'), ['x.feature:1 holds no feature']);
});

test('the place of a step is where it is defined, not where it is registered', () => {
  const stack = new Error();
  stack.stack =
    'Error\n    at define (/p/steps/world.ts:60:5)\n    at Then (/p/steps/world.ts:44:3)\n    at Object.<anonymous> (/p/steps/base/ended.ts:12:1)';
  assert.equal(placeOf({ kind: 'Then', stack }), 'steps/base/ended.ts:12');
  stack.stack = 'Error\n    at C:\\p\\steps\\base\\ended.ts:13:1';
  assert.equal(placeOf({ kind: 'Then', stack }), 'steps/base/ended.ts:13');
});
