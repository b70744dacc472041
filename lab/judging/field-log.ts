/**
 * A log of devices in the field as a run log of one case without a scenario: messages, readings and what was done,
 * for the oracles to judge. Nothing else can be said of it: what no oracle watches stays not tested.
 */
import {
  DEVICE_ROLES,
  checkLab,
  type DeviceRole,
  type FieldLine,
  type Ixit,
  type LogRecord,
  type Message,
} from '../../schemas';
import type { RecordBody } from '../runlog/chain';

/** The one case of a field log, and the requirement that it does not have. */
export const FIELD_CASE = 'field-log';

export interface FieldSetting {
  /** Whose devices are judged; the first urn of this role in the log is the device. */
  readonly role: DeviceRole;
  readonly params: Readonly<Record<string, number>>;
  readonly nominalV: number;
  readonly nominalHz: number;
  /** What the vendor declares of the device: its capacity and limits let more be judged. */
  readonly ixit?: Ixit | undefined;
}

export interface NumberedLine {
  readonly line: number;
  readonly text: string;
}

export type FieldLog = { readonly problem: string } | { readonly records: LogRecord[] };

/** The records of the case, numbered from 1, unjudged; the problem is one sentence that names the line. */
export function fieldLog(lines: Iterable<NumberedLine>, setting: FieldSetting): FieldLog {
  const read: { atMs: number; line: FieldLine }[] = [];
  for (const { line, text } of lines) {
    if (text.trim() === '') continue;
    const value = parsed(text);
    const [problem] = checkLab('FieldLine', value);
    if (problem !== undefined) return { problem: `line ${line}: ${problem.path} ${problem.text}`.trim() };
    const field = value as FieldLine;
    const lacks = lackOf(field);
    if (lacks !== undefined) return { problem: `line ${line}: ${lacks}` };
    const atMs = Date.parse(field.at);
    const before = read.at(-1)?.atMs ?? atMs;
    if (atMs < before)
      return { problem: `line ${line}: it is earlier than the line before; sort the log by at` };
    read.push({ atMs, line: field });
  }
  const first = read[0];
  if (first === undefined) return { problem: 'it holds no line' };
  const urns = new Set(read.flatMap(({ line }) => urnsOf(line)));
  const dut = [...urns].find((u) => roleOf(u) === setting.role);
  if (dut === undefined)
    return { problem: `no line is of a ${setting.role}: no urn:pr2:${setting.role}:… stands in it` };
  const bodies: RecordBody[] = [caseBody(first.atMs, [...urns], dut, setting)];
  for (const { atMs, line } of read) bodies.push(...recordsOf(atMs, line, bodies.length + 1));
  const endMs = read.at(-1)?.atMs ?? first.atMs;
  bodies.push({ kind: 'end-case', at: endMs, stopped: { kind: 'no-hook', text: NO_SCENARIO } });
  return { records: bodies.map((body, i) => ({ ...body, n: i + 1, prev: '' }) as LogRecord) };
}

const NO_SCENARIO = 'a log of the field: no scenario was played, the oracles alone have judged it';

/** What a line says, in records from position `n` on. */
function recordsOf(at: number, line: FieldLine, n: number): RecordBody[] {
  const out: RecordBody[] = [];
  const { message, device, readings, stimulus, params = {}, witness = 'self-reported' } = line;
  if (message !== undefined) {
    const { by, to } = hopOf(line);
    out.push({ kind: 'emit', at, device: by, message });
    const link = { peer: by, principal: by, credential: 'valid' };
    out.push({ kind: 'deliver', at, ref: n, to, link, outcome: 'delivered' } as RecordBody);
  }
  if (device !== undefined && stimulus !== undefined)
    out.push({ kind: 'stimulus', at, device, name: stimulus, params } as RecordBody);
  if (device !== undefined && readings !== undefined)
    out.push({ kind: 'reading', at, device, witness, readings });
  return out;
}

function lackOf({ message, device, readings, stimulus, by, to }: FieldLine): string | undefined {
  if (message === undefined && readings === undefined && stimulus === undefined)
    return 'it holds neither a message, nor readings, nor a stimulus';
  if ((readings !== undefined || stimulus !== undefined) && device === undefined)
    return 'readings and a stimulus need a device, the urn of whom they are of';
  const { source, destination } = (message ?? {}) as Partial<Message>;
  if (message !== undefined && by === undefined && !isUrn(source))
    return 'its message has no source; name by';
  if (message !== undefined && to === undefined && !isUrn(destination))
    return 'its message has no destination; name to';
  return undefined;
}

function hopOf({ message, by, to }: FieldLine): { by: string; to: string } {
  const { source = '', destination = '', via } = (message ?? {}) as Partial<Message>;
  const relay = typeof via === 'string' ? via.split(',').at(-1) : undefined;
  return { by: by ?? relay ?? source, to: to ?? destination };
}

function urnsOf(line: FieldLine): string[] {
  const { by, to } = line.message === undefined ? { by: undefined, to: undefined } : hopOf(line);
  return [line.device, by, to].filter((u): u is string => u !== undefined && roleOf(u) !== undefined);
}

function caseBody(at: number, urns: readonly string[], dut: string, setting: FieldSetting): RecordBody {
  const { nominalV, nominalHz, ixit } = setting;
  const nameplate = { ...ixit?.limits, ...ixit, nominalV, nominalHz };
  return {
    kind: 'case',
    at,
    case: FIELD_CASE,
    requirement: FIELD_CASE,
    name: 'A log of the field',
    feature: '',
    scenarioLine: 1,
    dut: setting.role,
    tags: [],
    keyword: 'must',
    seed: '',
    devices: urns.map((urn) => ({
      urn,
      role: roleOf(urn),
      dut: urn === dut,
      standIn: 'device',
      ...(urn === dut ? { state: numbersOf(nameplate) } : {}),
    })),
    points: [],
    params: { ...setting.params },
  } as unknown as RecordBody;
}

function numbersOf(value: object): Record<string, number> {
  return Object.fromEntries(
    Object.entries(value).filter((e): e is [string, number] => typeof e[1] === 'number'),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isUrn(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith('urn:');
}

function roleOf(urn: string): DeviceRole | undefined {
  return DEVICE_ROLES.find((role) => urn.startsWith(`urn:pr2:${role}:`));
}
