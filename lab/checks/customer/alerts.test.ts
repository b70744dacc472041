import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPending, type Judgement } from '../check';
import { tellsNothing, tellsOnce, triesAgain } from './alerts';
import { CHANNEL, Script, U } from './testing';

interface Alert {
  at?: number;
  to?: string;
  channel?: string;
  alertId?: string;
  eventId?: string;
  id?: string;
}

function told(alerts: Alert[]): Script {
  const s = new Script();
  for (const [
    i,
    { at = 10, to = 'EMAIL:c1', channel = to.split(':')[0], alertId = `a${i}`, eventId = 'ev1', id },
  ] of alerts.entries()) {
    const data = { alertId, customerId: 'c1', eventId, kind: 'CREATE', channel, requestedPowerW: 4000 };
    s.say(at, U, 'CustomerAlert', data, { to: `urn:pr2:channel:${to}`, ...(id === undefined ? {} : { id }) });
  }
  return s;
}

const once = {
  utility: U,
  customerId: 'c1',
  eventId: 'ev1',
  kind: 'CREATE',
  channels: ['EMAIL', 'SMS'],
  fields: { requestedPowerW: { eq: 4000 } },
  afterN: 0,
  fromMs: 0,
  byMs: 1000,
} as const;

const judgeOnce = (alerts: Alert[], args: object = {}): Judgement =>
  tellsOnce(told(alerts).until(1000), { ...once, ...args }) as Judgement;

test('one alert by each way is what is wanted; a repeat of the same alert is no second one', () => {
  assert.equal(judgeOnce([{}, { to: 'SMS:c1' }]).verdict, 'pass');
  assert.equal(judgeOnce([{ alertId: 'a' }, { alertId: 'a', at: 500 }, { to: 'SMS:c1' }]).verdict, 'pass');
  assert.ok(isPending(tellsOnce(told([{}]).until(500), once)));
});

test('an alert that failed told nobody, so that another may follow; one that arrived is the last', () => {
  const judge = (status: string): string => {
    const s = told([{ at: 10, alertId: 'a' }]);
    s.say(100, CHANNEL, 'AlertReceipt', { alertId: 'a', status }, { to: U });
    const data = { customerId: 'c1', eventId: 'ev1', kind: 'CREATE', requestedPowerW: 4000 };
    for (const [alertId, channel] of [
      ['b', 'EMAIL'],
      ['c', 'SMS'],
    ])
      s.say(200, U, 'CustomerAlert', { ...data, alertId, channel }, { to: `urn:pr2:channel:${channel}:c1` });
    return (tellsOnce(s.until(1000), once) as Judgement).verdict;
  };
  assert.equal(judge('FAILED'), 'pass');
  assert.equal(judge('DELIVERED'), 'fail');
});

test('a missing way, a second alert, another way, a wrong name, an early one and wrong contents are told', () => {
  assert.match(judgeOnce([{}]).observed, /none by SMS/);
  assert.match(judgeOnce([{}, {}, { to: 'SMS:c1' }]).observed, /a second alert by EMAIL/);
  assert.match(judgeOnce([{}, { to: 'SMS:c1' }, { to: 'PAGER:c1' }]).observed, /an alert by PAGER/);
  assert.match(judgeOnce([{ channel: 'SMS' }]).observed, /names SMS/);
  assert.match(judgeOnce([{}, { to: 'SMS:c1' }], { fromMs: 20 }).observed, /as early as/);
  assert.match(
    judgeOnce([{}, { to: 'SMS:c1' }], { fields: { requestedPowerW: { eq: 3000 } } }).observed,
    /requestedPowerW is 4000/,
  );
});

test('attempts are counted, and must lie apart', () => {
  const judge = (...at: number[]): ReturnType<typeof triesAgain> =>
    triesAgain(told(at.map((ms) => ({ at: ms }))).until(60_000), {
      utility: U,
      channel: 'urn:pr2:channel:EMAIL:c1',
      eventId: 'ev1',
      least: 2,
      most: 4,
      apartMs: 1000,
      afterN: 0,
      untilMs: 60_000,
    });
  assert.equal((judge(0, 10_000) as Judgement).verdict, 'pass');
  assert.equal((judge(0) as Judgement).verdict, 'fail');
  assert.equal((judge(0, 10_000, 20_000, 30_000, 40_000) as Judgement).verdict, 'fail');
  assert.match((judge(0, 999) as Judgement).observed, /too soon/);
});

test('nothing means nothing on any channel of the customer', () => {
  const args = { utility: U, customerId: 'c1', afterN: 0, untilMs: 1000 };
  assert.equal((tellsNothing(told([]).until(1000), args) as Judgement).verdict, 'pass');
  assert.equal((tellsNothing(told([{ to: 'APP:c1' }]).until(1000), args) as Judgement).verdict, 'fail');
  assert.ok(isPending(tellsNothing(told([]).until(999), args)));
});
