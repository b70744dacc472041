/**
 * The PR2 messaging duties that every actor owes alike: identity, sequence, correlation and replay (PR2-X-02),
 * one answer to each message and retries without one (PR2-X-09), rate (PR2-X-10), authentication (PR2-X-01),
 * versions (PR2-X-08) and clock skew (PR2-X-03). What a message means is the actor's business.
 */
import { nameOf, type ErrorCode, type Message, type MessageBodies, type MessageName } from '../../schemas';
import type { Emit, Remark } from '../device';
import { admit } from './admission';
import {
  newEndpointState,
  type EndpointSettings,
  type EndpointState,
  type Link,
  type Received,
} from './endpoint-state';
import { timeMs, timeText, toldSkewS, uuidFrom } from './identifiers';
import { inspect } from './inspection';
import {
  dueRepeats,
  nextRepeatMs,
  owesAnswer,
  postponed,
  revived,
  type Awaiting,
  type Persistence,
} from './repeats';

const DAY_MS = 86_400_000; // P_REPLAY

export class Endpoint {
  private outbox: Emit[] = [];
  private remarks: Remark[] = [];

  constructor(
    readonly settings: EndpointSettings,
    readonly state: EndpointState = newEndpointState(),
  ) {}

  /** What was sent since the last call, in order. */
  take(): Emit[] {
    const out = this.outbox;
    this.outbox = [];
    return out;
  }

  /** What was logged since the last call, in order. */
  takeLogs(): Remark[] {
    const out = this.remarks;
    this.remarks = [];
    return out;
  }

  /** A line for the log: names of PR2's own only, nothing that a message brought along (PR2-X-11). */
  log(level: Remark['level'], text: string): void {
    this.remarks.push({ level, text });
  }

  /** The device's own clock (PR2-X-03) at bench time `atMs`. */
  wallMs(atMs: number): number {
    return atMs + this.settings.offsetMs;
  }

  /** Sends a new message; one that owes an answer is repeated with the same id until it is answered. */
  send<N extends MessageName>(
    atMs: number,
    name: N,
    to: string,
    subject: string,
    data: MessageBodies[N],
    options: { keep?: Persistence; ackMs?: number; correlationid?: string } = {},
  ): Message<N> {
    const message = this.compose(atMs, name, to, subject, data, options.correlationid);
    this.emit(message);
    if (owesAnswer(message))
      this.await(atMs, message, options.keep ?? 'retries', options.ackMs ?? this.settings.ackMs);
    return message;
  }

  /** Answers a request with the message type that it calls for; remembered for replays. */
  reply<N extends MessageName>(atMs: number, request: Message, name: N, data: MessageBodies[N]): Message<N> {
    const memory = this.state.answered[keyOf(request)];
    const skewS = memory?.skewS;
    const full = name === 'Receipt' && skewS !== undefined ? { ...data, skewS } : data;
    const message = this.compose(atMs, name, request.source, request.subject, full, request.id);
    memory?.answers.push(message);
    this.emit(message);
    if (memory && skewS !== undefined) {
      delete memory.skewS;
      if (name !== 'Receipt')
        this.reply(atMs, request, 'Receipt', { refMessageId: request.id, status: 'TAKEN', skewS });
    }
    return message;
  }

  /** The plain answer: taken, stored or a duplicate. */
  acknowledge(atMs: number, request: Message, status: 'TAKEN' | 'STORED' | 'DUPLICATE' = 'TAKEN'): void {
    this.reply(atMs, request, 'Receipt', { refMessageId: request.id, status });
  }

  /** The plain refusal, always with its reason (PR2-X-09). */
  reject(atMs: number, request: Message, code: ErrorCode, detail?: string, retryAfterS?: number): void {
    this.log('info', `refused ${nameOf(request.type) ?? 'a message'}: ${code}`);
    this.reply(atMs, request, 'Receipt', {
      refMessageId: request.id,
      status: 'REJECTED',
      code,
      ...(detail === undefined ? {} : { detail }),
      ...(retryAfterS === undefined ? {} : { retryAfterS }),
    });
  }

  /** Puts a message on the wire as it is: a relayed or a stored one. */
  emit(message: Message): void {
    this.outbox.push({ message });
  }

  /** Takes charge of a message (ours or a relayed one): repeats it until it is answered. */
  await(atMs: number, message: Message, keep: Persistence, ackMs = this.settings.ackMs): void {
    if (this.state.awaiting.some((a) => a.message.id === message.id && a.message.source === message.source))
      return;
    this.state.awaiting.push({ message, attempts: 1, ackMs, retryAtMs: atMs + ackMs, keep });
  }

  /** Stops repeating what matches. */
  forget(matches: (message: Message) => boolean): void {
    this.state.awaiting = this.state.awaiting.filter((a) => !matches(a.message));
  }

