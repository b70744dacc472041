import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadSuite } from '../../lab/session/suite';
import { namedIn, readKnownFailures, type Nameable } from './list-file';

const KNOWN: Nameable = { has: (_, id) => id.startsWith('PR2-A-15') };
const read = (text: string) => readKnownFailures(text, 'known.yaml', KNOWN, '2030-06-01');

function problem(text: string): string {
  const outcome = read(text);
  assert.ok('problem' in outcome, JSON.stringify(outcome));
  assert.ok(!outcome.problem.includes('\n'), outcome.problem);
  return outcome.problem;
}

test('entries are current to the end of their last day, expired after it, unknown where the suite has no such name', () => {
  const listed = read(`
- case: PR2-A-15.exact
  reason: ticket 1
  expires: 2030-06-01
- requirement: PR2-A-15
  reason: ticket 2
  expires: 2030-05-31
- {check: PR2-Z-01/answers, reason: gone, expires: '2031-01-01'}
`);
  assert.ok(!('problem' in listed));
  assert.deepEqual(
    listed.map((e) => [e.subject, e.id, e.state]),
    [
      ['case', 'PR2-A-15.exact', 'current'],
      ['requirement', 'PR2-A-15', 'expired'],
      ['check', 'PR2-Z-01/answers', 'unknown'],
    ],
  );
});

test('an empty file and one of comments list nothing', () => {
  assert.deepEqual(read(''), []);
  assert.deepEqual(read('# nothing known\n'), []);
  assert.deepEqual(read('[]'), []);
});

test('each mistake has its sentence, with its line', () => {
  assert.match(problem('- case: [a'), /^known\.yaml:1 is not YAML: /);
  assert.match(problem('case: x'), /^known\.yaml: a list of known failures is a YAML list of entries/);
  assert.match(problem('- PR2-A-15.exact'), /^known\.yaml:1 an entry is an object such as/);
  assert.match(
    problem('# note\n- case: PR2-A-15.exact\n  expires: 2031-01-01\n'),
    /^known\.yaml:2 reason is missing/,
  );
  assert.match(
    problem('- {case: PR2-A-15.exact, reason: r, expires: soon}'),
    /expires must be a date such as 2027-03-31/,
  );
  assert.match(
    problem('- {case: PR2-A-15.exact, reason: r, expires: 2031-02-30}'),
    /2031-02-30 is no day of the calendar/,
  );
  assert.match(problem('- {cases: PR2-A-15.exact, reason: r, expires: 2031-01-01}'), /did you mean case\?$/);
  assert.match(problem('- {reason: r, expires: 2031-01-01}'), /names one requirement.*this one names none$/);
  assert.match(
    problem('- {case: PR2-A-15.exact, check: PR2-A-15/x, reason: r, expires: 2031-01-01}'),
    /this one names case and check$/,
  );
  const twice = '- {case: PR2-A-15.exact, reason: r, expires: 2031-01-01}\n';
  assert.match(problem(twice + twice), /^known\.yaml:2 case PR2-A-15\.exact is listed on line 1 already/);
});

test('the suite knows its requirements, its cases, and the checks that there are', () => {
  const known = namedIn(loadSuite());
  assert.ok(known.has('requirement', 'PR2-A-15') && known.has('case', 'PR2-A-15.exact'));
  assert.ok(known.has('check', 'PR2-A-15/answers') && known.has('check', 'PR2-A-15/stays-up'));
  assert.ok(!known.has('requirement', 'PR2-A-15.exact') && !known.has('case', 'PR2-A-15'));
  assert.ok(!known.has('check', 'PR2-A-15/no-such-check') && !known.has('check', 'answers'));
});
