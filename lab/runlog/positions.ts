/**
 * Where records of a run log point at others. A log that is judged again, or put together from several, numbers its
 * records anew; whatever names a position moves along. Positions are `ref` of a delivery, `basis` and `divergence`
 * of a check, and those arguments of a check that are named here.
 */
import type { RecordBody } from './chain';

/** Arguments of checks that are log positions, at any depth; a check may name none other. */
export const POSITION_ARGUMENTS: ReadonlySet<string> = new Set([
  'afterN',
  'basisN',
  'message',
  'n',
  'query',
  'request',
  'stimulus',
]);

/** The record with every position in it moved. Total; a body without positions is given back as it is. */
export function moved<B extends RecordBody>(body: B, move: (n: number) => number): B {
  if (body.kind === 'deliver')
    return { ...body, ref: typeof body.ref === 'number' ? move(body.ref) : body.ref };
  if (body.kind !== 'check') return body;
  const { divergence } = body;
  return {
    ...body,
    args: movedArguments(body.args, move),
    basis: body.basis.map(move),
    ...(divergence?.n === undefined ? {} : { divergence: { ...divergence, n: move(divergence.n) } }),
  };
}

function movedArguments(args: object, move: (n: number) => number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      typeof value === 'number' && POSITION_ARGUMENTS.has(name) ? move(value) : movedWithin(value, move),
    ]),
  );
}

function movedWithin(value: unknown, move: (n: number) => number): unknown {
  if (Array.isArray(value)) return value.map((v) => movedWithin(v, move));
  return typeof value === 'object' && value !== null ? movedArguments(value, move) : value;
}
