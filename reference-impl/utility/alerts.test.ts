/** Alerts to customers (PR2-A-02, A-03, A-04, A-09, X-11). */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { MessageBodies } from '../../schemas';
import { timeText } from '../endpoint/identifiers';
import { DAY, enrollment, HOUR, NOON, preference, Rig, SECOND } from './testing';

type Channel = MessageBodies['NotificationPreference']['channels'][number];
const on = (type: Channel['type']): Channel => ({ type, address: '+49 170 5550123', enabled: true });
const off = (type: Channel['type']): Channel => ({ ...on(type), enabled: false });
const prefers = (change: Partial<MessageBodies['NotificationPreference']>) => [preference('c-p1', change)];

test('one alert for each designated channel, none on another, with what a customer must know', () => {
  const rig = new Rig({
    preferences: prefers({ channels: [on('SMS'), off('WEB'), on('PAGER'), on('EMAIL')] }),
  });
  rig.order(30 * HOUR, { powerW: 5000 });
  rig.pass(60);
  const alerts = rig.sent('CustomerAlert');
  assert.deepEqual(
    alerts.map((s) => s.message.destination),
    ['urn:pr2:channel:SMS:c-p1', 'urn:pr2:channel:PAGER:c-p1', 'urn:pr2:channel:EMAIL:c-p1'],
  );
  const [first] = rig.bodies('CustomerAlert');
  assert.ok(first);
  assert.equal(first.eventId, 'ev1');
  assert.equal(first.kind, 'CREATE');
  assert.equal(first.noticeClass, 'PLANNED');
  assert.equal(first.start, timeText(NOON + 30 * HOUR));
  assert.equal(first.durationS, 7200);
  assert.equal(first.requestedPowerW, 5000);
  assert.equal(first.sentAt, timeText(NOON));
  assert.deepEqual(
    rig.outcomes().map((o) => [o.channel, o.status, o.attempts]),
    [
      ['SMS', 'DELIVERED', 1],
      ['PAGER', 'DELIVERED', 1],
      ['EMAIL', 'DELIVERED', 1],
    ],
  );
});

test('create, change and cancel are each told once, with their revision', () => {
  const rig = new Rig();
  rig.order(40 * HOUR);
  rig.pass(60);
  assert.equal(rig.stimulate('change-event', { eventId: 'ev1', patch: { durationS: 3600 } }), null);
  rig.pass(60);
  assert.equal(rig.stimulate('cancel-event', { eventId: 'ev1', reason: 'ABATED' }), null);
  rig.pass(600);
  assert.deepEqual(
    rig.bodies('CustomerAlert').map((a) => [a.kind, a.revision, a.durationS]),
    [
      ['CREATE', 0, 7200],
      ['CHANGE', 1, 3600],
      ['CANCEL', 2, 3600],
    ],
  );
});

test('a customer of two PEVs is told once, of the power of both', () => {
  const enrollments = [enrollment('p1', { customerId: 'c1' }), enrollment('p2', { customerId: 'c1' })];
  const rig = new Rig({ pevs: ['p1', 'p2'], enrollments, preferences: [preference('c1')] });
  rig.order(30 * HOUR, { powerW: 4000 });
  assert.deepEqual(
    rig.bodies('CustomerAlert').map((a) => a.requestedPowerW),
    [8000],
  );
});

test('without a channel that is recorded, and the event goes on', () => {
  for (const channels of [[], [off('EMAIL')]]) {
    const rig = new Rig({ preferences: prefers({ channels }) });
    rig.pev.connect();
    rig.order(30 * HOUR);
    rig.pass(60);
    assert.equal(rig.sent('CustomerAlert').length, 0);
    assert.deepEqual(
      rig.outcomes().map((o) => [o.channel, o.status, o.attempts]),
      [['NONE', 'NO_CHANNEL', 0]],
    );
    assert.equal(rig.state(), 'NOTIFIED');
    rig.until(NOON + 33 * HOUR);
    assert.equal(rig.state(), 'COMPLETED');
  }
});

test('a customer without any preference has no channel', () => {
  const rig = new Rig({ preferences: [] });
  rig.order(30 * HOUR);
  assert.deepEqual(
    rig.outcomes().map((o) => o.status),
    ['NO_CHANNEL'],
  );
});

