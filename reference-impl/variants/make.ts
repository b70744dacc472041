/** How a variant is made: single decisions taken otherwise, or something laid around the device at its interface. */
import type { DeviceRole } from '../../schemas';
import type { Device } from '../device';
import { decorated, type Decoration } from '../faults/decorate';
import type { Oddity, Room, Variant } from '../faults/fault';

/** How the variants of one role are made. */
export interface Makers<Behaviour> {
  /** A device that decides some things otherwise, and rightly. */
  readonly decides: (name: string, behaviour: Partial<Behaviour>, ...uses: readonly Room[]) => Variant;
  /** A device that says or shows the same otherwise. */
  readonly wrapped: (name: string, decoration: Decoration, ...uses: readonly Room[]) => Variant;
  /** Any other that may be laid over any device, with what it decides otherwise. */
  readonly around: (
    name: string,
    uses: readonly Room[],
    wrap: Oddity['wrap'],
    behaviour?: Partial<Behaviour>,
  ) => Variant;
  /** One that stands alone. */
  readonly made: (name: string, make: () => Device) => Variant;
}

/** @param create a conformant device of the role, but for the decisions that it is given */
export function makersOf<Behaviour extends object>(
  role: DeviceRole,
  create: (behaviour: Partial<Behaviour>) => Device,
): Makers<Behaviour> {
  const around = (
    name: string,
    uses: readonly Room[],
    wrap: Oddity['wrap'],
    behaviour: Partial<Behaviour> = {},
  ): Variant => ({
    name: `${role}/${name}`,
    role,
    make: () => wrap(() => create(behaviour)),
    oddity: { behaviour, wrap, uses },
  });
  return {
    around,
    decides: (name, behaviour, ...uses) => around(name, uses, (make) => make(), behaviour),
    wrapped: (name, decoration, ...uses) => around(name, uses, (make) => decorated(make, decoration)),
    made: (name, make) => ({ name: `${role}/${name}`, role, make }),
  };
}
