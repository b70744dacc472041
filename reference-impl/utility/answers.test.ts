/** What PEVs and ESCIs answer to commands (PR2-A-15, A-18, A-22, X-09, X-10). */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { ErrorCode } from '../../schemas';
import { HOUR, NOON, Rig, SECOND } from './testing';

const START = NOON + 30 * HOUR;

function ordered(change: Parameters<Rig['order']>[1] = {}): Rig {
  const rig = new Rig();
  rig.pev.connect();
  rig.order(30 * HOUR, change);
  return rig;
}

test('a refusal with a counter-offer is followed by a dispatch that fits it', () => {
  const rig = ordered();
  rig.pev.answer = (data) =>
    data.dischargePowerW > 2000
      ? {
          status: 'REJECTED',
          code: 'E_ENERGY_EXCEEDS_AVAILABLE',
          counterOffer: { W: 5000, s: 2880, Wh: 4000 },
        }
      : { status: 'ACCEPTED' };
  rig.until(START + 60 * SECOND);
  const dispatches = rig.bodies('DispatchRequest');
  assert.deepEqual(
    dispatches.map((d) => d.dischargePowerW),
    [5000, 2000],
  );
  assert.notEqual(dispatches[0]?.dispatchId, dispatches[1]?.dispatchId);
  assert.equal(rig.targetState(), 'AT_POWER');
});

test('a counter-offer of nothing ends the attempts', () => {
  const rig = ordered();
  rig.pev.answer = () => ({
    status: 'REJECTED',
    code: 'E_ENERGY_EXCEEDS_AVAILABLE',
    counterOffer: { W: 0, s: 0, Wh: 0 },
  });
  rig.until(START + HOUR);
  assert.equal(rig.sent('DispatchRequest').length, 1);
  rig.until(START + 3 * HOUR);
  assert.equal(rig.state(), 'FAILED');
  assert.deepEqual(
    rig.event().targets.map((t) => [t.state, t.code]),
    [['TERMINATED', 'E_ENERGY_EXCEEDS_AVAILABLE']],
  );
});

test('a PEV that refuses everything is not asked for ever', () => {
  const rig = ordered();
  rig.pev.answer = () => ({
    status: 'REJECTED',
    code: 'E_POWER_EXCEEDS',
    counterOffer: { W: 6000, s: 7200, Wh: 12_000 },
  });
  rig.until(START + 2 * HOUR);
  assert.ok(rig.sent('DispatchRequest').length <= 4);
});

test('a partial answer sets the power that is refreshed', () => {
  const rig = ordered({ allowPartial: true });
  rig.pev.answer = (data) =>
    'start' in data ? { status: 'PARTIAL', acceptedPowerW: 3000 } : { status: 'ACCEPTED' };
  rig.until(START + 70 * SECOND);
  assert.deepEqual(
    rig.bodies('DispatchUpdate').map((u) => u.dischargePowerW),
    [3000],
  );
});

test('a refusal that may pass is tried again, a final one is not, a customer is respected', () => {
  const after = (code: ErrorCode): [string, number] => {
    const rig = ordered();
    rig.pev.answer = () => ({ status: 'REJECTED', code });
    rig.until(START + 90 * SECOND);
    return [rig.targetState(), rig.sent('DispatchRequest').length];
  };
  assert.deepEqual(after('E_NOT_READY'), ['OPTED_IN', 2]);
  assert.deepEqual(after('E_STATE'), ['OPTED_IN', 2]);
  assert.deepEqual(after('E_CLASS'), ['TERMINATED', 1]);
  assert.deepEqual(after('E_NOT_CAPABLE'), ['TERMINATED', 1]);
  assert.deepEqual(after('E_PREFERENCE'), ['OPTED_OUT', 1]);
});

test('an ESCI may refuse in place of the PEV', () => {
  const rig = ordered();
  rig.pev.answer = () => null;
  rig.until(START - 4 * SECOND);
  const [dispatch] = rig.sent('DispatchRequest');
  assert.ok(dispatch);
  const esci = rig.party('urn:pr2:esci:e1');
  esci.reject(rig.atMs, dispatch.message, 'E_NOT_CAPABLE');
  rig.collect(esci);
  rig.pass(60);
  assert.deepEqual(
    rig.event().targets.map((t) => [t.state, t.code]),
    [['TERMINATED', 'E_NOT_CAPABLE']],
  );
  assert.equal(rig.sent('DispatchRequest').length, 1);
});

