import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkLab } from '../../schemas';
import { LabError } from '../device';
import { createEsci } from './index';
import {
  answerAll,
  atPower,
  availability,
  confirm,
  dispatched,
  END,
  enrollment,
  optedIn,
  START,
} from './testing-bodies';
import { HOUR, Rig, UTILITY } from './testing';

test('what the device says of itself is a valid declaration', () => {
  assert.deepEqual(checkLab('HelloResult', createEsci().hello()), []);
});

test('hooks that it has not are refused as such', () => {
  const rig = new Rig();
  assert.throws(() => rig.stimulate('drive', { energyWh: 1 }), LabError);
  assert.throws(() => createEsci().durable(), { code: -32002 });
  assert.throws(() => createEsci().query({ at: 0, what: 'eventStates' }), { code: -32001 });
});

function whole(): string {
  const rig = new Rig();
  dispatched(rig);
  atPower(rig);
  rig.to(END + HOUR);
  return JSON.stringify(rig.sent);
}

test('the same seed and the same inputs give the same messages', () => {
  assert.equal(whole(), whole());
});

test('a restart in the middle of a dispatch: registers go on, the event is reported once, nothing is made up (PR2-X-12)', () => {
  const rig = new Rig();
  dispatched(rig);
  atPower(rig);
  answerAll(rig);
  rig.wait(600_000);
  rig.forget();
  rig.restart(30_000);
  assert.deepEqual(rig.of('DispatchRequest'), []);
  rig.power(-6000);
  rig.to(END);
  rig.power(0);
  confirm(rig, 'ENDED');
  rig.wait(10_000);
  const registers = rig.of('EnergyTelemetry').map((m) => m.data.exportRegisterWh);
  assert.deepEqual(
    registers,
    registers.toSorted((a, b) => a - b),
  );
  assert.equal(registers[0], 1100);
  assert.equal(rig.of('EventReport')[0]?.data.deliveredWh, 6000);
  assert.deepEqual(rig.of('TerminationNotice'), []);
});

test('what fell due while it was down is done at once after it', () => {
  const rig = new Rig();
  dispatched(rig);
  atPower(rig);
  rig.to(END - 1000);
  rig.power(0);
  answerAll(rig);
  rig.forget();
  rig.restart(60_000);
  assert.ok(rig.sent.length > 0);
  assert.equal(rig.timed('EventReport')[0]?.atMs, END + 59_000);
  assert.equal(rig.one('EventReport').data.quality, 'MEASURED');
});

test('waiting messages survive a restart with their ids', () => {
  const rig = new Rig();
  rig.plugIn();
  const before = rig.one('ConnectionNotice', UTILITY);
  rig.restart();
  rig.forget();
  rig.wait(10_000);
  assert.equal(rig.one('ConnectionNotice', UTILITY).id, before.id);
  assert.match(rig.observe(['state']).state ?? '', /^AUTHENTICATED/);
});

test('more messages a second than declared: busy, and nothing lost of what was taken (PR2-X-10)', () => {
  const rig = new Rig();
  for (let i = 0; i < 100; i++) rig.utility('EnrollmentRecord', enrollment(rig, { pevId: `p${i}` }));
  const codes = rig.of('Receipt').map((m) => m.data.code);
  assert.equal(codes.filter((c) => c === undefined).length, 50);
  assert.equal(codes.filter((c) => c === 'E_BUSY').length, 50);
});

test('rubbish on a link is refused, not choked on (PR2-X-09)', () => {
  const esci = createEsci();
  const link = { peer: UTILITY, principal: UTILITY, credential: 'valid' } as const;
  esci.start({
    at: 0,
    case: 't',
    role: 'esci',
    id: 'e1',
    seed: 's',
    resume: false,
    clock: { offsetMs: 0, speed: 1 },
    peers: {},
    points: [],
    links: { V: 'up' },
    params: {},
    state: {},
  });
  for (const input of [{ raw: '{"' }, { rawBase64: '/////w==' }, { message: 7 }, { message: { id: [] } }]) {
    const { emits } = esci.deliver({ at: 0, link, ...input });
    assert.equal(emits.length, 1);
    const [emit] = emits;
    assert.ok(emit !== undefined && 'message' in emit && emit.message.type === 'pr2.Receipt.v1');
    assert.equal(emit.message.data.code, 'E_SCHEMA');
  }
});

test('nothing that it was told in secret leaves it (PR2-X-11)', () => {
  const rig = new Rig();
  rig.stimulate('secret-canary', { text: 'WVWZZZ1KZ' });
  optedIn(rig);
  rig.pev('p1', 'AvailabilityReport', availability(rig));
  rig.to(START + HOUR);
  assert.ok(!JSON.stringify(rig.sent).includes('WVWZZZ1KZ'));
});

test('events that have begun follow bench time when the clock is stepped, those to come follow the wall (PR2-X-03)', () => {
  const rig = new Rig();
  dispatched(rig);
  atPower(rig);
  rig.wait(600_000);
  rig.stimulate('clock-step', { deltaMs: -HOUR });
  rig.to(END);
  rig.power(0);
  confirm(rig, 'ENDED');
  rig.wait(10_000);
  assert.equal(rig.of('EventReport')[0]?.data.requestedWh, 6000);
});
