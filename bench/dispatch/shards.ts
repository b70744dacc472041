/** Shards in threads or processes, and the coordinator that knows nothing but sketches and levels. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  type Plan,
  emptySketch,
  merge,
  packCells,
  packLevels,
  planOf,
  unpackSketch,
} from '../../reference-impl/dispatch';
import { type ShardOrder, type ShardResult, type SharedPlan, Shard } from './shard';

export type Place = 'here' | 'thread' | 'process';

/** A shard as the coordinator sees it. */
interface Remote {
  sketch: () => Promise<Float64Array>;
  follow: (plan: SharedPlan) => Promise<ShardResult>;
  stop: () => Promise<void>;
}

export interface ShardRun {
  plan: Plan;
  /** In the order of the shards. */
  results: ShardResult[];
  /** Bytes of all messages between coordinator and shards. */
  bytes: number;
}

/** Plans and dispatches a generated fleet in shards, each given by the sizes of its parts. */
export async function runShards(
  place: Place,
  shards: readonly (readonly number[])[],
  order: Omit<ShardOrder, 'first' | 'parts'>,
  requestW: Float64Array,
): Promise<ShardRun> {
  const { intervals, stepS } = order;
  const remotes = shards.map((parts, n) => {
    const first = shards
      .slice(0, n)
      .flat()
      .reduce((sum, size) => sum + size, 0);
    return start(place, { ...order, parts, first });
  });
  try {
    const sketches = await Promise.all(remotes.map((remote) => remote.sketch()));
    const whole = emptySketch(intervals, stepS);
    const offsets = sketches.map((packed) => {
      const before = packCells(intervals, whole.watts);
      merge(whole, unpackSketch(intervals, stepS, packed));
      return before;
    });
    const plan = planOf(whole, requestW);
    const sketch = packCells(intervals, whole.watts);
    const levels = packLevels(plan.levels);
    const results = await Promise.all(
      remotes.map((r, n) => r.follow({ sketch, levels, offsets: offsets[n]! })),
    );
    const bytes = shards.length * (3 * sketch.byteLength + levels.byteLength);
    return { plan, results, bytes };
  } finally {
    await Promise.all(remotes.map((remote) => remote.stop()));
  }
}

function start(place: Place, order: ShardOrder): Remote {
  if (place === 'here') {
    const shard = new Shard(order);
    return {
      sketch: () => Promise.resolve(shard.sketch()),
      follow: (plan) => Promise.resolve(shard.follow(plan)),
      stop: () => Promise.resolve(),
    };
  }
  const file = resolve(__dirname, 'shard.ts');
  const execArgv = ['--require', require.resolve('ts-node/register')];
  if (place === 'thread') {
    const worker = new Worker(file, { execArgv });
    return {
      sketch: () => ask(worker, (message) => worker.postMessage(message, []), order),
      follow: (plan) => ask(worker, (message) => worker.postMessage(message, []), plan),
      stop: async () => void (await worker.terminate()),
    };
  }
  const child = fork(file, ['shard'], { execArgv, serialization: 'advanced' });
  return {
    sketch: () => ask(child, (message) => child.send(message), order),
    follow: (plan) => ask(child, (message) => child.send(message), plan),
    stop: async () => {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

/** The next message that comes back; rejects where the shard dies instead. */
async function ask<Reply>(
  remote: Worker | ChildProcess,
  send: (message: ShardOrder | SharedPlan) => void,
  message: ShardOrder | SharedPlan,
): Promise<Reply> {
  const abort = new AbortController();
  const { signal } = abort;
  try {
    const reply = once(remote, 'message', { signal });
    const death = once(remote, 'exit', { signal }).then(([code]) => {
      throw new Error(`a shard ended with ${String(code)}`);
    });
    send(message);
    const [answer] = (await Promise.race([reply, death])) as [Reply];
    return answer;
  } finally {
    abort.abort();
  }
}
