/** The clock of a device as the self-test sees it, on a wall that the test moves. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HelloResult } from '../../schemas';
import type { Connector } from '../connectors';
import type { WallClock } from '../connectors/timers';
import { T0 } from './calls';
import { clockSeen } from './clock';

interface Ticking {
  readonly kind: HelloResult['clock']['kind'];
  /** How fast its clock goes in truth, against the speed that it is told. */
  readonly rate?: number;
  readonly jumps?: boolean;
  readonly shows?: boolean;
}

async function seen({ kind, rate = 1, jumps = true, shows = true }: Ticking): Promise<string> {
  let nowMs = 0;
  const wall: WallClock = {
    now: () => nowMs,
    after(ms, run) {
      nowMs += ms;
      queueMicrotask(run);
      return () => undefined;
    },
  };
  let from = { atMs: T0, wallMs: 0 };
  const deviceMs = (at: number): number =>
    kind === 'virtual' ? at * rate : from.atMs + (nowMs - from.wallMs) * 60 * rate;
  const connector = {
    call(method: string, { at }: { at: number }) {
      if (method === 'start') from = { atMs: at, wallMs: nowMs };
      if (method === 'advance' && jumps) from = { atMs: at, wallMs: nowMs };
      const wallTime = new Date(Math.floor(deviceMs(at))).toISOString();
      return Promise.resolve({
        result: { next: null, readings: shows ? { wallTime } : {} },
        emits: [],
        logs: [],
      });
    },
  } as unknown as Connector;
  const hello = { clock: { kind, maxSpeed: 60 }, readings: ['wallTime'] } as unknown as HelloResult;
  const found = await clockSeen(connector, 'pev', hello, wall);
  return 'wrong' in found ? `WRONG ${found.wrong}` : found.seen;
}

test('a clock that goes as it says', async () => {
  assert.match(await seen({ kind: 'virtual' }), /^virtual, and shows what it is told$/);
  assert.match(await seen({ kind: 'real' }), /^real at speed 60, off by 0 ms in 120\.000 s$/);
  assert.match(await seen({ kind: 'settable' }), /off by 0 ms in 120\.000 s; jumps an hour when told$/);
  assert.match(await seen({ kind: 'real', rate: 1.02 }), /off by 2400 ms/); // what a call may take hides no more
});

test('a clock that drifts, stands, goes at another speed, or does not jump', async () => {
  assert.match(
    await seen({ kind: 'real', rate: 1.05 }),
    /^WRONG real at speed 60, and went 126\.000 s in 120\.000 s/,
  );
  assert.match(await seen({ kind: 'settable', rate: 0 }), /^WRONG .* went 0\.000 s/);
  assert.match(await seen({ kind: 'real', rate: 1 / 60 }), /^WRONG .* went 2\.000 s/);
  assert.match(
    await seen({ kind: 'settable', jumps: false }),
    /^WRONG .*told to go to .*jumps to at of advance/,
  );
  assert.match(
    await seen({ kind: 'virtual', rate: 1.0000001 }),
    /^WRONG virtual, and shows .* where the kit says/,
  );
  assert.match(
    await seen({ kind: 'virtual', shows: false }),
    /^WRONG wallTime is declared, and observe does not give it/,
  );
});
