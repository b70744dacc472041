/**
 * The course of bench time in one case: what is due when, which of it comes first, and, where a device has a clock of
 * its own, how long time is lived through before.
 */
import type { Emit } from '../../reference-impl/device';
import type { CaseView } from '../../runlog/case-view';
import type { Answer as Answered } from '../operator/operator';
import { Agenda } from './agenda';
import type { BenchDevice } from './bench-device';
import { Leap, type LeapContext } from './leap';
import type { LiveTime, Received } from './live-time';
import type { Parcel } from './mail';
import { Progress } from './progress';

export interface TimelineContext extends Pick<LeapContext, 'advance' | 'acted' | 'uncertain'> {
  readonly startMs: number;
  readonly view: CaseView;
  /** Where a device has a clock of its own. */
  readonly live: LiveTime | undefined;
  readonly devices: readonly BenchDevice[];
  /** When a device is sampled next. */
  readonly sampleMs: (device: BenchDevice) => number | null;
  /** Reads the devices whose samples are due. */
  readonly sample: () => Promise<void>;
  readonly deliver: (parcel: Parcel) => Promise<void>;
  /** A live device said something of itself. */
  readonly said: (device: BenchDevice, emit: Emit) => void;
}

type Due = { kind: 'parcel'; parcel: Parcel } | { kind: 'action'; run: () => Promise<void> };

export class Timeline {
  private readonly due = new Agenda<Due>();
  private readonly progress = new Progress();
  private readonly leap: Leap;
  private atMs: number;

  constructor(private readonly context: TimelineContext) {
    const { startMs, live, devices, advance, acted, uncertain } = context;
    this.atMs = startMs;
    this.leap = new Leap({
      live,
      devices: () => devices.filter((d) => d.live && d.running),
      moveTo: (ms) => this.moveTo(ms),
      advance,
      acted,
      uncertain,
    });
  }

  /** Bench time, integer milliseconds. */
  get nowMs(): number {
    return this.atMs;
  }

  /** Plans an action of the scenario. */
  plan(atMs: number, run: () => Promise<void>): void {
    this.due.push(atMs, { kind: 'action', run });
  }

  /** Plans a delivery. */
  post(atMs: number, parcel: Parcel): void {
    this.due.push(atMs, { kind: 'parcel', parcel });
  }

  /** Something was done to a live device, or it did something. */
  touched(): void {
    this.leap.touched(this.atMs);
  }

  /** Runs until `atMs`; time then is `atMs`. */
  async runUntil(atMs: number): Promise<void> {
    const { live } = this.context;
    if (live !== undefined && !this.leap.possible) live.mustLastUntil(atMs);
    await this.runWhile(atMs, () => true, true);
    this.moveTo(atMs);
  }

  /**
   * Runs until `done` holds (asked after every step) or `deadlineMs` has passed; true where it held.
   * Time stands where it began to hold.
   */
  async waitFor(done: () => boolean, deadlineMs: number): Promise<boolean> {
    if (done()) return true;
    let held = false;
    await this.runWhile(deadlineMs, () => !(held = done()));
    if (held) return true;
    this.moveTo(deadlineMs);
    return done();
  }

  /** Bench time goes on while a person is asked; it stands at the instant of the answer then. */
  async meanwhile(ask: (unwanted: AbortSignal) => Promise<Answered>): Promise<Answered> {
    const { live } = this.context;
    const unwanted = new AbortController();
    const asking = ask(unwanted.signal);
    if (live === undefined) return asking;
    let answer: Answered | undefined;
    void asking.then((a) => live.receiveAnswer(() => (answer = a)));
    try {
      await this.runWhile(Infinity, () => answer === undefined);
    } finally {
      unwanted.abort();
    }
    return answer ?? { kind: 'silent' };
  }

  /** Bench time catches up with the clock of live devices, as far as nothing else comes before. */
  catchUp(): void {
    const { live } = this.context;
    if (live === undefined) return;
    const limitMs = Math.min(this.nextInstant() ?? Infinity, live.receivedMs ?? Infinity);
    this.moveTo(Math.min(live.nowMs, limitMs));
  }

  /** Takes in all that live devices have said by now. */
  takeInAll(): void {
    const { live } = this.context;
    for (let r = live?.takeReceived(Infinity); r !== undefined; r = live?.takeReceived(Infinity))
      this.takeIn(r);
  }

  /** @param nobodyWaits no check or step waits for something to happen, so that a settable clock may be put forward */
  private async runWhile(limitMs: number, goOn: () => boolean, nobodyWaits = false): Promise<void> {
    for (;;) {
      if (await this.liveUntilDue(limitMs, nobodyWaits)) {
        if (!goOn()) return;
        continue;
      }
      const nextMs = this.nextInstant();
      if (nextMs === null || nextMs > limitMs) return;
      this.moveTo(nextMs);
      this.progress.step(this.atMs, this.context.view);
      await this.step();
      if (!goOn()) return;
    }
  }

  /** Lives until something is due or `limitMs`; true where a device said something of itself before. */
  private async liveUntilDue(limitMs: number, mayLeap: boolean): Promise<boolean> {
    const { live } = this.context;
    if (live === undefined) return false;
    const dueMs = Math.min(this.nextInstant() ?? Infinity, limitMs);
    const received = await live.until(mayLeap ? await this.leap.towards(dueMs) : dueMs);
    if (received === undefined) return mayLeap && live.nowMs < dueMs;
    this.takeIn(received);
    return true;
  }

  private takeIn(received: Received): void {
    this.moveTo(received.atMs);
    if ('answered' in received) return received.answered();
    const { device, emit } = received;
    this.progress.awake(device.urn);
    this.context.said(device, emit);
    this.touched();
  }

  /** One thing that is due now: a planned action, a delivery, a wake-up, or the samples. */
  private async step(): Promise<void> {
    const { devices, deliver, advance, sample } = this.context;
    const due = this.due.take(this.atMs);
    if (due?.kind === 'action') return due.run();
    if (due?.kind === 'parcel') return deliver(due.parcel);
    const awake = devices.find((d) => d.running && d.next !== null && d.next <= this.atMs);
    if (awake === undefined) return sample();
    this.progress.awake(awake.urn);
    await advance(awake);
  }

  private nextInstant(): number | null {
    const { devices, sampleMs } = this.context;
    const instants = [this.due.nextMs()];
    for (const d of devices) if (d.running) instants.push(d.next, sampleMs(d));
    return instants.reduce((a, b) => (a === null || (b !== null && b < a) ? b : a), null);
  }

  private moveTo(atMs: number): void {
    if (atMs <= this.atMs) return;
    this.atMs = atMs;
    this.progress.moved();
    this.context.view.passed(atMs);
  }
}
