/** Checks of values against the schemas: messages in both strictnesses, everything of the lab. */
import type { LAB_SCHEMAS } from './generated/names';
import validatorOf from './generated/validators';
import { nameOf, versionOf, type MessageName } from './messages';
import { isUnknownMember, problemsOf, type Problem } from './problems';
import { isUnchanging } from './unchanging';

/** `closed` for what the kit sends; `open` for what a device sends, where an unknown member is only a finding. */
export type Strictness = 'open' | 'closed';

export interface Outcome {
  readonly problems: readonly Problem[];
  /** Unknown members, in the open check only. */
  readonly findings: readonly Problem[];
}

export type LabSchema = (typeof LAB_SCHEMAS)[number];

/** Judges a whole message: envelope first, then the body by the type that the envelope names. */
export function checkMessage(value: unknown, strictness: Strictness): Outcome {
  const head = checked('Envelope', value, strictness, '');
  if (!isRecord(value)) return head;
  const { type, data } = value;
  if (typeof type !== 'string' || versionOf(type) === undefined) return head;
  const name = nameOf(type);
  if (name === undefined) {
    const text = versionOf(type) === 1 ? 'names no message of PR2' : 'must be of version 1';
    return {
      problems: [
        ...head.problems,
        { path: 'type', text: `type ${text}`, keyword: versionOf(type) === 1 ? 'enum' : 'const' },
      ],
      findings: head.findings,
    };
  }
  if (!isRecord(data)) return head;
  const body = checkBody(name, data, strictness);
  return { problems: [...head.problems, ...body.problems], findings: [...head.findings, ...body.findings] };
}

/** Judges a message body alone; paths start with `data`. */
export function checkBody(name: MessageName, data: unknown, strictness: Strictness): Outcome {
  return checked(name, data, strictness, 'data');
}

/** Judges a value by the schema of that title under schemas/lab/. */
export function checkLab(name: LabSchema, value: unknown): Problem[] {
  return problems(`closed_${name}`, value, '');
}

/** Judges one record of the run log. */
export function checkRecord(value: unknown): Problem[] {
  return checkLab('LogRecord', value);
}

export function checkIcs(value: unknown): Problem[] {
  return checkLab('Ics', value);
}

export function checkIxit(value: unknown): Problem[] {
  return checkLab('Ixit', value);
}

export function checkReport(value: unknown): Problem[] {
  return checkLab('Report', value);
}

/** By the title of the schema; a message that passes three parties is judged once. */
const known = new WeakMap<object, Map<string, Outcome>>();

function checked(title: string, value: unknown, strictness: Strictness, root: string): Outcome {
  if (!isRecord(value) || !isUnchanging(value)) return judged(title, value, strictness, root);
  let outcomes = known.get(value);
  if (outcomes === undefined) known.set(value, (outcomes = new Map()));
  const key = `${strictness} ${title}`;
  let outcome = outcomes.get(key);
  if (outcome === undefined) outcomes.set(key, (outcome = judged(title, value, strictness, root)));
  return outcome;
}

function judged(title: string, value: unknown, strictness: Strictness, root: string): Outcome {
  const closed = problems(`closed_${title}`, value, root);
  if (strictness === 'closed') return { problems: closed, findings: [] };
  if (closed.length === 0) return { problems: [], findings: [] };
  return { problems: problems(`open_${title}`, value, root), findings: closed.filter(isUnknownMember) };
}

function problems(validator: string, value: unknown, root: string): Problem[] {
  const validate = validatorOf(validator);
  if (validate === undefined) throw new Error(`no schema ${validator}`);
  return validate(value) ? [] : problemsOf(validate.errors, root);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
