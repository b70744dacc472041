import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstWords, matchQuickly, type Definitions } from './quick-matching';

type Expression = Definitions['stepDefinitions'][number]['expression'];
type Found = readonly { readonly group: unknown; getValue(thisObject: unknown): unknown }[] | null;

/** Those that Cucumber itself works with. */
const { CucumberExpression, ParameterTypeRegistry } = require(
  require.resolve('@cucumber/cucumber-expressions', { paths: [require.resolve('@cucumber/cucumber')] }),
) as {
  CucumberExpression: new (pattern: string, registry: object) => Expression;
  ParameterTypeRegistry: new () => object;
};

const PATTERNS = [
  'the PEV is plugged in',
  'the PEV discharges {int} W',
  'the PEV/ESCI is lost',
  'the PEV(s) is/are lost',
  '{word} is lost',
  'a \\(b) is lost',
  'it says {string} {float} time(s)',
];
const TEXTS = [
  'the PEV is plugged in',
  'the PEV discharges 5 W',
  'the PEV discharges five W',
  'the PEV is lost',
  'the ESCI is lost',
  'the PEVs are lost',
  'all is lost',
  'a (b) is lost',
  'it says "yes" 1.5 times',
  '',
];

test('a definition finds what it found before, and again when it is asked again', () => {
  for (const pattern of PATTERNS) {
    const registry = new ParameterTypeRegistry();
    const plain = new CucumberExpression(pattern, registry);
    const expression = new CucumberExpression(pattern, registry);
    matchQuickly({ stepDefinitions: [{ pattern, expression }] });
    for (const text of [...TEXTS, ...TEXTS]) {
      const values = (by: Expression) =>
        (by.match(text) as Found)?.map((argument) => [
          JSON.stringify(argument.group),
          argument.getValue(null),
        ]) ?? null;
      assert.deepEqual(values(expression), values(plain), `${pattern} on "${text}"`);
    }
  }
});

test('the first words are those that every match begins with', () => {
  assert.deepEqual(PATTERNS.map(firstWords), [
    'the PEV is plugged ',
    'the PEV discharges ',
    'the ',
    'the ',
    '',
    'a ',
    'it says ',
  ]);
  assert.equal(firstWords(/^the PEV/), '');
});
