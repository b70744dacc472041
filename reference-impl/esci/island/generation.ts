/** Asking one PEV to supply the home, following it, and ending it (PR2-B-05, M24 to M27). */
import { nameOf, type Message } from '../../../schemas';
import { partsOf, urnOf } from '../../endpoint/identifiers';
import type { Connected, Context } from '../context';
import { generationOver, isGone, preferenceOf, reachablePevs, requestFacts } from './facts';
import { sendIsolation, tellRefusal, tellStatus } from './telling';
import type { Generation } from './state';

/** Repeats of a request, its first sending included. */
const TRIES = 4;

/** Asks a PEV that may be asked; tells the others why they are not. True where one was asked. */
export function requestIfDue(ctx: Context, atMs: number): boolean {
  const { island } = ctx.state;
  if (island.phase !== 'ISOLATED' || island.generation !== null || atMs < requestDueMs(ctx)) return false;
  const found = reachablePevs(ctx).filter(({ session }) => !isDeclined(ctx, atMs, session.pevId));
  const candidates: Connected[] = [];
  for (const pev of found) {
    const code = ctx.behaviour.refusesRequest(requestFacts(ctx, atMs, pev));
    if (code === null) candidates.push(pev);
    else if (!['E_GRID_PRESENT', 'E_ISOLATION_NOT_PROVEN', 'E_STATE'].includes(code))
      tellRefusal(ctx, atMs, pev, code);
  }
  const { lastSoc } = ctx.state;
  const chosen = ctx.behaviour.choosesPev(
    candidates.map(({ session: { pevId } }) => ({ pevId, soc: lastSoc[pevId] ?? null })),
  );
  const pev = candidates.find((c) => c.session.pevId === chosen);
  if (pev === undefined) return false;
  ask(ctx, atMs, pev);
  return true;
}

/** When a proof that has settled may be acted upon. */
export function requestDueMs(ctx: Context): number {
  const { proof, sinceMs } = ctx.state.island;
  const settledMs = (proof?.sinceMs ?? sinceMs) + ctx.behaviour.settleMs(ctx.parameters);
  return Math.max(settledMs, sinceMs) + ctx.behaviour.requestDelayMs(ctx.parameters);
}

function ask(ctx: Context, atMs: number, pev: Connected): void {
  const { island } = ctx.state;
  const { pevId } = pev.session;
  tellStatus(ctx, atMs);
  const proof = sendIsolation(ctx, atMs, pev);
  if (proof === null) return;
  const preference = preferenceOf(ctx, pevId);
  const body = ctx.behaviour.generationRequest(
    { preference, limitsW: limitsW(ctx, pev), nominal: ctx.site.nominal },
    ctx.parameters,
  );
  const requestId = ctx.endpoint.draw();
  island.generation = {
    pevId,
    requestId,
    state: 'ASKED',
    sinceMs: atMs,
    socFloor: body.socFloor,
    endMs: body.maxDurationS === undefined ? null : atMs + body.maxDurationS * 1000,
    saidStop: false,
    soc: null,
    hasIce: false,
  };
  ctx.endpoint.send(
    atMs,
    'EmergencyGenerationRequest',
    urnOf('pev', pevId),
    requestId,
    { requestId, ...body, isolationRef: proof.id },
    { ackMs: ackMs(ctx) },
  );
}

function limitsW(ctx: Context, { session }: Connected): (number | null)[] {
  const { derated } = ctx.state;
  const phases = session.lastReport?.exportPhases ?? 1;
  const cableW =
    session.cordsetA === null ? null : Math.floor(session.cordsetA * ctx.site.nominal.voltageV * phases);
  return [
    session.lastReport?.maxDischargeW ?? null,
    cableW,
    ctx.site.evseMaxW,
    derated.evse,
    derated.cordset,
  ];
}

/** Ends a supply: nothing more is asked, and the PEV is told until it answers. */
export function stop(ctx: Context, atMs: number, reason: string): void {
  const { generation, declined } = ctx.state.island;
  if (generation === null || generation.state === 'STOPPING') return;
  const { pevId, requestId } = generation;
  const to = urnOf('pev', pevId);
  ctx.endpoint.forget((m) => m.destination === to && m.type === 'pr2.EmergencyGenerationRequest.v1');
  Object.assign(generation, { state: 'STOPPING', sinceMs: atMs });
  decline(ctx, atMs, declined, pevId, reason);
  if (isGone(ctx, pevId)) generation.saidStop = true;
  else sendStop(ctx, atMs, requestId, pevId, reason);
}

function sendStop(ctx: Context, atMs: number, requestId: string, pevId: string, reason: string): void {
  ctx.endpoint.send(
    atMs,
    'GenerationStop',
    urnOf('pev', pevId),
    requestId,
    { requestId, reason },
    { keep: 'until-answered', ackMs: ackMs(ctx) },
  );
}

/** Looks after the supply: ends it where something asks for that, forgets it when it is known to be off. */
export function tendGeneration(ctx: Context, atMs: number): void {
  const { island } = ctx.state;
  const { generation } = island;
  if (generation === null) return;
  if (isGone(ctx, generation.pevId)) Object.assign(generation, { state: 'STOPPING', saidStop: true });
  if (generation.state !== 'STOPPING') {
    const reason = ctx.behaviour.stopsSupply({
      state: generation.state,
      grid: island.grid?.state ?? null,
      wanted: ctx.behaviour.wantsBackup(preferenceOf(ctx, generation.pevId)),
      recordGone: island.commissioning === null || island.commissioning === 'corrupt',
      soc: generation.soc,
      socFloor: generation.socFloor,
      hasIce: generation.hasIce,
      over: generation.endMs !== null && atMs >= generation.endMs,
      unanswered: generation.state === 'ASKED' && atMs >= generation.sinceMs + TRIES * ackMs(ctx),
    });
    if (reason !== null) stop(ctx, atMs, reason);
  }
  if (generationOver(ctx, atMs)) island.generation = null;
}

