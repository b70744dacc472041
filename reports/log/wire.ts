/** What went over the wire in one test case: each hop of each message, and what became of it. */
import type { LogRecord } from '../../schemas';
import type { RecordOf } from './run-log';

export type Fate = RecordOf<'deliver'>['outcome'] | 'unknown';

/** One arrow of the sequence diagram: something put on the wire, and one of its deliveries. */
export interface Hop {
  /** Log position of the `emit` or `inject`. */
  readonly n: number;
  /** Log position of the `deliver`, where there is one. */
  readonly deliveredN: number | undefined;
  readonly atMs: number;
  readonly from: string;
  /** Undefined where nobody was there to receive it. */
  readonly to: string | undefined;
  readonly arrivedMs: number | undefined;
  readonly fate: Fate;
  readonly reason: string | undefined;
  /** `DispatchRequest`; undefined where it is no PR2 message. */
  readonly name: string | undefined;
  /** The CloudEvents id. */
  readonly id: string | undefined;
  readonly message: Readonly<Record<string, unknown>> | undefined;
  readonly data: Readonly<Record<string, unknown>>;
  readonly raw: string | undefined;
  /** Put on the wire by the kit itself. */
  readonly byKit: boolean;
  /** The hop whose message this one carries on, `via` apart. */
  readonly relayOf: Hop | undefined;
  /** Second and later deliveries of the same thing. */
  readonly again: boolean;
  readonly problems: readonly { readonly path: string; readonly text: string }[];
  readonly findings: readonly { readonly path: string; readonly text: string }[];
  readonly blame: 'device' | 'kit' | undefined;
}

/** All hops of a case in the order in which they were sent. */
export function hopsOf(records: readonly LogRecord[]): Hop[] {
  const deliveries = new Map<number, RecordOf<'deliver'>[]>();
  for (const record of records) {
    if (record.kind !== 'deliver' || record.ref === null) continue;
    const known = deliveries.get(record.ref);
    if (known === undefined) deliveries.set(record.ref, [record]);
    else known.push(record);
  }
  const first = new Map<string, Hop>();
  const hops: Hop[] = [];
  for (const record of records) {
    if (record.kind !== 'emit' && record.kind !== 'inject') continue;
    const sent = sentOf(record, first);
    const arrivals = deliveries.get(record.n) ?? [];
    if (arrivals.length === 0) hops.push({ ...sent, ...(record.kind === 'inject' ? { to: record.to } : {}) });
    arrivals.forEach((arrival, i) => {
      hops.push({
        ...sent,
        deliveredN: arrival.n,
        to: arrival.to,
        arrivedMs: arrival.at,
        fate: arrival.outcome,
        reason: arrival.reason,
        again: i > 0,
      });
    });
    const key = keyOf(sent);
    if (key !== undefined && !first.has(key)) first.set(key, hops.at(-1) ?? sent);
  }
  return hops;
}

/** The message name in a CloudEvents type such as `pr2.DispatchRequest.v1`. */
export function nameInType(type: unknown): string | undefined {
  return typeof type === 'string' ? /^pr2\.([A-Za-z]+)\.v\d+$/.exec(type)?.[1] : undefined;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sentOf(record: RecordOf<'emit'> | RecordOf<'inject'>, first: ReadonlyMap<string, Hop>): Hop {
  const message: unknown = record.message;
  const body = isObject(message) ? message : undefined;
  const sent: Hop = {
    n: record.n,
    deliveredN: undefined,
    atMs: record.at,
    from: record.kind === 'emit' ? record.device : record.from,
    to: undefined,
    arrivedMs: undefined,
    fate: 'unknown',
    reason: undefined,
    name: nameInType(body?.['type']),
    id: typeof body?.['id'] === 'string' ? body['id'] : undefined,
    message: body,
    data: isObject(body?.['data']) ? body['data'] : {},
    raw: record.raw ?? (message !== undefined && body === undefined ? JSON.stringify(message) : undefined),
    byKit: record.kind === 'inject',
    relayOf: undefined,
    again: false,
    problems: record.kind === 'emit' ? (record.problems ?? []) : [],
    findings: record.kind === 'emit' ? (record.findings ?? []) : [],
    blame: record.kind === 'emit' ? record.blame : undefined,
  };
  const key = keyOf(sent);
  const origin = key === undefined ? undefined : first.get(key);
  return origin !== undefined && origin.from !== sent.from ? { ...sent, relayOf: origin } : sent;
}

/** A message is the same one where its author and id are; a retry is the same, a relay too. */
function keyOf(hop: Hop): string | undefined {
  const source = hop.message?.['source'];
  return hop.id === undefined || typeof source !== 'string' ? undefined : `${source} ${hop.id}`;
}
