/** One test case being written into a log: a Utility played by the kit, a reference ESCI, and a PEV under test. */
import type { LogBuilder, RecordDraft } from './log-builder';

export const UTILITY = 'urn:pr2:utility:u1';
export const ESCI = 'urn:pr2:esci:e1';
export const PEV = 'urn:pr2:pev:p1';

export interface SceneStart {
  readonly id: string;
  readonly requirement: string;
  readonly name: string;
  readonly feature: string;
  readonly scenarioLine: number;
  readonly atMs: number;
  readonly seed: string;
  readonly tags: readonly string[];
  readonly classes?: readonly string[];
}

export interface CheckDraft {
  readonly requirement?: string;
  readonly check: string;
  readonly args?: Record<string, unknown>;
  readonly verdict: 'pass' | 'fail' | 'inconclusive' | 'error';
  readonly finding?: boolean;
  readonly oracle?: boolean;
  readonly divergence?: { readonly at: number; readonly n?: number; readonly missing?: string } | undefined;
  readonly expected: string;
  readonly observed: string;
  readonly basis: readonly number[];
  readonly cause?: string;
  readonly measured?: readonly {
    readonly name: string;
    readonly valueMs: number;
    readonly limitMs: number;
    readonly responseClass?: string;
  }[];
  readonly atMs?: number;
}

export class Scene {
  atMs: number;
  private messages = 0;
  private checks = 0;
  private readonly seq = new Map<string, number>();

  constructor(
    private readonly log: LogBuilder,
    private readonly start: SceneStart,
  ) {
    this.atMs = start.atMs;
    this.push({
      kind: 'case',
      at: this.atMs,
      case: start.id,
      requirement: start.requirement,
      name: start.name,
      feature: start.feature,
      scenarioLine: start.scenarioLine,
      dut: 'pev',
      tags: [...start.tags],
      keyword: 'must',
      seed: start.seed,
      devices: [
        { urn: UTILITY, role: 'utility', dut: false, standIn: 'tester' },
        { urn: ESCI, role: 'esci', dut: false, standIn: 'reference' },
        { urn: PEV, role: 'pev', dut: true, standIn: 'device' },
      ],
      points: [{ point: 'a1', evseId: 'evse1', meteringPointId: 'mp1', pevId: 'p1' }],
      params: {},
    });
  }

  step(keyword: string, text: string): number {
    return this.push({ kind: 'step', at: this.atMs, keyword, text });
  }

  draw(name: string, value: number, unit: string): number {
    return this.push({ kind: 'draw', name, value, unit });
  }

  stimulus(name: string, params: Record<string, unknown> = {}): number {
    return this.push({ kind: 'stimulus', at: this.atMs, device: PEV, name, params });
  }

  /** A message from the Utility through the ESCI to the PEV; gives the number of its arrival at the PEV. */
  down(
    name: string,
    data: Record<string, unknown>,
    id = this.nextId(),
  ): { sent: number; arrived: number; id: string } {
    const message = this.envelope(name, UTILITY, PEV, id, data);
    const sent = this.push({ kind: 'inject', at: this.atMs, from: UTILITY, to: ESCI, message });
    this.deliver(sent, ESCI, UTILITY);
    const relayed = this.push({
      kind: 'emit',
      at: this.atMs,
      device: ESCI,
      message: { ...message, via: ESCI },
    });
    return { sent, arrived: this.deliver(relayed, PEV, ESCI), id };
  }

  /** A message of the PEV through the ESCI to the Utility; gives the number of the PEV's emit. */
  up(name: string, data: Record<string, unknown>, extra: Record<string, unknown> = {}): number {
    const message = { ...this.envelope(name, PEV, UTILITY, this.nextId(), data), ...extra };
    const sent = this.push({ kind: 'emit', at: this.atMs, device: PEV, message });
    this.deliver(sent, ESCI, PEV);
    const relayed = this.push({
      kind: 'emit',
      at: this.atMs,
      device: ESCI,
      message: { ...message, via: ESCI },
    });
    this.deliver(relayed, UTILITY, ESCI);
    return sent;
  }

  /** What was measured at the PEV's terminals, by an instrument of the kit. */
  reading(
    readings: Record<string, unknown>,
    witness: 'instrument' | 'peer' | 'self-reported' = 'instrument',
  ): number {
    return this.push({ kind: 'reading', at: this.atMs, device: PEV, point: 'a1', witness, readings });
  }

  check(draft: CheckDraft): number {
    this.checks += 1;
    return this.push({
      kind: 'check',
      at: draft.atMs ?? this.atMs,
      id: `${this.start.id}#${this.checks}`,
      requirement: draft.requirement ?? this.start.requirement,
      check: draft.check,
      args: draft.args ?? {},
      verdict: draft.verdict,
      ...(draft.finding === undefined ? {} : { finding: draft.finding }),
      expected: draft.expected,
      observed: draft.observed,
      basis: [...draft.basis],
      ...(draft.cause === undefined ? {} : { cause: draft.cause }),
      ...(draft.oracle === undefined ? {} : { oracle: draft.oracle }),
      ...(draft.divergence === undefined ? {} : { divergence: draft.divergence }),
      ...(draft.measured === undefined ? {} : { measured: [...draft.measured] }),
    });
  }

  end(extra: Record<string, unknown> = {}): void {
    this.push({ kind: 'end-case', at: this.atMs, ...extra });
  }

  push(record: Record<string, unknown>): number {
    return this.log.push(record as RecordDraft);
  }

  nextId(): string {
    this.messages += 1;
    const tail = (this.start.atMs % 65_536).toString(16).padStart(4, '0');
    return `0f9a3c${String(this.messages).padStart(2, '0')}-5b1e-4c7d-8a20-${this.start.id.length.toString(16).padStart(8, '0')}${tail}`;
  }

  private deliver(ref: number, to: string, peer: string): number {
    return this.push({
      kind: 'deliver',
      at: this.atMs,
      ref,
      to,
      link: { peer, principal: peer, credential: 'valid' },
      outcome: 'delivered',
    });
  }

  private envelope(
    name: string,
    source: string,
    destination: string,
    id: string,
    data: Record<string, unknown>,
  ): Record<string, unknown> {
    const pair = `${source} ${destination}`;
    const seq = this.seq.get(pair) ?? 0;
    this.seq.set(pair, seq + 1);
    return {
      specversion: '1.0',
      id,
      type: `pr2.${name}.v1`,
      source,
      subject: 'ev1',
      time: new Date(this.atMs).toISOString(),
      datacontenttype: 'application/json',
      destination,
      seq,
      data,
    };
  }
}
