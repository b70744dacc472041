/** A small rig for tests: an ESCI, with the test in the places of utility, PEVs, customer and electrical network. */
import assert from 'node:assert/strict';
import {
  checkLab,
  checkMessage,
  nameOf,
  typeOf,
  type EsciState,
  type Message,
  type MessageBodies,
  type MessageName,
  type ObserveResult,
  type ReadingName,
  type StartParams,
  type StimulateParams,
  type StimulateResult,
  type Stimuli,
  type TestParameters,
} from '../../schemas';
import type { Device, Reply } from '../device';
import { timeText, urnOf, uuidFrom } from '../endpoint/identifiers';
import { createEsci, type EsciBehaviour } from './index';
import type { SiteInput } from './island/island';

export const UTILITY = urnOf('utility', 'u1');
export const ESCI = urnOf('esci', 'e1');
export const HOUR = 3_600_000;
/** The rig's bench time zero: a plain instant far from any edge. */
export const T0 = Date.UTC(2026, 5, 1, 12);

/** A message as it left the ESCI, and when, ms after T0. */
export interface Sent {
  atMs: number;
  message: Message;
}

interface Options {
  behaviour?: Partial<EsciBehaviour>;
  state?: EsciState;
  params?: TestParameters;
  points?: string[];
  offsetMs?: number;
}

interface SendOptions {
  id?: string;
  to?: string;
  correlationid?: string;
  time?: string;
}

export class Rig {
  readonly sent: Sent[] = [];
  atMs = 0;
  next: number | null = null;
  private drawn = 0;
  private shown: SiteInput = {};
  private readonly seq: Record<string, number> = {};
  private readonly flows: Record<string, { atMs: number; powerW: number; exportJ: number; importJ: number }> =
    {};

  constructor(
    readonly options: Options = {},
    private esci: Device = createEsci(options.behaviour),
  ) {
    this.take(this.esci.start(this.startParams(false)));
  }

  /** Time text of `ms` after T0, as an unskewed clock shows it. */
  time(ms = this.atMs): string {
    return timeText(T0 + ms);
  }

  /** Lets time pass up to `ms` after T0, waking the ESCI whenever it asked for it. */
  to(ms: number): void {
    while (this.next !== null && this.next <= T0 + ms) {
      this.atMs = Math.max(this.atMs, this.next - T0);
      const before = this.next;
      this.take(this.esci.advance({ at: before }));
      assert.ok(this.next === null || this.next > before, 'it does not ask for the same instant again');
    }
    this.atMs = ms;
  }

  wait(ms: number): void {
    this.to(this.atMs + ms);
  }

  /** A message of the utility: to the PEV that its body or `to` names, or to the ESCI. */
  utility<N extends MessageName>(name: N, data: MessageBodies[N], options: SendOptions = {}): Message<N> {
    const pevId = (data as { pevId?: string }).pevId;
    const to =
      options.to ?? (pevId === undefined || name === 'EnrollmentRecord' ? ESCI : urnOf('pev', pevId));
    return this.deliver(UTILITY, this.compose(UTILITY, to, name, data, options));
  }

  /** A message of a PEV to the utility, or to `to`. */
  pev<N extends MessageName>(
    pevId: string,
    name: N,
    data: MessageBodies[N],
    options: SendOptions = {},
  ): Message<N> {
    const urn = urnOf('pev', pevId);
    return this.deliver(urn, this.compose(urn, options.to ?? UTILITY, name, data, options));
  }

  /** Delivers a message (again) over the link of `peer`. */
  deliver<M>(peer: string, message: M, credential: 'valid' | 'wrong' = 'valid'): M {
    this.take(
      this.esci.deliver({ at: T0 + this.atMs, link: { peer, principal: peer, credential }, message }),
    );
    return message;
  }

  compose<N extends MessageName>(
    source: string,
    to: string,
    name: N,
    data: MessageBodies[N],
    options: SendOptions = {},
  ): Message<N> {
    const seq = (this.seq[`${source} ${to}`] = (this.seq[`${source} ${to}`] ?? -1) + 1);
    const message = {
      specversion: '1.0',
      id: options.id ?? uuidFrom('rig', source, this.drawn++),
      type: typeOf(name),
      source,
      subject: 's',
      time: options.time ?? this.time(),
      datacontenttype: 'application/json',
      destination: to,
      seq,
      ...(options.correlationid === undefined ? {} : { correlationid: options.correlationid }),
      data,
    };
    assert.deepEqual(checkMessage(message, 'closed').problems, [], 'the rig speaks correctly');
    return message as unknown as Message<N>;
  }

  stimulate<N extends keyof Stimuli>(name: N, params: Stimuli[N]): StimulateResult['refused'] {
    const stimulus = { at: T0 + this.atMs, name, params } as StimulateParams;
    return this.take(this.esci.stimulate(stimulus)).refused;
  }

