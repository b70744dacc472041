/**
 * One test case as its log records tell it: who sent what to whom and when, what was measured, what was done.
 * Built record by record while the case runs, or afterwards from run.ndjson; checks see nothing else.
 */
import { nameOf, type LogRecord, type Message, type MessageName, type Readings } from '../schemas';
import { Curve } from './curve';
import { isTrusted, matches, type Delivery, type MessageFilter, type Sent } from './sent';

export type { Delivery, MessageFilter, Sent } from './sent';

export type RecordOf<K extends LogRecord['kind']> = Extract<LogRecord, { kind: K }>;

type CaseDevice = RecordOf<'case'>['devices'][number];

export interface Reading {
  readonly n: number;
  readonly atMs: number;
  readonly device: string;
  readonly point?: string;
  readonly witness: 'instrument' | 'peer' | 'self-reported';
  readonly values: Readings;
}

export class CaseView {
  readonly records: LogRecord[] = [];
  readonly sent: Sent[] = [];
  readonly readings: Reading[] = [];
  private readonly byN = new Map<number, Sent>();
  private readonly byName = new Map<string, Sent[]>();
  private readonly byCorrelation = new Map<string, Sent[]>();
  private readonly byKind = new Map<string, LogRecord[]>();
  private readonly curves = new Map<string, Curve>();
  private nowAtMs = 0;
  private uncertain = 0;
  private head: RecordOf<'case'> | undefined;

  /** The case's own record; a view without one is of a field log. */
  get case(): RecordOf<'case'> | undefined {
    return this.head;
  }

  /** Bench time of the newest record, ms. */
  get nowMs(): number {
    return this.nowAtMs;
  }

  /** How far times may be off so far, ms: 0 where every device lives by the bench's own time. */
  get uncertainMs(): number {
    return this.uncertain;
  }

  /** A device of the case, as it was started. */
  device(urn: string): CaseDevice | undefined {
    return this.head?.devices.find((d) => d.urn === urn);
  }

  /** What a device was started with; undefined where that was nothing, or the log is of the field. */
  stateOf(urn: string): CaseDevice['state'] {
    return this.device(urn)?.state;
  }

  devicesOf(role: CaseDevice['role']): CaseDevice[] {
    return this.head?.devices.filter((d) => d.role === role) ?? [];
  }

  /** What was done at a device, in order. */
  stimuliAt(urn: string): RecordOf<'stimulus'>[] {
    return this.ofKind('stimulus').filter((s) => s.device === urn);
  }

  /** When a device lost its power and got it again, in order. */
  restartsOf(urn: string): RecordOf<'restart'>[] {
    return this.ofKind('restart').filter((r) => r.device === urn);
  }

  /** How many records say what happened: it grows with whatever can change a judgement, not with judgements. */
  get facts(): number {
    return this.records.length - (this.byKind.get('check')?.length ?? 0);
  }

  /** A test parameter, P_*, as this case has it; NaN where the log names none. */
  param(name: string): number {
    const value = (this.head?.params as Record<string, unknown> | undefined)?.[name];
    return typeof value === 'number' ? value : NaN;
  }

  /** Tells the view that time has passed without a record. */
  passed(atMs: number): void {
    if (atMs > this.nowAtMs) this.nowAtMs = atMs;
  }

  add(record: LogRecord): void {
    this.records.push(record);
    listed(this.byKind, record.kind, record);
    if ('at' in record && typeof record.at === 'number') this.passed(record.at);
    switch (record.kind) {
      case 'case':
        this.head = record;
        break;
      case 'emit':
        this.addSent(record, record.device);
        break;
      case 'inject':
        this.addSent(record, record.from);
        break;
      case 'deliver':
        if (record.ref !== null) {
          const sent = this.byN.get(record.ref);
          const { n, at: atMs, to, outcome, link } = record;
          sent?.deliveries.push({ n, atMs, to, outcome, trusted: isTrusted(sent, link) });
        }
        break;
      case 'reading':
        this.addReading(record);
        break;
      case 'timing':
        this.uncertain = Math.max(this.uncertain, record.uncertainMs);
        break;
      default:
    }
  }

