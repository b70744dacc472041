import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { timeText } from '../endpoint/identifiers';
import { CAR, ESCI, HOUR, noticeOf, Rig, UTILITY } from './testing';

/** One thing that happens to a discharging PEV, and how long after the one before. */
type Step = (rig: Rig, n: number) => void;

const STEPS: Record<string, Step> = {
  up: (rig, n) => void rig.update({ dischargePowerW: 5500, revision: n }),
  down: (rig, n) => void rig.update({ dischargePowerW: 900, revision: n }),
  standby: (rig, n) => void rig.update({ dischargePowerW: 0, revision: n }),
  short: (rig, n) => void rig.update({ dischargePowerW: 3000, revision: n, validForS: 20 }),
  derate: (rig) => void rig.stimulate('derate', { element: 'evse', maxW: 2500 }),
  restore: (rig) => void rig.stimulate('derate', { element: 'evse', maxW: 7000 }),
  override: (rig) => void rig.stimulate('override', { eventId: 'ev1', limits: { W: 1500, durationS: 60 } }),
  floor: (rig) => void rig.stimulate('set-preference', { enabled: true, socFloor: 45 }),
  empty: (rig) => void rig.stimulate('set-soc', { soc: 45.3 }),
  sag: (rig) => rig.electrical({ voltageV: 200 }),
  back: (rig) => rig.electrical({ voltageV: 240 }),
  unplug: (rig) => void rig.stimulate('unplug', { pevId: 'p1' }),
  replug: (rig) => rig.connect(),
  again: (rig, n) => void rig.request({ dispatchId: `d${n}`, durationS: HOUR, dischargePowerW: 4000 }),
  cancel: (rig) => void rig.send('EventCancel', { eventId: 'ev1', revision: 1, reason: 'ABATED' }),
  out: (rig) => void rig.stimulate('opt-out', { eventId: 'ev1' }),
  fault: (rig) => void rig.stimulate('power-fault', { kind: 'ground' }),
  clear: (rig) => void rig.stimulate('clear-fault', {}),
  leave: (rig) => void rig.stimulate('departure', { at: rig.nowMs + 2 * HOUR * 1000, soc: 48 }),
};

const plans = fc.array(
  fc.record({ name: fc.constantFrom(...Object.keys(STEPS)), afterMs: fc.integer({ min: 0, max: 400_000 }) }),
  { minLength: 1, maxLength: 12 },
);

/** Runs a plan and looks at the PEV before and after every step, and at each of its own wake-ups. */
function run(
  plan: readonly { name: string; afterMs: number }[],
  look: (rig: Rig) => void,
  extra = false,
): Rig {
  const rig = new Rig({ state: { ...CAR, soc: 60 } });
  rig.toPower({ durationS: 2 * HOUR, dischargePowerW: 4000 });
  for (const [n, { name, afterMs }] of plan.entries()) {
    const untilMs = rig.nowMs + afterMs;
    for (let ms = extra ? rig.nowMs : untilMs; ms < untilMs; ms += 777) {
      rig.until(ms);
      look(rig);
    }
    rig.until(untilMs);
    STEPS[name]?.(rig, n + 1);
    look(rig);
  }
  rig.pass(3 * HOUR);
  look(rig);
  return rig;
}

test('whatever happens: limits hold, registers rise, energy is kept, and the floor is not crossed', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      let last = { exportJ: 0, importJ: 0 };
      run(
        plan,
        (rig) => {
          const r = rig.read('powerW', 'exportJ', 'importJ', 'batteryJ', 'contactor', 'plug', 'soc', 'mode');
          const { powerW = Number.NaN, exportJ = -1, importJ = -1, soc = Number.NaN } = r;
          assert.ok(powerW >= -6000 && powerW <= 6000);
          assert.ok(exportJ >= last.exportJ && importJ >= last.importJ);
          last = { exportJ, importJ };
          if (r.contactor === 'OPEN' || r.plug === 'OUT') assert.equal(powerW, 0);
          if (powerW < 0) assert.ok(soc >= 30 - 1e-3);
          assert.equal(r.mode, r.contactor === 'CLOSED' ? 'following' : 'idle');
        },
        true,
      );
    }),
    { numRuns: 60 },
  );
});

test('the curve of power and slope at each kink gives what the register shows', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const rig = new Rig({ state: { ...CAR, soc: 60 } });
      rig.toStart();
      let exportedJ = 0;
      let at = { ms: rig.nowMs, w: 0, slope: 0 };
      const integrate = (): void => {
        const { powerW = 0, slopeWps = 0 } = rig.read('powerW', 'slopeWps');
        const s = (rig.nowMs - at.ms) / 1000;
        const endW = at.w + at.slope * s;
        exportedJ -= Math.min(0, ((at.w + endW) / 2) * s);
        at = { ms: rig.nowMs, w: powerW, slope: slopeWps };
      };
      rig.onStep = integrate;
      rig.request({ dischargePowerW: 4000 });
      for (const [n, { name, afterMs }] of plan.entries()) {
        rig.pass(afterMs / 1000);
        integrate();
        STEPS[name]?.(rig, n + 1);
        integrate();
      }
      rig.pass(3 * HOUR);
      integrate();
      assert.ok(Math.abs(exportedJ - (rig.read('exportJ').exportJ ?? 0)) < 5, `${exportedJ}`);
    }),
    { numRuns: 60 },
  );
});

test('being watched and being written down change nothing', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const quiet = run(plan, () => undefined);
      const watched = run(plan, (rig) => {
        rig.device.observe({ at: rig.nowMs, want: ['powerW', 'soc'] });
        rig.device.durable();
      });
      assert.deepEqual(watched.sent, quiet.sent);
    }),
    { numRuns: 30 },
  );
});

test('every message that owes an answer gets exactly one (X-09)', () => {
  const rig = new Rig();
  rig.toPower();
  const bodies = [
    rig.compose('AvailabilityRequest', { pevId: 'p1' }),
    rig.compose('ConnectionNotice', noticeOf({ sessionId: 's2' }), ESCI),
    rig.compose('DispatchUpdate', { dispatchId: 'd1', revision: 1, dischargePowerW: 900, validForS: 60 }),
    rig.compose('DispatchUpdate', { dispatchId: 'd1', revision: 1, dischargePowerW: 900, validForS: 60 }),
    rig.compose('EventCancel', { eventId: 'ev1', revision: 1, reason: 'ABATED' }),
    rig.compose('GenerationStop', { requestId: 'r', reason: 'x' }, ESCI),
    rig.compose('ParticipationNotice', {
      pevId: 'p1',
      eventId: 'ev9',
      action: 'OPT_OUT',
      source: 'EVSE',
      sourceTime: timeText(rig.nowMs),
    }),
  ];
  for (const message of bodies) {
    const answers = rig.deliver(message).filter((m) => m.correlationid === message.id);
    assert.equal(answers.length, 1, message.type);
  }
  const receipt = rig.compose('Receipt', { refMessageId: 'x', status: 'TAKEN' }, UTILITY, {
    correlationid: 'x',
  });
  assert.deepEqual(rig.deliver(receipt), []);
});