test('a failed alert is tried again three times, as a new message with the same alert id; others are not touched', () => {
  const rig = new Rig({
    preferences: prefers({ channels: [on('SMS'), on('EMAIL')] }),
    channel: (alert) => (alert.channel === 'SMS' ? 'FAILED' : 'DELIVERED'),
  });
  rig.order(30 * HOUR);
  rig.pass(600);
  const sms = rig.sent('CustomerAlert').filter((s) => s.message.data.channel === 'SMS');
  assert.equal(sms.length, 4);
  assert.equal(new Set(sms.map((s) => s.message.data.alertId)).size, 1);
  assert.equal(new Set(sms.map((s) => s.message.id)).size, 4);
  assert.equal(rig.sent('CustomerAlert').length, 5);
  assert.deepEqual(
    rig.outcomes().map((o) => [o.channel, o.status, o.attempts]),
    [
      ['EMAIL', 'DELIVERED', 1],
      ['SMS', 'FAILED', 4],
    ],
  );
});

test('a channel that recovers is recorded as delivered', () => {
  let failures = 2;
  const rig = new Rig({ channel: () => (failures-- > 0 ? 'FAILED' : 'DELIVERED') });
  rig.order(30 * HOUR);
  rig.pass(600);
  assert.deepEqual(
    rig.outcomes().map((o) => [o.status, o.attempts]),
    [['DELIVERED', 3]],
  );
});

test('a silent channel gets the same message three times more, and then counts as failed', () => {
  const rig = new Rig({ channel: () => null });
  rig.order(30 * HOUR);
  rig.pass(600);
  const alerts = rig.sent('CustomerAlert');
  assert.deepEqual(
    alerts.map((s) => s.atMs - NOON),
    [0, 10, 20, 30].map((s) => s * SECOND),
  );
  assert.equal(new Set(alerts.map((s) => s.message.id)).size, 1);
  assert.deepEqual(
    rig.outcomes().map((o) => [o.status, o.attempts]),
    [['FAILED', 4]],
  );
});

test('silence and failure share the same three retries', () => {
  let n = 0;
  const rig = new Rig({ channel: () => (n++ % 2 === 0 ? null : 'FAILED') });
  rig.order(30 * HOUR);
  rig.pass(600);
  assert.equal(rig.sent('CustomerAlert').length, 4);
  assert.deepEqual(
    rig.outcomes().map((o) => o.status),
    ['FAILED'],
  );
});

test('a later word corrects the outcome, but only from the channel itself', () => {
  const rig = new Rig({ channel: () => 'SENT' });
  rig.order(30 * HOUR);
  rig.pass(5);
  const [alert] = rig.sent('CustomerAlert');
  assert.ok(alert);
  const { alertId, customerId, eventId, channel } = alert.message.data;
  const body = {
    alertId,
    customerId,
    eventId,
    channel,
    status: 'DELIVERED' as const,
    attempts: 1,
    at: timeText(rig.atMs),
  };
  const say = (urn: string): void => {
    const party = rig.party(urn);
    party.reply(rig.atMs, alert.message, 'AlertReceipt', body);
    rig.collect(party);
    rig.pass(1);
  };
  say('urn:pr2:channel:SMS:c-p1');
  assert.deepEqual(
    rig.outcomes().map((o) => o.status),
    ['SENT'],
  );
  say('urn:pr2:channel:EMAIL:c-p1');
  assert.deepEqual(
    rig.outcomes().map((o) => o.status),
    ['DELIVERED'],
  );
});

const quietHours = { from: '11:00', to: '15:00', tz: 'UTC' };

test('quiet hours hold an alert back while the notice still holds', () => {
  const rig = new Rig({ preferences: prefers({ quietHours }) });
  rig.order(30 * HOUR);
  assert.equal(rig.sent('EnergySupplyEvent').length, 1);
  assert.equal(rig.sent('CustomerAlert').length, 0);
  assert.equal(rig.state(), 'SCHEDULED');
  rig.until(NOON + 4 * HOUR);
  assert.deepEqual(
    rig.sent('CustomerAlert').map((s) => s.atMs),
    [NOON + 3 * HOUR],
  );
  assert.equal(rig.state(), 'NOTIFIED');
});

test('an alert that would come too late after the quiet hours is recorded instead; the boundary still serves', () => {
  const lead = (ms: number): string[] => {
    const rig = new Rig({ preferences: prefers({ quietHours }) });
    rig.order(ms);
    rig.pass(4 * 3600);
    return [...rig.sent('CustomerAlert').map(() => 'sent'), ...rig.outcomes().map((o) => o.status)];
  };
  assert.deepEqual(lead(DAY + 3 * HOUR), ['sent', 'DELIVERED']);
  assert.deepEqual(lead(DAY + 3 * HOUR - 1), ['NO_CHANNEL']);
});

