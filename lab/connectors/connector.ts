/**
 * How the bench reaches a device, whatever it is behind: the calls of the lab protocol, one at a time, and what
 * went wrong in words that a vendor can act on.
 */
import type {
  AdvanceParams,
  AdvanceResult,
  DeliverParams,
  HelloParams,
  HelloResult,
  LabMethod,
  ObserveParams,
  ObserveResult,
  QueryParams,
  QueryResult,
  StartParams,
  StepResult,
  StimulateParams,
  StimulateResult,
  StopParams,
  StopResult,
} from '../../schemas';
import type { Emit, Remark } from '../../reference-impl/device';

/** Version of the lab protocol that this kit speaks. */
export const LAB_PROTOCOL = 1;

/** Parameters of the calls, by method. */
export interface LabParams {
  hello: HelloParams;
  start: StartParams;
  deliver: DeliverParams;
  stimulate: StimulateParams;
  observe: ObserveParams;
  advance: AdvanceParams;
  query: QueryParams;
  stop: StopParams;
}

/** Results of the calls, by method. */
export interface LabResults {
  hello: HelloResult;
  start: StepResult;
  deliver: StepResult;
  stimulate: StimulateResult;
  observe: ObserveResult;
  advance: AdvanceResult;
  query: QueryResult;
  stop: StopResult;
}

/** A result, and what the device sent and said before it, each in order. */
export interface Answer<M extends LabMethod = LabMethod> {
  readonly result: LabResults[M];
  readonly emits: readonly Emit[];
  readonly logs: readonly Remark[];
}

export interface Connector {
  readonly kind: 'in-process' | 'exec' | 'ws';
  /**
   * Starts or dials the device and says hello. Also after {@link close}, which begins a new life.
   * @throws ConnectorError
   */
  open(): Promise<HelloResult>;
  /**
   * One call; the next one must wait for its answer.
   * @throws ConnectorError; after one of kind `adapter` every further call fails with it until the device is opened again
   */
  call<M extends LabMethod>(method: M, params: LabParams[M]): Promise<Answer<M>>;
  /** Where set, takes at once all that a device on a real clock sends; its answers then carry no emits. */
  onUnasked?: (emit: Emit) => void;
  /** For restart tests: ends the device at once, as a loss of power would. What it made durable stays. */
  kill(): Promise<void>;
  /** Starts the device again after {@link kill}; hello only, `start` with `resume` is the caller's. */
  reopen(): Promise<HelloResult>;
  /** Ends the device and lets go of all it kept. Never throws. */
  close(): Promise<void>;
  /** The last the device wrote to its standard error, at most 64 KiB, printable text only; empty where there is none. */
  diagnostics(): string;
}

/** `adapter`: the device does not keep to the lab protocol, or is not there. `usage`: what was asked cannot be done on this machine. */
export type ConnectorErrorKind = 'no-such-hook' | 'not-possible' | 'protocol-version' | 'adapter' | 'usage';

/**
 * What kind of adapter error: it could not be reached at all, it did not answer in time, it ended or hung up, or it
 * said what the lab protocol does not allow. `silent` and `gone` after a PR2 message or a stimulus may be the
 * product's own failure; the others are the adapter's.
 */
export type AdapterFault = 'unreachable' | 'silent' | 'gone' | 'malformed';

/** The message is one sentence: what happened, with the offending line where there is one, and what to do. */
export class ConnectorError extends Error {
  constructor(
    readonly kind: ConnectorErrorKind,
    message: string,
    /** Set where kind is `adapter`. */
    readonly fault?: AdapterFault,
  ) {
    super(message);
    this.name = 'ConnectorError';
  }

  static adapter(fault: AdapterFault, message: string): ConnectorError {
    return new ConnectorError('adapter', message, fault);
  }
}

/** What the kit says of itself in `hello`, unless the caller knows better. */
export const ANONYMOUS_KIT: HelloParams = {
  protocol: LAB_PROTOCOL,
  kit: 'pr2-conformance',
  suite: 'unnamed',
};
