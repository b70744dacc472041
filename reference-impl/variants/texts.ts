/** Ways of writing the same thing otherwise: times, ids, members. Each is what a message may lawfully look like. */
import type { Message } from '../../schemas';
import type { Decoration } from '../faults/decorate';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/** Every time in a message that the device authors, written otherwise; of one it relays only its own `viatime`. */
export function writesTimes(own: string, write: (text: string) => string): Decoration {
  return {
    emit: (m) => {
      if (m.source.startsWith(own)) return [rewritten(m, write) as Message];
      return [m.viatime === undefined ? m : { ...m, viatime: write(m.viatime) }];
    },
  };
}

/** The same instant in the time of another place, `+05:30` from UTC. */
export function inIndia(text: string): string {
  return `${new Date(Date.parse(text) + 19_800_000).toISOString().slice(0, -1)}+05:30`;
}

/** Whole seconds. */
export function wholeSeconds(text: string): string {
  return `${text.slice(0, 19)}Z`;
}

/** Microseconds, as many a product's library writes them. */
export function microseconds(text: string): string {
  return `${text.slice(0, -1)}000Z`;
}

/** Members that a later edition may know, in the envelope and in the body, on everything that the device authors. */
export function addsMembers(own: string): Decoration {
  return {
    emit: (m) =>
      m.source.startsWith(own)
        ? [
            {
              ...m,
              xvendor: 'Überland',
              data: { ...m.data, vendorNote: 'ключ 鍵', vendorCount: 7 },
            } as unknown as Message,
          ]
        : [m],
  };
}

/** Leaves out members that may be absent, by message name. */
export function leavesOut(own: string, members: Readonly<Record<string, readonly string[]>>): Decoration {
  return {
    emit: (m) => {
      const names = members[m.type.split('.')[1] ?? ''];
      if (names === undefined || !m.source.startsWith(own)) return [m];
      const kept = Object.entries(m.data).filter(([key]) => !names.includes(key));
      return [{ ...m, data: Object.fromEntries(kept) } as unknown as Message];
    },
  };
}

const TAIL = `.${'x'.repeat(27)}`;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Ids that the device gives, in the bodies' `members` and as subjects, as long as an id may be: 64 characters. */
export function longIds(own: string, members: readonly string[]): Decoration {
  const long = (value: unknown): unknown =>
    typeof value === 'string' && UUID.test(value) ? `${value}${TAIL}` : value;
  return {
    emit: (m) => {
      if (!m.source.startsWith(own)) return [m];
      const data = Object.fromEntries(
        Object.entries(m.data).map(([key, value]) => [key, members.includes(key) ? long(value) : value]),
      );
      return [{ ...m, subject: long(m.subject), data } as unknown as Message];
    },
    // What it relays stays as it is.
    deliver: (params) => {
      const { destination } = ((params as { message?: unknown }).message ?? {}) as { destination?: unknown };
      return typeof destination === 'string' && destination.startsWith(own)
        ? (JSON.parse(JSON.stringify(params).replaceAll(TAIL, '')) as typeof params)
        : params;
    },
  };
}

function rewritten(value: unknown, write: (text: string) => string): unknown {
  if (typeof value === 'string') return INSTANT.test(value) ? write(value) : value;
  if (Array.isArray(value)) return value.map((v) => rewritten(v, write));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, rewritten(v, write)]));
}
