/** Takes the ids of people, vehicles and places out of a log: the same id becomes the same word, wherever it stands. */
import { createHash } from 'node:crypto';
import type { LogRecord } from '../../schemas';

/** Members that hold an id or an address, and the word that it becomes. */
const KINDS: Readonly<Record<string, string>> = {
  pevId: 'vehicle',
  customerId: 'customer',
  evseId: 'evse',
  evseIds: 'evse',
  meteringPointId: 'meter',
  meteringPointIds: 'meter',
  switchId: 'switch',
  equipmentId: 'equipment',
  programId: 'program',
  programIds: 'program',
  sessionId: 'session',
  address: 'address',
};

const URN_WORDS: Readonly<Record<string, string>> = {
  pev: 'vehicle',
  customer: 'customer',
  esci: 'esci',
  utility: 'utility',
};

/** Ids have these characters; a word in a text ends where they end. */
const URN = /urn:pr2:(utility|esci|pev|customer|channel):([A-Za-z0-9_.:-]+)/g;

/** The records with every such id replaced; their numbers and verdicts stay, their chain no longer holds. */
export function redact(records: readonly LogRecord[]): LogRecord[] {
  const words = wordsFor(records);
  const ids = [...words.keys()].toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
  if (ids.length === 0) return [...records];
  const anyId = new RegExp(`(?<![A-Za-z0-9_.-])(?:${ids.map(quoted).join('|')})(?![A-Za-z0-9_-])`, 'g');
  const cleaned = (text: string): string => text.replace(anyId, (id) => words.get(id) ?? id);
  return records.map((record) => mapped(record, cleaned) as LogRecord);
}

/** The lines of a log with its chain made anew. */
export function rechained(records: readonly LogRecord[]): string[] {
  let prev = '';
  return records.map((record) => {
    const line = JSON.stringify({ ...record, prev });
    prev = createHash('sha256').update(line).digest('hex');
    return line;
  });
}

/** A word for each id, numbered by kind in the order of first sight. */
function wordsFor(records: readonly LogRecord[]): Map<string, string> {
  const words = new Map<string, string>();
  const counts = new Map<string, number>();
  const learn = (id: string, kind: string): void => {
    if (id === '' || words.has(id)) return;
    const n = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, n);
    words.set(id, `${kind}-${n}`);
  };
  const look = (value: unknown, kind: string | undefined): void => {
    if (typeof value === 'string') {
      if (kind !== undefined) learn(value, kind);
      for (const [, role = '', id = ''] of value.matchAll(URN)) {
        if (role === 'channel') learn(id.slice(id.indexOf(':') + 1), 'customer');
        else learn(id, URN_WORDS[role] ?? role);
      }
    } else if (Array.isArray(value)) {
      for (const item of value) look(item, kind);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value))
        look(item, KINDS[key] ?? (key === 'ids' ? 'device' : undefined));
    }
  };
  for (const record of records) look(record, undefined);
  return words;
}

function mapped(value: unknown, cleaned: (text: string) => string): unknown {
  if (typeof value === 'string') return cleaned(value);
  if (Array.isArray(value)) return value.map((item) => mapped(item, cleaned));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapped(item, cleaned)]));
}

function quoted(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&');
}
