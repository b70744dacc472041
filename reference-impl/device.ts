/**
 * What every actor of the reference implementation is to the outside: a deterministic state machine that is
 * told things and answers at once. It owns no socket, timer, clock or unseeded randomness, so one and the same
 * object serves in process, behind a pipe and behind a WebSocket. The methods are those of the lab protocol.
 */
import type {
  AdvanceParams,
  AdvanceResult,
  DeliverParams,
  HelloResult,
  LogLevel,
  Message,
  ObserveParams,
  ObserveResult,
  QueryParams,
  QueryResult,
  StartParams,
  StepResult,
  StimulateParams,
  StimulateResult,
  StopParams,
} from '../schemas';

/** Something a device puts on the wire: a PR2 message, or text that is not one. */
export type Emit = { readonly message: Message } | { readonly raw: string };

/** A line of the device's own log, for its maker; it must hold nothing that is private (PR2-X-11). */
export interface Remark {
  readonly level: LogLevel;
  readonly text: string;
}

/** A result of the lab protocol, and what the device sent and logged before it answered, each in order. */
export interface Reply<R> {
  readonly result: R;
  readonly emits: readonly Emit[];
  readonly logs?: readonly Remark[];
}

/**
 * A device under test or a stand-in, driven by the lab protocol.
 * All times are bench time in integer milliseconds. Every method but `hello` brings the device to `at` first.
 * A method throws {@link LabError} where the lab protocol has an error code, and for nothing else.
 */
export interface Device {
  hello(): HelloResult;
  /** `restored` is what {@link Device.durable} gave before a restart; only with `params.resume`. */
  start(params: StartParams, restored?: string): Reply<StepResult>;
  deliver(params: DeliverParams): Reply<StepResult>;
  stimulate(params: StimulateParams): Reply<StimulateResult>;
  /** Pure: evaluates the state as it will be at `at`, and changes nothing. */
  observe(params: ObserveParams): ObserveResult;
  advance(params: AdvanceParams): Reply<AdvanceResult>;
  query(params: QueryParams): QueryResult;
  stop(params: StopParams): void;
  /** All state that must survive a restart (PR2-X-12), as text. Cheap enough to call after every step. */
  durable(): string;
}

/** Errors of the lab protocol: no such hook, not possible in this state, protocol version. */
export class LabError extends Error {
  constructor(
    readonly code: -32001 | -32002 | -32003,
    message: string,
  ) {
    super(message);
    this.name = 'LabError';
  }

  static noHook(what: string): LabError {
    return new LabError(-32001, `no such hook: ${what}`);
  }

  static notPossible(why: string): LabError {
    return new LabError(-32002, `not possible in this state: ${why}`);
  }
}
