/** The island branch at work: it senses, moves from phase to phase, and does what each phase asks (PR2-B). */
import type { Context } from '../context';
import { isClosed, isDead } from './evidence';
import {
  attested,
  deadBus,
  evidence,
  heldNow,
  offFacts,
  phaseFacts,
  reachablePevs,
  settled,
  type Isolation,
} from './facts';
import { nextGeneration, requestDueMs, requestIfDue, stop, tendGeneration } from './generation';
import { NO_INDICATIONS, type IslandPhase } from './state';
import { tellRefusal, tellStatus } from './telling';

/** More moves than a conformant machine makes at one instant. */
const MOVES = 16;

/** What the electrical network shows of grid and switch; absent stays as it was. */
export interface SiteInput {
  voltageV?: number;
  frequencyHz?: number;
  gridPresent?: boolean;
  switch?: { aux: 'OPEN' | 'CLOSED' | null; coupling: boolean | null; busV: number | null };
}

/** Takes in what the sensors show at `atMs`. */
export function senseSite(ctx: Context, atMs: number, input: SiteInput): void {
  if (ctx.site.isolation === null) return;
  const { island } = ctx.state;
  const { behaviour, parameters: p, site } = ctx;
  const before = island.gridSide;
  island.gridSide = {
    voltageV: input.voltageV ?? before.voltageV,
    frequencyHz: input.frequencyHz ?? before.frequencyHz,
    present: input.gridPresent ?? before.present,
  };
  const window = {
    lowPu: p.serviceLowPu,
    highPu: p.serviceHighPu,
    lowHz: p.serviceLowHz,
    highHz: p.serviceHighHz,
  };
  const limits = deadBus(ctx);
  const state = behaviour.gridState(island.gridSide, site.nominal, window, limits.liveV);
  if (state !== null && state !== island.grid?.state) island.grid = { state, sinceMs: atMs };
  if (input.switch !== undefined) island.indications = { ...input.switch };
  if (isDead(island.indications.busV, limits)) island.deadSinceMs ??= atMs;
  else island.deadSinceMs = null;
}

/** Brings the branch to `atMs`: as many moves as follow at once, then what the PEVs have to know. */
export function wakeIsland(ctx: Context, atMs: number): void {
  const { isolation } = ctx.site;
  if (isolation === null) return;
  for (let move = 0; move < MOVES; move += 1) {
    tendProof(ctx, atMs);
    tendGeneration(ctx, atMs);
    const phase = ctx.behaviour.nextPhase(phaseFacts(ctx, isolation, atMs));
    if (phase !== null) enter(ctx, isolation, atMs, phase);
    else if (!retransfer(ctx, isolation, atMs) && !requestIfDue(ctx, atMs)) break;
  }
  tellUnproven(ctx, isolation, atMs);
  tellStatus(ctx, atMs);
  ctx.state.island.seenMs = atMs;
}

/** Notes when a proof is made and when it is lost; a word that a sensor contradicts is worth nothing more. */
function tendProof(ctx: Context, atMs: number): void {
  const { island } = ctx.state;
  const found = evidence(ctx, atMs);
  if (found === 'CONTRADICTED' && island.attestation !== null) {
    island.attestation = null;
    const apart = island.phase === 'ISOLATING' || island.phase === 'ISOLATED';
    for (const pev of apart ? reachablePevs(ctx) : []) tellRefusal(ctx, atMs, pev, 'E_ISOLATION_CONFLICT');
  }
  if (island.proof === null) {
    island.lostSinceMs = null;
    const proven = found === 'PROVEN' && attested(ctx, atMs) && island.phase !== 'TRIPPED';
    if (proven) island.proof = { sinceMs: atMs, coupling: island.indications.coupling === false };
    return;
  }
  if (heldNow(ctx, atMs)) {
    island.lostSinceMs = null;
    if (settled(ctx, atMs)) island.isolateByMs = null;
    return;
  }
  island.lostSinceMs ??= atMs;
  const watched: readonly IslandPhase[] = ['ISOLATED', 'REQUESTING', 'SUPPLYING'];
  if (!watched.includes(island.phase) && island.generation === null) {
    island.proof = null; // nothing rests on it
    island.lostSinceMs = null;
  }
}

