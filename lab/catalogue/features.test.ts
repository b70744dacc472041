/** The features hold together: what is required is tested, for everyone who owes it, under ids of its own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogueOf } from './catalogue';
import { loadSuite } from '../session/suite';

const { catalogue } = loadSuite();

test('the features parse, and every Rule and scenario carries what it must', () => {
  assert.deepEqual(catalogue.faults, []);
});

test('every role that owes a requirement has a test case for it', () => {
  const missing = catalogue.requirements.flatMap((r) =>
    r.roles
      .filter((role) => !catalogue.cases.some((c) => c.requirement === r.id && c.dut === role))
      .map((role) => `${r.id} has no case of the ${role}`),
  );
  assert.deepEqual(missing, []);
});

test('every requirement of PR2-G, PR2-A and PR2-B is there', () => {
  const ids = new Set(catalogue.requirements.map((r) => r.id));
  const wanted = [
    ...numbered('G', 3),
    ...numbered('A', 24),
    ...numbered('B', 10),
    'PR2-X-02',
    'PR2-X-03',
    'PR2-X-04',
    'PR2-X-05',
    'PR2-X-09',
    'PR2-X-13',
  ];
  assert.deepEqual(
    wanted.filter((id) => !ids.has(id)),
    [],
  );
});

test('an id used twice, a scenario without its tags and one without a Rule are told with file and line', () => {
  const rule = '@PR2-A-01 @must @pev\nRule: one\n\n@PR2-A-01.x @dut:pev @positive\nScenario: a\nGiven b\n';
  const told = (text: string): string =>
    catalogueOf([['x.feature', `Feature: f\n${text}`]]).faults.join('; ');
  assert.equal(told(rule), '');
  assert.match(
    told(rule + '@PR2-A-01.x @dut:pev @positive\nScenario: a again\nGiven b\n'),
    /x\.feature:9 test case PR2-A-01\.x stands already at x\.feature:6/,
  );
  assert.match(told(rule.replace('@dut:pev', '')), /x\.feature:6 scenario "a" has no @dut: tag/);
  assert.match(told(rule.replace('@positive', '')), /none of @positive/);
  assert.match(told(rule.replace('@must', '')), /neither @must nor @should/);
  assert.match(told('Scenario: alone\nGiven b\n'), /stands under no Rule/);
});

function numbered(group: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `PR2-${group}-${String(i + 1).padStart(2, '0')}`);
}
