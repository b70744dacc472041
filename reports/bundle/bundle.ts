/** Packs a run into one file: its log, what was declared, every view, and a signed statement over them all. */
import { createPublicKey, type KeyObject } from 'node:crypto';
import type { LogRecord } from '../../schemas';
import { reportModel, type ReportOptions } from '../model/report-model';
import { seal } from './dsse';
import { redact, rechained } from './redact';
import { PAYLOAD_TYPE, statement } from './statement';
import { writeTar, type Entry } from './tar';

/** The envelope within a bundle, and the public key that belongs to its signature. */
export const STATEMENT = 'statement.dsse.json';
export const SIGNER = 'signer.pem';

export interface BundleOptions extends ReportOptions {
  /** Ed25519 private key; without one the statement is not signed. */
  readonly key?: KeyObject;
  /** Replaces the ids of people, vehicles and places, the same by the same. */
  readonly redact?: boolean;
}

/**
 * @param lines the lines of run.ndjson as they stand in the file, without their ends
 * @param views makes every view of a log by its file name
 */
export function bundle(
  lines: readonly string[],
  views: (records: readonly LogRecord[], options: ReportOptions) => ReadonlyMap<string, string>,
  options: BundleOptions = {},
): Uint8Array {
  const logged = options.redact === true ? rechained(redact(lines.map(recordOf))) : lines;
  const records = logged.map(recordOf);
  const model = reportModel(records, options);
  const { run } = model.log;
  const parts: Entry[] = [
    part('run.ndjson', logged.map((line) => `${line}\n`).join('')),
    part('suite.json', json(run.suite)),
    part('profile.json', json(run.profile)),
    part('ics.json', json(run.ics)),
    part('ixit.json', json(run.ixit)),
    ...[...views(records, options)].map(([name, text]) => part(name, text)),
    ...(options.key === undefined ? [] : [part(SIGNER, publicPem(options.key))]),
  ];
  const payload = JSON.stringify(statement(model, parts, options.redact === true));
  return writeTar([...parts, part(STATEMENT, json(seal(PAYLOAD_TYPE, payload, options.key)))]);
}

function recordOf(line: string): LogRecord {
  return JSON.parse(line) as LogRecord;
}

function part(name: string, text: string): Entry {
  return { name, content: Buffer.from(text, 'utf8') };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 1)}\n`;
}

function publicPem(key: KeyObject): string {
  return String(createPublicKey(key).export({ type: 'spki', format: 'pem' }));
}
