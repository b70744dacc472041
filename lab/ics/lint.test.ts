import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadSuite } from '../session/suite';
import { lintDeclaration } from './lint';
import { icsTemplate } from './template';

const { catalogue } = loadSuite();
const PEV = icsTemplate('pev');
const ESCI = icsTemplate('esci');

/** `level line: text`, the line that holds `mark` told as HERE. */
function linted(text: string, mark = '\0'): string[] {
  const here = text.split('\n').findIndex((line) => line.includes(mark)) + 1;
  return lintDeclaration(text, catalogue).map(
    (r) => `${r.level} ${r.line === here ? 'HERE' : r.line}: ${r.text}`,
  );
}

test('the template of each role has nothing to be said of', () => {
  for (const role of ['pev', 'esci', 'utility'] as const) assert.deepEqual(linted(icsTemplate(role)), []);
});

test('each mistake is told with its line, the allowed values or what the item is for', () => {
  const bad = PEV.replace('[SCHEDULED]', '[SCHEDULED, SLOW]')
    .replace('hasIce: false', 'hasIce: maybe')
    .replace('capacityWh: 60000', 'capacityWh: big')
    .replace('  phases: 1\n', '');
  const lines = bad.split('\n');
  const lineOf = (part: string): number => lines.findIndex((l) => l.includes(part)) + 1;
  const told = linted(bad);
  assert.equal(told.length, 4);
  assert.match(told[0] ?? '', /^error 3: ics\.phases is missing: phases it discharges on: 1, 2 or 3$/);
  assert.equal(
    told[1],
    `error ${lineOf('SLOW')}: ics.responseClasses[1] must be one of REGULATION, FAST, EMERGENCY, RESERVE, SCHEDULED`,
  );
  assert.match(
    told[2] ?? '',
    new RegExp(`^error ${lineOf('maybe')}: ics\\.hasIce must be true or false: true if it has a combustion`),
  );
  assert.equal(told[3], `error ${lineOf('big')}: ixit.capacityWh must be a whole number`);
});

test('an unknown item is told with the nearest name', () => {
  const text = PEV.replace('hasIce:', 'hasICE:');
  assert.ok(
    linted(text, 'hasICE').includes('error HERE: ics.hasICE is not an ICS item; did you mean hasIce?'),
  );
});

test('text that is no YAML has its line', () => {
  assert.match(linted('ics:\n  role: pev\n  role: esci\n')[0] ?? '', /^error 3: Map keys must be unique/);
});

/** What is replaced in a template, by what, and what is said where. */
const CONTRADICTIONS: readonly [template: string, from: string, to: string, mark: string, says: RegExp][] = [
  [PEV, '[GRID]', '[HOME]', 'sinks:', /HERE: ics\.sinks does not name GRID and ics\.scenarios names PR2-A/],
  [PEV, '[PR2-A]', '[PR2-A, PR2-B]', 'sinks:', /HERE: ics\.sinks does not name HOME .* PR2-B/],
  [PEV, 'minDischargeW: 500', 'minDischargeW: 8000', 'minDischargeW', /HERE: .* 8000 W .* 7200 W/],
  [ESCI, 'closedTransition: false', 'closedTransition: true', 'closedT', /HERE: .*without a switch nothing/],
  [ESCI, 'evseIds: [evse1]', 'evseIds: [evse1, evse2]', 'evseIds', /HERE: .*names 2 .*evseCount is 1/],
];

for (const [template, from, to, mark, says] of CONTRADICTIONS) {
  test(`a contradiction: ${to}`, () => {
    const [only, ...others] = linted(template.replace(from, to), mark);
    assert.match(only ?? '', says);
    assert.match(only ?? '', /^error/);
    assert.deepEqual(others, []);
  });
}

test('what is left unsaid and takes cases away is a warning; what no case would have needed is none', () => {
  const [only, ...others] = linted(PEV.replace(/ {2}randomisation: .*\n/, ''));
  assert.match(
    only ?? '',
    /^warning 3: ics\.randomisation is not declared, so PR2-X-07\.spread and 1 more do not apply/,
  );
  assert.deepEqual(others, []);
  assert.deepEqual(linted(PEV.replace(/ {2}attestationAt: .*\n/, '')), []); // PR2-B is declared absent
});

test('an item that is another role’s word is a warning', () => {
  const text = PEV.replace('  hasIce', '  evseCount: 2\n  hasIce');
  assert.deepEqual(linted(text, 'evseCount'), [
    'warning HERE: ics.evseCount is no word of a pev, and is not read',
  ]);
});
