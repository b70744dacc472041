/** Speaking for a PEV that cannot: the cable is out, or its power went without a word (PR2-A-21, reading D22). */
import { wallText, type Context } from './context';
import { open } from './deviations';
import { showRegisters } from './meter';
import { finish } from './metering';
import type { SupplyEvent } from './state';

/** The cable of a PEV came out: its dispatches end, and unless it has said so itself, the ESCI does. */
export function cableOut(ctx: Context, atMs: number, pevId: string): void {
  for (const event of Object.values(ctx.state.events)) {
    if (event.pevId !== pevId || event.run === null || event.run.endedAtMs !== null) continue;
    event.run.unpluggedAtMs = atMs;
    event.run.vanishedAtMs = null;
  }
  wakeSpeaking(ctx, atMs);
}

export function wakeSpeaking(ctx: Context, atMs: number): void {
  for (const event of Object.values(ctx.state.events)) {
    const { run } = event;
    if (run === null || run.endedAtMs !== null) continue;
    const [due] = dueOf(ctx, event);
    if (due === undefined || due.atMs > atMs) continue;
    if (!hasSpoken(event, due.sinceMs)) speak(ctx, atMs, event, due.reason, due.sinceMs);
    run.vanishedAtMs = null;
    if (due.reason === 'UNPLUG') finish(ctx, atMs, event);
  }
}

export function nextSpeaking(ctx: Context): number[] {
  return Object.values(ctx.state.events).flatMap((event) => dueOf(ctx, event).map((d) => d.atMs));
}

interface Due {
  atMs: number;
  reason: 'UNPLUG' | 'COMMS';
  sinceMs: number;
}

function dueOf(ctx: Context, { run }: SupplyEvent): Due[] {
  if (run === null || run.endedAtMs !== null) return [];
  const { unpluggedAtMs, vanishedAtMs } = run;
  if (unpluggedAtMs !== null) {
    const waitMs = ctx.behaviour.unplugNoticeMs(ctx.parameters) ?? 0;
    return [{ atMs: unpluggedAtMs + waitMs, reason: 'UNPLUG', sinceMs: unpluggedAtMs }];
  }
  const waitMs = ctx.behaviour.vanishedNoticeMs(ctx.parameters);
  if (vanishedAtMs === null || waitMs === null) return [];
  return [{ atMs: vanishedAtMs + waitMs, reason: 'COMMS', sinceMs: vanishedAtMs }];
}

/** An end that was announced and has come needs no second notice. */
function hasSpoken({ run }: SupplyEvent, sinceMs: number): boolean {
  return run?.termination != null && run.termination.effectiveMs <= sinceMs;
}

function speak(ctx: Context, atMs: number, event: SupplyEvent, reason: Due['reason'], sinceMs: number): void {
  const { run } = event;
  const point = run === null ? undefined : ctx.state.points[run.point];
  if (run === null || point === undefined) return;
  open(run, point.meter, atMs, reason, sinceMs);
  run.termination = { reason, effectiveMs: sinceMs };
  if (reason === 'UNPLUG' && ctx.behaviour.unplugNoticeMs(ctx.parameters) === null) return;
  const soc = ctx.state.lastSoc[event.pevId];
  ctx.endpoint.send(
    atMs,
    'TerminationNotice',
    event.utility,
    event.eventId,
    {
      pevId: event.pevId,
      eventId: event.eventId,
      dispatchId: run.dispatchId,
      reason,
      predicted: false,
      effectiveAt: wallText(ctx, sinceMs),
      registerWh: showRegisters(point.meter, atMs).exportWh,
      ...(soc === undefined ? {} : { soc }),
      originator: 'ESCI',
    },
    { keep: ctx.behaviour.persistence('TerminationNotice') },
  );
}
