/** Decorations of a device that guesses at what it does not know, or cannot bear it (PR2-X-08). */
import { checkMessage, type ErrorCode, type Message } from '../../schemas';
import type { Decoration } from './decorate';

/** Every version is read as if it were the first. */
export const readsAnyVersion = reads((m) => ({ ...m, type: m.type.replace(/\.v\d+$/, '.v1') }) as Message);

/** A message with a member that it does not know is no message to it. */
export const refusesAdditions = reads((m) =>
  checkMessage(m, 'open').findings.length > 0 ? ({ ...m, data: [] } as unknown as Message) : m,
);

/** A word that it does not know is taken for the one it would have liked. */
export function putsInPlace(words: Readonly<Record<string, unknown>>): Decoration {
  return reads((m) => {
    const places = checkMessage(m, 'open')
      .problems.filter((p) => p.keyword === 'enum')
      .map((p) => /^data\.(\w+)/.exec(p.path)?.[1] ?? '');
    const known = Object.entries(words).filter(([member]) => places.includes(member));
    return { ...m, data: { ...m.data, ...Object.fromEntries(known) } } as Message;
  });
}

/** Refuses, but by another code than the one that says why. */
export function miscalls(from: ErrorCode, to: ErrorCode): Decoration {
  return {
    emit: (m) =>
      m.type === 'pr2.Receipt.v1' && m.data.code === from ? [{ ...m, data: { ...m.data, code: to } }] : [m],
  };
}

function reads(change: (message: Message) => Message): Decoration {
  return {
    deliver: (p) => (isMessage(p.message) ? { ...p, message: change(p.message as Message) } : p),
  };
}

function isMessage(value: unknown): boolean {
  return typeof (value as { type?: unknown } | undefined)?.type === 'string';
}
