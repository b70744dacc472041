/**
 * A rig for the Utility's tests: drives it through the device contract on a virtual clock, with PEVs, an ESCI,
 * customers and channels that answer as told. Every message the Utility sends is held against its schema.
 */
import assert from 'node:assert/strict';
import {
  checkMessage,
  type DeviceRole,
  type Message,
  type MessageBodies,
  type MessageName,
  type StimulateParams,
} from '../../../schemas';
import type { Device } from '../../device';
import { Endpoint } from '../../endpoint/endpoint';
import { owesAnswer } from '../../endpoint/repeats';
import { partsOf, timeText } from '../../endpoint/identifiers';
import { FakePev } from './pev';
import { createUtility, type UtilityBehaviour } from '../index';
import type { Enrollment, Preference } from '../state';

/** Where the tests' time begins. */
export const NOON = Date.parse('2031-03-10T12:00:00Z');
export const SECOND = 1000;
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

const ESCI = 'urn:pr2:esci:e1';
const UTILITY = 'urn:pr2:utility:u1';
const DELAY_MS = 50;

/** A message with the instant at which it left. */
export interface Sent<N extends MessageName = MessageName> {
  atMs: number;
  message: Message<N>;
}

export interface RigOptions {
  behaviour?: Partial<UtilityBehaviour>;
  pevs?: string[];
  enrollments?: Enrollment[];
  preferences?: Preference[];
  refreshS?: number;
  params?: Record<string, number>;
  /** What a channel reports of an alert; null is silence. */
  channel?: (alert: MessageBodies['CustomerAlert']) => MessageBodies['AlertReceipt']['status'] | null;
}

export function enrollment(pevId: string, change: Partial<Enrollment> = {}): Enrollment {
  return {
    version: 1,
    customerId: `c-${pevId}`,
    pevId,
    programId: 'prog',
    architecture: 'S2',
    location: ['L1'],
    status: 'ACTIVE',
    validFrom: '2030-01-01T00:00:00Z',
    ...change,
  };
}

export function preference(customerId: string, change: Partial<Preference> = {}): Preference {
  return {
    customerId,
    version: 1,
    channels: [{ type: 'EMAIL', address: 'someone@example.org', enabled: true }],
    ...change,
  };
}

export class Rig {
  atMs = NOON;
  device: Device;
  readonly log: Sent[] = [];
  readonly pevs: Record<string, FakePev> = {};
  private readonly parties: Record<string, Endpoint> = {};
  private readonly agenda: { atMs: number; no: number; act: () => void }[] = [];
  private next: number | null = null;
  private no = 0;
  /** Urns whose link is cut: nothing reaches them, nothing comes from them. */
  readonly cut = new Set<string>();

  constructor(readonly options: RigOptions = {}) {
    this.device = createUtility(options.behaviour);
    const ids = options.pevs ?? ['p1'];
    for (const id of ids) this.pevs[id] = new FakePev(id, this);
    const { result } = this.device.start(this.startParams(false));
    this.next = result.next;
  }

  private startParams(resume: boolean): Parameters<Device['start']>[0] {
    const ids = this.options.pevs ?? ['p1'];
    const peers: { [K in DeviceRole]?: string[] } = { esci: [ESCI] };
    return {
      at: this.atMs,
      case: 'test',
      role: 'utility',
      id: 'u1',
      seed: 'seed',
      resume,
      clock: { offsetMs: 0, speed: 1 },
      peers,
      points: ids.map((id) => ({
        point: `point-${id}`,
        evseId: `evse-${id}`,
        meteringPointId: `meter-${id}`,
        pevId: id,
      })),
      links: { V: 'while-plugged' },
      params: this.options.params ?? {},
      state: {
        enrollments: this.options.enrollments ?? ids.map((id) => enrollment(id)),
        notificationPreferences: this.options.preferences ?? ids.map((id) => preference(`c-${id}`)),
        ...(this.options.refreshS === undefined ? {} : { refreshS: this.options.refreshS }),
      },
    };
  }

  get pev(): FakePev {
    return this.pevs['p1'] as FakePev;
  }

  /** Somebody who can write PR2 messages. */
  party(urn: string): Endpoint {
    return (this.parties[urn] ??= new Endpoint({
      urn,
      seed: 'rig',
      offsetMs: 0,
      ackMs: 1e9,
      clockSkewS: 3600,
      maxMessagesPerS: 1e9,
      saysAnew: false,
    }));
  }

  fromEsci<N extends MessageName>(name: N, subject: string, data: MessageBodies[N]): Message<N> {
    return this.from(ESCI, name, subject, data);
  }

  /** Sends the Utility a message from anybody. */
  from<N extends MessageName>(urn: string, name: N, subject: string, data: MessageBodies[N]): Message<N> {
    const endpoint = this.party(urn);
    const message = endpoint.send(this.atMs, name, UTILITY, subject, data);
    endpoint.forget((m) => m.id === message.id);
    this.collect(endpoint);
    return message;
  }

  /** Puts what an endpoint wrote on its way to the Utility. */
  collect(endpoint: Endpoint): void {
    for (const emit of endpoint.take()) if ('message' in emit) this.post(emit.message);
  }

  /** Delivers a message to the Utility after the link's delay; a PEV's by way of its ESCI. */
  post(message: Message): void {
    const { role } = partsOf(message.source);
    const peer = role === 'pev' ? ESCI : message.source;
    if (this.cut.has(peer)) return;
    const relayed = role === 'pev' ? { ...message, via: ESCI, viatime: timeText(this.atMs) } : message;
    this.later(this.atMs + DELAY_MS, () => {
      const link = { peer, principal: peer, credential: 'valid' as const };
      this.took(this.device.deliver({ at: this.atMs, link, message: relayed }));
    });
  }

