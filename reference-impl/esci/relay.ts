/** Passing on what is for another: down to the PEV on its link, up to the utility with care that it arrives. */
import { nameOf, type ErrorCode, type Message } from '../../schemas';
import { owesAnswer } from '../endpoint/repeats';
import { partsOf, timeMs } from '../endpoint/identifiers';
import {
  answerHere,
  benchMs,
  eventKey,
  eventOfDispatch,
  messageKey,
  reachable,
  remember,
  type Context,
} from './context';
import { noteEvent } from './events';
import { earliestEndMs } from './island/facts';
import { isIslanded } from './island/state';
import { watchDown, watchUp } from './monitor';
import { isBeingRepeated, noteSkew, pass } from './passing';
import { cancelStored, keep } from './store';

const DAY_MS = 86_400_000; // P_REPLAY

/** A message that is not for this ESCI: sends it on, keeps it, or says why not. */
export function relay(ctx: Context, atMs: number, message: Message): void {
  const from = partsOf(message.source).role;
  const to = partsOf(message.destination);
  const known =
    to.role === 'pev' ? from === 'utility' || from === 'customer' : to.role === 'utility' && from === 'pev';
  noteSkew(ctx, atMs, message);
  if (known && to.role === 'pev') return down(ctx, atMs, to.id, message);
  if (known) return up(ctx, atMs, message);
  const code: ErrorCode = to.role === 'pev' ? 'E_UNAUTHORIZED' : 'E_UNKNOWN_PEV';
  if (owesAnswer(message)) refuse(ctx, atMs, message, code, 'not served here for such a sender');
}

function down(ctx: Context, atMs: number, pevId: string, message: Message): void {
  if (owesAnswer(message) && answeredBefore(ctx, atMs, message)) return;
  const code = refusal(ctx, atMs, pevId, message);
  if (code !== null) {
    watchDown(ctx, atMs, pevId, message, false);
    return refuse(ctx, atMs, message, code, 'not passed on to the PEV');
  }
  if (nameOf(message.type) === 'EnergySupplyEvent')
    noteEvent(ctx, message as Message<'EnergySupplyEvent'>, pevId);
  if (reachable(ctx, pevId) !== null) {
    watchDown(ctx, atMs, pevId, message, true);
    return pass(ctx, atMs, message);
  }
  if (owesAnswer(message)) absent(ctx, atMs, pevId, message);
}

/** What this ESCI itself has against a message, before it asks whether the PEV is there. */
function refusal(ctx: Context, atMs: number, pevId: string, message: Message): ErrorCode | null {
  const { behaviour, place } = ctx;
  const records = Object.values(ctx.state.enrollments);
  const name = nameOf(message.type);
  if (name !== undefined && !behaviour.relaysToPev(name)) return 'E_UNAUTHORIZED';
  if (name === 'EnergySupplyEvent') {
    const event = (message as Message<'EnergySupplyEvent'>).data;
    return (
      behaviour.refusesEvent(records, place, pevId, event) ??
      (isIslanded(ctx.state.island)
        ? behaviour.refusesEventInIsland(benchMs(ctx, event.start), earliestEndMs(ctx, atMs))
        : null)
    );
  }
  if (name !== 'DispatchRequest') return null;
  const request = (message as Message<'DispatchRequest'>).data;
  const programId = ctx.state.events[eventKey(pevId, request.eventId)]?.programId ?? null;
  const enrolled = behaviour.isEnrolledFor(records, place, pevId, programId, timeMs(request.start));
  const session = reachable(ctx, pevId)?.session ?? null;
  return behaviour.refusesDispatch({ request, enrolled, session, islanded: isIslanded(ctx.state.island) });
}

function absent(ctx: Context, atMs: number, pevId: string, message: Message): void {
  const name = nameOf(message.type);
  if (name === 'EventCancel' && cancelStored(ctx, atMs, pevId, message as Message<'EventCancel'>)) return;
  const { eventId, dispatchId } = message.data as { eventId?: string; dispatchId?: string };
  const knows = {
    event: eventId !== undefined && ctx.state.events[eventKey(pevId, eventId)] !== undefined,
    dispatch: dispatchId !== undefined && eventOfDispatch(ctx, pevId, dispatchId) !== undefined,
  };
  const code = name === undefined ? 'E_UNSUPPORTED' : ctx.behaviour.refusesAbsent(name, knows);
  if (code === null) keep(ctx, atMs, pevId, message);
  else refuse(ctx, atMs, message, code, 'the PEV is not connected');
}

function up(ctx: Context, atMs: number, message: Message): void {
  if (isLate(ctx, message) && !ctx.behaviour.passesLateAnswer()) return;
  if (message.correlationid !== undefined) {
    delete ctx.state.asked[message.correlationid];
    ctx.state.stored = ctx.state.stored.filter((s) => s.message.id !== message.correlationid);
  }
  watchUp(ctx, atMs, message);
  if (owesAnswer(message) && isBeingRepeated(ctx, atMs, message)) return;
  pass(ctx, atMs, message);
}

/** An answer to a request that this ESCI has given up on: a request has one answer (PR2-X-09). */
function isLate(ctx: Context, message: Message): boolean {
  const answered = ctx.state.answers[`${message.destination} ${message.correlationid}`]?.answer;
  return answered !== undefined && (answered.data as { code?: string }).code === 'E_TIMEOUT';
}

/** PEVs that kept silent to a request for too long are answered for (PR2-A-07). */
export function wakeRelay(ctx: Context, atMs: number): void {
  for (const [id, { request, dueMs }] of Object.entries(ctx.state.asked)) {
    if (dueMs > atMs) continue;
    delete ctx.state.asked[id];
    const pevId = partsOf(request.destination).id;
    const said = ctx.behaviour.answersForSilent(reachable(ctx, pevId)?.session.lastReport ?? null);
    if (typeof said === 'string') refuse(ctx, atMs, request, said, 'the PEV did not answer');
    else remember(ctx, atMs, request, ctx.endpoint.reply(atMs, request, 'AvailabilityReport', said));
  }
}

export function nextRelay(ctx: Context): number[] {
  return Object.values(ctx.state.asked).map((a) => a.dueMs);
}

function refuse(ctx: Context, atMs: number, message: Message, code: ErrorCode, detail: string): void {
  if (owesAnswer(message)) answerHere(ctx, atMs, message, { status: 'REJECTED', code, detail });
}

/** A replay of what this ESCI answered itself gets the same answer; another body under the same id none (PR2-X-02). */
function answeredBefore(ctx: Context, atMs: number, message: Message): boolean {
  const before = ctx.state.answers[messageKey(message)];
  if (before === undefined || atMs - before.atMs >= DAY_MS) return false;
  if (before.bodyText === JSON.stringify(message.data)) ctx.endpoint.emit(before.answer);
  else ctx.endpoint.reject(atMs, message, 'E_DUPLICATE', 'the same id with another body');
  return true;
}
