/** One declaration from two: the file given with `--ics`, and what the device says of itself in hello. */
import type { DeviceRole, HelloResult, Ics, Ixit } from '../../schemas';
import type { Declaration, Loaded } from './declaration';

/**
 * The file's declaration, else hello's. Where both speak of an item they must say the same; an item that only one
 * names is taken from there. The problem is one sentence that names the item.
 */
export function mergeDeclaration(
  role: DeviceRole,
  file: Declaration | undefined,
  hello: HelloResult,
): Loaded {
  if (!hello.roles.includes(role)) {
    return { problem: `the device plugged in as ${role} plays ${hello.roles.join(', ')} and not ${role}` };
  }
  if (file !== undefined && file.role !== role) {
    return { problem: `the ICS file is for the role ${file.role}, and the device judged is the ${role}` };
  }
  if (hello.ics !== undefined && hello.ics.role !== role) {
    return { problem: `the device plugged in as ${role} declares the role ${hello.ics.role} in hello` };
  }
  const ics = merged('ics', file?.ics, hello.ics);
  if ('problem' in ics) return ics;
  if (ics.value === undefined) {
    return {
      problem: `nothing declares what the ${role} can do: give a file with --ics (pr2 ics template ${role} prints one) or let its hello answer ics`,
    };
  }
  const other = identityProblem(file?.ics.identity, hello);
  if (other !== undefined) return { problem: other };
  const ixit = merged('ixit', file?.ixit, hello.ixit);
  if ('problem' in ixit) return ixit;
  return { role, ics: ics.value, ixit: ixit.value ?? { role } };
}

function merged<T extends Ics | Ixit>(
  part: string,
  file: T | undefined,
  hello: T | undefined,
): { value: T | undefined } | { problem: string } {
  if (file === undefined || hello === undefined) return { value: file ?? hello };
  const answers = new Map<string, unknown>(Object.entries(hello));
  for (const [item, said] of Object.entries(file)) {
    const answered = answers.get(item);
    if (item === 'identity' || answered === undefined || canonical(said) === canonical(answered)) continue;
    return {
      problem: `${part}.${item} is ${JSON.stringify(said)} in the ICS file and ${JSON.stringify(answered)} in the device's hello; make them agree`,
    };
  }
  return { value: { ...hello, ...file } };
}

/** A declaration of another product, or of another version of it, declares nothing of this one. */
function identityProblem(declared: Ics['identity'], { identity }: HelloResult): string | undefined {
  if (declared === undefined) return undefined;
  for (const part of ['vendor', 'product', 'version'] as const) {
    if (declared[part] !== identity[part]) {
      return `ics.identity.${part} is ${JSON.stringify(declared[part])} in the ICS file and the device calls itself ${JSON.stringify(identity[part])}; make them agree`;
    }
  }
  return undefined;
}

/** The same text for the same value: lists are sets, members have no order. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).toSorted().join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, v]) => `${JSON.stringify(key)}:${canonical(v)}`);
  return `{${members.toSorted().join(',')}}`;
}
