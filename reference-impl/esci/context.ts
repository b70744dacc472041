/** What every part of the ESCI works on, and the few look-ups that all of them share. */
import type { ErrorCode, Message } from '../../schemas';
import type { Endpoint } from '../endpoint/endpoint';
import { timeMs, timeText } from '../endpoint/identifiers';
import type { Parameters } from '../parameters';
import type { Nominal } from '../physics/grid';
import type { EsciBehaviour } from './behaviour';
import type { Place } from './enrollment';
import type { Isolation } from './island/facts';
import type { EsciState, Point, Session, SupplyEvent } from './state';

export interface Context {
  readonly state: EsciState;
  readonly endpoint: Endpoint;
  readonly behaviour: EsciBehaviour;
  readonly parameters: Parameters;
  readonly urn: string;
  readonly utilities: readonly string[];
  readonly place: Place;
  /** What a plug-in that does not say otherwise finds, and the limit of the premises. */
  readonly site: {
    cordsetA: number | null;
    bidirectional: boolean;
    v2h: boolean;
    inverterAuthorised: boolean;
    siteExportW: number | null;
    evseMaxW: number | null;
    nominal: Nominal;
    /** The switch between premises and grid; null where there is none, and no backup. */
    isolation: Isolation | null;
  };
}

export interface Connected {
  point: Point;
  session: Session;
}

/** Where a PEV is plugged in, authenticated or not. */
export function connectionOf(ctx: Context, pevId: string): Connected | null {
  for (const point of Object.values(ctx.state.points)) {
    if (point.session?.pevId === pevId) return { point, session: point.session };
  }
  return null;
}

/** Where a PEV can be reached: plugged in and authenticated. */
export function reachable(ctx: Context, pevId: string): Connected | null {
  const found = connectionOf(ctx, pevId);
  return found !== null && found.session.state !== 'CONNECTING' ? found : null;
}

export function eventKey(pevId: string, eventId: string): string {
  return `${pevId} ${eventId}`;
}

/** The event that a dispatch of a PEV belongs to. */
export function eventOfDispatch(ctx: Context, pevId: string, dispatchId: string): SupplyEvent | undefined {
  return Object.values(ctx.state.events).find((e) => e.pevId === pevId && e.run?.dispatchId === dispatchId);
}

/** Bench time of a message's wall time, by this device's clock. */
export function benchMs(ctx: Context, text: string): number {
  return timeMs(text) - ctx.endpoint.settings.offsetMs;
}

/** Wall time, as messages write it, of a bench instant. */
export function wallText(ctx: Context, atMs: number): string {
  return timeText(ctx.endpoint.wallMs(atMs));
}

export function messageKey(message: Message): string {
  return `${message.source} ${message.id}`;
}

/** Answers a request in the place of the PEV that it is for, and remembers the answer for a replay (PR2-X-02). */
export function answerHere(
  ctx: Context,
  atMs: number,
  request: Message,
  answer:
    { status: 'TAKEN' | 'STORED' | 'DUPLICATE' } | { status: 'REJECTED'; code: ErrorCode; detail: string },
): void {
  const skew = ctx.state.skews[request.id];
  delete ctx.state.skews[request.id];
  const said = ctx.endpoint.reply(atMs, request, 'Receipt', {
    refMessageId: request.id,
    ...answer,
    ...(skew === undefined ? {} : { skewS: skew.skewS }),
  });
  remember(ctx, atMs, request, said);
}

/** Keeps an answer that this ESCI gave for a PEV. */
export function remember(ctx: Context, atMs: number, request: Message, answer: Message): void {
  ctx.state.answers[messageKey(request)] = { bodyText: JSON.stringify(request.data), answer, atMs };
}
