/** A PEV comes, is authenticated and told of, and goes (PR2-A-12). */
import type { StimulateParams } from '../../schemas';
import { urnOf } from '../endpoint/identifiers';
import { connectionOf, type Context } from './context';
import { updateCopies } from './copies';
import { forgiveDeclined } from './island/generation';
import { newMeter } from './meter';
import { cableOut } from './speaking';
import type { Plug, Point } from './state';
import { holdUnanswered, sendStored } from './store';

type PlugIn = Extract<StimulateParams, { name: 'plug-in' }>['params'];

/** The cable goes in. A capability needs both the site and what the plug-in shows of it. */
export function plugIn(ctx: Context, atMs: number, params: PlugIn): void {
  const { site } = ctx;
  const point = pointOf(ctx, params.evseId);
  connect(ctx, atMs, point, {
    pevId: params.pevId,
    cordsetA: params.cordsetA === undefined ? site.cordsetA : params.cordsetA,
    bidirectional: site.bidirectional && (params.bidirectional ?? true),
    v2h: site.v2h && (params.v2h ?? true),
    inverterAuthorised: site.inverterAuthorised && (params.inverterAuthorised ?? true),
  });
}

function connect(ctx: Context, atMs: number, point: Point, plug: Plug): void {
  unplug(ctx, atMs, plug.pevId);
  if (point.session !== null) unplug(ctx, atMs, point.session.pevId);
  point.replug = null;
  point.session = {
    ...plug,
    sessionId: ctx.endpoint.draw(),
    state: 'CONNECTING',
    authenticateAtMs: atMs + ctx.behaviour.authenticationMs(ctx.parameters),
    lastReport: null,
  };
  wakeConnections(ctx, atMs);
}

/** The cable is out. Nothing happens to a PEV that was not there. */
export function unplug(ctx: Context, atMs: number, pevId: string): void {
  for (const point of Object.values(ctx.state.points))
    if (point.replug?.plug.pevId === pevId) point.replug = null;
  const found = connectionOf(ctx, pevId);
  if (found === null) return;
  cableOut(ctx, atMs, pevId);
  found.point.session = null;
  const to = urnOf('pev', pevId);
  for (const { message } of ctx.endpoint.state.awaiting) {
    // An action of the customer that the PEV has not taken in is told again when it is back.
    if (message.destination !== to || message.type !== 'pr2.ParticipationNotice.v1') continue;
    const event = ctx.state.events[`${pevId} ${message.data.eventId}`];
    if (event !== undefined) event.untold = event.customer;
  }
  ctx.endpoint.forget((m) => m.destination === to);
  holdUnanswered(ctx, pevId);
  updateCopies(ctx, atMs);
}

/** Every cable comes loose for a moment. */
export function bounce(ctx: Context, atMs: number, ms: number): void {
  for (const point of Object.values(ctx.state.points)) {
    if (point.session === null) continue;
    const { pevId, cordsetA, bidirectional, v2h, inverterAuthorised } = point.session;
    unplug(ctx, atMs, pevId);
    point.replug = { atMs: atMs + ms, plug: { pevId, cordsetA, bidirectional, v2h, inverterAuthorised } };
  }
}

export function wakeConnections(ctx: Context, atMs: number): void {
  for (const point of Object.values(ctx.state.points)) {
    const { replug, session } = point;
    if (replug !== null && replug.atMs <= atMs) connect(ctx, atMs, point, replug.plug);
    else if (session?.authenticateAtMs != null && session.authenticateAtMs <= atMs)
      authenticated(ctx, atMs, point);
  }
}

export function nextConnections(ctx: Context): number[] {
  return Object.values(ctx.state.points)
    .flatMap(({ replug, session }) => [replug?.atMs ?? null, session?.authenticateAtMs ?? null])
    .filter((ms) => ms !== null);
}

/** The PEV is known: utility and PEV learn of the session, and what waited for the PEV goes to it. */
function authenticated(ctx: Context, atMs: number, point: Point): void {
  const { session } = point;
  if (session === null) return;
  session.state = 'AUTHENTICATED';
  session.authenticateAtMs = null;
  const notice = ctx.behaviour.connectionNotice(session, point, ctx.place);
  const keep = ctx.behaviour.persistence('ConnectionNotice');
  for (const role of ctx.behaviour.tellsConnection()) {
    const to = role === 'pev' ? [urnOf('pev', session.pevId)] : ctx.utilities;
    for (const urn of to)
      ctx.endpoint.send(atMs, 'ConnectionNotice', urn, session.sessionId, notice, { keep });
  }
  forgiveDeclined(ctx, session.pevId);
  updateCopies(ctx, atMs, session.pevId);
  sendStored(ctx, atMs, session.pevId);
}

/** The point of an EVSE; one that the bench did not name is fitted on the spot. */
function pointOf(ctx: Context, evseId: string): Point {
  const known = Object.values(ctx.state.points).find((p) => p.evseId === evseId);
  return known ?? (ctx.state.points[evseId] = newPoint(evseId, evseId, `${evseId}-meter`));
}

export function newPoint(point: string, evseId: string, meteringPointId: string): Point {
  return { point, evseId, meteringPointId, meter: newMeter(), session: null, replug: null };
}
