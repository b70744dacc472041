/**
 * A reference device seen through the calls of the lab protocol: looks after what each connector would otherwise do
 * alike, which is the start from storage, durability before each answer, and samples on the way of an `advance`.
 */
import { LabError, type Device, type Emit, type Remark, type Reply } from '../../reference-impl/device';
import type {
  AdvanceParams,
  AdvanceResult,
  LabMethod,
  ReadingName,
  Sample,
  StartParams,
} from '../../schemas';
import { STEPS } from '../connectors/answers';
import { LAB_PROTOCOL, type LabParams, type LabResults } from '../connectors/connector';
import type { Storage } from './storage';

/** Most samples that one `advance` may ask for. */
export const MOST_SAMPLES = 100_000;

export interface HostReply<M extends LabMethod = LabMethod> {
  readonly result: LabResults[M];
  readonly emits: readonly Emit[];
  readonly logs: readonly Remark[];
}

type Outcome = Reply<LabResults[LabMethod]>;

export class DeviceHost {
  /** Storage name of the case in course; undefined before `start`. */
  private place: string | undefined;
  private written: string | undefined;
  private atMs = 0;
  /** What each answer tells of itself. */
  private readonly shown: ReadingName[];

  /** @param keepsAlways writes what is durable before each answer; without it only {@link keep} does */
  constructor(
    private readonly device: Device,
    private readonly storage: Storage,
    private readonly keepsAlways = true,
  ) {
    this.shown = device.hello().readings.filter((name) => name !== 'wallTime');
  }

  /** @throws LabError where the lab protocol has an error code */
  call<M extends LabMethod>(method: M, params: LabParams[M]): HostReply<M> {
    const { result, emits, logs = [] } = this.dispatch(method, params);
    return { result, emits, logs } as HostReply<M>;
  }

  private dispatch(method: LabMethod, params: LabParams[LabMethod]): Outcome {
    if (method === 'hello') return { result: this.hello(params as LabParams['hello']), emits: [] };
    if (method === 'start') return this.seen((params as StartParams).at, this.start(params as StartParams));
    if (this.place === undefined) throw LabError.notPossible(`${method} before start`);
    const { at } = params as { at: number };
    const done = this.step(method, params);
    const outcome = STEPS.has(method) ? this.seen(at, done) : done;
    this.atMs = Math.max(this.atMs, at);
    if (method === 'stop') this.place = undefined;
    if (this.keepsAlways && method !== 'observe' && method !== 'query') this.keep();
    return outcome;
  }

  private step(method: LabMethod, params: LabParams[LabMethod]): Outcome {
    const { device } = this;
    switch (method) {
      case 'deliver':
        return device.deliver(params as LabParams['deliver']);
      case 'stimulate':
        return device.stimulate(params as LabParams['stimulate']);
      case 'observe':
        return { result: device.observe(params as LabParams['observe']), emits: [] };
      case 'advance':
        return this.advance(params as AdvanceParams);
      case 'query':
        return { result: device.query(params as LabParams['query']), emits: [] };
      default:
        device.stop(params as LabParams['stop']);
        return { result: {}, emits: [] };
    }
  }

  /** An answer to a call that may have changed something, with the readings as they are now. */
  private seen(at: number, reply: Outcome): Outcome {
    const { readings } = this.device.observe({ at, want: this.shown });
    return { ...reply, result: { ...reply.result, readings } };
  }

  private hello(params: LabParams['hello']): LabResults['hello'] {
    if (params.protocol !== LAB_PROTOCOL) {
      throw new LabError(
        -32003,
        `protocol version ${params.protocol} is not spoken here; ${LAB_PROTOCOL} is`,
      );
    }
    return this.device.hello();
  }

  private start(params: StartParams): Outcome {
    const place = params.storage ?? '';
    const restored = params.resume ? this.storage.read(place) : undefined;
    if (params.resume && restored === undefined)
      throw LabError.notPossible('resume without anything in storage');
    if (!params.resume) this.storage.clear(place);
    const reply = this.device.start(params, restored);
    this.place = place;
    this.written = restored;
    this.atMs = params.at;
    if (this.keepsAlways) this.keep();
    return reply;
  }

  /** Samples stand at the grid from the last instant on, its end included; `observe` looks ahead and changes nothing. */
  private advance({ sample, ...params }: AdvanceParams): Reply<AdvanceResult> {
    const samples: Sample[] = [];
    if (sample !== undefined) {
      if ((params.at - this.atMs) / sample.everyMs > MOST_SAMPLES) {
        throw LabError.notPossible(`more than ${MOST_SAMPLES} samples in one advance`);
      }
      for (let at = this.atMs + sample.everyMs; at <= params.at; at += sample.everyMs) {
        samples.push({ at, readings: this.device.observe({ at, want: sample.want }).readings });
      }
    }
    const reply = this.device.advance(params);
    return sample === undefined ? reply : { ...reply, result: { ...reply.result, samples } };
  }

  /** Writes what must survive a restart, where it changed. */
  keep(): void {
    if (this.place === undefined) return;
    const text = this.device.durable();
    if (text === this.written) return;
    this.storage.write(this.place, text);
    this.written = text;
  }
}
