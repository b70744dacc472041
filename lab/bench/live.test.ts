import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { Reply } from '../../reference-impl/device';
import type { HelloResult } from '../../schemas';
import { FakeClock } from '../connectors/testing/fake-clock';
import { LiveConnector } from '../connectors/testing/live-connector';
import { OnWallClock, type Say } from '../rpc/on-wall-clock';
import { createToy, TOY_HELLO } from '../rpc/testing/toy-device';
import { plainCase } from '../session/testing/plain-case';
import { CaseStop } from './case-stop';

interface Setting {
  readonly kind: 'real' | 'settable';
  readonly maxSpeed?: number;
  readonly eachCallMs?: number;
  readonly mostMs?: number;
  /** A settable device that foretells nothing. */
  readonly silent?: boolean;
  /** It shows no power, which in a toy never stands still: a device that moves is read each second. */
  readonly idle?: boolean;
}

/** A case with a toy PEV on a clock of its own, which says something each second once it is unlocked. */
async function withToy(
  t: TestContext,
  { kind, maxSpeed = 10, eachCallMs = 0, mostMs = 900_000, silent = false, idle = false }: Setting,
) {
  const wall = new FakeClock();
  const Kind = silent ? ForetellingNothing : OnWallClock;
  const shown: HelloResult = { ...TOY_HELLO, readings: idle ? ['soc'] : ['powerW', 'soc'] };
  const make = (say: Say): OnWallClock => new Kind(createToy(shown), { kind, maxSpeed, wall, say });
  const connector = new LiveConnector(make, wall);
  // A toy that is unlocked wakes each second for ever, and its clock would run with it.
  t.after(() => connector.close());
  const hello = await connector.open();
  const run = plainCase({
    pev: { connector, hello },
    outOfTime: () => wall.now() > mostMs,
    leftMs: () => mostMs - wall.now(),
    wall,
  });
  const bench = await run.start();
  connector.eachCallMs = eachCallMs;
  const said = () => run.view.sent.map((m) => m.atMs - run.startMs);
  return { run, bench, wall, connector, said };
}

/** The methods that are called from now on. */
function listenTo(connector: LiveConnector): string[] {
  const methods: string[] = [];
  const call = connector.call.bind(connector);
  connector.call = (method, params) => {
    methods.push(method);
    return call(method, params);
  };
  return methods;
}

/** Its answers lack `next`, as a product's may. */
class ForetellingNothing extends OnWallClock {
  override start(...args: Parameters<OnWallClock['start']>): ReturnType<OnWallClock['start']> {
    return without(super.start(...args));
  }
  override deliver(...args: Parameters<OnWallClock['deliver']>): ReturnType<OnWallClock['deliver']> {
    return without(super.deliver(...args));
  }
  override stimulate(...args: Parameters<OnWallClock['stimulate']>): ReturnType<OnWallClock['stimulate']> {
    return without(super.stimulate(...args));
  }
  override advance(...args: Parameters<OnWallClock['advance']>): ReturnType<OnWallClock['advance']> {
    return { ...without(super.advance(...args)), emits: [{ raw: 'woken in between' }] };
  }
}

function without<R extends Reply<object>>(reply: R): R {
  const { next: _next, ...result } = reply.result as { next?: number | null };
  return { ...reply, result };
}

test('what a real device says of itself is stamped at its receipt, and time goes as fast as it allows', async (t) => {
  const { run, bench, wall, said } = await withToy(t, { kind: 'real' });
  await bench.stimulate(run.pev, 'unlock', {});
  await bench.runFor(3500);
  assert.deepEqual(said(), [1000, 2000, 3000]);
  assert.equal(wall.now(), 350);
  assert.equal(await bench.waitFor(() => run.view.sent.length > 3, bench.nowMs + 60_000), true);
  assert.equal(bench.nowMs, run.startMs + 4000);
  assert.deepEqual(run.view.ofKind('timing'), []);
});

test('a device on a real clock is never told to wake up', async (t) => {
  const { run, bench, connector } = await withToy(t, { kind: 'real' });
  const methods = listenTo(connector);
  await bench.stimulate(run.pev, 'unlock', {});
  await bench.runFor(5000);
  assert.ok(!methods.includes('advance'), methods.join());
});

test('a slow way to the device is written down as uncertainty: half the round trip, in bench time', async (t) => {
  const { run, bench } = await withToy(t, { kind: 'real', eachCallMs: 20 });
  await bench.stimulate(run.pev, 'unlock', {});
  const [timing] = run.view.ofKind('timing');
  assert.equal(timing?.uncertainMs, 100);
  assert.equal(timing.device, run.pev);
});

test('a case that would take too long by a real clock says so at once', async (t) => {
  const { bench, wall } = await withToy(t, { kind: 'real', mostMs: 60_000 });
  await assert.rejects(
    bench.runFor(86_400_000),
    (e) => e instanceof CaseStop && e.kind === 'interrupted' && /needs a settable clock/.test(e.message),
  );
  assert.equal(wall.now(), 0);
});

test('one that waits in vain ends when its time is over', async (t) => {
  const { bench, wall } = await withToy(t, { kind: 'settable', mostMs: 60_000 });
  await assert.rejects(
    bench.waitFor(() => false, bench.nowMs + 86_400_000),
    (e) => e instanceof CaseStop && /allow it more, or run the device faster/.test(e.message),
  );
  assert.ok(wall.now() <= 60_100, String(wall.now()));
});

test('a settable clock is jumped to what the device foretold, and nothing is missed', async (t) => {
  const { run, bench, wall, connector, said } = await withToy(t, { kind: 'settable', idle: true });
  const methods = listenTo(connector);
  await bench.runFor(86_400_000);
  assert.ok(wall.now() < 1000, `${wall.now()} ms for an idle day`);
  assert.ok(methods.length < 1000, `${methods.length} calls for an idle day`);
  const fromMs = bench.nowMs - run.startMs;
  await bench.stimulate(run.pev, 'unlock', {});
  await bench.runFor(60_000);
  assert.equal(said().length, 60);
  for (const [i, at] of said().entries())
    assert.ok(Math.abs(at - fromMs - (i + 1) * 1000) <= 2, `${i}: ${at}`);
  assert.deepEqual(run.view.ofKind('timing'), []);
});

test('while something is waited for, a settable clock runs', async (t) => {
  const { run, bench, wall } = await withToy(t, { kind: 'settable' });
  await bench.waitFor(() => false, run.startMs + 60_000);
  assert.equal(wall.now(), 6000);
});

test('what a device says during a jump that it did not foretell is uncertain by the whole of it', async (t) => {
  const { run, bench, wall } = await withToy(t, { kind: 'settable', silent: true });
  await bench.runFor(600_000);
  assert.equal(wall.now() >= 3000, true, 'it is left alone for a while first');
  // Its power moves all the time, so that it is read, and jumped, second by second.
  const worstMs = Math.max(...run.view.ofKind('timing').map((told) => told.uncertainMs));
  assert.ok(worstMs >= 1000, `uncertain by ${worstMs} ms`);
});

test('at the end of a case the device is told so, and what it says later is nobody’s', async (t) => {
  const { run, bench, connector, said } = await withToy(t, { kind: 'real' });
  await bench.stimulate(run.pev, 'unlock', {});
  await bench.runFor(1500);
  await run.end();
  connector.onUnasked?.({ raw: 'late' });
  assert.deepEqual(said(), [1000]);
});
