/** Decorations of a device that does not take names as they come (`identifier` of the common schema). */
import { nameOf, type Message, type MessageName } from '../../schemas';
import type { Decoration } from './decorate';

/** One field of one kind of message changed, where it is a text. */
export function renames(name: MessageName, field: string, change: (id: string) => string): Decoration {
  return {
    emit: (m) => {
      const id = (m.data as object as Record<string, unknown>)[field];
      if (nameOf(m.type) !== name || typeof id !== 'string') return [m];
      return [{ ...m, data: { ...m.data, [field]: change(id) } } as Message];
    },
  };
}

/** The name that stands in its table, whatever it was told. */
export const builtIn = (id: string) => (): string => id;

/** As much of a name as fits a column of so many characters. */
export const cutAt =
  (length: number) =>
  (id: string): string =>
    id.slice(0, length);
