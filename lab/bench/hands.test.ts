import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { HelloResult } from '../../schemas';
import { caseVerdict } from '../../verdicts';
import { FakeClock } from '../connectors/testing/fake-clock';
import { LiveConnector } from '../connectors/testing/live-connector';
import type { Answer, Hands, Question } from '../operator/operator';
import { ScriptedOperator, type Reaction } from '../operator/testing/scripted-operator';
import { OnWallClock } from '../rpc/on-wall-clock';
import { createToy, TOY_HELLO } from '../rpc/testing/toy-device';
import type { CaseRun } from '../session/case-run';
import { plainCase } from '../session/testing/plain-case';
import { CaseStop } from './case-stop';

type React = (question: Question, n: number, say: (raw: string) => void) => Reaction | undefined;

const HELLO: HelloResult = { ...TOY_HELLO, stimuli: [], readings: ['powerW'] };

/** A toy PEV without a hook for anything, and a person at it. */
async function withHands(t: TestContext, react: React, readings: Hands['readings'] = new Map()) {
  const wall = new FakeClock();
  const connector = new LiveConnector(
    (say) => new OnWallClock(createToy(HELLO), { kind: 'real', maxSpeed: 60, wall, say }),
    wall,
  );
  t.after(() => connector.close());
  const hello = await connector.open();
  const operator = new ScriptedOperator(wall, (question, n) =>
    react(question, n, (raw) => connector.onUnasked?.({ raw })),
  );
  const hands: Hands = {
    operator,
    stimuli: new Set(['unlock', 'opt-out']),
    readings,
    limitMs: 60_000,
    timers: wall,
  };
  const run = plainCase({
    pev: { connector, hello, hands },
    outOfTime: () => wall.now() > 900_000,
    leftMs: () => 900_000 - wall.now(),
    wall,
  });
  const bench = await run.start();
  const since = (ms: number): number => ms - run.startMs;
  return { run, bench, wall, operator, since };
}

const YES: Answer = { kind: 'yes', value: '' };

/** The kinds of the records that a deed leaves, in their order. */
function told(run: CaseRun): string[] {
  return run.view.records.flatMap((r) =>
    r.kind === 'operator' || r.kind === 'stimulus' || r.kind === 'emit' ? [r.kind] : [],
  );
}

test('a deed has happened when the person began it, and what the device says to it comes after', async (t) => {
  const { run, bench, operator, since } = await withHands(t, (_question, n, say) =>
    n === 0
      ? { afterMs: 20_000, answer: YES, meanwhile: { afterMs: 5_000, run: () => say('before') } }
      : { afterMs: 1_500, answer: YES, meanwhile: { afterMs: 300, run: () => say('reaction') } },
  );
  await bench.stimulate(run.pev, 'opt-out', { eventId: 'ev1', source: 'HMI' });
  await bench.runFor(1_000);
  assert.deepEqual(told(run), ['emit', 'operator', 'stimulus', 'emit']);
  const [before, reaction] = run.view.ofKind('emit');
  const [stimulus] = run.view.ofKind('stimulus');
  assert.deepEqual(
    [before, stimulus, reaction].map((r) => since(r?.at ?? 0)),
    [5_000, 20_000, 20_300],
  );
  assert.equal(stimulus?.name, 'opt-out');
  const [record] = run.view.ofKind('operator');
  assert.deepEqual([record?.answer, record?.tookMs], ['done', 1_500]);
  assert.equal(record?.asked, "Opt out of the event ev1 at the vehicle's panel.");
  assert.deepEqual(run.view.uncertainMs, 1_500);
  assert.deepEqual(
    operator.asked.map((q) => q.yes),
    ['Begin', 'Done'],
  );
  assert.equal(operator.asked[0]?.where, 'PR2-A-06.one, at the PEV');
});

