/** Hand-made cases: just enough of a log for a check to judge. */
import { CaseView } from '../../../runlog/case-view';
import type { LogRecord, Message, MessageName } from '../../../schemas';

export const U = 'urn:pr2:utility:u1';
export const E = 'urn:pr2:esci:e1';
export const P = 'urn:pr2:pev:p1';
export const CHANNEL = 'urn:pr2:channel:EMAIL:c1';

export interface Saying {
  readonly id?: string;
  /** Author; the one who puts it on the wire where absent. */
  readonly source?: string;
  readonly to: string;
  readonly correlationid?: string;
  readonly via?: string;
  readonly subject?: string;
  readonly seq?: number;
  /** What its envelope says of when it was sent; nothing where absent. */
  readonly time?: string;
  /** Whether it arrives, and how long it takes; 10 ms without. */
  readonly lost?: boolean;
}

/** A log written line by line; times in milliseconds from 0. */
export class Script {
  readonly view = new CaseView();
  private n = 0;

  constructor(params: Record<string, number> = {}) {
    this.add({
      kind: 'case',
      at: 0,
      devices: [{ urn: P, role: 'pev' }],
      params: { P_MET_ACC: 2, P_T_POSTTERM: 5, ...params },
    });
  }

  /** Puts a message on the wire and, unless lost, delivers it 10 ms later at the next hop. Gives its log position. */
  say(
    at: number,
    by: string,
    name: MessageName,
    data: object,
    { id, source = by, to, correlationid, via, subject, seq, time, lost = false }: Saying,
    hop = to,
  ): number {
    const message = {
      id: id ?? `m${this.n}`,
      type: `pr2.${name}.v1`,
      source,
      destination: to,
      ...(correlationid === undefined ? {} : { correlationid }),
      ...(via === undefined ? {} : { via }),
      ...(subject === undefined ? {} : { subject }),
      ...(seq === undefined ? {} : { seq }),
      ...(time === undefined ? {} : { time }),
      data,
    } as unknown as Message;
    const n = this.add({ kind: 'emit', at, device: by, message });
    this.add({ kind: 'deliver', at: at + 10, ref: n, to: hop, outcome: lost ? 'lost' : 'delivered' });
    return n;
  }

  /** Text that is no message. */
  sayRaw(at: number, from: string, to: string, raw: string): number {
    const n = this.add({ kind: 'inject', at, from, to, raw });
    this.add({ kind: 'deliver', at: at + 10, ref: n, to, outcome: 'delivered' });
    return n;
  }

  stimulus(at: number, device: string, name: string, params: object, refused?: string): number {
    return this.add({
      kind: 'stimulus',
      at,
      device,
      name,
      params,
      ...(refused === undefined ? {} : { refused }),
    });
  }

  records(at: number, device: string, what: string, records: object[]): number {
    return this.add({ kind: 'query', at, device, what, records });
  }

  reading(at: number, device: string, readings: object): number {
    return this.add({ kind: 'reading', at, device, witness: 'self-reported', readings });
  }

  restart(at: number, device: string, phase: 'down' | 'up'): number {
    return this.add({ kind: 'restart', at, device, phase });
  }

  /** The kit does something to the message network. */
  network(at: number, action: object): number {
    return this.add({ kind: 'network', at, action });
  }

  /** The kit changes the grid or a switch. */
  electrical(at: number, values: object): number {
    return this.add({ kind: 'electrical', at, values });
  }

  /** Time passes without a record. */
  until(at: number): CaseView {
    this.view.passed(at);
    return this.view;
  }

  private add(record: object): number {
    this.view.add({ n: this.n, prev: '', ...record } as unknown as LogRecord);
    return this.n++;
  }
}
