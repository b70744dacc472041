/**
 * Time of a bench with a device on a clock of its own: it goes as fast as that device allows, and what the device says
 * unasked waits here with the instant of its receipt (lab protocol, Time 6). Bench time in integer milliseconds.
 */
import type { Emit } from '../../reference-impl/device';
import type { WallClock } from '../connectors/timers';
import type { BenchDevice } from './bench-device';
import { CaseStop } from './case-stop';

/** Something that a device sent when it liked, or a person answered, and when the kit received it. */
export type Received = { readonly atMs: number } & (
  { readonly device: BenchDevice; readonly emit: Emit } | { readonly answered: () => void }
);

export interface LiveContext {
  readonly wall: WallClock;
  /** Bench milliseconds for each of wall time. */
  readonly speed: number;
  readonly fromMs: number;
  /** All that live here can be put forward, so that only what somebody waits for takes real time. */
  readonly settable: boolean;
  /** Wall time that the case may still take, ms. */
  readonly leftMs: () => number;
}

/** Timers overflow above 24.8 days. */
const LONGEST_WAIT_MS = 86_400_000;

/** Growth of the uncertainty that is worth a record. */
const GROWTH = 1.1;

export class LiveTime {
  private readonly inbox: Received[] = [];
  private fromMs: number;
  private fromWallMs: number;
  private nudge: () => void = () => undefined;
  private toldMs = 0;

  constructor(private readonly context: LiveContext) {
    this.fromMs = context.fromMs;
    this.fromWallMs = context.wall.now();
  }

  get speed(): number {
    return this.context.speed;
  }

  get nowMs(): number {
    return Math.floor(this.exactMs);
  }

  /** Bench time is `atMs` now: after a jump, or after a stretch in which no device lived. */
  setTo(atMs: number): void {
    this.fromMs = atMs;
    this.fromWallMs = this.context.wall.now();
  }

  /** Takes what a device says unasked. */
  receive(device: BenchDevice, emit: Emit): void {
    this.inbox.push({ device, emit, atMs: this.nowMs });
    this.nudge();
  }

  /** Takes a person's answer. */
  receiveAnswer(answered: () => void): void {
    this.inbox.push({ answered, atMs: this.nowMs });
    this.nudge();
  }

  /** The oldest thing received by `atMs`. */
  takeReceived(atMs: number): Received | undefined {
    const [head] = this.inbox;
    return head !== undefined && head.atMs <= atMs ? this.inbox.shift() : undefined;
  }

  /** When the oldest thing that waits was received; undefined where nothing waits. */
  get receivedMs(): number | undefined {
    return this.inbox[0]?.atMs;
  }

  /**
   * Waits until bench time is `atMs`, or until a device says something before.
   * @returns what was said
   * @throws CaseStop where the case has used up its wall time
   */
  async until(atMs: number): Promise<Received | undefined> {
    for (;;) {
      const received = this.takeReceived(atMs);
      if (received !== undefined) return received;
      const waitMs = (atMs - this.exactMs) / this.speed;
      if (waitMs <= 0) return undefined;
      const leftMs = this.context.leftMs();
      if (leftMs <= 0) throw this.tooLong();
      await this.sleep(Math.min(waitMs, leftMs, LONGEST_WAIT_MS));
    }
  }

  /** @throws CaseStop at once where the case cannot last until `atMs` */
  mustLastUntil(atMs: number): void {
    if ((atMs - this.exactMs) / this.speed > this.context.leftMs()) throw this.tooLong();
  }

  /** The uncertainty to be written down, ms: only where it grew. */
  worseThanTold(uncertainMs: number): number | undefined {
    const wholeMs = Math.ceil(uncertainMs);
    if (wholeMs < 1 || wholeMs < this.toldMs * GROWTH) return undefined;
    this.toldMs = wholeMs;
    return wholeMs;
  }

  private get exactMs(): number {
    return this.fromMs + (this.context.wall.now() - this.fromWallMs) * this.speed;
  }

  private tooLong(): CaseStop {
    const remedy = this.context.settable
      ? 'allow it more, or run the device faster'
      : 'it needs a settable clock';
    return new CaseStop('interrupted', `the case takes more real time than it may (--max-case-s): ${remedy}`);
  }

  private sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const callOff = this.context.wall.after(ms, resolve);
      this.nudge = () => {
        callOff();
        resolve();
      };
    });
  }
}