function enter(ctx: Context, isolation: Isolation, atMs: number, phase: IslandPhase): void {
  const { island } = ctx.state;
  const before = island.phase;
  Object.assign(island, { phase, sinceMs: atMs });
  if (phase !== 'GRID') island.nextStatusMs = atMs + ctx.behaviour.statusIntervalMs(phase, ctx.parameters);
  if (phase !== 'RETRANSFER') island.transfer = null;
  // Wherever the premises are not going back to the grid, the switch is driven open: that is where it is safe.
  island.command = phase === 'GRID' || phase === 'GRID_LOST' ? 'CLOSED' : 'OPEN';
  switch (phase) {
    case 'GRID':
      stop(ctx, atMs, 'GRID_RETURNED');
      Object.assign(island, { proof: null, isolateByMs: null, attestation: null, firstStep: null });
      Object.assign(island, { sync: null, declined: {} });
      for (const told of Object.values(island.told)) told.refusals = [];
      break;
    case 'ISOLATING':
      island.proof = null;
      if (isolation.type === 'AUTO') {
        const sinceMs = before === 'GRID_LOST' ? (island.grid?.sinceMs ?? atMs) : atMs;
        island.isolateByMs ??= sinceMs + ctx.behaviour.isolationMs(ctx.parameters);
      }
      break;
    case 'RETRANSFER':
      island.transfer = { kind: transferKind(ctx, isolation), offSinceMs: null, closingSinceMs: null };
      if (island.transfer.kind === 'BREAK') stop(ctx, atMs, 'GRID_RETURNED');
      break;
    case 'TRIPPED':
      if (island.generation === null)
        for (const pev of reachablePevs(ctx)) tellRefusal(ctx, atMs, pev, 'E_ISOLATION_NOT_PROVEN');
      stop(ctx, atMs, 'ISOLATION_LOST');
      Object.assign(island, { proof: null, isolateByMs: null, attestation: null, firstStep: null });
      break;
    default:
  }
}

/** A live island is only joined by a switch that can, with a PEV that supplies, near enough to the grid. */
function transferKind(ctx: Context, isolation: Isolation): 'BREAK' | 'CLOSED' {
  const { generation, sync } = ctx.state.island;
  const may = isolation.type === 'AUTO' && generation?.state === 'ON' && ctx.behaviour.closedTransition();
  return may && ctx.behaviour.closesAtSync(sync, ctx.parameters) ? 'CLOSED' : 'BREAK';
}

/** On the way back: closes when the PEV is off for long enough, or while island and grid agree. True where it moved. */
function retransfer(ctx: Context, isolation: Isolation, atMs: number): boolean {
  const { island } = ctx.state;
  const { transfer } = island;
  if (island.phase !== 'RETRANSFER' || transfer === null) return false;
  if (transfer.kind === 'CLOSED') {
    if (transfer.closingSinceMs !== null && !heldNow(ctx, atMs)) {
      // It falls in: from the first sign of that on the PEV has to go.
      stop(ctx, atMs, 'GRID_RETURNED');
      return false;
    }
    if (transferKind(ctx, isolation) !== 'CLOSED') {
      // Out of step before it has closed: back to the plain way.
      island.transfer = { kind: 'BREAK', offSinceMs: null, closingSinceMs: null };
      island.command = 'OPEN';
      stop(ctx, atMs, 'GRID_RETURNED');
      return true;
    }
    return close(ctx, atMs);
  }
  if (isolation.type === 'MANUAL' || transfer.closingSinceMs !== null) return false;
  if (!ctx.behaviour.isOff(offFacts(ctx, atMs), deadBus(ctx))) {
    transfer.offSinceMs = null;
    return false;
  }
  transfer.offSinceMs ??= atMs;
  if (atMs - transfer.offSinceMs < ctx.behaviour.transferGapMs(ctx.parameters)) return false;
  return close(ctx, atMs);
}