test('a person is asked in real time, however fast the device may run', async (t) => {
  const { run, bench, wall } = await withHands(t, () => ({ afterMs: 1_000, answer: YES }));
  await bench.stimulate(run.pev, 'unlock', {});
  await bench.runFor(10_000);
  assert.equal(Math.round(wall.now() / 1000), 11);
});

const FRUITLESS: readonly (readonly [string, React, object, RegExp])[] = [
  [
    'cannot be done',
    () => ({ afterMs: 1_000, answer: { kind: 'cannot' } }),
    { answer: 'cannot', text: undefined },
    /^the operator could not do this: "Unlock the connector, and leave it in\."$/,
  ],
  [
    'ends otherwise',
    (_q, n) =>
      n === 0 ? { afterMs: 1_000, answer: YES } : { afterMs: 1_000, answer: { kind: 'saw', text: 'smoke' } },
    { answer: 'saw', text: 'smoke' },
    /^the operator saw something else on this: ".*"; seen: smoke$/,
  ],
  ['nobody begins', () => undefined, { answer: 'silent', text: undefined }, /^the operator did not answer: /],
  [
    'nobody ends',
    (_q, n) => (n === 0 ? { afterMs: 1_000, answer: YES } : undefined),
    { answer: 'silent', text: undefined },
    /^the operator did not answer: /,
  ],
];

for (const [what, react, left, sentence] of FRUITLESS) {
  test(`a deed that ${what} is no stimulus, and the case is inconclusive`, async (t) => {
    const { run, bench, wall } = await withHands(t, react);
    const stop = await bench.stimulate(run.pev, 'unlock', {}).then(
      () => assert.fail('it went on'),
      (error: unknown) => error,
    );
    assert.ok(stop instanceof CaseStop && stop.kind === 'operator', String(stop));
    assert.match(stop.message, sentence);
    assert.ok(wall.now() <= 62_000, `${wall.now()} ms: nothing hangs`);
    run.stop(stop);
    await run.end();
    const [record] = run.view.ofKind('operator');
    assert.deepEqual({ answer: record?.answer, text: record?.text }, left);
    assert.deepEqual(run.view.ofKind('stimulus'), []);
    const { verdict, cause } = caseVerdict(run.view.records);
    assert.equal(verdict, 'inconclusive');
    assert.match(cause ?? '', sentence);
  });
}

test('a reading is asked for when somebody looks, once a minute, and has the witness that was declared', async (t) => {
  const values = ['55', '54,5', 'CLOSED', '53', 'OPEN'];
  const { run, bench, operator } = await withHands(
    t,
    (question, n) => ({ afterMs: 2_000, answer: { kind: 'yes', value: values[n] ?? question.yes } }),
    new Map([['soc', 'product'] as const, ['contactor', 'instrument'] as const].slice(0, 2)),
  );
  values.splice(1, 1);
  await bench.readAll();
  await bench.readAll();
  assert.equal(operator.asked.length, 2);
  assert.equal(operator.asked[0]?.instruction, 'Read the state of charge, as the product shows it, in %.');
  await bench.runFor(60_000);
  await bench.readAll();
  const taken = run.view
    .readingsOf(run.pev)
    .filter((r) => 'soc' in r.values || 'contactor' in r.values)
    .map(({ witness, values: v }) => [witness, v]);
  assert.deepEqual(taken, [
    ['self-reported', { soc: 55 }],
    ['instrument', { contactor: 'CLOSED' }],
    ['self-reported', { soc: 53 }],
    ['instrument', { contactor: 'OPEN' }],
  ]);
  assert.deepEqual(
    run.view.ofKind('operator').map((r) => r.text),
    ['55', 'CLOSED', '53', 'OPEN'],
  );
});

test('a reading that is not taken ends the case', async (t) => {
  const { bench } = await withHands(t, () => undefined, new Map([['soc', 'product']]));
  await assert.rejects(bench.readAll(), (e) => e instanceof CaseStop && e.kind === 'operator');
});
