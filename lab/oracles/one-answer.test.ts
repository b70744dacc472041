import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { E, P, Script, U } from '../checks/customer/testing';
import { oneAnswer } from './one-answer';

/** A question reaches the PEV by the ESCI after 10 ms; an answer is due 10 s later. Nobody answers. */
const DUE_MS = 10_010;
const OTHER = 'urn:pr2:esci:e2';

/** What is said of a PEV that keeps silent, with something done to the network before or after the question. */
function silent({ before, after }: { before?: object; after?: object }): string | undefined {
  const script = new Script({ P_T_AVREQ: 10 });
  if (before !== undefined) script.network(-1000, before);
  script.say(0, E, 'AvailabilityRequest', { pevId: 'p1' }, { source: U, to: P });
  if (after !== undefined) script.network(5000, after);
  return oneAnswer.judge(script.until(DUE_MS), P)[0]?.judgement.verdict;
}

describe('a question that nobody answers', () => {
  test('is a failure', () => assert.equal(silent({}), 'fail'));

  const EXCUSES: Record<string, object> = {
    'the link on which the answer would go is cut': { kind: 'link', state: 'down', between: [P, E] },
    'what the device says gets nowhere': { kind: 'link', state: 'half-open', from: P, to: E },
    'its peer is no longer who it claims to be': { kind: 'credential', state: 'expired', from: E, to: P },
    'it is no longer who it claims to be itself': { kind: 'credential', state: 'wrong', from: P, to: E },
  };
  for (const [why, action] of Object.entries(EXCUSES))
    test(`is excused where ${why}, before it or after`, () => {
      assert.equal(silent({ before: action }), undefined);
      assert.equal(silent({ after: action }), undefined);
    });

  const NO_EXCUSES: Record<string, object> = {
    'the link of others is cut': { kind: 'link', state: 'down', between: [E, U] },
    'its link to another ESCI is cut': { kind: 'link', state: 'down', between: [P, OTHER] },
    'nothing new gets through to it': { kind: 'link', state: 'half-open', from: E, to: P },
    'the link is mended': { kind: 'link', state: 'up', between: [P, E] },
    'its messages are lost one by one': { kind: 'lose', by: P, name: 'AvailabilityReport' },
    'its messages are late': { kind: 'delay', by: P, name: 'AvailabilityReport', delayMs: 20_000 },
    'the utility answers nothing': { kind: 'unanswered', name: 'TerminationNotice', by: U },
    'the utility falls silent': { kind: 'silent', by: U },
    'the utility is dead': { kind: 'dead', by: U },
  };
  for (const [why, action] of Object.entries(NO_EXCUSES))
    test(`is not excused where ${why}`, () => {
      assert.equal(silent({ before: action }), 'fail');
      assert.equal(silent({ after: action }), 'fail');
    });

  test('is excused by nothing that comes once the time is over, nor by what was mended before it', () => {
    const cut = { kind: 'link', state: 'down', between: [P, E] };
    const script = new Script({ P_T_AVREQ: 10 });
    script.network(-2000, cut);
    script.network(-1000, { ...cut, state: 'up' });
    script.say(0, E, 'AvailabilityRequest', { pevId: 'p1' }, { source: U, to: P });
    script.network(DUE_MS + 1, cut);
    assert.equal(oneAnswer.judge(script.until(DUE_MS + 1), P)[0]?.judgement.verdict, 'fail');
  });

  test('is excused where the link is cut and mended while it thinks', () => {
    const script = new Script({ P_T_AVREQ: 10 });
    script.say(0, E, 'AvailabilityRequest', { pevId: 'p1' }, { source: U, to: P });
    const cut = { kind: 'link', between: [P, E] };
    script.network(3000, { ...cut, state: 'down' });
    script.network(4000, { ...cut, state: 'up' });
    assert.deepEqual(oneAnswer.judge(script.until(DUE_MS), P), []);
  });
});

describe('what tells a skew beside the answer', () => {
  /** What is said of a PEV that sends these receipts, with a skew or without, around its own answer after 3 s. */
  const told = (...receipts: readonly { readonly atMs: number; readonly skewS?: number }[]) => {
    const script = new Script({ P_T_AVREQ: 10 });
    script.say(0, E, 'AvailabilityRequest', { pevId: 'p1' }, { source: U, to: P, id: 'question' });
    const answers = [
      ...receipts.map(({ atMs, ...skew }) => ({ atMs, name: 'Receipt', data: { status: 'TAKEN', ...skew } })),
      { atMs: 3000, name: 'AvailabilityReport', data: { pevId: 'p1' } },
    ].toSorted((a, b) => a.atMs - b.atMs);
    for (const { atMs, name, data } of answers)
      script.say(atMs, P, name as 'Receipt', data, { to: U, correlationid: 'question' }, E);
    return oneAnswer.judge(script.until(DUE_MS), P)[0]?.judgement.verdict;
  };
  test('may come before it or after it', () => {
    assert.equal(told({ atMs: 1000, skewS: 3600 }), 'pass');
    assert.equal(told({ atMs: 5000, skewS: 3600 }), 'pass');
  });
  test('is one of its own where it tells none', () => assert.equal(told({ atMs: 1000 }), 'fail'));
});

test('a refusal as given before is an answer, but for a message whose id another bore', () => {
  const told = (twin: boolean): string | undefined => {
    const script = new Script({});
    const word = { switchId: 's1', statement: 'OPEN', confirmToken: 'once' };
    script.say(0, U, 'IsolationAttestation', word, { to: E, id: 'word' });
    if (twin) script.say(500, U, 'IsolationAttestation', { ...word, switchId: 's2' }, { to: E, id: 'word' });
    const refusal = { status: 'REJECTED', code: 'E_DUPLICATE' };
    script.say(1000, E, 'Receipt', refusal, { to: U, correlationid: 'word' });
    return oneAnswer.judge(script.until(DUE_MS), E)[0]?.judgement.verdict;
  };
  assert.equal(told(false), 'pass');
  assert.equal(told(true), 'fail');
});

describe('a receipt, which is an answer itself', () => {
  const answered = (status: string, more: object = {}): string | undefined => {
    const script = new Script({ P_T_AVREQ: 10 });
    script.say(0, U, 'Receipt', { refMessageId: 'x', status: 'REJECTED' }, { id: 'r', to: P });
    const data = { refMessageId: 'r', status, ...more };
    script.say(100, P, 'Receipt', data, { to: U, correlationid: 'r' });
    return oneAnswer.judge(script.until(DUE_MS), P)[0]?.judgement.verdict;
  };

  test('is not answered', () => assert.equal(answered('TAKEN'), 'fail'));
  test('may be refused', () => assert.equal(answered('REJECTED'), undefined));
  test('may be told its skew', () => assert.equal(answered('TAKEN', { skewS: 3 }), undefined));
});