function close(ctx: Context, atMs: number): boolean {
  const { island } = ctx.state;
  if (island.transfer === null || island.transfer.closingSinceMs !== null) return false;
  island.transfer.closingSinceMs = atMs;
  island.command = 'CLOSED';
  return true;
}

/** A switch whose time to open is over without a proof: nothing will be asked, and the PEVs may know (PR2-B-06). */
function tellUnproven(ctx: Context, isolation: Isolation, atMs: number): void {
  const { phase, isolateByMs } = ctx.state.island;
  if (isolation.type === 'MANUAL' || phase !== 'ISOLATING' || isolateByMs === null || atMs < isolateByMs)
    return;
  for (const pev of reachablePevs(ctx)) tellRefusal(ctx, atMs, pev, 'E_ISOLATION_NOT_PROVEN');
}

/** Every instant at which the branch may move unasked. */
export function nextIsland(ctx: Context): number[] {
  if (ctx.site.isolation === null) return [];
  const { island } = ctx.state;
  const { behaviour, parameters: p } = ctx;
  const { grid, deadSinceMs, proof, attestation, transfer } = island;
  const instants: (number | null)[] = [
    island.nextStatusMs,
    island.isolateByMs,
    ...nextGeneration(ctx),
    grid === null ? null : grid.sinceMs + behaviour.lossConfirmMs(p),
    grid === null ? null : grid.sinceMs + behaviour.enterServiceMs(p),
    deadSinceMs === null ? null : deadSinceMs + p.deadBusS * 1000,
    proof === null ? null : requestDueMs(ctx),
    proof === null ? null : proof.sinceMs + behaviour.settleMs(p),
    island.lostSinceMs === null ? null : island.lostSinceMs + behaviour.tripMs(p),
    attestation === null ? null : attestation.atMs + p.attestationS * 1000 + 1,
    transfer?.offSinceMs == null ? null : transfer.offSinceMs + behaviour.transferGapMs(p),
    transfer?.closingSinceMs == null ? null : transfer.closingSinceMs + behaviour.isolationMs(p),
  ];
  // What lies behind has had its effect when it came.
  if (island.phase === 'GRID' && island.generation === null && island.attestation === null) return [];
  return instants.filter((ms) => ms !== null && ms > island.seenMs) as number[];
}

/** After a restart nothing is known that was known before: the PEV is stopped, the switch driven open (PR2-B-10). */
export function resumeIsland(ctx: Context, atMs: number): void {
  const { island } = ctx.state;
  if (ctx.site.isolation === null || !ctx.behaviour.stopsAfterRestart()) return;
  island.indications = NO_INDICATIONS;
  island.gridSide = { voltageV: null, frequencyHz: null, present: null };
  Object.assign(island, { grid: null, deadSinceMs: null, sync: null });
  stop(ctx, atMs, 'RESTART');
  begin(ctx, atMs);
}

/** The hand at the panel: a latched trip is reset, and everything has to be proven anew. */
export function resetTrip(ctx: Context, atMs: number): void {
  const { island } = ctx.state;
  const { isolation } = ctx.site;
  if (isolation === null || island.phase !== 'TRIPPED') return;
  for (const told of Object.values(island.told)) told.refusals = [];
  island.declined = {};
  island.isolateByMs = null;
  const { grid, indications, generation } = island;
  const onGrid = grid?.state === 'IN_RANGE' && isClosed(indications) && generation === null;
  enter(ctx, isolation, atMs, onGrid ? 'GRID' : 'ISOLATING');
}

/** Evidence anew, from an open switch. A trip stays latched. */
function begin(ctx: Context, atMs: number): void {
  const { island } = ctx.state;
  const { isolation } = ctx.site;
  if (isolation === null) return;
  Object.assign(island, {
    proof: null,
    lostSinceMs: null,
    isolateByMs: null,
    attestation: null,
    firstStep: null,
  });
  if (island.phase === 'GRID' || island.phase === 'TRIPPED') return;
  enter(ctx, isolation, atMs, 'ISOLATING');
}
