/**
 * A reference device that lives by a clock of its own, as a product does: it wakes by its own timers and speaks when
 * it likes. What the kit says the time is counts only at the start, and on a settable clock when it is put forward.
 */
import { LabError, type Device, type Reply } from '../../reference-impl/device';
import type { AdvanceParams, HelloResult, StartParams } from '../../schemas';
import type { WallClock } from '../connectors/timers';

export interface WallClockOptions {
  readonly kind: 'real' | 'settable';
  /** How much faster than real time the kit may run it. */
  readonly maxSpeed: number;
  readonly wall: WallClock;
  /** Takes what the device sends of itself. */
  readonly say: Say;
}

/** What a device sent and logged while nobody asked it anything. */
export type Unasked = Omit<Reply<unknown>, 'result'>;
export type Say = (unasked: Unasked) => void;
/** A device from what carries its word; one on the bench's clock says nothing unasked. */
export type MakeDevice = (say: Say) => Device;

/** Timers overflow above 24.8 days; the device looks again each day. */
const LONGEST_WAIT_MS = 86_400_000;

type Step = Reply<{ next: number | null }>;

export class OnWallClock implements Device {
  private fromMs = 0;
  private fromWallMs = 0;
  private speed = 1;
  private lastMs = 0;
  /** When it does something of itself next. */
  private nextMs: number | null = null;
  private callOff: () => void = () => undefined;

  constructor(
    private readonly inner: Device,
    private readonly options: WallClockOptions,
  ) {}

  hello(): HelloResult {
    const { kind, maxSpeed } = this.options;
    return { ...this.inner.hello(), clock: { kind, maxSpeed } };
  }

  start(params: StartParams, restored?: string): Step {
    const { speed } = params.clock;
    if (speed > this.options.maxSpeed)
      throw LabError.notPossible(`a speed of ${speed}; the most is ${this.options.maxSpeed}`);
    this.speed = speed;
    this.setTo(params.at);
    return this.after(this.inner.start(params, restored));
  }

  deliver(params: Parameters<Device['deliver']>[0]): Step {
    return this.after(this.inner.deliver({ ...params, at: this.now() }));
  }

  stimulate(params: Parameters<Device['stimulate']>[0]): ReturnType<Device['stimulate']> {
    return this.after(this.inner.stimulate({ ...params, at: this.now() }));
  }

  /** Whoever looks brings it up to now: what has flowed by then is in its books, should its power go (PR2-X-12). */
  observe(params: Parameters<Device['observe']>[0]): ReturnType<Device['observe']> {
    const at = this.now();
    if (this.nextMs === null || at < this.nextMs) this.goOn();
    return this.inner.observe({ ...params, at });
  }

  /** Puts a settable clock forward; on a real one it only brings what the device senses. */
  advance({ sample: _none, ...params }: AdvanceParams): Step {
    if (this.options.kind === 'settable' && params.at > this.now()) this.setTo(params.at);
    return this.after(this.inner.advance({ ...params, at: this.now() }));
  }

  query(params: Parameters<Device['query']>[0]): ReturnType<Device['query']> {
    return this.inner.query({ ...params, at: this.now() });
  }

  /** Ends it without a word, as a power cut does. */
  halt(): void {
    this.callOff();
  }

  stop(params: Parameters<Device['stop']>[0]): void {
    this.callOff();
    this.inner.stop({ ...params, at: this.now() });
  }

  durable(): string {
    return this.inner.durable();
  }

  /** Its own time, ms; it never goes back. */
  private now(): number {
    const passedMs = (this.options.wall.now() - this.fromWallMs) * this.speed;
    this.lastMs = Math.max(this.lastMs, this.fromMs + Math.floor(passedMs));
    return this.lastMs;
  }

  private setTo(atMs: number): void {
    this.fromMs = atMs;
    this.fromWallMs = this.options.wall.now();
    this.lastMs = atMs;
  }

  /** Sets the timer for what it does next of itself. Only a settable clock tells it to the kit. */
  private after<R extends { next: number | null }>(reply: Reply<R>): Reply<R> {
    this.wakeAt(reply.result.next);
    if (this.options.kind === 'settable') return reply;
    return { ...reply, result: { ...reply.result, next: null } };
  }

  private wakeAt(next: number | null): void {
    this.callOff();
    this.nextMs = next;
    if (next === null) return;
    const waitMs = Math.max(0, (next - this.now()) / this.speed);
    this.callOff = this.options.wall.after(Math.min(waitMs, LONGEST_WAIT_MS), () => this.wake(next));
  }

  private wake(next: number): void {
    if (this.now() < next) this.wakeAt(next);
    else this.goOn();
  }

  private goOn(): void {
    const { result, ...unasked } = this.inner.advance({ at: this.now() });
    this.wakeAt(result.next);
    this.options.say(unasked);
  }
}
