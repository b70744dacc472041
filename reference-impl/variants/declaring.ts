/** A device that says something else of itself in `hello`. */
import type { HelloResult } from '../../schemas';
import type { Device } from '../device';
import { passing } from './clock';

/** @param ics items of the ICS in place of the reference's */
export function declaring(
  make: () => Device,
  ics: Readonly<Record<string, unknown>>,
  identity: Partial<HelloResult['identity']> = {},
): Device {
  const inner = make();
  return {
    ...passing(inner),
    hello() {
      const hello = inner.hello();
      const named = { ...hello.identity, ...identity };
      return {
        ...hello,
        identity: named,
        ...(hello.ics === undefined ? {} : { ics: { ...hello.ics, identity: named, ...ics } }),
      };
    },
  };
}
