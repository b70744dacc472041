import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Judgement } from '../check';
import { keepsHistory, recordHolds } from './records';
import { Script, U } from './testing';

function asked(records: object[]): { s: Script; query: number } {
  const s = new Script();
  return { s, query: s.records(0, U, 'alertOutcomes', records) };
}

test('a record is found by what it is about, and must say what is expected', () => {
  const { s, query } = asked([
    { eventId: 'ev1', channel: 'SMS', status: 'FAILED' },
    { eventId: 'ev1', channel: 'EMAIL', status: 'DELIVERED' },
  ]);
  const judge = (select: object, fields: object, count?: number): string =>
    (
      recordHolds(s.view, {
        query,
        select: select as never,
        fields: fields as never,
        ...(count === undefined ? {} : { count }),
      }) as Judgement
    ).verdict;
  const email = { channel: { eq: 'EMAIL' } };
  assert.equal(judge(email, { status: { eq: 'DELIVERED' } }), 'pass');
  assert.equal(judge(email, { status: { eq: 'FAILED' } }), 'fail');
  assert.equal(judge({ channel: { eq: 'PAGER' } }, {}), 'fail');
  assert.equal(judge({ channel: { eq: 'PAGER' } }, {}, 0), 'pass');
  assert.equal(judge({ eventId: { eq: 'ev1' } }, {}, 1), 'fail');
});

test('a record that lacks what is asked of it is told by the name of what it lacks', () => {
  const { s, query } = asked([{ customerId: 'c1', version: 1 }]);
  const versions = [{ version: 1, fromMs: 0 }];
  const judged = keepsHistory(s.view, { query, customerId: 'c1', versions, toleranceMs: 1000 }) as Judgement;
  assert.match(judged.observed, /without effectiveAt/);
});

test('a version is kept with all that it said', () => {
  const body = { customerId: 'c1', version: 1, language: 'fi', channels: [{ type: 'SMS', enabled: false }] };
  const judge = (kept: object): string => {
    const { s, query } = asked([{ ...body, effectiveAt: new Date(0).toISOString(), ...kept }]);
    const versions = [{ version: 1, fromMs: 0, says: body }];
    return (keepsHistory(s.view, { query, customerId: 'c1', versions, toleranceMs: 1000 }) as Judgement)
      .verdict;
  };
  assert.equal(judge({}), 'pass');
  assert.equal(judge({ channels: [{ enabled: false, type: 'SMS' }] }), 'pass');
  assert.equal(judge({ language: 'en' }), 'fail');
  assert.equal(judge({ channels: [] }), 'fail');
});

test('a history has every version once, in order, each from its time on', () => {
  const judge = (versions: [number, number][]): string => {
    const { s, query } = asked(
      versions.map(([version, ms]) => ({
        customerId: 'c1',
        version,
        effectiveAt: new Date(ms).toISOString(),
      })),
    );
    const wanted = [
      { version: 1, fromMs: 0 },
      { version: 2, fromMs: 5000 },
    ];
    return (
      keepsHistory(s.view, { query, customerId: 'c1', versions: wanted, toleranceMs: 1000 }) as Judgement
    ).verdict;
  };
  assert.equal(
    judge([
      [1, 0],
      [2, 5500],
    ]),
    'pass',
  );
  assert.equal(
    judge([
      [2, 5000],
      [1, 0],
    ]),
    'fail',
  );
  assert.equal(judge([[2, 5000]]), 'fail');
  assert.equal(
    judge([
      [1, 0],
      [2, 7000],
    ]),
    'fail',
  );
  assert.equal(
    judge([
      [1, 0],
      [2, 5000],
      [3, 6000],
    ]),
    'fail',
  );
});
