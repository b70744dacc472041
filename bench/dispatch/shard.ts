/**
 * One shard: it has its own part of the fleet, sends a sketch of it, receives the sum of all sketches, the watts that
 * stand before its own in each cell, and the levels; with these it sets its PEVs. Runs in a thread or in a process.
 */
import { createHash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import {
  Activity,
  type Fleet,
  addFleet,
  emptyPlaces,
  emptySketch,
  generateFleet,
  packCells,
  setpoints,
  unpackLevels,
  unpackSketch,
} from '../../reference-impl/dispatch';

export interface ShardOrder {
  seed: number;
  /** Its first PEV in the whole fleet. */
  first: number;
  /** Its PEVs in parts; digests are made of each part. */
  parts: readonly number[];
  intervals: number;
  stepS: number;
}

/** All that a shard is told of the others. */
export interface SharedPlan {
  sketch: Float64Array;
  offsets: Float64Array;
  levels: Float64Array;
}

export interface ShardResult {
  /** sha256 of the setpoints of each part, by part and interval (from the last one on). */
  digests: string[][];
  /** W in each interval. */
  sumsW: Float64Array;
}

export class Shard {
  private readonly fleet: Fleet;
  private readonly places;
  private readonly order: ShardOrder;

  constructor(order: ShardOrder) {
    const size = order.parts.reduce((sum, part) => sum + part, 0);
    this.order = order;
    this.fleet = generateFleet(size, order.seed, order.stepS, 17, order.first).fleet;
    this.places = emptyPlaces(size);
  }

  sketch(): Float64Array {
    const { intervals, stepS } = this.order;
    const sketch = emptySketch(intervals, stepS);
    addFleet(sketch, this.fleet, this.places);
    return packCells(intervals, sketch.watts);
  }

  follow(plan: SharedPlan): ShardResult {
    const { intervals, stepS } = this.order;
    const activity = new Activity(unpackSketch(intervals, stepS, plan.sketch), unpackLevels(plan.levels));
    const offsets = unpackSketch(intervals, stepS, plan.offsets).watts;
    const setpointW = new Int32Array(this.fleet.size);
    const result: ShardResult = {
      digests: this.order.parts.map(() => []),
      sumsW: new Float64Array(intervals),
    };
    for (let t = intervals - 1; t >= 0; t--) {
      setpoints(activity.to(t), this.fleet, this.places, setpointW, offsets);
      let from = 0;
      this.order.parts.forEach((size, n) => {
        result.digests[n]!.push(digestOf(setpointW.subarray(from, from + size)));
        from += size;
      });
      result.sumsW[t] = setpointW.reduce((sum, w) => sum + w, 0);
    }
    return result;
  }
}

export function digestOf(setpointW: Int32Array): string {
  return createHash('sha256').update(setpointW).digest('hex');
}

/** Serves the two requests of a coordinator over whatever channel this was started with. */
function serve(
  send: (reply: Float64Array | ShardResult) => void,
): (message: ShardOrder | SharedPlan) => void {
  let shard: Shard | undefined;
  return (message) => {
    if ('seed' in message) {
      shard = new Shard(message);
      send(shard.sketch());
    } else if (shard) send(shard.follow(message));
  };
}

if (parentPort) {
  const port = parentPort;
  port.on(
    'message',
    serve((reply) => port.postMessage(reply)),
  );
} else if (process.send && process.argv[2] === 'shard') {
  process.on(
    'message',
    serve((reply) => process.send?.(reply)),
  );
}
