/** Says what holds of a bundle and what does not: archive, statement, digests, chain, views, signature. Offline. */
import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { DEVICE_ROLES, type LogRecord } from '../../schemas';
import { UnreadableLog } from '../log/run-log';
import { reportModel, type ReportOptions } from '../model/report-model';
import { SIGNER, STATEMENT } from './bundle';
import { isSignedBy, keyId, type Envelope } from './dsse';
import { PAYLOAD_TYPE, sha256, statement, type Statement } from './statement';
import { DamagedArchive, readTar, type Entry } from './tar';

export interface Finding {
  /** The part of the bundle, or `archive`, `statement`, `signature`, `chain`. */
  readonly part: string;
  readonly holds: boolean;
  readonly text: string;
}

export interface VerifyOptions {
  /** The key that must have signed; without it the key within the bundle is taken, and named. */
  readonly key?: KeyObject;
  /** Makes every view of a log by its file name; without it the views are only checked by digest. */
  readonly views?: (records: readonly LogRecord[], options: ReportOptions) => ReadonlyMap<string, string>;
  /** Version of this kit: views of another version are not made again. */
  readonly version?: string;
}

/** Everything that was looked at; the bundle holds where all findings do. */
export function verifyBundle(archive: Uint8Array, options: VerifyOptions = {}): Finding[] {
  let entries: Entry[];
  try {
    entries = readTar(archive);
  } catch (error) {
    if (!(error instanceof DamagedArchive)) throw error;
    return [{ part: 'archive', holds: false, text: error.message }];
  }
  const parts = new Map(entries.map((e) => [e.name, e.content]));
  const envelope = envelopeOf(parts.get(STATEMENT));
  const stated = envelope === undefined ? undefined : statementOf(envelope);
  if (envelope === undefined || stated === undefined) {
    return [
      {
        part: 'statement',
        holds: false,
        text: `${STATEMENT} is missing or is not a statement in an envelope`,
      },
    ];
  }
  const log = textOf(parts.get('run.ndjson') ?? new Uint8Array());
  return [
    { part: 'archive', holds: true, text: `${entries.length} parts, every byte accounted for` },
    ...digests(entries, stated),
    chain(log),
    ...remade(log, entries, stated, options),
    ...signature(envelope, parts.get(SIGNER), options.key),
  ];
}

function digests(entries: readonly Entry[], stated: Statement): Finding[] {
  const subjects = new Map(stated.subject.map((s) => [s.name, s.digest.sha256]));
  const found = entries
    .filter((e) => e.name !== STATEMENT)
    .map(({ name, content }): Finding => {
      const expected = subjects.get(name);
      subjects.delete(name);
      if (expected === undefined) return { part: name, holds: false, text: 'is not in the statement' };
      const holds = expected === sha256(content);
      return {
        part: name,
        holds,
        text: holds
          ? 'is what the statement says'
          : 'was changed: its digest is not the one in the statement',
      };
    });
  const missing = [...subjects.keys()].map((name): Finding => ({
    part: name,
    holds: false,
    text: 'is in the statement and not in the bundle',
  }));
  return [...found, ...missing];
}

/** Follows the hash chain of the log from line to line. */
function chain(log: string): Finding {
  const lines = log.split('\n');
  if (lines.pop() !== '')
    return { part: 'chain', holds: false, text: 'the log ends in the middle of a line' };
  let prev = '';
  for (const [n, line] of lines.entries()) {
    const record = parsed(line) as
      { n?: unknown; prev?: unknown; kind?: unknown; count?: unknown } | undefined;
    if (record?.n !== n || record.prev !== prev) {
      return {
        part: 'chain',
        holds: false,
        text: `line ${n + 1} of run.ndjson does not continue the line before`,
      };
    }
    if (n === lines.length - 1 && (record.kind !== 'end' || record.count !== n)) {
      return { part: 'chain', holds: false, text: 'the log ends before the run did' };
    }
    prev = createHash('sha256').update(line).digest('hex');
  }
  return {
    part: 'chain',
    holds: lines.length > 0,
    text: lines.length > 0 ? `${lines.length} records, each continues the one before` : 'the log is empty',
  };
}

