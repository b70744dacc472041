/**
 * Which messages owe an answer, and what is said again without one (PR2-X-09): three times the ack time apart, or for as
 * long as it matters.
 */
import { isAnswerType, nameOf, type Message, type MessageName } from '../../schemas';

const RETRIES = 3; // PR2-X-09

/** `retries`: three, then given up · `until-answered`: every ack time for ever · `until-alive`: three, then at the peer's next sign of life. */
export type Persistence = 'retries' | 'until-answered' | 'until-alive';

/** A message of ours, or one that we relay, whose answer is still owed. */
export interface Awaiting {
  message: Message;
  attempts: number;
  ackMs: number;
  /** Null once the retries are used up and it waits for a sign of life of its destination. */
  retryAtMs: number | null;
  keep: Persistence;
  /** Its destination was too busy for it: it is said under a new id, since its own was refused for good (PR2-X-02). */
  anew?: true;
}

/** Messages that nobody answers (PR2-X-09), besides the answers themselves. */
const UNANSWERED: readonly MessageName[] = [
  'EnergyTelemetry',
  'IsolationStatus',
  'GridStatus',
  'EmergencyGenerationStatus',
];

/** Whether the message owes an answer: an AvailabilityReport does unless it is itself one. */
export function owesAnswer(message: Message): boolean {
  const name = nameOf(message.type);
  if (name === undefined || UNANSWERED.includes(name)) return false;
  return name === 'AvailabilityReport' ? message.correlationid === undefined : !isAnswerType(name);
}

/** What is to be said again by `atMs`; of the others, whose retries are used up, those are left that may come to life. */
export function dueRepeats(all: readonly Awaiting[], atMs: number): { due: Awaiting[]; left: Awaiting[] } {
  const late = all.filter((a) => a.retryAtMs !== null && a.retryAtMs <= atMs);
  const [usedUp, due] = [late.filter(isUsedUp), late.filter((a) => !isUsedUp(a))];
  for (const a of usedUp) a.retryAtMs = null;
  return { due, left: all.filter((a) => a.retryAtMs !== null || a.keep === 'until-alive') };
}

function isUsedUp({ keep, attempts }: Awaiting): boolean {
  return keep !== 'until-answered' && attempts > RETRIES;
}

/** What a busy destination refused, to be said anew when it names (PR2-X-10). */
export function postponed(a: Awaiting, atMs: number, retryAfterS: number): Awaiting {
  return { ...a, attempts: 0, retryAtMs: atMs + Math.max(1, Math.ceil(retryAfterS * 1000)), anew: true };
}

/** What waits for a sign of life of one of these, which has come: its retries begin anew. */
export function revived(all: readonly Awaiting[], urns: readonly string[]): Awaiting[] {
  const back = all.filter((a) => a.retryAtMs === null && urns.includes(a.message.destination));
  for (const a of back) a.attempts = 0;
  return back;
}

/** When something is said again next; null where nothing is. */
export function nextRepeatMs(all: readonly Awaiting[]): number | null {
  let next: number | null = null;
  for (const { retryAtMs } of all)
    if (retryAtMs !== null && (next === null || retryAtMs < next)) next = retryAtMs;
  return next;
}
