/** What an ESCI does unasked: when next, and what then, always in the same order. */
import type { Message } from '../../schemas';
import { nextConnections, wakeConnections } from './connection';
import type { Context } from './context';
import { nextIsland, wakeIsland } from './island/island';
import { nextMetering, wakeMetering } from './metering';
import { nextPassing, wakePassing } from './passing';
import { nextRelay, wakeRelay } from './relay';
import { nextReports, wakeReports } from './report';
import { nextSpeaking, wakeSpeaking } from './speaking';
import { nextStore, wakeStore } from './store';

/** The next instant at which something is due, whole bench ms; null where nothing is. */
export function nextInstant(ctx: Context): number | null {
  const endpoint = ctx.endpoint.next();
  const instants = [
    ...nextConnections(ctx),
    ...nextStore(ctx),
    ...nextPassing(ctx),
    ...nextRelay(ctx),
    ...nextMetering(ctx),
    ...nextSpeaking(ctx),
    ...nextReports(ctx),
    ...nextIsland(ctx),
    ...(endpoint === null ? [] : [endpoint]),
  ];
  return instants.length === 0 ? null : Math.ceil(Math.min(...instants));
}

/** Does what is due by `atMs`; gives the requests that a full rate window had held back. */
export function wake(ctx: Context, atMs: number): Message[] {
  wakeConnections(ctx, atMs);
  wakeStore(ctx, atMs);
  wakePassing(ctx, atMs);
  wakeRelay(ctx, atMs);
  wakeMetering(ctx, atMs);
  wakeSpeaking(ctx, atMs);
  wakeReports(ctx, atMs);
  wakeIsland(ctx, atMs);
  return ctx.endpoint.advance(atMs);
}