/** What a PEV answered, or tells of its own accord: M25, M26, M28. */
export function hearPev(ctx: Context, atMs: number, message: Message, to: Message | null): void {
  const { generation } = ctx.state.island;
  if (generation === null || message.source !== urnOf('pev', generation.pevId)) return;
  const name = nameOf(message.type);
  if (name === 'EmergencyGenerationResponse')
    hearAnswer(ctx, atMs, generation, (message as Message<'EmergencyGenerationResponse'>).data);
  if (name === 'EmergencyGenerationStatus')
    hearStatus(generation, (message as Message<'EmergencyGenerationStatus'>).data);
  if (name !== 'Receipt' || to === null) return;
  const { status, code } = (message as Message<'Receipt'>).data;
  const { requestId } = generation;
  if (to.type === 'pr2.GenerationStop.v1' && to.data.requestId === requestId && code !== 'E_BUSY')
    generation.saidStop = true;
  if (to.type === 'pr2.EmergencyGenerationRequest.v1' && status === 'REJECTED')
    refused(ctx, atMs, generation, code ?? 'E_INTERNAL');
}

function hearAnswer(
  ctx: Context,
  atMs: number,
  generation: Generation,
  data: Message<'EmergencyGenerationResponse'>['data'],
): void {
  if (data.requestId !== generation.requestId || generation.state !== 'ASKED') return;
  if (data.status === 'REJECTED') return refused(ctx, atMs, generation, data.code ?? 'E_INTERNAL');
  Object.assign(generation, { state: 'ON', sinceMs: atMs });
}

function hearStatus(generation: Generation, data: Message<'EmergencyGenerationStatus'>['data']): void {
  if (data.requestId !== generation.requestId || generation.state === 'STOPPING') return;
  generation.soc = data.soc;
  generation.hasIce = data.ice.present;
  if (data.state === 'ISLAND_STOP') Object.assign(generation, { state: 'STOPPING', saidStop: true });
}

/** A PEV that refuses has not begun. */
function refused(ctx: Context, atMs: number, generation: Generation, code: string): void {
  if (generation.state !== 'ASKED') return;
  Object.assign(generation, { state: 'STOPPING', sinceMs: atMs, saidStop: true });
  decline(ctx, atMs, ctx.state.island.declined, generation.pevId, code);
}

/** M27 of a PEV: it stops of its own accord; one about a request that is none of ours changes nothing. */
export function receiveStop(ctx: Context, atMs: number, message: Message<'GenerationStop'>): void {
  const { generation, declined } = ctx.state.island;
  const pevId = partsOf(message.source).id;
  const { requestId, reason } = message.data;
  if (generation === null || generation.pevId !== pevId || generation.requestId !== requestId)
    return ctx.endpoint.reject(atMs, message, 'E_STATE', 'no such request is carried out');
  ctx.endpoint.acknowledge(atMs, message);
  const to = urnOf('pev', pevId);
  ctx.endpoint.forget((m) => m.destination === to && m.type === 'pr2.EmergencyGenerationRequest.v1');
  if (generation.state !== 'STOPPING') {
    Object.assign(generation, { state: 'STOPPING', sinceMs: atMs });
    decline(ctx, atMs, declined, pevId, reason);
  }
  generation.saidStop = true;
}

/** Something has changed that may make a PEV willing again: the customer's settings, or its connection. */
export function forgiveDeclined(ctx: Context, pevId?: string): void {
  if (pevId === undefined) ctx.state.island.declined = {};
  else delete ctx.state.island.declined[pevId];
}

function decline(
  ctx: Context,
  atMs: number,
  declined: Record<string, { reason: string; untilMs: number | null }>,
  pevId: string,
  reason: string,
): void {
  const againMs = ctx.behaviour.asksAgainMs(reason, ctx.parameters);
  declined[pevId] = { reason, untilMs: againMs === null ? null : atMs + againMs };
}

function isDeclined(ctx: Context, atMs: number, pevId: string): boolean {
  const { declined } = ctx.state.island;
  const entry = declined[pevId];
  if (entry === undefined) return false;
  if (entry.untilMs !== null && entry.untilMs <= atMs) delete declined[pevId];
  return declined[pevId] !== undefined;
}

/** Answers in the island are owed within the emergency class's time. */
function ackMs(ctx: Context): number {
  return ctx.parameters.classes.EMERGENCY.ackS * 1000;
}

/** When the supply needs to be looked at again. */
export function nextGeneration(ctx: Context): number[] {
  const { generation, declined } = ctx.state.island;
  const again = Object.values(declined).flatMap((d) => (d.untilMs === null ? [] : [d.untilMs]));
  if (generation === null) return again;
  const { state, sinceMs, endMs } = generation;
  return [
    ...again,
    ...(endMs === null ? [] : [endMs]),
    ...(state === 'ASKED' ? [sinceMs + TRIES * ackMs(ctx)] : []),
    ...(state === 'STOPPING' ? [sinceMs + ctx.parameters.stopS * 1000] : []),
  ];
}
