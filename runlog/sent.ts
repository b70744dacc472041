/** A message on the wire as the log tells of it: who put it there, what became of it, and whether a search means it. */
import type { LogRecord, Message, MessageName } from '../schemas';

/** A message or text put on the wire, and what became of it at each hop. */
export interface Sent<N extends MessageName = MessageName> {
  readonly n: number;
  readonly atMs: number;
  /** Urn of the device that put it on the wire: its author, a relay, or the kit. */
  readonly by: string;
  readonly name: N | undefined;
  /** Undefined where it was not a JSON object. */
  readonly message: Message<N> | undefined;
  readonly raw?: string;
  readonly problems: readonly { path: string; text: string }[];
  readonly findings: readonly { path: string; text: string }[];
  readonly deliveries: Delivery[];
}

export interface Delivery {
  readonly n: number;
  readonly atMs: number;
  readonly to: string;
  readonly outcome: 'delivered' | 'lost' | 'refused';
  /** The link's credential was valid and its principal is who put the message on it (PR2-X-01). */
  readonly trusted: boolean;
}

export interface MessageFilter {
  /** Urn of the device that put it on the wire. */
  by?: string;
  /** Urn in `source`: the author. */
  source?: string;
  destination?: string;
  /** Only after this log position. */
  afterN?: number;
  fromMs?: number;
  toMs?: number;
  correlationid?: string;
  where?: (data: Record<string, unknown>) => boolean;
}

/** Who put a message on a link: the last relay, else its author (PR2-X-01). */
export function nearestOf(message: { via?: unknown; source?: unknown } | undefined): string | undefined {
  const { via, source } = message ?? {};
  if (typeof via === 'string') return via.split(',').pop()?.trim();
  return typeof source === 'string' ? source : undefined;
}

/** Whether a link spoke for what came over it. */
export function isTrusted(
  { message }: Sent,
  link: Extract<LogRecord, { kind: 'deliver' }>['link'] | undefined,
): boolean {
  if (link === undefined) return true;
  return link.credential === 'valid' && (message === undefined || nearestOf(message) === link.principal);
}

/** Whether a search means a message. */
export function matches(sent: Sent, filter: MessageFilter): boolean {
  const message = sent.message;
  if (message === undefined) return false;
  return (
    (filter.by === undefined || sent.by === filter.by) &&
    (filter.source === undefined || message.source === filter.source) &&
    (filter.destination === undefined || message.destination === filter.destination) &&
    (filter.afterN === undefined || sent.n > filter.afterN) &&
    (filter.fromMs === undefined || sent.atMs >= filter.fromMs) &&
    (filter.toMs === undefined || sent.atMs <= filter.toMs) &&
    (filter.correlationid === undefined || message.correlationid === filter.correlationid) &&
    (filter.where === undefined ||
      (typeof message.data === 'object' &&
        message.data !== null &&
        filter.where(message.data as unknown as Record<string, unknown>)))
  );
}