/** Makes the views and the statement again, so that neither can say what the log does not. */
function remade(
  log: string,
  entries: readonly Entry[],
  stated: Statement,
  { views, version }: VerifyOptions,
): Finding[] {
  const about = stated.subject.find((s) => s.name === 'run.ndjson')?.annotations;
  const role = DEVICE_ROLES.find((r) => r === about?.['role']);
  if (views === undefined || about === undefined || role === undefined) {
    return [{ part: 'statement', holds: views === undefined, text: 'does not say which device it is about' }];
  }
  if (version !== undefined && about['suite'] !== version) {
    const text = `made by version ${String(about['suite'])}, and this is ${version}: only their digests were checked`;
    return [{ part: 'views', holds: true, text }];
  }
  const records = log.split('\n').flatMap((line) => (line === '' ? [] : [parsed(line) as LogRecord]));
  const parts = entries.filter((e) => e.name !== STATEMENT);
  try {
    const tries = [false, true].map((strict) => ({
      made: views(records, { role, strict }),
      statement: statement(reportModel(records, { role, strict }), parts, about['redacted'] === true),
    }));
    const there = new Map(parts.map((e) => [e.name, textOf(e.content)]));
    const best =
      tries.find(({ made }) => [...made].every(([name, text]) => there.get(name) === text)) ?? tries[0];
    const findings = [...(best?.made ?? [])].map(([name, text]): Finding => {
      const holds = there.get(name) === text;
      return { part: name, holds, text: holds ? 'is what the log makes' : 'is not what the log makes' };
    });
    const holds = JSON.stringify(best?.statement) === JSON.stringify(stated);
    const said = holds ? 'says what the log says' : 'does not say what the log says';
    return [...findings, { part: 'statement', holds, text: said }];
  } catch (error) {
    if (!(error instanceof UnreadableLog) && !(error instanceof TypeError)) throw error;
    return [{ part: 'run.ndjson', holds: false, text: 'is no run log from which views could be made' }];
  }
}

function signature(
  envelope: Envelope,
  signer: Uint8Array | undefined,
  expected: KeyObject | undefined,
): Finding[] {
  if (envelope.signatures.length === 0) {
    return [
      {
        part: 'signature',
        holds: expected === undefined,
        text: 'there is none: the digests show damage, not forgery',
      },
    ];
  }
  const key = expected ?? keyOf(signer);
  if (key === undefined)
    return [{ part: 'signature', holds: false, text: `${SIGNER} is missing or is no public key` }];
  const holds = isSignedBy(envelope, key) && envelope.signatures.every((s) => s.keyid === keyId(key));
  const whose = `the ${expected === undefined ? 'key in the bundle' : 'key given'}, ${keyId(key)}`;
  return [{ part: 'signature', holds, text: holds ? `is of ${whose}` : `is not of ${whose}` }];
}

/** The envelope, if it is written in the one way in which a bundle writes it. */
function envelopeOf(content: Uint8Array | undefined): Envelope | undefined {
  const text = textOf(content ?? new Uint8Array());
  const value = parsed(text) as Partial<Envelope> | undefined;
  const { payloadType, payload, signatures } = value ?? {};
  if (payloadType !== PAYLOAD_TYPE || typeof payload !== 'string' || !Array.isArray(signatures))
    return undefined;
  const encoded = [payload, ...signatures.map((s) => s?.sig)];
  if (encoded.some((e) => typeof e !== 'string' || Buffer.from(e, 'base64').toString('base64') !== e))
    return undefined;
  return `${JSON.stringify(value, undefined, 1)}\n` === text
    ? { payloadType, payload, signatures }
    : undefined;
}

function statementOf(envelope: Envelope): Statement | undefined {
  const value = parsed(Buffer.from(envelope.payload, 'base64').toString('utf8')) as
    Partial<Statement> | undefined;
  const whole =
    Array.isArray(value?.subject) &&
    value.subject.every((s) => typeof s?.name === 'string' && typeof s.digest?.sha256 === 'string');
  return whole ? (value as Statement) : undefined;
}

function keyOf(pem: Uint8Array | undefined): KeyObject | undefined {
  try {
    return pem === undefined ? undefined : createPublicKey(Buffer.from(pem));
  } catch {
    return undefined;
  }
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function textOf(content: Uint8Array): string {
  return Buffer.from(content).toString('utf8');
}
