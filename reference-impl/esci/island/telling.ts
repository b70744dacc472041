/** What the PEVs are told of grid and switch: M23 and M21, and M27 where the ESCI refuses on its own. */
import type { Message } from '../../../schemas';
import { urnOf } from '../../endpoint/identifiers';
import { wallText, type Connected, type Context } from '../context';
import { evidenceList, isClosed, type Position } from './evidence';
import { attested, busFacts, deadBus, heldNow, reachablePevs } from './facts';
import type { IslandPhase, Told } from './state';

const PROVEN_PHASES: readonly IslandPhase[] = [
  'ISOLATED',
  'REQUESTING',
  'SUPPLYING',
  'WAIT_ES',
  'RETRANSFER',
];

/** The position that this ESCI answers for: open only where that is proven. */
export function position(ctx: Context, atMs: number): Position {
  const { phase, indications } = ctx.state.island;
  const proven = PROVEN_PHASES.includes(phase) && heldNow(ctx, atMs);
  return ctx.behaviour.position(proven, isClosed(indications), indications);
}

/** Tells every PEV here what has changed since it was last told; everything, where the time for it has come. */
export function tellStatus(ctx: Context, atMs: number): void {
  const { island } = ctx.state;
  const due = island.nextStatusMs !== null && island.nextStatusMs <= atMs;
  for (const pev of reachablePevs(ctx)) {
    const told = toldOf(ctx, pev);
    if (island.grid !== null && (due || told.grid !== island.grid.state)) sendGrid(ctx, atMs, pev);
    const { position: now, key } = status(ctx, atMs);
    const apart = island.phase !== 'GRID';
    if (due || told.position !== now || (apart && told.evidence !== key)) sendIsolation(ctx, atMs, pev);
  }
  if (island.phase === 'GRID') island.nextStatusMs = null;
  else if (due || island.nextStatusMs === null) {
    island.nextStatusMs = atMs + ctx.behaviour.statusIntervalMs(island.phase, ctx.parameters);
  }
}

/** M21 to one PEV; its id is what a request refers to. */
export function sendIsolation(ctx: Context, atMs: number, pev: Connected): Message<'IsolationStatus'> | null {
  const { isolation } = ctx.site;
  if (isolation === null) return null;
  const { island } = ctx.state;
  const { position: now, key, evidence } = status(ctx, atMs);
  Object.assign(toldOf(ctx, pev), { position: now, evidence: key });
  const asOf = wallText(ctx, atMs);
  return ctx.endpoint.send(
    atMs,
    'IsolationStatus',
    urnOf('pev', pev.session.pevId),
    island.generation?.requestId ?? pev.session.sessionId,
    {
      ...isolation,
      position: now,
      evidence: evidence.map((e) => ({ ...e, at: asOf })),
      asOf,
      gridPresent: island.grid?.state !== 'ABSENT',
      premisesV: island.indications.busV,
    },
  );
}

/** M27 to a PEV that is not asked, once for each reason in an outage. */
export function tellRefusal(ctx: Context, atMs: number, pev: Connected, reason: string): void {
  const told = toldOf(ctx, pev);
  if (told.refusals.includes(reason)) return;
  told.refusals.push(reason);
  const requestId = ctx.endpoint.draw();
  const to = urnOf('pev', pev.session.pevId);
  ctx.endpoint.send(atMs, 'GenerationStop', to, requestId, { requestId, reason });
}

function sendGrid(ctx: Context, atMs: number, pev: Connected): void {
  const { grid, gridSide, sync, generation } = ctx.state.island;
  if (grid === null) return;
  toldOf(ctx, pev).grid = grid.state;
  const bothLive = grid.state === 'IN_RANGE' && generation !== null;
  ctx.endpoint.send(atMs, 'GridStatus', urnOf('pev', pev.session.pevId), pev.session.sessionId, {
    state: grid.state,
    ...(gridSide.voltageV === null ? {} : { V: gridSide.voltageV }),
    ...(gridSide.frequencyHz === null ? {} : { f: gridSide.frequencyHz }),
    sinceS: (atMs - grid.sinceMs) / 1000,
    ...(sync === null || !bothLive ? {} : { sync }),
  });
}

function status(
  ctx: Context,
  atMs: number,
): { position: Position; key: string; evidence: ReturnType<typeof evidenceList> } {
  // The customer's word has to be fresh when the proof is made; a supply that rests on it does not age.
  const given = attested(ctx, atMs) || (ctx.state.island.generation !== null && heldNow(ctx, atMs));
  const word = ctx.site.isolation?.type === 'MANUAL' ? given : null;
  const shown = ctx.state.island.indications;
  const { proof } = ctx.state.island;
  const deadBefore = proof !== null && !proof.coupling && heldNow(ctx, atMs);
  const evidence = evidenceList(shown, busFacts(ctx, atMs), deadBus(ctx), word, deadBefore);
  const now = position(ctx, atMs);
  // The bus comes and goes with the supply itself: no news of the switch.
  const switchAlone = evidence.filter((e) => e.kind !== 'DEAD_BUS').map((e) => e.indicates);
  return { position: now, key: [now, ...switchAlone].join(' '), evidence };
}

/** A PEV that has just come is taken to know the plain state of things: it senses the grid itself. */
function toldOf(ctx: Context, { session }: Connected): Told {
  const { told } = ctx.state.island;
  const known = told[session.pevId];
  if (known !== undefined && known.sessionId === session.sessionId) return known;
  return (told[session.pevId] = {
    sessionId: session.sessionId,
    grid: 'IN_RANGE',
    position: 'CLOSED',
    evidence: '',
    refusals: [],
  });
}
