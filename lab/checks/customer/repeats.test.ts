import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPending, type Judgement } from '../check';
import { arrivesDated, repeats } from './repeats';
import { E, P, Script, U } from './testing';

const NOTICE = { eventId: 'ev1', action: 'OPT_OUT', sourceTime: '1970-01-01T00:00:00.000Z' };
const args = {
  by: P,
  name: 'ParticipationNotice',
  afterN: 0,
  apartMs: 10_000,
  least: 3,
  untilMs: 60_000,
} as const;

function said(
  at: readonly number[],
  answeredMs?: number,
  change: { id?: string; data?: object } = {},
): Script {
  const s = new Script();
  for (const [i, ms] of at.entries()) {
    const last = i === at.length - 1 ? change : {};
    s.say(ms, P, 'ParticipationNotice', last.data ?? NOTICE, { id: last.id ?? 'a', to: U }, E);
  }
  if (answeredMs !== undefined)
    s.say(answeredMs, E, 'Receipt', { status: 'TAKEN' }, { source: U, to: P, correlationid: 'a' });
  return s;
}

const judge = (script: Script): Judgement => repeats(script.until(60_000), args) as Judgement;

test('repeats an ack time apart are what is wanted, with or without an answer in the end', () => {
  assert.equal(judge(said([0, 10_000, 20_000, 30_000])).verdict, 'pass');
  assert.equal(judge(said([0, 10_000], 10_020)).verdict, 'pass');
  assert.ok(isPending(repeats(said([0]).until(5000), args)));
});

test('too few, too far apart, another id, another content, and more after the answer are told', () => {
  assert.match(judge(said([0, 10_000])).observed, /^1 repeats/);
  assert.match(judge(said([0, 12_000, 22_000, 32_000])).observed, /12 s after/);
  assert.match(judge(said([0, 10_000, 20_000, 30_000], undefined, { id: 'b' })).observed, /^2 repeats/);
  assert.match(judge(said([0, 10_000], undefined, { data: { eventId: 'ev2' } })).observed, /another content/);
  assert.match(judge(said([0, 10_000, 30_000], 10_020)).observed, /after its answer/);
  assert.match(judge(new Script()).observed, /no ParticipationNotice/);
});

test('what arrives late still says when it happened', () => {
  const late = (message: object, at = 600_000): Judgement => {
    const s = new Script();
    s.say(at, E, 'ParticipationNotice', { ...NOTICE, ...message }, { source: P, to: U });
    return arrivesDated(s.until(700_000), {
      to: U,
      source: P,
      name: 'ParticipationNotice',
      select: { eventId: { eq: 'ev1' } },
      happenedMs: 0,
      afterN: 0,
      fromMs: 600_000,
      byMs: 615_000,
    }) as Judgement;
  };
  assert.equal(late({}).verdict, 'pass');
  assert.match(late({ sourceTime: '1970-01-01T00:10:00.000Z' }).observed, /action is dated/);
  assert.match(late({}, 616_000).observed, /late/);
  assert.match(late({ eventId: 'ev2' }).observed, /did not arrive/);
});
