import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { READING_NAMES, STIMULUS_NAMES } from '../../schemas';
import { packageRoot } from '../session/suite';
import { instructionFor } from './instructions';
import { readAs, typedFor, type ReadByHand } from './quantities';

test('every stimulus has an instruction, a sentence, also without its parameters', () => {
  for (const name of STIMULUS_NAMES) {
    const { text, details } = instructionFor(name, {});
    assert.match(text, /^[A-Z].*\.$/, name);
    assert.deepEqual(details, []);
  }
});

test('parameters come with their units, those within others under both names', () => {
  assert.deepEqual(instructionFor('load', { W: 1500, phase: 1 }), {
    text: 'Set the load at the premises to 1.5 kW.',
    details: [
      ['W', '1.5 kW'],
      ['phase', '1'],
    ],
  });
  const { details } = instructionFor('plug-in', {
    pevId: 'p1',
    evseId: 'evse1',
    cordsetA: null,
    evseMaxW: 7200,
    bidirectional: true,
  });
  assert.deepEqual(details.slice(2), [
    ['cordsetA', 'none'],
    ['evseMaxW', '7.2 kW'],
    ['bidirectional', 'yes'],
  ]);
  assert.deepEqual(instructionFor('override', { limits: { W: 2000 } }).details, [['limits.W', '2 kW']]);
  assert.match(instructionFor('bounce', { ms: 1500 }).text, /for 1\.5 s,/);
  assert.match(instructionFor('set-soc', { soc: 55 }).text, /of 55 %\./);
  assert.match(instructionFor('clock-step', { deltaMs: 3_600_000 }).text, /by 60 min\./);
});

test('a typed text is a reading, or it is said why it is none', () => {
  assert.deepEqual(readAs('soc', ' 55,5 '), { value: 55.5 });
  assert.deepEqual(readAs('contactor', 'open'), { value: 'OPEN' });
  assert.deepEqual(readAs('gridPresent', 'No'), { value: false });
  assert.deepEqual(readAs('soc', '-1'), { problem: '"-1" is no number from 0 to 100 %' });
  assert.deepEqual(readAs('plug', 'half'), { problem: '"half" is none of IN, OUT' });
  assert.equal(typedFor('voltageV').problemOf('1e9'), '"1e9" is no number from 0 to 1500 V');
  assert.equal(typedFor('voltageV').problemOf('230'), undefined);
});

test('every reading that a declaration may give to a person can be asked for', () => {
  const schema = readFileSync(join(packageRoot(), 'schemas', 'lab', 'ixit.schema.json'), 'utf8');
  const { properties } = (JSON.parse(schema) as IxitSchema).properties.operator.properties.readings;
  const names = Object.keys(properties) as ReadByHand[];
  assert.ok(names.length > 5);
  for (const name of names) {
    assert.ok((READING_NAMES as readonly string[]).includes(name), name);
    const { what, problemOf } = typedFor(name);
    assert.notEqual(what, '');
    assert.notEqual(problemOf('nonsense'), undefined);
  }
});

interface IxitSchema {
  readonly properties: {
    readonly operator: { readonly properties: { readonly readings: { readonly properties: object } } };
  };
}
