/**
 * Several variants in one device, what is odd about each laid over the others: a device in the field is odd in more
 * than one way, and what the suite lets pass one at a time it has to let pass at once.
 */
import type { DeviceRole } from '../../schemas';
import type { Device } from '../device';
import type { Oddity, Variant } from '../faults/fault';
import { unitFrom } from '../endpoint/identifiers';
import { createEsci } from '../esci';
import { createPev } from '../pev';
import { createUtility } from '../utility';

/** How a name tells what is mixed: `pev/has-no-engine + reports-a-curve`. */
const AND = ' + ';
const LEAST = 3;
const MOST = 6;

interface Part extends Variant {
  readonly oddity: Oddity;
}

const CREATE: Readonly<Record<DeviceRole, (behaviour: object) => Device>> = {
  pev: createPev,
  esci: createEsci,
  utility: createUtility,
};

/** Three to six variants of a role in one: the `nth` such of a seed. */
export function drawMixed(
  role: DeviceRole,
  variants: readonly Variant[],
  seed: string,
  nth: number,
): Variant {
  const unit = (label: string): number => unitFrom(seed, `mixed ${nth} ${label}`);
  const wanted = LEAST + Math.floor(unit(role) * (MOST - LEAST + 1));
  const shuffled = variants.filter(isPart).toSorted((a, b) => unit(a.name) - unit(b.name));
  const parts: Part[] = [];
  for (const part of shuffled.filter((v) => v.role === role)) {
    if (parts.length === wanted) break;
    if (parts.every((other) => bearEachOther(part, other))) parts.push(part);
  }
  return mixed(role, parts);
}

/** What a name says is mixed: two variants or more. */
export function mixedNamed(name: string, variants: readonly Variant[]): Variant | undefined {
  const [first = '', ...others] = name.split(AND);
  const [role = ''] = first.split('/');
  const named = [first, ...others.map((other) => `${role}/${other}`)].map((part) =>
    variants.find((v) => v.name === part),
  );
  const parts = named.flatMap((v) => (v !== undefined && isPart(v) ? [v] : []));
  return others.length === 0 || parts.length < named.length ? undefined : mixed(role as DeviceRole, parts);
}

function mixed(role: DeviceRole, parts: readonly Part[]): Variant {
  const behaviour = Object.assign({}, ...parts.map((part) => part.oddity.behaviour)) as object;
  // The clock is the outermost: whatever else a device does, it does by its own time.
  const inwards = [...parts.filter((part) => !isClock(part)), ...parts.filter(isClock)];
  return {
    name: `${role}/${parts.map((part) => part.name.slice(role.length + 1)).join(AND)}`,
    role,
    make: inwards.reduce(
      (make, { oddity }) =>
        () =>
          oddity.wrap(make),
      () => CREATE[role](behaviour),
    ),
  };
}

function isPart(variant: Variant): variant is Part {
  return variant.oddity !== undefined;
}

function isClock({ oddity }: Part): boolean {
  return oddity.uses.includes('clock');
}

/** Neither replaces a decision of the other's, nor takes the room that the other has used. */
function bearEachOther({ oddity: a }: Part, { oddity: b }: Part): boolean {
  return (
    !a.uses.some((room) => b.uses.includes(room)) &&
    !Object.keys(a.behaviour).some((key) => key in b.behaviour)
  );
}
