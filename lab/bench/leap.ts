/**
 * Jumps of a bench whose live devices all have settable clocks, over stretches in which nobody waits for anything. A
 * device that foretells its next act is never jumped past it. One that does not is let live for a while after each
 * thing that was done to it; what it says during a jump is then uncertain by the whole of it, and judged so.
 */
import type { BenchDevice } from './bench-device';
import type { LiveTime } from './live-time';

export interface LeapContext {
  readonly live: LiveTime | undefined;
  /** The live devices that run. */
  readonly devices: () => readonly BenchDevice[];
  readonly moveTo: (atMs: number) => void;
  /** Tells the device the bench's time. */
  readonly advance: (device: BenchDevice) => Promise<unknown>;
  /** The device did of itself what it had foretold: its power may be about to change. */
  readonly acted: (device: BenchDevice) => void;
  readonly uncertain: (device: BenchDevice, ms: number) => void;
}

/** A device that foretells nothing is not jumped until it has been left alone for so long, ms of bench time. */
const SETTLE_MS = 30_000;

/** Shorter stretches are lived through. */
const SHORTEST_MS = 1_000;

export class Leap {
  private touchedMs = -Infinity;

  constructor(private readonly context: LeapContext) {}

  /** Whether the clocks of all live devices can be put forward. */
  get possible(): boolean {
    const devices = this.context.devices();
    return devices.length > 0 && devices.every((d) => d.hello.clock.kind === 'settable');
  }

  /** Something was done to a live device, or it did something. */
  touched(atMs: number): void {
    this.touchedMs = atMs;
  }

  /**
   * Jumps towards `dueMs` as far as nothing can be missed.
   * @returns the instant until which is to be lived in real time now
   */
  async towards(dueMs: number): Promise<number> {
    const { live, devices, moveTo, advance, acted, uncertain } = this.context;
    if (live === undefined || !this.possible || !Number.isFinite(dueMs)) return dueMs;
    // What a device foretold and has done by itself since is out of date.
    for (const d of devices()) {
      if (!isPast(d.foretold, live.nowMs)) continue;
      await advance(d);
      acted(d);
    }
    const silent = devices().filter((d) => d.foretold === undefined);
    const settledMs = this.touchedMs + SETTLE_MS;
    if (silent.length > 0 && live.nowMs < settledMs) return Math.min(dueMs, settledMs);
    const toMs = Math.min(dueMs, ...devices().map((d) => d.foretold ?? Infinity));
    const fromMs = live.nowMs;
    if (live.receivedMs !== undefined || toMs - fromMs < SHORTEST_MS) return Math.min(dueMs, toMs + 1);
    live.setTo(toMs);
    moveTo(toMs);
    for (const d of devices()) {
      const acts = isPast(d.foretold, toMs);
      await advance(d);
      if (acts) acted(d);
      if (silent.includes(d) && live.receivedMs !== undefined) uncertain(d, toMs - fromMs);
    }
    return Math.min(dueMs, toMs);
  }
}

function isPast(atMs: number | null | undefined, nowMs: number): boolean {
  return atMs !== null && atMs !== undefined && atMs <= nowMs;
}