  later(atMs: number, act: () => void): void {
    this.agenda.push({ atMs, no: this.no++, act });
    this.agenda.sort((a, b) => a.atMs - b.atMs || a.no - b.no);
  }

  /** Lets time pass until `atMs`. */
  until(atMs: number): this {
    for (;;) {
      const own = this.next ?? Infinity;
      const due = Math.min(own, this.agenda[0]?.atMs ?? Infinity);
      if (due > atMs) break;
      this.atMs = Math.max(this.atMs, due);
      const first = this.agenda[0];
      if (first !== undefined && first.atMs <= own) {
        this.agenda.shift();
        first.act();
      } else {
        this.took(this.device.advance({ at: this.atMs }));
      }
    }
    this.atMs = atMs;
    return this;
  }

  /** Lets so many seconds pass. */
  pass(seconds: number): this {
    return this.until(this.atMs + seconds * SECOND);
  }

  stimulate<K extends StimulateParams['name']>(
    name: K,
    params: Extract<StimulateParams, { name: K }>['params'],
  ): string | null {
    const reply = this.device.stimulate({ at: this.atMs, name, params } as StimulateParams);
    this.took(reply);
    return reply.result.refused ?? null;
  }

  /** Orders an event that starts so many ms from now. */
  order(
    leadMs: number,
    change: Partial<Extract<StimulateParams, { name: 'create-event' }>['params']> & { powerW?: number } = {},
  ): string | null {
    const { powerW = 5000, ...rest } = change;
    const durationS = rest.durationS ?? 7200;
    return this.stimulate('create-event', {
      eventId: 'ev1',
      start: timeText(this.atMs + leadMs),
      durationS,
      intervals: [{ offsetS: 0, durationS, dischargePowerW: powerW }],
      reason: 'PEAK',
      serviceType: 'ENERGY_DR',
      responseClass: 'SCHEDULED',
      ...rest,
    });
  }

  private took(reply: {
    result: { next: number | null };
    emits: readonly ({ message: Message } | { raw: string })[];
  }): void {
    this.next = reply.result.next;
    assert.ok(this.next === null || this.next >= this.atMs, 'a wake-up in the past');
    for (const emit of reply.emits) {
      assert.ok('message' in emit);
      assert.deepEqual(checkMessage(emit.message, 'closed').problems, [], JSON.stringify(emit.message));
      this.log.push({ atMs: this.atMs, message: emit.message });
      this.later(this.atMs + DELAY_MS, () => this.arrive(emit.message));
    }
  }

  private arrive(message: Message): void {
    const { role, id } = partsOf(message.destination);
    if (this.cut.has(role === 'pev' ? ESCI : message.destination)) return;
    if (role === 'pev') this.pevs[id]?.receive(message);
    else if (message.type === 'pr2.CustomerAlert.v1') this.receipt(message);
    else if (owesAnswer(message)) this.acknowledge(message);
  }

  private acknowledge(message: Message): void {
    const endpoint = this.party(message.destination);
    endpoint.receive(this.atMs, { peer: UTILITY, principal: UTILITY, credential: 'valid' }, { message });
    endpoint.acknowledge(this.atMs, message);
    this.collect(endpoint);
  }

  private receipt(message: Message<'CustomerAlert'>): void {
    const { alertId, customerId, eventId, channel } = message.data;
    const status = (this.options.channel ?? (() => 'DELIVERED' as const))(message.data);
    if (status === null) return;
    const endpoint = this.party(message.destination);
    const at = timeText(this.atMs);
    endpoint.reply(this.atMs, message, 'AlertReceipt', {
      alertId,
      customerId,
      eventId,
      channel,
      status,
      attempts: 1,
      at,
    });
    this.collect(endpoint);
  }

  /** Ends the device and starts a fresh one from what it had stored. */
  restart(downS: number, behaviour = this.options.behaviour): void {
    const stored = this.device.durable();
    this.next = null;
    const escis = [...this.cut];
    this.cut.add(ESCI);
    this.pass(downS);
    this.cut.clear();
    for (const urn of escis) this.cut.add(urn);
    this.device = createUtility(behaviour);
    this.next = this.device.start(this.startParams(true), stored).result.next;
  }

  /** Everything of one kind that the Utility sent, in order. */
  sent<N extends MessageName>(name: N): Sent<N>[] {
    return this.log.filter((s): s is Sent<N> => s.message.type === `pr2.${name}.v1`);
  }

  bodies<N extends MessageName>(name: N): MessageBodies[N][] {
    return this.sent(name).map((s) => s.message.data);
  }

  /** What the Utility answered to a message. */
  answerTo(message: Message): MessageBodies['Receipt'] | undefined {
    return this.sent('Receipt').find((s) => s.message.correlationid === message.id)?.message.data;
  }

  event(eventId = 'ev1'): EventRecord {
    const records = this.device.query({ at: this.atMs, what: 'eventStates' }).records as EventRecord[];
    return records.find((r) => r.eventId === eventId) as EventRecord;
  }

  state(eventId = 'ev1'): string {
    return this.event(eventId).state;
  }

  targetState(pevId = 'p1', eventId = 'ev1'): string {
    return this.event(eventId).targets.find((t) => t.pevId === pevId)?.state ?? 'none';
  }

  outcomes(): MessageBodies['AlertReceipt'][] {
    return this.device.query({ at: this.atMs, what: 'alertOutcomes' })
      .records as MessageBodies['AlertReceipt'][];
  }
}

interface EventRecord {
  eventId: string;
  revision: number;
  state: string;
  noticeClass: string;
  targets: { pevId: string; state: string; code?: string; outcome?: string }[];
  requestedWh: number;
  deliveredWh: number;
  shortfallWh: number;
}
