/** What an endpoint can tell of an incoming message without understanding it: form, sender, version, address. */
import { checkMessage, nameOf, versionOf, type ErrorCode, type Message } from '../../schemas';
import type { Link } from './endpoint';
import { partsOf } from './identifiers';

export type Inspection =
  | { kind: 'ours' | 'relay'; message: Message }
  | {
      kind: 'refuse';
      code: ErrorCode;
      detail: string;
      refId: string;
      answerTo: string;
      subject: string;
      correlationid?: string;
    }
  | { kind: 'ignore' };

/**
 * Parses and judges in the order in which a refusal says most: text, authentication (PR2-X-01), version
 * (PR2-X-08), body, address. An answer or a message that nobody answers is never refused, only ignored.
 */
export function inspect(input: { message?: unknown; raw?: string }, link: Link, ownUrn: string): Inspection {
  const value = input.raw === undefined ? input.message : parse(input.raw);
  const head = isRecord(value) ? value : {};
  const id = typeof head['id'] === 'string' ? head['id'] : undefined;
  const source = typeof head['source'] === 'string' ? head['source'] : undefined;
  const subject =
    typeof head['subject'] === 'string' && head['subject'] !== '' ? head['subject'].slice(0, 64) : 'unknown';
  const refuse = (code: ErrorCode, detail: string, answerTo = source ?? link.peer): Inspection => ({
    kind: 'refuse',
    code,
    detail,
    refId: id ?? 'unknown',
    answerTo,
    subject,
    ...(id === undefined ? {} : { correlationid: id }),
  });
  const unauthorised = (): Inspection =>
    refuse('E_UNAUTHORIZED', `not authenticated as ${nearest(head) ?? 'a named sender'}`, link.peer);
  if (link.credential !== 'valid') return unauthorised();
  if (!isRecord(value) || id === undefined || source === undefined)
    return refuse('E_SCHEMA', 'not a PR2 message', link.peer);
  if (nearest(head) !== link.principal) return unauthorised();
  if (
    typeof head['correlationid'] === 'string' &&
    head['type'] === 'pr2.Receipt.v1' &&
    checkMessage(value, 'open').problems.length > 0
  ) {
    return { kind: 'ignore' }; // refusing a refusal would never end
  }
  const type = String(head['type']);
  const version = versionOf(type);
  if (version === undefined) return refuse('E_UNSUPPORTED', `unknown type ${type.slice(0, 64)}`);
  if (version !== 1)
    return refuse('E_VERSION', `version ${version} of ${type.slice(0, 64)}; this device speaks version 1`);
  if (nameOf(type) === undefined) return refuse('E_UNSUPPORTED', `unknown type ${type.slice(0, 64)}`);
  const [problem] = checkMessage(value, 'open').problems;
  if (problem)
    return refuse(isUnknownWord(problem) ? 'E_UNSUPPORTED' : 'E_SCHEMA', problem.text.slice(0, 256));
  const message = value as unknown as Message;
  return { kind: message.destination === ownUrn ? 'ours' : 'relay', message };
}

/** A word that a later edition may know; a channel that nobody knows is a fault of the preference itself (PR2-A-02). */
function isUnknownWord({ keyword, path }: { keyword: string; path: string }): boolean {
  return keyword === 'enum' && !/^data\.channels\b/.test(path);
}

/** Who put the message on this link: the last relay, else its source (PR2-X-01). */
function nearest(head: Record<string, unknown>): string | undefined {
  if (typeof head['via'] === 'string') return head['via'].split(',').pop()?.trim();
  return typeof head['source'] === 'string' ? head['source'] : undefined;
}

function parse(raw: string): unknown {
  try {
    return JSON.parse(raw) as unknown;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether the urn names a device of the role. */
export function hasRole(urn: string, role: string): boolean {
  return partsOf(urn).role === role;
}