  /** Judges what arrived, answers what needs no understanding, and says what is left to do. */
  receive(atMs: number, link: Link, input: { message?: unknown; raw?: string }): Received {
    const seen = inspect(input, link, this.settings.urn);
    if (seen.kind === 'refuse') {
      const data = {
        refMessageId: seen.refId,
        status: 'REJECTED' as const,
        code: seen.code,
        detail: seen.detail,
      };
      this.log('warn', `refused what came over a link: ${seen.code}, ${seen.detail}`);
      this.emit(this.compose(atMs, 'Receipt', seen.answerTo, seen.subject, data, seen.correlationid));
      return { kind: 'done' };
    }
    if (seen.kind === 'ignore') return { kind: 'done' };
    const { message } = seen;
    for (const a of revived(this.state.awaiting, [link.peer, message.source])) this.repeat(atMs, a);
    const awaited = this.settle(message);
    if (awaited !== null) this.postpone(atMs, awaited, message);
    if (seen.kind === 'relay') return { kind: 'relay', message };
    if (!owesAnswer(message)) return { kind: 'answer', message, to: awaited?.message ?? null };
    return this.receiveRequest(atMs, link, message);
  }

  private receiveRequest(atMs: number, link: Link, message: Message): Received {
    const key = keyOf(message);
    const bodyText = JSON.stringify(message.data);
    const before = this.state.answered[key];
    if (before && atMs - before.atMs < DAY_MS) {
      if (before.bodyText === bodyText) for (const answer of before.answers) this.emit(answer);
      else {
        const data = { refMessageId: message.id, status: 'REJECTED' as const, code: 'E_DUPLICATE' as const };
        this.emit(this.compose(atMs, 'Receipt', message.source, message.subject, data, message.id));
      }
      return { kind: 'done' };
    }
    const skewS = (timeMs(message.viatime ?? message.time) - this.wallMs(atMs)) / 1000;
    const skewed = Math.abs(skewS) > this.settings.clockSkewS;
    this.state.answered[key] = {
      bodyText,
      answers: [],
      atMs,
      ...(skewed ? { skewS: toldSkewS(skewS) } : {}),
    };
    const verdict = admit(this.state.admission, this.settings.maxMessagesPerS, atMs, link.peer, message);
    for (const { message: refused, retryAfterS } of verdict.busy) {
      this.reject(atMs, refused, 'E_BUSY', 'more messages a second than declared', retryAfterS);
    }
    return verdict.taken ? { kind: 'request', message } : { kind: 'done' };
  }

  /** The next instant at which this endpoint acts unasked, or null. */
  next(): number | null {
    let next = nextRepeatMs(this.state.awaiting);
    for (const held of Object.values(this.state.admission.held))
      if (next === null || held.atMs < next) next = held.atMs;
    return next;
  }

  /** Does what is due by `atMs`: repeats, and hands out the commands that a full rate window held back. */
  advance(atMs: number): Message[] {
    const { due: repeats, left } = dueRepeats(this.state.awaiting, atMs);
    this.state.awaiting = left;
    for (const a of repeats) this.repeat(atMs, a);
    const due: Message[] = [];
    for (const [key, held] of Object.entries(this.state.admission.held)) {
      if (held.atMs > atMs) continue;
      delete this.state.admission.held[key];
      due.push(held.message);
    }
    return due;
  }

  /** Sends everything unanswered again at once: the link is back. */
  resend(atMs: number, matches: (message: Message) => boolean = () => true): void {
    for (const a of this.state.awaiting) if (matches(a.message)) this.repeat(atMs, a);
  }

  /** Draws the next identifier of this source. */
  draw(): string {
    return uuidFrom(this.settings.seed, this.settings.urn, this.state.drawn++);
  }

  /** The same message again; it bears the instant of this sending, or its age would look like a clock that is off. */
  private repeat(atMs: number, a: Awaiting): void {
    a.attempts += 1;
    a.retryAtMs = atMs + a.ackMs;
    if (a.anew === true) this.sayAnew(atMs, a);
    else this.emit({ ...a.message, viatime: timeText(this.wallMs(atMs)) });
  }

  private sayAnew(atMs: number, a: Awaiting): void {
    const { type, destination, subject, data, correlationid } = a.message;
    const name = nameOf(type);
    if (name === undefined) return;
    delete a.anew;
    a.message = this.compose(atMs, name, destination, subject, data, correlationid);
    this.emit(a.message);
  }

  /** What is of another that we relay is his to say anew. */
  private postpone(atMs: number, awaited: Awaiting, answer: Message): void {
    if (!this.settings.saysAnew || awaited.message.source !== this.settings.urn) return;
    if (answer.type !== 'pr2.Receipt.v1' || answer.data.code !== 'E_BUSY') return;
    this.state.awaiting.push(postponed(awaited, atMs, answer.data.retryAfterS ?? 1));
  }

  private settle(message: Message): Awaiting | null {
    if (message.correlationid === undefined) return null;
    const i = this.state.awaiting.findIndex((a) => a.message.id === message.correlationid);
    if (i < 0) return null;
    return this.state.awaiting.splice(i, 1)[0] ?? null;
  }

  private compose<N extends MessageName>(
    atMs: number,
    name: N,
    to: string,
    subject: string,
    data: MessageBodies[N],
    correlationid?: string,
  ): Message<N> {
    const seq = this.state.seq[to] ?? 0;
    this.state.seq[to] = seq + 1;
    return {
      specversion: '1.0',
      id: this.draw(),
      type: `pr2.${name}.v1`,
      source: this.settings.urn,
      subject,
      time: timeText(this.wallMs(atMs)),
      datacontenttype: 'application/json',
      destination: to,
      seq,
      ...(correlationid === undefined ? {} : { correlationid }),
      data,
    } as Message<N>;
  }
}

function keyOf(message: Message): string {
  return `${message.source} ${message.id}`;
}
