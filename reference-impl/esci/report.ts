/** The report that closes an event for one PEV (PR2-A-10, PR2-A-23, M19). */
import type { MessageBodies } from '../../schemas';
import { reachable, type Context } from './context';
import { showRegisters } from './meter';
import { finish } from './metering';
import type { EventFacts } from './outcome';
import { energyJ } from './plan';
import type { SupplyEvent } from './state';

/** Latest report after an end that the PEV has not confirmed, ms: within the 10 s that a report may take. */
const UNCONFIRMED_MS = 9500;

/** When an event's report is due, bench ms; null where none is owed by this ESCI (or not yet known). */
function dueMs(ctx: Context, event: SupplyEvent): number | null {
  if (event.reported) return null;
  if (event.reportAtMs !== null) return event.reportAtMs;
  if (event.run !== null) return Math.min(event.run.endMs, event.cancelledAtMs ?? Infinity) + UNCONFIRMED_MS;
  return event.endWallMs - ctx.endpoint.settings.offsetMs + ctx.behaviour.reportDelayMs();
}

export function wakeReports(ctx: Context, atMs: number): void {
  for (const event of Object.values(ctx.state.events)) {
    const due = dueMs(ctx, event);
    if (due === null || due > atMs) continue;
    if (event.run !== null && event.run.endedAtMs === null) {
      finish(ctx, atMs, event);
      if ((event.reportAtMs ?? 0) > atMs) event.reportAtMs = atMs;
    }
    event.reported = true;
    event.reportAtMs = null;
    if (isOwed(ctx, event)) send(ctx, atMs, event);
  }
}

export function nextReports(ctx: Context): number[] {
  return Object.values(ctx.state.events)
    .map((event) => dueMs(ctx, event))
    .filter((ms) => ms !== null);
}

/** An event is this ESCI's to report if its PEV was asked here, or is here and knows of it. */
function isOwed(ctx: Context, event: SupplyEvent): boolean {
  return (
    event.requested ||
    (event.forwarded && (event.cancelledAtMs !== null || reachable(ctx, event.pevId) !== null))
  );
}

function send(ctx: Context, atMs: number, event: SupplyEvent): void {
  const { pevId, eventId, run } = event;
  const registers = registersOf(ctx, atMs, event);
  const facts = factsOf(event, registers.endRegister - registers.startRegister);
  const requestedWh = ctx.behaviour.requestedWh(facts);
  const participation = ctx.behaviour.participation(facts.deliveredWh, requestedWh);
  ctx.endpoint.send(
    atMs,
    'EventReport',
    event.utility,
    eventId,
    {
      pevId,
      eventId,
      ...ctx.behaviour.outcome(facts, participation),
      quality: ctx.behaviour.quality(run?.estimated ?? false),
      requestedWh,
      deliveredWh: facts.deliveredWh,
      participation,
      ...registers,
      deviations: deviationsOf(ctx, event),
      ...(run === null ? {} : { responseTimes: run.response }),
    },
    { keep: ctx.behaviour.persistence('EventReport') },
  );
}

function factsOf(event: SupplyEvent, deliveredWh: number): EventFacts {
  const { run, customer } = event;
  const action = customer?.action ?? null;
  return {
    plannedJ: run === null ? null : energyJ(run.plan, 0, Number.MAX_SAFE_INTEGER),
    profileJ: event.profileJ,
    deliveredWh,
    cancelled: event.cancelledAtMs !== null,
    optedOut: action === null ? run === null && event.decision === 'OPT_OUT' : action === 'OPT_OUT',
    overridden: action === 'OVERRIDE',
    termination: run?.termination?.reason ?? null,
    code: action === 'OPT_OUT' ? null : event.code,
  };
}

/** Registers of the dispatch; where there was none, what the meter shows now, twice. */
function registersOf(
  ctx: Context,
  atMs: number,
  event: SupplyEvent,
): { startRegister: number; endRegister: number } {
  const point = ctx.state.points[event.run?.point ?? reachable(ctx, event.pevId)?.point.point ?? ''];
  const now = point === undefined ? 0 : showRegisters(point.meter, atMs).exportWh;
  const endRegister = event.run?.endExportWh ?? now;
  return { startRegister: event.run?.startExportWh ?? endRegister, endRegister };
}

function deviationsOf(ctx: Context, event: SupplyEvent): MessageBodies['EventReport']['deviations'] {
  const startMs = event.startWallMs - ctx.endpoint.settings.offsetMs;
  const seconds = (ms: number): number => Math.max(0, ms - startMs) / 1000;
  return (event.run?.deviations ?? [])
    .filter((d) => d.toMs !== null)
    .map((d) => ({
      kind: d.kind,
      fromS: seconds(d.fromMs),
      toS: seconds(d.toMs ?? d.fromMs),
      energyWh: Math.round(d.energyJ / 3600) + 0,
    }));
}
