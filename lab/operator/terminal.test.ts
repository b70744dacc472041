import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { describe, it } from 'node:test';
import { FakeClock } from '../connectors/testing/fake-clock';
import { askInTime, type Answer, type Question } from './operator';
import { typedFor } from './quantities';
import { TerminalOperator } from './terminal';

const PULL: Question = {
  where: 'PR2-A-06.one, at the PEV p1',
  instruction: 'Pull the cable out of the vehicle p1.',
  details: [['pevId', 'p1']],
  yes: 'Done',
  limitMs: 300_000,
};
const READ: Question = { ...PULL, instruction: 'Read it.', yes: 'Send', typed: typedFor('soc') };

/** A terminal with a person who types these lines, each when the one before has had its effect. */
async function typing(
  lines: readonly string[],
  question: Question,
): Promise<{ answer: Answer; shown: string }> {
  const [input, output, clock] = [new PassThrough(), new PassThrough(), new FakeClock()];
  const operator = new TerminalOperator(input, output, clock);
  const asking = askInTime({ operator, timers: clock }, question);
  for (const line of lines) input.write(`${line}\n`);
  const answer = await asking;
  await operator.close();
  return { answer, shown: String(output.read() ?? '') };
}

describe('the operator at a terminal', () => {
  it('is told what to do, in how long, and how to answer', async () => {
    const { shown } = await typing([''], PULL);
    assert.match(
      shown,
      /PR2-A-06\.one, at the PEV p1\n {2}Pull the cable out of the vehicle p1\.\n {4}pevId: p1\n/,
    );
    assert.match(shown, /Enter {2}Done {3}c {2}cannot do it {3}s {2}saw something else {3}\(5 min\)/);
  });

  const answers: readonly (readonly [readonly string[], Question, Answer])[] = [
    [[''], PULL, { kind: 'yes', value: '' }],
    [['c'], PULL, { kind: 'cannot' }],
    [['s a red lamp'], PULL, { kind: 'saw', text: 'a red lamp' }],
    [['S', '', 'smoke'], PULL, { kind: 'saw', text: 'smoke' }],
    [['yes', ''], PULL, { kind: 'yes', value: '' }],
    [['55,5'], READ, { kind: 'yes', value: '55,5' }],
    [['', 'full', '101', '100'], READ, { kind: 'yes', value: '100' }],
    [['c'], READ, { kind: 'cannot' }],
  ];
  for (const [lines, question, expected] of answers) {
    it(`takes ${JSON.stringify(lines)} as ${expected.kind}`, async () => {
      const { answer } = await typing(lines, question);
      assert.deepEqual(answer, expected);
    });
  }

  it('says why a value is none', async () => {
    const { shown } = await typing(['full', '12'], READ);
    assert.match(shown, /"full" is no number from 0 to 100 %/);
  });

  it('is not waited for longer than the question allows, and is warned before', async () => {
    const [input, output, clock] = [new PassThrough(), new PassThrough(), new FakeClock()];
    const operator = new TerminalOperator(input, output, clock);
    assert.deepEqual(await askInTime({ operator, timers: clock }, PULL), { kind: 'silent' });
    assert.equal(clock.now(), 300_000);
    assert.match(String(output.read()), /30 s left\n.*nobody answered/s);
    await operator.close();
  });

  it('that hangs up is asked no more', async () => {
    const [input, output, clock] = [new PassThrough(), new PassThrough(), new FakeClock()];
    const operator = new TerminalOperator(input, output, clock);
    const asking = askInTime({ operator, timers: clock }, PULL);
    input.end();
    assert.deepEqual(await asking, { kind: 'silent' });
    assert.deepEqual(await askInTime({ operator, timers: clock }, PULL), { kind: 'silent' });
    assert.ok(clock.now() < 300_000);
  });
});
