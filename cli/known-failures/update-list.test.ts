import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ListedFailure, LogRecord } from '../../schemas';
import { isComplete, judgeRun, standAgainstList } from '../../verdicts';
import { caseOf, check, endCase, run, whole } from '../../verdicts/testing/records';
import { changesOf } from './update-list';

const entry = (id: string, state: ListedFailure['state'] = 'current'): ListedFailure => ({
  subject: 'case',
  id,
  reason: `why ${id}`,
  expires: state === 'expired' ? '2020-01-01' : '2031-01-01',
  state,
});

const executed = (name: string, ...middle: readonly LogRecord[]): LogRecord[] => [
  caseOf({ case: `PR2-A-15.${name}` }),
  ...middle,
  endCase(middle.length === 0 ? { stopped: { kind: 'adapter', text: 'it died' } } : {}),
];

const FAIL = check({ verdict: 'fail' });
const PASS = check({ verdict: 'pass' });

function updated(list: readonly ListedFailure[], ...records: readonly LogRecord[]): string[] {
  const head = run([{ id: 'PR2-A-15' }], { knownFailures: [...list] });
  const log = whole(head, ...records);
  const [judged] = judgeRun(log).roles;
  assert.ok(judged !== undefined);
  const stand = standAgainstList(judged, head, isComplete(log));
  assert.ok(stand !== undefined);
  return changesOf(list, stand, judged.cases, '2040-12-31').map(
    ({ kind, entry: e }) => `${kind} ${e.id} ${e.reason} ${e.expires}`,
  );
}

test('an entry that fails, errs, cannot be judged or was not run keeps reason and expiry', () => {
  assert.deepEqual(
    updated(
      ['fails', 'errs', 'open', 'absent'].map((name) => entry(`PR2-A-15.${name}`)),
      ...executed('fails', FAIL),
      ...executed('errs'),
      ...executed('open', check({ verdict: 'inconclusive' })),
    ),
    ['fails', 'errs', 'open', 'absent'].map(
      (name) => `kept PR2-A-15.${name} why PR2-A-15.${name} 2031-01-01`,
    ),
  );
});

test('what passes, is unknown, or expired and passes goes; what expired and fails is renewed', () => {
  assert.deepEqual(
    updated(
      [
        entry('PR2-A-15.passes'),
        entry('PR2-Z-01.x', 'unknown'),
        entry('PR2-A-15.late', 'expired'),
        entry('PR2-A-15.still', 'expired'),
      ],
      ...executed('passes', PASS),
      ...executed('late', PASS),
      ...executed('still', FAIL),
    ).map((t) => t.replace(/ why \S+/, '')),
    [
      'dropped PR2-A-15.passes 2031-01-01',
      'dropped PR2-Z-01.x 2031-01-01',
      'dropped PR2-A-15.late 2020-01-01',
      'renewed PR2-A-15.still 2040-12-31',
    ],
  );
});

test('a failure that no entry names is added with what was seen as its reason; an error never is', () => {
  assert.deepEqual(updated([], ...executed('new', FAIL), ...executed('errs'), ...executed('fine', PASS)), [
    'added PR2-A-15.new PR2-A-15: expected this; seen that 2040-12-31',
  ]);
});
