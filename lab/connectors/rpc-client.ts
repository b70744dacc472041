/**
 * The kit's side of JSON-RPC with one device, over whatever carries frames: one request in flight, notifications
 * before its answer, and a sentence for everything that a device may not do. After the first such thing nothing the
 * device says can be trusted, so every later call fails with the same sentence.
 */
import type { Emit, Remark } from '../../reference-impl/device';
import { checkLab, type HelloParams, type HelloResult, type LabMethod } from '../../schemas';
import { checkedResult } from './answers';
import { ConnectorError, type AdapterFault, type Answer, type LabParams } from './connector';
import { DEEPEST, nestedDeeperThan } from './nesting';
import { quoted } from './quoting';
import { fromLabCode } from './rpc-errors';
import { ANSWER_LIMIT_MS, REAL_TIMERS, type Timers } from './timers';

export interface RpcOptions {
  /** Longest time for one answer, ms. */
  readonly answerLimitMs?: number;
  readonly timers?: Timers;
}

/** Asked anew at each emit, because it is often set only after hello has told the clock. */
export interface UnaskedReceiver {
  readonly onUnasked?: (emit: Emit) => void;
}

/** Most that a device may send and say before one answer; memory ends somewhere. */
const MOST_NOTIFICATIONS = 10_000;

interface Pending {
  readonly id: number;
  readonly method: LabMethod;
  readonly at: number | undefined;
  readonly emits: Emit[];
  readonly logs: Remark[];
  readonly settle: (outcome: Answer | ConnectorError) => void;
  readonly stopClock: () => void;
}

export class RpcClient {
  private lastId = 0;
  private pending: Pending | undefined;
  private broken: ConnectorError | undefined;
  private clock: HelloResult['clock']['kind'] | undefined;
  private readonly limitMs: number;
  private readonly timers: Timers;

  /**
   * @param send puts one frame on its way; it may be lost where the device is gone, which {@link fail} then tells
   * @param receiver whose `onUnasked`, where set, takes what a device on a real clock sends
   */
  constructor(
    private readonly send: (frame: string) => void,
    options: RpcOptions,
    private readonly receiver: UnaskedReceiver,
  ) {
    this.limitMs = options.answerLimitMs ?? ANSWER_LIMIT_MS;
    this.timers = options.timers ?? REAL_TIMERS;
  }

  async hello(params: HelloParams): Promise<HelloResult> {
    const { result } = await this.call('hello', params);
    this.clock = result.clock.kind;
    return result;
  }

  call<M extends LabMethod>(method: M, params: LabParams[M]): Promise<Answer<M>> {
    return new Promise((resolve, reject) => {
      if (this.pending !== undefined)
        throw new Error(`${method} was called while ${this.pending.method} is not answered`);
      if (this.broken !== undefined) {
        reject(this.broken);
        return;
      }
      this.lastId += 1;
      this.pending = {
        id: this.lastId,
        method,
        at: (params as { at?: number }).at,
        emits: [],
        logs: [],
        settle: (outcome) => {
          if (outcome instanceof ConnectorError) reject(outcome);
          else resolve(outcome as Answer<M>);
        },
        stopClock: this.timers.after(this.limitMs, () => this.timedOut()),
      };
      this.send(JSON.stringify({ jsonrpc: '2.0', id: this.lastId, method, params }));
    });
  }

  /** Takes one frame of the device. */
  receive(frame: string): void {
    if (this.broken !== undefined) return;
    try {
      this.take(frame);
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      if (error.kind === 'adapter') this.fail(error.fault ?? 'malformed', error.message);
      else this.settle(error);
    }
  }

  /** The device is gone or not to be trusted: the pending call and all later ones fail. The first reason stays. */
  fail(fault: AdapterFault, sentence: string): void {
    if (this.broken !== undefined) return;
    this.broken = ConnectorError.adapter(fault, sentence);
    this.settle(this.broken);
  }

  /** Nothing that the device says is listened to any more. */
  get isBroken(): boolean {
    return this.broken !== undefined;
  }

  /** What is being waited for, for a sentence. */
  get waitingFor(): string {
    return this.pending === undefined
      ? 'while nothing was asked of it'
      : `before it answered ${this.pending.method}`;
  }

  private take(frame: string): void {
    const value = parsed(frame);
    if ('method' in value) this.notification(value, frame);
    else this.answer(value, frame);
  }

