/** The device contract: purity, wake-ups, refusals, what it says of itself. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { checkLab, type Message } from '../../schemas';
import { LabError } from '../device';
import { createUtility } from './index';
import { HOUR, NOON, Rig, SECOND } from './testing';

test('it introduces itself as its schema wants', () => {
  const hello = createUtility().hello();
  assert.deepEqual(checkLab('HelloResult', hello), []);
  assert.deepEqual(hello.roles, ['utility']);
});

test('observing changes nothing, and tells the wall clock', () => {
  const rig = new Rig();
  rig.order(30 * HOUR);
  const before = rig.device.durable();
  const readings = rig.device.observe({
    at: NOON + 40 * HOUR,
    want: ['wallTime', 'state', 'powerW'],
  }).readings;
  assert.deepEqual(readings, { wallTime: '2031-03-12T04:00:00.000Z', state: 'ev1 NOTIFIED' });
  assert.equal(rig.device.durable(), before);
  rig.stimulate('clock-step', { deltaMs: -SECOND });
  assert.equal(
    rig.device.observe({ at: NOON, want: ['wallTime'] }).readings.wallTime,
    '2031-03-10T11:59:59.000Z',
  );
});

test('one long step is the same as many short ones', () => {
  const run = (stepS: number): string => {
    const rig = new Rig();
    rig.pev.connect();
    rig.order(30 * HOUR);
    for (let t = 0; t < 33 * 3600; t += stepS) rig.pass(stepS);
    return JSON.stringify(rig.log);
  };
  assert.equal(run(33 * 3600), run(660));
});

test('an unknown hook and a device that was not started are the lab’s errors', () => {
  const rig = new Rig();
  assert.throws(
    () => rig.stimulate('unlock', {}),
    (e: unknown) => e instanceof LabError && e.code === -32001,
  );
  assert.throws(() => rig.device.query({ at: rig.atMs, what: 'storedEvents' }), LabError);
  assert.throws(
    () => createUtility().durable(),
    (e: unknown) => e instanceof LabError && e.code === -32002,
  );
});

test('what is not for it, not its business, or from the wrong sender is refused with a reason', () => {
  const rig = new Rig({ pevs: ['p1', 'p2'] });
  const code = (message: Message): string | undefined => {
    rig.pass(1);
    return rig.answerTo(message)?.code;
  };
  assert.equal(
    code(rig.fromEsci('EventCancel', 'ev1', { eventId: 'ev1', revision: 1, reason: 'ABATED' })),
    'E_UNSUPPORTED',
  );
  const report = rig.pevs['p2']?.availability(rig.atMs);
  assert.ok(report);
  assert.equal(code(rig.pev.tell('AvailabilityReport', 's', report)), 'E_UNAUTHORIZED');
  const notice = {
    sessionId: 's',
    evseId: 'e',
    location: 'L1',
    architecture: 'S2',
    capabilities: { v2g: true, v2h: false },
  } as const;
  const connection = { ...notice, bidirectional: true, cordsetA: 32, inverterAuthorised: true };
  assert.equal(code(rig.pev.tell('ConnectionNotice', 's', connection)), 'E_UNAUTHORIZED');
  const elsewhere = rig.fromEsci('ConnectionNotice', 's', connection);
  assert.equal(code(elsewhere), undefined);
  rig.device.deliver({
    at: rig.atMs,
    link: { peer: 'urn:pr2:esci:e1', principal: 'urn:pr2:esci:e1', credential: 'valid' },
    message: { ...elsewhere, id: '00000000-0000-4000-8000-000000000001', destination: 'urn:pr2:utility:u2' },
  });
});

test('a replay gets the first answer again and has no second effect', () => {
  const rig = new Rig();
  rig.pev.connect();
  rig.order(30 * HOUR);
  rig.pass(10);
  const notice = rig.pev.act('OPT_OUT', 'ev1');
  rig.pass(1);
  rig.pev.act('OPT_IN', 'ev1');
  rig.pass(1);
  rig.post(notice);
  rig.pass(1);
  const answers = rig.sent('Receipt').filter((s) => s.message.correlationid === notice.id);
  assert.equal(answers.length, 2);
  assert.deepEqual(answers[0]?.message, answers[1]?.message);
  assert.equal(rig.targetState(), 'OPTED_IN');
});