function updating(answer: Rig['pev']['answer']): Rig {
  const rig = ordered();
  rig.until(START + 30 * SECOND);
  rig.pev.answer = answer;
  rig.stimulate('change-request', { eventId: 'ev1', dischargePowerW: 5900 });
  rig.pass(5);
  return rig;
}

test('a refused increase leaves the power where it was, or takes what is offered', () => {
  const plain = updating(({ dischargePowerW }) =>
    dischargePowerW > 5000 ? { status: 'REJECTED', code: 'E_POWER_EXCEEDS' } : {},
  );
  plain.pass(60);
  assert.equal(plain.bodies('DispatchUpdate').at(-1)?.dischargePowerW, 5000);
  assert.equal(plain.state(), 'ACTIVE');
  const offered = updating(({ dischargePowerW }) =>
    dischargePowerW > 5600
      ? { status: 'REJECTED', code: 'E_POWER_EXCEEDS', counterOffer: { W: 5600, s: 7200, Wh: 11_200 } }
      : {},
  );
  assert.equal(offered.bodies('DispatchUpdate').at(-1)?.dischargePowerW, 5600);
});

test('a PEV that refuses every update is left alone after a few', () => {
  const rig = updating(() => ({
    status: 'REJECTED',
    code: 'E_POWER_EXCEEDS',
    counterOffer: { W: 5950, s: 7000, Wh: 11_000 },
  }));
  assert.ok(rig.sent('DispatchUpdate').length < 8, String(rig.sent('DispatchUpdate').length));
});

test('a dispatch that the PEV does not know any more, or that ended, gets no further command', () => {
  for (const code of ['E_UNKNOWN_DISPATCH', 'E_STATE'] as const) {
    const rig = updating(() => ({ status: 'REJECTED', code }));
    const commands = rig.sent('DispatchUpdate').length;
    rig.pass(600);
    assert.equal(rig.sent('DispatchUpdate').length, commands);
  }
});

test('a late answer to an older command does not count', () => {
  const rig = ordered();
  rig.until(START + 30 * SECOND);
  rig.pev.answer = () => null;
  rig.stimulate('change-request', { eventId: 'ev1', dischargePowerW: 3000 });
  rig.stimulate('change-request', { eventId: 'ev1', dischargePowerW: 2000 });
  const [first] = rig.sent('DispatchUpdate');
  assert.ok(first);
  const { dispatchId, revision } = first.message.data;
  rig.pev.endpoint.reply(rig.atMs, first.message, 'DispatchResponse', {
    pevId: 'p1',
    dispatchId,
    revision,
    status: 'ACCEPTED',
  });
  rig.collect(rig.pev.endpoint);
  rig.pass(1);
  assert.equal(rig.state(), 'UPDATING');
});

test('what its receiver was too busy for is sent again as a new message when it asks, unless overtaken', () => {
  const rig = ordered();
  rig.pev.answer = () => null;
  rig.until(START - 4 * SECOND);
  const busy = (i: number, retryAfterS: number): void => {
    const sent = rig.sent('DispatchRequest')[i];
    assert.ok(sent);
    rig.pev.endpoint.reject(rig.atMs, sent.message, 'E_BUSY', 'later', retryAfterS);
    rig.collect(rig.pev.endpoint);
  };
  busy(0, 3);
  rig.pass(1);
  rig.pev.answer = () => ({});
  rig.pass(5);
  const [first, second, third] = rig.sent('DispatchRequest');
  assert.ok(first && second && third === undefined);
  assert.notEqual(first.message.id, second.message.id);
  assert.deepEqual(first.message.data, second.message.data);
  assert.equal(second.atMs - first.atMs, 3 * SECOND + SECOND + 50);
  rig.pass(60);
  assert.equal(rig.targetState(), 'AT_POWER');
});

test('a busy receiver gets no command that was cancelled meanwhile', () => {
  const rig = ordered();
  rig.pev.answer = () => null;
  rig.until(START - 4 * SECOND);
  const [sent] = rig.sent('DispatchRequest');
  assert.ok(sent);
  rig.pev.endpoint.reject(rig.atMs, sent.message, 'E_BUSY', 'later', 3);
  rig.collect(rig.pev.endpoint);
  rig.pass(1);
  rig.stimulate('cancel-event', { eventId: 'ev1', reason: 'ABATED' });
  rig.pass(60);
  assert.equal(rig.sent('DispatchRequest').length, 1);
});