  private notification(value: Record<string, unknown>, frame: string): void {
    const method = value['method'];
    if ('id' in value) {
      throw malformed(
        'sent a request, and a device may only send the notifications emit and log, which have no id',
        frame,
      );
    }
    if (method !== 'emit' && method !== 'log')
      throw malformed('sent a notification that is neither emit nor log', frame);
    const params = value['params'];
    const [problem] = checkLab(method === 'emit' ? 'EmitParams' : 'LogParams', params);
    if (problem !== undefined) throw malformed(`sent a wrong ${method} (${problem.text})`, frame);
    const { pending } = this;
    if (pending !== undefined && pending.emits.length + pending.logs.length >= MOST_NOTIFICATIONS) {
      throw malformed(
        `sent more than ${MOST_NOTIFICATIONS} notifications before it answered ${pending.method}`,
        frame,
      );
    }
    if (method === 'log') pending?.logs.push(params as Remark);
    else this.emitted(params as Emit, frame);
  }

  private emitted(emit: Emit, frame: string): void {
    const virtual = this.clock === 'virtual' || this.clock === undefined;
    if (!virtual && this.receiver.onUnasked !== undefined) this.receiver.onUnasked(emit);
    else if (this.pending !== undefined) this.pending.emits.push(emit);
    else if (virtual) {
      throw malformed(
        'sent an emit while no request was pending; a device on a virtual clock sends before it answers',
        frame,
      );
    }
  }

  private answer(value: Record<string, unknown>, frame: string): void {
    const { pending } = this;
    const id = value['id'];
    const isResult = 'result' in value;
    if (isResult === 'error' in value)
      throw malformed('sent an answer that has not just one of result and error', frame);
    if (pending === undefined || id !== pending.id) throw malformed(this.wrongId(id), frame);
    if (!isResult) throw this.refusal(value['error'], frame);
    const result = this.judged(
      () => checkedResult(pending.method, pending.at, value['result'], this.clock),
      frame,
    );
    this.settle({ result: result as Answer['result'], emits: pending.emits, logs: pending.logs });
  }

  private wrongId(id: unknown): string {
    if (
      typeof id === 'number' &&
      Number.isInteger(id) &&
      id >= 1 &&
      id <= this.lastId &&
      id !== this.pending?.id
    ) {
      return `answered request ${id} twice`;
    }
    const expected =
      this.pending === undefined ? 'no request is pending' : `the pending request has id ${this.pending.id}`;
    return `sent an answer with id ${JSON.stringify(id) ?? 'missing'}, but ${expected}`;
  }

  private refusal(error: unknown, frame: string): ConnectorError {
    const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
    if (typeof code !== 'number' || !Number.isInteger(code) || typeof message !== 'string') {
      return malformed('sent an error without a whole-number code and a message', frame);
    }
    return fromLabCode(code, message.slice(0, 1000));
  }

  private judged<T>(judge: () => T, frame: string): T {
    try {
      return judge();
    } catch (error) {
      if (!(error instanceof ConnectorError) || error.kind !== 'adapter') throw error;
      throw ConnectorError.adapter('malformed', `${error.message}: ${quoted(frame)}`);
    }
  }

  private timedOut(): void {
    const method = this.pending?.method ?? 'the call';
    this.fail(
      'silent',
      `the device did not answer ${method} within ${this.limitMs / 1000} s; answer each request, or report why not with an error`,
    );
  }

  private settle(outcome: Answer | ConnectorError): void {
    const { pending } = this;
    this.pending = undefined;
    pending?.stopClock();
    pending?.settle(outcome);
  }
}

function parsed(frame: string): Record<string, unknown> {
  if (nestedDeeperThan(frame))
    throw malformed(`wrote JSON nested more than ${DEEPEST} levels deep`, frame.slice(0, 1000));
  let value: unknown;
  try {
    value = JSON.parse(frame);
  } catch {
    throw malformed(
      'wrote something that is not JSON; only JSON-RPC belongs there, anything else on standard error',
      frame,
    );
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw malformed('wrote JSON that is not one object', frame);
  }
  const object = value as Record<string, unknown>;
  if (object['jsonrpc'] !== '2.0') throw malformed('wrote an object without "jsonrpc":"2.0"', frame);
  return object;
}

function malformed(what: string, frame: string): ConnectorError {
  return ConnectorError.adapter('malformed', `the device ${what}: ${quoted(frame)}`);
}
