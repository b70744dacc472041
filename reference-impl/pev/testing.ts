/** A bench for one PEV: it plays the ESCI, the Utility and the customer by hand-made messages, on a virtual clock. */
import {
  checkMessage,
  nameOf,
  type ErrorCode,
  type Message,
  type MessageBodies,
  type MessageName,
  type PevState,
  type Readings,
  type Stimuli,
  type TestParameters,
} from '../../schemas';
import type { Device, Emit } from '../device';
import { owesAnswer } from '../endpoint/repeats';
import { timeText, uuidFrom } from '../endpoint/identifiers';
import { createPev } from './index';
import type { PevBehaviour } from './behaviour';

export const UTILITY = 'urn:pr2:utility:u1';
export const ESCI = 'urn:pr2:esci:e1';
export const PEV = 'urn:pr2:pev:p1';
export const T0 = Date.parse('2026-03-02T12:00:00Z');
export const HOUR = 3600;
export const DAY = 86_400;

/** A vehicle whose figures are round: 50 kWh, no losses, half full, 10 kWh above a floor of 30 %. */
export const CAR: PevState = {
  capacityWh: 50_000,
  efficiency: 1,
  soc: 50,
  socFloor: 30,
  maxDischargeW: 6000,
  minDischargeW: 500,
  maxChargeW: 6000,
};

export interface RigOptions {
  readonly state?: PevState;
  readonly params?: TestParameters;
  readonly behaviour?: Partial<PevBehaviour>;
  readonly link?: 'up' | 'while-plugged';
  /** Whether messages of the PEV are answered as a peer would. */
  readonly silent?: boolean;
}

export class Rig {
  device: Device;
  nowMs = T0;
  /** Everything that the PEV sent, in order, with its instant. */
  readonly sent: { atMs: number; message: Message }[] = [];
  /** Called after each wake-up of the PEV. */
  onStep: () => void = () => {};
  private drawn = 0;
  private next: number | null = null;
  private readonly revisions: Record<string, number> = {};

  constructor(private readonly options: RigOptions = {}) {
    this.device = createPev(options.behaviour);
    this.start(false);
  }

  start(resume: boolean, restored?: string): void {
    const { state = CAR, params = {}, link = 'up' } = this.options;
    const reply = this.device.start(
      {
        at: this.nowMs,
        case: 'test',
        role: 'pev',
        id: 'p1',
        seed: 'seed',
        resume,
        clock: { offsetMs: 0, speed: 1 },
        peers: { utility: [UTILITY], esci: [ESCI] },
        points: [{ point: 'a', evseId: 'evse1', meteringPointId: 'mp1', pevId: 'p1' }],
        links: { V: link },
        params,
        state,
      },
      restored,
    );
    this.absorb(reply.result.next, reply.emits);
  }

  /** Switched off and on again `downMs` later: a fresh object with what was stored. */
  restart(downMs: number): void {
    this.device.observe({ at: this.nowMs, want: ['exportJ'] });
    const stored = this.device.durable();
    this.nowMs += downMs;
    this.device = createPev(this.options.behaviour);
    this.start(true, stored);
  }

  /** Lets time pass, from one wake-up to the next. */
  until(atMs: number): void {
    while (this.next !== null && this.next <= atMs) {
      this.nowMs = this.next;
      const reply = this.device.advance({ at: this.nowMs });
      this.absorb(reply.result.next, reply.emits);
      this.onStep();
    }
    this.nowMs = Math.max(this.nowMs, atMs);
  }

  pass(seconds: number): void {
    this.until(this.nowMs + seconds * 1000);
  }

  /** Sends a message to the PEV and returns what it answers at once. */
  send<N extends MessageName>(
    name: N,
    data: MessageBodies[N],
    source = UTILITY,
    change: Partial<Message> = {},
  ): Message[] {
    return this.deliver(this.compose(name, data, source, change));
  }

  compose<N extends MessageName>(
    name: N,
    data: MessageBodies[N],
    source = UTILITY,
    change: Partial<Message> = {},
  ): Message {
    const n = this.drawn++;
    return {
      specversion: '1.0',
      id: uuidFrom('rig', source, n),
      type: `pr2.${name}.v1`,
      source,
      subject: 'test',
      time: timeText(this.nowMs),
      datacontenttype: 'application/json',
      destination: PEV,
      seq: n,
      data,
      ...change,
    } as Message;
  }

  deliver(message: Message, link: { peer?: string; principal?: string } = {}): Message[] {
    const { source } = message;
    const reply = this.device.deliver({
      at: this.nowMs,
      link: { peer: ESCI, principal: source, credential: 'valid', ...link },
      message,
    });
    return this.absorb(reply.result.next, reply.emits);
  }

  stimulate<K extends keyof Stimuli>(name: K, params: Stimuli[K]): ErrorCode | null {
    const reply = this.device.stimulate({ at: this.nowMs, name, params } as Parameters<
      Device['stimulate']
    >[0]);
    this.absorb(reply.result.next, reply.emits);
    return reply.result.refused ?? null;
  }

  electrical(values: { voltageV?: number; frequencyHz?: number; gridPresent?: boolean }): void {
    const reply = this.device.advance({ at: this.nowMs, electrical: { a: values } });
    this.absorb(reply.result.next, reply.emits);
  }

  read(...want: (keyof Readings)[]): Readings {
    return this.device.observe({ at: this.nowMs, want }).readings;
  }

  get powerW(): number {
    return this.read('powerW').powerW ?? Number.NaN;
  }

  get exportWh(): number {
    return (this.read('exportJ').exportJ ?? Number.NaN) / 3600;
  }

  get soc(): number {
    return this.read('soc').soc ?? Number.NaN;
  }