  /** Power of a device at the AC terminals, as its own readings or an instrument's tell it. */
  curve(device: string): Curve {
    let curve = this.curves.get(device);
    if (curve === undefined) this.curves.set(device, (curve = new Curve()));
    return curve;
  }

  /** Messages of one name on the wire, in order; a relayed one appears once for each hop. */
  messages<N extends MessageName>(name: N, filter: MessageFilter = {}): Sent<N>[] {
    const { correlationid } = filter;
    const among = correlationid === undefined ? this.byName.get(name) : this.byCorrelation.get(correlationid);
    return (among ?? []).filter((s): s is Sent<N> => s.name === name && matches(s, filter));
  }

  /** Messages that reached a device over a link that speaks for them, with the delivery. */
  received<N extends MessageName>(
    device: string,
    name: N,
    filter: MessageFilter = {},
  ): { sent: Sent<N>; delivery: Delivery }[] {
    const out: { sent: Sent<N>; delivery: Delivery }[] = [];
    for (const sent of this.messages(name, filter)) {
      for (const delivery of sent.deliveries) {
        if (delivery.to === device && delivery.outcome === 'delivered' && delivery.trusted)
          out.push({ sent, delivery });
      }
    }
    return out;
  }

  /** What answers a message by its id, in order: whatever names it as the one answered. */
  answersTo(id: string): readonly Sent[] {
    return this.byCorrelation.get(id) ?? [];
  }

  /** The message behind a log position (an `emit` or `inject` record). */
  sentAt(n: number): Sent | undefined {
    return this.byN.get(n);
  }

  /** The last reading of a device at or before `atMs` that has the quantity. */
  reading(device: string, quantity: keyof Readings, atMs = Infinity): Reading | undefined {
    for (let i = this.readings.length - 1; i >= 0; i -= 1) {
      const r = this.readings[i];
      if (r !== undefined && r.device === device && r.atMs <= atMs && r.values[quantity] !== undefined)
        return r;
    }
    return undefined;
  }

  readingsOf(device: string, fromMs = -Infinity, toMs = Infinity): Reading[] {
    return this.readings.filter((r) => r.device === device && r.atMs >= fromMs && r.atMs <= toMs);
  }

  ofKind<K extends LogRecord['kind']>(kind: K): RecordOf<K>[] {
    return [...(this.byKind.get(kind) ?? [])] as RecordOf<K>[];
  }

  private addSent(record: RecordOf<'emit'> | RecordOf<'inject'>, by: string): void {
    const message = record.message as Message | undefined;
    const sent: Sent = {
      n: record.n,
      atMs: record.at,
      by,
      name: typeof message?.type === 'string' ? nameOf(message.type) : undefined,
      message,
      ...(record.raw === undefined ? {} : { raw: record.raw }),
      problems: record.kind === 'emit' ? (record.problems ?? []) : [],
      findings: record.kind === 'emit' ? (record.findings ?? []) : [],
      deliveries: [],
    };
    this.sent.push(sent);
    this.byN.set(sent.n, sent);
    if (sent.name !== undefined) listed(this.byName, sent.name, sent);
    if (typeof message?.correlationid === 'string') listed(this.byCorrelation, message.correlationid, sent);
  }

  private addReading(record: RecordOf<'reading'>): void {
    const values = record.readings;
    this.readings.push({
      n: record.n,
      atMs: record.at,
      device: record.device,
      ...(record.point === undefined ? {} : { point: record.point }),
      witness: record.witness,
      values,
    });
    if (typeof values.powerW === 'number') {
      this.curve(record.device).add({
        n: record.n,
        atMs: record.at,
        powerW: values.powerW,
        ...(typeof values.slopeWps === 'number' ? { slopeWps: values.slopeWps } : {}),
      });
    }
  }
}

function listed<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
