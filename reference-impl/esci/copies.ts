/** Keeping every PEV's copy of the preferences in step with premises, EVSE and customer (PR2-A-13, PR2-A-20). */
import { checkBody, type ErrorCode } from '../../schemas';
import { urnOf } from '../endpoint/identifiers';
import type { Connected, Context } from './context';
import { forgiveDeclined } from './island/generation';
import type { Preference } from './state';

/** Preferences that stand for every PEV without its own. */
export const EVERY_PEV = '*';

/** Sends a copy to each PEV here whose limits or wishes have changed; `anew`: to this one in any case. */
export function updateCopies(ctx: Context, atMs: number, anew?: string): void {
  const here = connected(ctx);
  for (const { session } of here) {
    const { pevId, sessionId } = session;
    const last = ctx.state.copies[pevId];
    const copy = ctx.behaviour.preferenceCopy({
      pevId,
      preference: ctx.state.preferences[pevId] ?? ctx.state.preferences[EVERY_PEV] ?? null,
      siteExportW: ctx.site.siteExportW,
      sharers: here.length,
      derated: ctx.state.derated,
      sentBefore: last !== undefined,
    });
    if (copy === null || (pevId !== anew && last !== undefined && sameWishes(copy, last))) continue;
    const full: Preference = { ...copy, version: (last?.version ?? 0) + 1 };
    ctx.state.copies[pevId] = full;
    const to = urnOf('pev', pevId);
    // A newer copy takes the place of one that has not been answered.
    ctx.endpoint.forget((m) => m.type === 'pr2.DischargePreference.v1' && m.destination === to);
    ctx.endpoint.send(atMs, 'DischargePreference', to, sessionId, full, { keep: 'until-answered' });
  }
}

/** Takes preferences set at the ESCI, or says why not; the last valid ones then stay (PR2-A-12). */
export function setPreference(ctx: Context, atMs: number, body: unknown): ErrorCode | null {
  if (checkBody('DischargePreference', body, 'open').problems.length > 0) return 'E_SCHEMA';
  const preference = body as Preference;
  const code = ctx.behaviour.refusesPreference(preference, ctx.state.preferences[preference.pevId]);
  if (code !== null) return code;
  ctx.state.preferences[preference.pevId] = preference;
  forgiveDeclined(ctx, preference.pevId === EVERY_PEV ? undefined : preference.pevId);
  updateCopies(ctx, atMs);
  return null;
}

/** A new limit of an element of the site, W; false where it is not one of this ESCI's. */
export function derate(ctx: Context, atMs: number, element: string, maxW: number): boolean {
  if (element !== 'evse' && element !== 'site' && element !== 'cordset') return false;
  ctx.state.derated[element] = maxW;
  updateCopies(ctx, atMs);
  return true;
}

/** No derating holds any more. */
export function clearDeratings(ctx: Context, atMs: number): void {
  ctx.state.derated = { evse: null, site: null, cordset: null };
  updateCopies(ctx, atMs);
}

function connected(ctx: Context): Connected[] {
  return Object.values(ctx.state.points).flatMap((point) =>
    point.session !== null && point.session.state !== 'CONNECTING' ? [{ point, session: point.session }] : [],
  );
}

function sameWishes(copy: Omit<Preference, 'version'>, last: Preference): boolean {
  const { version: _, ...wishes } = last;
  return JSON.stringify(copy) === JSON.stringify(wishes);
}
