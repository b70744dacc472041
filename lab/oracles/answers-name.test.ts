import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogRecord } from '../../schemas';
import { CaseView } from '../../runlog/case-view';
import { answersName } from './answers-name';

const PEV = 'urn:pr2:pev:7f';
const UTILITY = 'urn:pr2:utility:u';

type Said = readonly [author: string, name: string, data: object, answers?: string | undefined, id?: string];

/** The requirement under which the PEV is failed, if it is; messages are named m0, m1 and so on. */
function failed(...said: readonly Said[]): string | undefined {
  const view = new CaseView();
  const devices = [PEV, UTILITY].map((urn) => ({ urn }));
  const records = [
    { kind: 'case', at: 0, case: 'c', devices, points: [], params: {} },
    ...said.map(([source, name, data, correlationid, id], i) => ({
      kind: 'emit',
      at: i,
      device: source,
      message: { id: id ?? `m${i}`, type: `pr2.${name}.v1`, source, data, correlationid },
      problems: [],
    })),
  ];
  for (const [n, r] of records.entries()) view.add({ n, prev: '', ...r } as unknown as LogRecord);
  return answersName.judge(view, PEV)[0]?.requirement;
}

const event = (eventId: string, revision: number): Said => [
  UTILITY,
  'EnergySupplyEvent',
  { eventId, revision },
];
const decision = (eventId: string, revision: number, of: string, more: object = {}): Said => [
  PEV,
  'EventResponse',
  { eventId, revision, decision: 'OPT_IN', ...more },
  of,
];

test('an answer is about the event that it answers, in its revision', () => {
  assert.equal(failed(event('a', 1), decision('a', 1, 'm0')), undefined);
  assert.equal(failed(event('a', 1), event('b', 0), decision('b', 1, 'm1')), 'PR2-A-08');
  assert.equal(failed(event('a', 0), event('b', 0), decision('a', 0, 'm1')), 'PR2-A-08');
});

test('what is stale may be told with what is known, and a later decision is of the event as it is', () => {
  assert.equal(failed(event('a', 0), decision('a', 2, 'm0', { code: 'E_STALE' })), undefined);
  assert.equal(failed(event('a', 0), decision('a', 0, 'm0'), decision('a', 1, 'm0')), undefined);
});

test('an answer to a request names it', () => {
  const request: Said = [UTILITY, 'DispatchUpdate', { dispatchId: 'd', revision: 3 }];
  const answer = (revision: number): Said => [PEV, 'DispatchResponse', { dispatchId: 'd', revision }, 'm0'];
  assert.equal(failed(request, answer(3)), undefined);
  assert.equal(failed(request, answer(2)), 'PR2-A-18');
});

test('of two bodies under one id the first is answered', () => {
  const [, name, other] = event('a', 7);
  assert.equal(
    failed(event('a', 0), [UTILITY, name, other, undefined, 'm0'], decision('a', 0, 'm0')),
    undefined,
  );
});

test('a receipt is about the message that it answers', () => {
  const receipt = (refMessageId: string, of?: string): Said => [
    PEV,
    'Receipt',
    { refMessageId, status: 'TAKEN' },
    of,
  ];
  assert.equal(failed(event('a', 0), receipt('m0', 'm0')), undefined);
  assert.equal(failed(event('a', 0), receipt('unknown', 'm0')), 'PR2-X-09');
  assert.equal(failed(event('a', 0), event('b', 0), receipt('m0', 'm1')), 'PR2-X-09');
  assert.equal(failed(receipt('unknown')), undefined, 'nothing that could be read is answered');
});