  /** Plugs a PEV in and lets it be authenticated. */
  plugIn(pevId = 'p1', params: Partial<Stimuli['plug-in']> = {}): void {
    this.stimulate('plug-in', { pevId, evseId: `evse-${pevId}`, ...params });
    this.wait(1000);
  }

  /** The power at a PEV's point from now on, W; the rig keeps the registers. */
  power(powerW: number, pevId = 'p1', slopeWps = 0): void {
    const flow = (this.flows[pevId] ??= { atMs: this.atMs, powerW: 0, exportJ: 0, importJ: 0 });
    const joules = (flow.powerW * (this.atMs - flow.atMs)) / 1000;
    flow.exportJ += Math.max(0, -joules);
    flow.importJ += Math.max(0, joules);
    Object.assign(flow, { atMs: this.atMs, powerW });
    const { exportJ, importJ } = flow;
    const grid = { voltageV: 230, frequencyHz: 60, gridPresent: true, ...this.shown };
    const input = { powerW, slopeWps, exportJ, importJ, ...grid };
    this.take(this.esci.advance({ at: T0 + this.atMs, electrical: { [`point-${pevId}`]: input } }));
  }

  /** Grid and switch as the sensors at every point show them from now on. */
  site(change: SiteInput): void {
    this.shown = { ...this.shown, ...change };
    this.take(this.esci.advance({ at: T0 + this.atMs, electrical: this.electrical() }));
  }

  private electrical(): Record<string, SiteInput> {
    const points = this.options.points ?? ['p1', 'p2', 'p3'];
    return Object.fromEntries(points.map((id) => [`point-${id}`, this.shown]));
  }

  observe(want: ReadingName[], pevId = 'p1'): ObserveResult['readings'] {
    return this.esci.observe({ at: T0 + this.atMs, want, point: `point-${pevId}` }).readings;
  }

  storedEvents(): object[] {
    return [...this.esci.query({ at: T0 + this.atMs, what: 'storedEvents' }).records];
  }

  /** Ends the device and starts another from its durable state, `downMs` later. */
  restart(downMs = 0): void {
    const durable = this.esci.durable();
    this.atMs += downMs;
    this.esci = createEsci(this.options.behaviour);
    const electrical = Object.keys(this.shown).length === 0 ? {} : { electrical: this.electrical() };
    this.take(this.esci.start({ ...this.startParams(true), ...electrical }, durable));
  }

  /** Messages of a name sent since the last `forget`, to anyone or to one party. */
  of<N extends MessageName>(name: N, to?: string): Message<N>[] {
    return this.timed(name, to).map((s) => s.message as Message<N>);
  }

  timed(name: MessageName, to?: string): Sent[] {
    return this.sent.filter(
      ({ message }) => nameOf(message.type) === name && (to === undefined || message.destination === to),
    );
  }

  /** The one message of a name sent since the last `forget`. */
  one<N extends MessageName>(name: N, to?: string): Message<N> {
    const found = this.of(name, to);
    assert.equal(found.length, 1, `one ${name}${to === undefined ? '' : ` to ${to}`}`);
    return found[0] as Message<N>;
  }

  /** Answers to a message, as bodies. */
  answers(request: Message): Message['data'][] {
    return this.sent.filter((s) => s.message.correlationid === request.id).map((s) => s.message.data);
  }

  /** The one refusal's code that a message got. */
  code(request: Message): string | undefined {
    const answers = this.answers(request);
    assert.equal(answers.length, 1, 'one answer');
    return (answers[0] as { code?: string }).code;
  }

  forget(): void {
    this.sent.length = 0;
  }

  private startParams(resume: boolean): StartParams {
    const points = (this.options.points ?? ['p1', 'p2', 'p3']).map((id) => ({
      point: `point-${id}`,
      evseId: `evse-${id}`,
      meteringPointId: `meter-${id}`,
    }));
    const params: StartParams = {
      at: T0 + this.atMs,
      case: 'test',
      role: 'esci',
      id: 'e1',
      seed: 'seed',
      resume,
      clock: { offsetMs: this.options.offsetMs ?? 0, speed: 1 },
      peers: { utility: [UTILITY] },
      points,
      links: { V: 'while-plugged' },
      params: this.options.params ?? {},
      state: this.options.state ?? {},
    };
    assert.deepEqual(checkLab('StartParams', params), []);
    return params;
  }

  private take<R extends { next: number | null }>(reply: Reply<R>): R {
    this.next = reply.result.next;
    assert.ok(
      this.next === null || (Number.isInteger(this.next) && this.next >= T0 + this.atMs),
      'next is not past',
    );
    for (const emit of reply.emits) {
      assert.ok('message' in emit);
      assert.deepEqual(checkMessage(emit.message, 'closed').problems, [], emit.message.type);
      this.sent.push({ atMs: this.atMs, message: emit.message });
    }
    return reply.result;
  }
}
