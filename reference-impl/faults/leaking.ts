/** Decorations of a device that cannot keep a secret (PR2-X-11). */
import type { DeliverParams, Message, MessageBodies, StimulateParams } from '../../schemas';
import type { Decoration } from './decorate';

const hears = (p: StimulateParams, memory: Record<string, unknown>): StimulateParams => {
  if (p.name === 'secret-canary') memory['secret'] ??= p.params.text;
  return p;
};

/** A refusal quotes what it refuses. */
export const quotesWhatItRefuses: Decoration = {
  deliver: (p, memory) => {
    memory['heard'] = quotation(p);
    return p;
  },
  emit: (m, memory) => [
    m.type === 'pr2.Receipt.v1' && m.data.status === 'REJECTED'
      ? { ...m, data: { ...m.data, detail: String(memory['heard']).slice(0, 1024) } }
      : m,
  ],
};

/** Its log quotes whatever it could not read. */
export const logsWhatItRefuses: Decoration = {
  deliver: (p, memory) => {
    memory['heard'] = quotation(p);
    return p;
  },
  log: (remarks, memory) =>
    remarks.map((r) => (r.level === 'warn' ? { ...r, text: `${r.text}: ${String(memory['heard'])}` } : r)),
};

/** The secret stands in every message of one kind, in a member or a text, as `write` has it. */
export function tellsIn<N extends keyof MessageBodies>(
  name: N,
  write: (data: MessageBodies[N], secret: string) => object,
): Decoration {
  return {
    stimulate: hears,
    emit: (m, memory) => {
      const secret = memory['secret'];
      if (m.type !== `pr2.${name}.v1` || typeof secret !== 'string') return [m];
      return [{ ...m, data: write(m.data as MessageBodies[N], secret) } as unknown as Message];
    },
  };
}

/** The secret goes into the log as soon as it is known. */
export const logsTheSecret: Decoration = {
  stimulate: hears,
  log: (remarks, memory) => {
    const secret = memory['secret'];
    if (typeof secret !== 'string' || memory['logged'] === true) return remarks;
    memory['logged'] = true;
    return [...remarks, { level: 'debug', text: `vehicle ${secret}` }];
  },
};

function quotation({ raw, message }: DeliverParams): string {
  return raw ?? JSON.stringify(message ?? null);
}
