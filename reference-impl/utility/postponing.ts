/** Messages that their receiver was too busy for (PR2-X-10): sent again, as new ones, when it asked for that. */
import type { Message } from '../../schemas';
import { nameOf } from '../../schemas';
import { now, type Desk } from './desk';
import { isFinal } from './lifecycle';
import type { Postponed } from './state';

/** Puts a message off; the same id would only bring the same refusal back. */
export function postpone(desk: Desk, message: Message, retryAfterS: number): void {
  const name = nameOf(message.type);
  if (name === undefined) return;
  const atMs = now(desk) + Math.ceil(retryAfterS * 1000);
  desk.state.postponed.push({
    atMs,
    name,
    to: message.destination,
    subject: message.subject,
    data: message.data,
  });
}

/** Sends what is due, unless it was overtaken meanwhile. */
export function sendPostponed(desk: Desk): void {
  const due = desk.state.postponed.filter((p) => p.atMs <= now(desk));
  desk.state.postponed = desk.state.postponed.filter((p) => p.atMs > now(desk));
  for (const p of due) if (isCurrent(desk, p)) resend(desk, p);
}

function resend(desk: Desk, postponed: Postponed): void {
  const { name, to, subject, data } = postponed;
  const message = desk.endpoint.send(now(desk), name, to, subject, data as Message['data']);
  const event = desk.state.events.find((e) => e.eventId === subject);
  for (const target of event?.targets ?? []) {
    if (target.dispatch !== null && name === 'DispatchRequest' && isOf(target.dispatch.dispatchId, data)) {
      target.dispatch.messageId = message.id;
    }
    if (name === 'EnergySupplyEvent' && to.endsWith(`:${target.pevId}`)) target.messageId = message.id;
  }
}

/** Whether the message still says what is wanted: a command only while no newer one went out. */
function isCurrent(desk: Desk, { name, subject, data }: Postponed): boolean {
  const event = desk.state.events.find((e) => e.eventId === subject);
  if (event === undefined) return true;
  if (name === 'EnergySupplyEvent')
    return !isFinal(event.state) && (data as { revision: number }).revision === event.revision;
  if (name !== 'DispatchRequest' && name !== 'DispatchUpdate') return true;
  const { revision } = data as { revision: number };
  return event.targets.some(
    (t) => t.dispatch?.live === true && isOf(t.dispatch.dispatchId, data) && t.dispatch.revision === revision,
  );
}

function isOf(dispatchId: string, data: unknown): boolean {
  return (data as { dispatchId?: unknown }).dispatchId === dispatchId;
}
