/** The link to the ESCI: without the cable nothing passes, and what was said waits with its original time. */
import type { Message } from '../../schemas';
import type { Emit } from '../device';
import type { Core } from './core';
import type { PevState } from './state';

export function linkIsUp({ build, cable }: PevState): boolean {
  return !build.linkNeedsCable || cable !== null;
}

/** What goes out now: everything said since the last call, or nothing while the link is down. */
export function takeOutgoing(core: Core): Emit[] {
  const { state, endpoint, behaviour } = core;
  const said = endpoint.take();
  if (!linkIsUp(state)) {
    for (const emit of said) if ('message' in emit) queue(state, emit.message);
    return [];
  }
  return said.flatMap((emit): Emit[] => {
    if (!('message' in emit)) return [emit];
    const message = behaviour.outgoing(emit.message, state);
    return message === null ? [] : [{ message }];
  });
}

/** The link is back: first what waited, then what had no answer yet. Reports of then are of no use now. */
export function reconnect({ state, endpoint }: Core): void {
  const waiting = state.queue;
  state.queue = [];
  for (const message of waiting) if (!isReport(message)) endpoint.emit(message);
  endpoint.forget(isReport);
  for (const awaited of endpoint.state.awaiting) awaited.retryAtMs = state.atMs + awaited.ackMs;
  endpoint.resend(state.atMs, (message) => !waiting.some((m) => m.id === message.id));
}

function queue(state: PevState, message: Message): void {
  if (!state.queue.some((m) => m.id === message.id)) state.queue.push(message);
}

function isReport(message: Message): boolean {
  return message.type === 'pr2.AvailabilityReport.v1';
}