  /** Plugs in and introduces the session; the PEV reports. */
  connect(
    cable: Partial<Stimuli['plug-in']> = {},
    notice: Partial<MessageBodies['ConnectionNotice']> = {},
  ): void {
    this.stimulate('plug-in', {
      pevId: 'p1',
      evseId: 'evse1',
      cordsetA: 32,
      evseMaxW: 7000,
      bidirectional: true,
      v2h: false,
      inverterAuthorised: true,
      phases: 1,
      ...cable,
    });
    this.send('ConnectionNotice', noticeOf(notice), ESCI);
    this.pass(0);
  }

  /** An event, sent now; by default a day and an hour ahead, for two hours at 5 kW. */
  event(
    patch: Partial<MessageBodies['EnergySupplyEvent']> & { leadS?: number; powerW?: number } = {},
  ): Message[] {
    const { leadS = DAY + HOUR, powerW = 5000, ...rest } = patch;
    const durationS = rest.durationS ?? 2 * HOUR;
    return this.send('EnergySupplyEvent', {
      eventId: 'ev1',
      revision: 0,
      programId: 'pr',
      serviceType: 'ENERGY_DR',
      reason: leadS < DAY ? 'RELIABILITY' : 'PEAK',
      noticeClass: leadS >= DAY ? 'PLANNED' : leadS >= HOUR ? 'DAY_OF' : 'EMERGENCY',
      targets: [{ pevId: 'p1' }],
      start: timeText(this.nowMs + leadS * 1000),
      durationS,
      intervals: [{ offsetS: 0, durationS, dischargePowerW: powerW }],
      responseClass: 'SCHEDULED',
      ...rest,
    });
  }

  /** A request for the whole of an event, by default from now on. */
  request(patch: Partial<MessageBodies['DispatchRequest']> = {}): MessageBodies['DispatchResponse'] {
    const answers = this.send('DispatchRequest', {
      dispatchId: 'd1',
      eventId: 'ev1',
      revision: 0,
      sink: 'GRID',
      dischargePowerW: 5000,
      start: timeText(this.nowMs),
      durationS: 2 * HOUR,
      responseClass: 'SCHEDULED',
      meteringPointId: 'mp1',
      validForS: 86_400,
      ...patch,
    });
    return body(answers, 'DispatchResponse');
  }

  /** An update with the next revision. */
  update(patch: Partial<MessageBodies['DispatchUpdate']> = {}): MessageBodies['DispatchResponse'] {
    const id = patch.dispatchId ?? 'd1';
    this.revisions[id] = (this.revisions[id] ?? 0) + 1;
    const answers = this.send('DispatchUpdate', {
      dispatchId: id,
      revision: this.revisions[id],
      dischargePowerW: 5000,
      validForS: 86_400,
      ...patch,
    });
    return body(answers, 'DispatchResponse');
  }

  /** Connected, opted in to an event, at its start. */
  toStart(event: Parameters<Rig['event']>[0] = {}): void {
    this.connect();
    this.event(event);
    this.pass(event.leadS ?? DAY + HOUR);
  }

  /** As {@link toStart}, and discharging at the requested power. */
  toPower(request: Parameters<Rig['request']>[0] = {}, event: Parameters<Rig['event']>[0] = {}): void {
    this.toStart(event);
    this.request(request);
    this.pass(30);
  }

  /** All messages of a kind that the PEV sent, repetitions left out. */
  all<N extends MessageName>(name: N): { atMs: number; data: MessageBodies[N] }[] {
    const seen = new Set<string>();
    return this.sent
      .filter(({ message }) => nameOf(message.type) === name && !seen.has(message.id) && seen.add(message.id))
      .map(({ atMs, message }) => ({ atMs, data: (message as Message<N>).data }));
  }

  last<N extends MessageName>(name: N): { atMs: number; data: MessageBodies[N] } {
    const found = this.all(name).at(-1);
    if (!found) throw new Error(`no ${name} was sent`);
    return found;
  }

  /** Takes in what was sent; answers it as a peer would, and holds every message to the closed schema. */
  private absorb(next: number | null, emits: readonly Emit[]): Message[] {
    this.next = next;
    const messages = emits.flatMap((emit) => ('message' in emit ? [emit.message] : []));
    for (const message of messages) {
      const { problems } = checkMessage(JSON.parse(JSON.stringify(message)), 'closed');
      if (problems[0]) throw new Error(`${message.type}: ${problems[0].text}`);
      this.sent.push({ atMs: this.nowMs, message });
    }
    if (this.options.silent !== true) for (const message of messages) this.answer(message);
    return messages;
  }

  private answer(message: Message): void {
    const name = nameOf(message.type);
    if (name === 'Receipt' || !owesAnswer(message)) return;
    const receipt = { refMessageId: message.id, status: 'TAKEN' } as const;
    this.send('Receipt', receipt, message.destination, { correlationid: message.id });
  }
}

export function noticeOf(
  change: Partial<MessageBodies['ConnectionNotice']> = {},
): MessageBodies['ConnectionNotice'] {
  return {
    sessionId: 's1',
    evseId: 'evse1',
    pevId: 'p1',
    location: 'L1',
    architecture: 'S2',
    capabilities: { v2g: true, v2h: false },
    bidirectional: true,
    cordsetA: 32,
    inverterAuthorised: true,
    ...change,
  };
}

/** The body of the one message of a kind among some. */
export function body<N extends MessageName>(messages: readonly Message[], name: N): MessageBodies[N] {
  const found = messages.filter((m) => nameOf(m.type) === name);
  if (found.length !== 1)
    throw new Error(`${found.length} × ${name} among ${messages.map((m) => m.type).join(', ')}`);
  return (found[0] as Message<N>).data;
}
