/** What the island branch knows at an instant, put together from its state for the decisions. */
import { connectionOf, reachable, wallText, type Connected, type Context } from '../context';
import { readMeter } from '../meter';
import type { Preference } from '../state';
import { isClosed, isDead, isLive, type BusFacts, type DeadBus, type Evidence } from './evidence';
import type { RequestFacts } from './request-decision';
import type { OffFacts } from './retransfer';
import type { PhaseFacts } from './transitions';

export interface Isolation {
  switchId: string;
  type: 'AUTO' | 'MANUAL';
}

export function deadBus(ctx: Context): DeadBus {
  const { deadBusPct, deadBusS } = ctx.parameters;
  return { liveV: (deadBusPct / 100) * ctx.site.nominal.voltageV, deadMs: deadBusS * 1000 };
}

export function busFacts(ctx: Context, atMs: number): BusFacts {
  const { generation, deadSinceMs } = ctx.state.island;
  return { energised: generation !== null, deadForMs: deadSinceMs === null ? null : atMs - deadSinceMs };
}

export function evidence(ctx: Context, atMs: number): Evidence {
  return ctx.behaviour.isolationProof(ctx.state.island.indications, busFacts(ctx, atMs), deadBus(ctx));
}

/** Whether a manual switch has the customer's word now; an automated one needs none. */
export function attested(ctx: Context, atMs: number): boolean {
  if (ctx.site.isolation?.type !== 'MANUAL') return true;
  const validMs = ctx.parameters.attestationS * 1000;
  return ctx.behaviour.isAttested(ctx.state.island.attestation, atMs, validMs);
}

/** Whether the proof that was made holds at this moment. */
export function heldNow(ctx: Context, atMs: number): boolean {
  const { proof, indications } = ctx.state.island;
  if (proof === null) return false;
  return ctx.behaviour.isolationHeld(indications, proof, busFacts(ctx, atMs), deadBus(ctx));
}

export function settled(ctx: Context, atMs: number): boolean {
  const { proof } = ctx.state.island;
  return proof !== null && atMs - proof.sinceMs >= ctx.behaviour.settleMs(ctx.parameters);
}

export function commissioned(ctx: Context, atMs: number): boolean {
  const { isolation } = ctx.site;
  const day = wallText(ctx, atMs).slice(0, 10);
  return (
    isolation !== null && ctx.behaviour.isCommissioned(ctx.state.island.commissioning, isolation.type, day)
  );
}

export function preferenceOf(ctx: Context, pevId: string): Preference | null {
  return ctx.state.preferences[pevId] ?? ctx.state.preferences['*'] ?? null;
}

export function phaseFacts(ctx: Context, isolation: Isolation, atMs: number): PhaseFacts {
  const { island } = ctx.state;
  const { behaviour, parameters } = ctx;
  const shown = island.indications;
  const found = evidence(ctx, atMs);
  const passed = (sinceMs: number | null | undefined, ms: number): boolean =>
    sinceMs !== null && sinceMs !== undefined && atMs - sinceMs >= ms;
  const late = island.isolateByMs !== null && atMs >= island.isolateByMs;
  const closingSinceMs = island.transfer?.closingSinceMs ?? null;
  return {
    phase: island.phase,
    type: isolation.type,
    grid: island.grid?.state ?? null,
    lossConfirmed: passed(island.grid?.sinceMs, behaviour.lossConfirmMs(parameters)),
    evidence: found,
    attested: attested(ctx, atMs),
    held: island.proof !== null && !passed(island.lostSinceMs, behaviour.tripMs(parameters)),
    settled: settled(ctx, atMs),
    closed: isClosed(shown),
    late: late && (shown.aux !== 'OPEN' || found === 'CONTRADICTED'),
    generation: island.generation?.state ?? null,
    served:
      island.grid?.state === 'IN_RANGE' && passed(island.grid.sinceMs, behaviour.enterServiceMs(parameters)),
    closing: closingSinceMs !== null,
    closeOverdue: closingSinceMs !== null && passed(closingSinceMs, behaviour.isolationMs(parameters)),
    stopOverdue:
      island.generation?.state === 'STOPPING' &&
      passed(island.generation.sinceMs, parameters.stopS * 1000) &&
      isLive(shown.busV, deadBus(ctx)),
  };
}

export function requestFacts(ctx: Context, atMs: number, { session }: Connected): RequestFacts {
  const { island } = ctx.state;
  return {
    grid: island.grid?.state ?? null,
    evidence: heldNow(ctx, atMs) ? evidence(ctx, atMs) : 'UNKNOWN',
    settled: settled(ctx, atMs),
    attested: attested(ctx, atMs),
    commissioned: commissioned(ctx, atMs),
    v2h: session.bidirectional && session.v2h,
    authorised: session.inverterAuthorised && session.cordsetA !== null && session.cordsetA > 0,
    wanted: ctx.behaviour.wantsBackup(preferenceOf(ctx, session.pevId)),
    gridDispatchOver: gridDispatchOver(ctx, atMs),
    nobodyElse: island.generation === null,
  };
}

export function offFacts(ctx: Context, atMs: number): OffFacts {
  const { generation, indications } = ctx.state.island;
  const saidStop = generation === null || (generation.state === 'STOPPING' && generation.saidStop);
  return { busV: indications.busV, saidStop, powerW: greatestPowerW(ctx, atMs) };
}

/** Whether a PEV that was told to stop is known to have. Without a sensor of the bus its word and its meter count. */
export function generationOver(ctx: Context, atMs: number): boolean {
  const { generation, indications, phase } = ctx.state.island;
  if (generation?.state !== 'STOPPING' || !generation.saidStop) return false;
  if (phase === 'GRID') return true;
  if (indications.busV === null) return greatestPowerW(ctx, atMs) <= 50;
  return isDead(indications.busV, deadBus(ctx));
}

/** The earliest instant at which the premises may be back on the grid (PR2-B-10). */
export function earliestEndMs(ctx: Context, atMs: number): number {
  const { grid } = ctx.state.island;
  const { behaviour, parameters } = ctx;
  const inRangeMs = grid?.state === 'IN_RANGE' ? grid.sinceMs : atMs;
  const servedMs = Math.max(atMs, inRangeMs + behaviour.enterServiceMs(parameters));
  return servedMs + behaviour.transferGapMs(parameters);
}

/** PEVs that can be spoken to, in order of their points. */
export function reachablePevs(ctx: Context): Connected[] {
  return Object.values(ctx.state.points).flatMap(({ session }) => {
    const found = session === null ? null : reachable(ctx, session.pevId);
    return found === null ? [] : [found];
  });
}

export function isGone(ctx: Context, pevId: string): boolean {
  return connectionOf(ctx, pevId) === null;
}

/** No dispatch to the grid goes on, by what the PEVs said and by what the meters show (PR2-B-03). */
function gridDispatchOver(ctx: Context, atMs: number): boolean {
  const runs = Object.values(ctx.state.events).map((e) => e.run);
  const going = runs.some(
    (run) =>
      run !== null &&
      run.endedAtMs === null &&
      run.nextMeterMs !== null &&
      (run.termination === null || run.termination.effectiveMs > atMs),
  );
  return !going && greatestPowerW(ctx, atMs) <= 50;
}

function greatestPowerW(ctx: Context, atMs: number): number {
  const powers = Object.values(ctx.state.points).map((p) => Math.abs(readMeter(p.meter, atMs).powerW));
  return Math.max(0, ...powers);
}
