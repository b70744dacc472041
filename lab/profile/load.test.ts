import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { UnclearPlace } from '../../schemas';
import { loadProfile, profileNames, readProfile } from './load';
import { loadPlaces } from './readings';
import { packageRoot } from '../session/suite';

const PLACE: UnclearPlace = {
  id: 'D18',
  place: 'L92',
  question: 'When is the grid active?',
  readings: { first: 'in the first way', second: 'in the second way' },
  chosen: 'first',
  why: 'it came first',
  affects: ['PR2-A-17'],
  parameters: ['P_ES_DELAY'],
};
const { parameters: _, ...FIXED } = { ...PLACE, id: 'D1' };

const problemOf = (text: string): string => {
  const loaded = readProfile(text, 'my.yaml', [PLACE, FIXED]);
  return 'problem' in loaded ? loaded.problem : '';
};

test('every profile that comes with the kit is sound and has its name', () => {
  assert.ok(profileNames().length >= 4);
  for (const name of profileNames()) {
    const profile = loadProfile(name);
    assert.ok(!('problem' in profile), 'problem' in profile ? profile.problem : '');
    assert.equal(profile.name, name);
    assert.equal(profile.readings.length, 37);
  }
});

test('the readings of the use case are D1 to D37', () => {
  const { places } = loadPlaces(packageRoot());
  assert.deepEqual(
    places.map((p) => p.id),
    Array.from({ length: 37 }, (_unused, i) => `D${i + 1}`),
  );
});

test('a profile changes what it says and nothing else', () => {
  const own = loadProfile('default');
  const european = loadProfile('european-50Hz');
  assert.ok(!('problem' in own) && !('problem' in european));
  assert.deepEqual(own.nominal, { voltageV: 240, frequencyHz: 60 });
  assert.deepEqual(european.nominal, { voltageV: 230, frequencyHz: 50 });
  assert.equal(european.params['P_ES_F_MIN'], 47.5);
  assert.equal(european.params['P_TOL'], own.params['P_TOL']);
  const otherwise = european.readings.filter((r, i) => r.chosen !== own.readings[i]?.chosen);
  assert.deepEqual(
    otherwise.map((r) => [r.id, r.why]),
    [['D18', 'the profile european-50Hz reads it so']],
  );
});

test('what is wrong with a profile is told in one sentence', () => {
  assert.equal(problemOf('name: x\nparams: {}\n'), '');
  assert.match(problemOf('name: x\nname: y\n'), /^my\.yaml:2 is not YAML: Map keys must be unique/);
  assert.equal(
    problemOf('name: x\nparams: { P_RAMPP: 3 }\n'),
    'my.yaml: params.P_RAMPP is not known here; did you mean P_RAMP?',
  );
  assert.equal(problemOf('name: x\nparams: { P_RAMP: 0 }\n'), 'my.yaml: params.P_RAMP must be >= 0.1');
  assert.equal(
    problemOf('12\n'),
    'my.yaml: the value must be an object; a profile is an object with name and params',
  );
  assert.equal(
    problemOf('name: x\nnominalHz: 50\nparams: {}\n'),
    'my.yaml: nominalHz 50 lies outside the window of service that P_ES_F_MIN 59.5 and P_ES_F_MAX 60.1 state',
  );
});

test('a reading may only be taken otherwise by a parameter that says so', () => {
  const taking = (readings: string, params = ''): string =>
    problemOf(`name: x\nparams: { ${params} }\nreadings: { ${readings} }\n`);
  assert.equal(taking('D18: second', 'P_ES_DELAY: 60'), '');
  assert.equal(taking('D18: first'), '');
  assert.match(taking('D18: second'), /none of the parameters that say so is set: P_ES_DELAY/);
  assert.match(taking('D18: third'), /readings\.D18 is one of first, second, not third/);
  assert.match(taking('D1: second'), /readings\.D1 is read in one way only/);
  assert.match(taking('D99: second'), /readings\.D99 is no place/);
});

test('a profile that is not there is told with what there is', () => {
  const told = (name: string): string => {
    const loaded = loadProfile(name);
    return 'problem' in loaded ? loaded.problem : '';
  };
  assert.equal(told('european-60Hz'), 'there is no profile european-60Hz; did you mean european-50Hz?');
  assert.match(told('none/of/these.yaml'), /there are default, .* or the path of a file$/);
  assert.match(told(packageRoot()), /it cannot be read \(EISDIR\)$/);
});
