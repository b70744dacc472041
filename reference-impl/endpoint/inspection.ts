/** What an endpoint can tell of an incoming message without understanding it: form, sender, version, address. */
import { checkMessage, nameOf, versionOf, type ErrorCode, type Message } from '../../schemas';
import type { Link } from './endpoint-state';
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
 * (PR2-X-08), body, address. A refusal says nothing that the message brought along but its id (PR2-X-11).
 */
export function inspect(input: { message?: unknown; raw?: string }, link: Link, ownUrn: string): Inspection {
  const value = input.raw === undefined ? input.message : parse(input.raw);
  const head = isRecord(value) ? value : {};
  const id = isIdentifier(head['id']) ? head['id'] : undefined;
  const source = typeof head['source'] === 'string' ? head['source'] : undefined;
  const subject = isIdentifier(head['subject']) ? head['subject'] : 'unknown';
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
    isRefusal(head)
      ? { kind: 'ignore' }
      : refuse('E_UNAUTHORIZED', 'the link is not authenticated as who put the message on it', link.peer);
  if (link.credential !== 'valid') return unauthorised();
  if (!isRecord(value) || id === undefined || source === undefined)
    return refuse('E_SCHEMA', 'not a PR2 message', link.peer);
  if (nearest(head) !== link.principal) return unauthorised();
  if (isRefusal(head) && checkMessage(value, 'open').problems.length > 0) return { kind: 'ignore' };
  const type = String(head['type']);
  const version = versionOf(type);
  if (version === undefined) return refuse('E_UNSUPPORTED', 'no type of PR2');
  if (version !== 1) return refuse('E_VERSION', `version ${version}; this device speaks version 1`);
  if (nameOf(type) === undefined) return refuse('E_UNSUPPORTED', 'a type that is not known here');
  const [problem] = checkMessage(value, 'open').problems;
  if (problem)
    return refuse(isUnknownWord(problem) ? 'E_UNSUPPORTED' : 'E_SCHEMA', problem.text.slice(0, 256));
  const message = value as unknown as Message;
  return { kind: message.destination === ownUrn ? 'ours' : 'relay', message };
}

/** Refusing a refusal would never end. */
function isRefusal(head: Record<string, unknown>): boolean {
  return typeof head['correlationid'] === 'string' && head['type'] === 'pr2.Receipt.v1';
}

/** What may be repeated to a sender: PR2's own form of an id, and never a text that could hold anything (PR2-X-11). */
function isIdentifier(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9_.:-]{1,64}$/.test(value);
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