test('an emergency breaks the quiet hours only where the customer allows it', () => {
  const told = (lead: number, emergencyOverride: boolean): string[] => {
    const rig = new Rig({ preferences: prefers({ quietHours, emergencyOverride }) });
    rig.order(lead, { reason: 'RELIABILITY' });
    rig.pass(1);
    return rig.outcomes().map((o) => o.status);
  };
  assert.deepEqual(told(HOUR / 2, true), ['DELIVERED']);
  assert.deepEqual(told(HOUR / 2, false), ['NO_CHANNEL']);
  assert.deepEqual(told(2 * HOUR, true), ['NO_CHANNEL']);
});

test('the preference in force when an alert leaves is the one that counts', () => {
  const rig = new Rig({ preferences: prefers({ quietHours }) });
  rig.order(30 * HOUR);
  rig.pass(3600);
  rig.from(
    'urn:pr2:customer:c-p1',
    'NotificationPreference',
    'c-p1',
    preference('c-p1', { version: 2, channels: [on('SMS')], quietHours }),
  );
  rig.pass(3 * 3600);
  assert.deepEqual(
    rig.bodies('CustomerAlert').map((a) => a.channel),
    ['SMS'],
  );
});

test('of an event that was cancelled before anybody was told, nobody hears', () => {
  const rig = new Rig({ preferences: prefers({ quietHours }) });
  rig.order(30 * HOUR);
  rig.pass(60);
  rig.stimulate('cancel-event', { eventId: 'ev1', reason: 'OPERATOR' });
  rig.pass(6 * 3600);
  assert.equal(rig.sent('CustomerAlert').length, 0);
});

test('nothing that identifies vehicle, address or access is in an alert', () => {
  const rig = new Rig({
    preferences: prefers({ channels: [{ type: 'SMS', address: 'CANARY-ADDRESS', enabled: true }] }),
  });
  rig.stimulate('secret-canary', { text: 'WVWZZZ1JZXW000001' });
  rig.order(30 * HOUR);
  rig.pass(60);
  rig.stimulate('cancel-event', { eventId: 'ev1', reason: 'OPERATOR' });
  rig.pass(60);
  const said = JSON.stringify(rig.log) + JSON.stringify(rig.outcomes()) + JSON.stringify(rig.event());
  assert.ok(rig.sent('CustomerAlert').length === 2);
  assert.ok(!said.includes('CANARY-ADDRESS') && !said.includes('WVWZZZ'));
});

test('versions of a preference are kept with their times; an old or foreign one is refused and changes nothing', () => {
  const rig = new Rig();
  const send = (urn: string, change: Partial<MessageBodies['NotificationPreference']>) => {
    const message = rig.from(urn, 'NotificationPreference', 'c-p1', preference('c-p1', change));
    rig.pass(10);
    return rig.answerTo(message);
  };
  assert.equal(send('urn:pr2:customer:c-p1', { version: 3, channels: [on('SMS')] })?.status, 'TAKEN');
  assert.equal(send('urn:pr2:customer:c-p1', { version: 2 })?.code, 'E_STALE');
  assert.equal(send('urn:pr2:customer:c2', { version: 9 })?.code, 'E_UNAUTHORIZED');
  const tz = 'Europe/Nowhere';
  assert.equal(
    send('urn:pr2:customer:c-p1', { version: 4, quietHours: { from: '22:00', to: '07:00', tz } })?.code,
    'E_SCHEMA',
  );
  const stranger = rig.from('urn:pr2:customer:c9', 'NotificationPreference', 'c9', preference('c9'));
  rig.pass(1);
  assert.equal(rig.answerTo(stranger)?.code, 'E_NOT_ENROLLED');
  const history = rig.device.query({ at: rig.atMs, what: 'notificationHistory' }).records as Record<
    string,
    unknown
  >[];
  assert.deepEqual(
    history.map((h) => [h['version'], h['effectiveAt']]),
    [
      [1, timeText(NOON)],
      [3, timeText(NOON + 50)],
    ],
  );
});

test('two versions that arrive in the second of an alert count by their number', () => {
  const rig = new Rig();
  rig.from(
    'urn:pr2:customer:c-p1',
    'NotificationPreference',
    'c-p1',
    preference('c-p1', { version: 2, channels: [on('SMS')] }),
  );
  rig.from(
    'urn:pr2:customer:c-p1',
    'NotificationPreference',
    'c-p1',
    preference('c-p1', { version: 3, channels: [on('WEB')] }),
  );
  rig.until(NOON + 50);
  rig.order(30 * HOUR);
  assert.deepEqual(
    rig.bodies('CustomerAlert').map((a) => a.channel),
    ['WEB'],
  );
});
