/** Watching what passes between the utility and a PEV: events, commands and their answers, and how dispatches go. */
import { nameOf, type Message } from '../../schemas';
import { partsOf } from '../endpoint/identifiers';
import { benchMs, connectionOf, eventKey, eventOfDispatch, reachable, type Context } from './context';
import { close, open } from './deviations';
import { customerActionOf, eventOfRequest, noteCustomer } from './events';
import { correctEstimate, readMeter } from './meter';
import { beginIfDue, finish } from './metering';
import { overlay, powerAt } from './plan';
import type { Run, SupplyEvent } from './state';

const UNANSWERED_MS = 600_000; // longer than any series of three repeats

/** A message on its way to a PEV. `passed` is false where this ESCI refuses it. */
export function watchDown(
  ctx: Context,
  atMs: number,
  pevId: string,
  message: Message,
  passed: boolean,
): void {
  const name = nameOf(message.type);
  if (name === 'DispatchRequest') {
    const request = message as Message<'DispatchRequest'>;
    const event = ctx.state.events[eventKey(pevId, request.data.eventId)];
    if (event !== undefined) event.requested = true;
    if (passed) setState(ctx, pevId, 'RELAYING');
  }
  if (!passed) return;
  if (name === 'EnergySupplyEvent') {
    const event = ctx.state.events[eventKey(pevId, (message as Message<'EnergySupplyEvent'>).data.eventId)];
    if (event !== undefined) event.forwarded = true;
  }
  if (name === 'AvailabilityRequest') {
    const dueMs = atMs + ctx.behaviour.availabilityWaitMs(ctx.parameters);
    ctx.state.asked[message.id] ??= { request: message, dueMs };
  }
  if (name === 'DispatchRequest' || name === 'DispatchUpdate' || name === 'EventCancel') {
    const { commands } = ctx.state;
    for (const [id, command] of Object.entries(commands))
      if (atMs - command.atMs > UNANSWERED_MS) delete commands[id];
    commands[message.id] ??= { message, atMs };
  }
}

/** A message on its way from a PEV. */
export function watchUp(ctx: Context, atMs: number, message: Message): void {
  const pevId = partsOf(message.source).id;
  const name = nameOf(message.type);
  const { soc } = message.data as { soc?: unknown };
  if (typeof soc === 'number') ctx.state.lastSoc[pevId] = soc;
  if (message.correlationid !== undefined) watchAnswer(ctx, atMs, pevId, message);
  if (name === 'AvailabilityReport') watchReport(ctx, pevId, message as Message<'AvailabilityReport'>);
  if (name === 'EventResponse') watchDecision(ctx, pevId, message as Message<'EventResponse'>);
  if (name === 'DispatchConfirmation')
    watchProgress(ctx, atMs, pevId, message as Message<'DispatchConfirmation'>);
  if (name === 'ParticipationNotice')
    watchCustomer(ctx, atMs, pevId, message as Message<'ParticipationNotice'>);
  if (name === 'TerminationNotice')
    watchTermination(ctx, atMs, pevId, message as Message<'TerminationNotice'>);
}

function watchReport(ctx: Context, pevId: string, message: Message<'AvailabilityReport'>): void {
  const found = reachable(ctx, pevId);
  if (found === null) return;
  found.session.lastReport = message.data;
  if (found.session.state === 'AUTHENTICATED') found.session.state = 'AVAILABLE';
}

function watchDecision(ctx: Context, pevId: string, message: Message<'EventResponse'>): void {
  const event = ctx.state.events[eventKey(pevId, message.data.eventId)];
  if (event === undefined) return;
  event.decision = message.data.decision;
  event.code = message.data.code ?? null;
}

/** What a PEV said to a command decides whether it counts. */
function watchAnswer(ctx: Context, atMs: number, pevId: string, answer: Message): void {
  const command = ctx.state.commands[answer.correlationid ?? ''];
  if (command === undefined) return;
  const { status, code } = answer.data as { status?: string; code?: string };
  if (status === 'TAKEN' && nameOf(command.message.type) !== 'EventCancel') return; // the report of a skew
  delete ctx.state.commands[command.message.id];
  const name = nameOf(command.message.type);
  const taken = status !== 'REJECTED';
  if (name === 'EventCancel' && taken)
    cancel(ctx, command.atMs, atMs, pevId, command.message as Message<'EventCancel'>);
  if (name === 'DispatchRequest') {
    const event = eventOfRequest(ctx, pevId, command.message as Message<'DispatchRequest'>);
    event.requested = true;
    if (taken) accept(ctx, atMs, command.atMs, event, command.message as Message<'DispatchRequest'>);
    else event.code = code ?? null;
  }
  if (name === 'DispatchUpdate' && taken)
    update(ctx, command.atMs, pevId, command.message as Message<'DispatchUpdate'>);
}

function accept(
  ctx: Context,
  atMs: number,
  receivedMs: number,
  event: SupplyEvent,
  message: Message<'DispatchRequest'>,
): void {
  const { data } = message;
  const found = connectionOf(ctx, event.pevId);
  if (found === null) return;
  const startMs = benchMs(ctx, data.start);
  const endMs = startMs + data.durationS * 1000;
  const before = event.run;
  event.run = {
    dispatchId: data.dispatchId,
    revision: data.revision,
    point: found.point.point,
    sessionId: found.session.sessionId,
    responseClass: data.responseClass,
    plan: overlay(before?.plan ?? [], startMs, endMs, data.dischargePowerW),
    endMs,
    startMs,
    askedAtMs: Math.max(receivedMs, startMs),
    startExportWh: before?.startExportWh ?? null,
    endExportWh: null,
    endedAtMs: null,
    nextMeterMs: null,
    delivering: false,
    vanishedAtMs: null,
    unpluggedAtMs: null,
    termination: null,
    deviations: before?.deviations ?? [],
    estimated: before?.estimated ?? false,
    response: before?.response ?? { ackS: (atMs - receivedMs) / 1000 },
  };
  close(event.run, found.point.meter, atMs);
  event.reportAtMs = null;
  event.reported = false;
  beginIfDue(ctx, atMs, event);
}

function update(ctx: Context, receivedMs: number, pevId: string, message: Message<'DispatchUpdate'>): void {
  const { data } = message;
  const run = eventOfDispatch(ctx, pevId, data.dispatchId)?.run;
  if (run === undefined || run === null || data.revision <= run.revision) return;
  run.revision = data.revision;
  const fromMs =
    data.effectiveAt === undefined ? receivedMs : Math.max(receivedMs, benchMs(ctx, data.effectiveAt));
  run.plan = overlay(run.plan, Math.max(fromMs, run.startMs), run.endMs, data.dischargePowerW);
}

function cancel(
  ctx: Context,
  receivedMs: number,
  atMs: number,
  pevId: string,
  message: Message<'EventCancel'>,
): void {
  const event = ctx.state.events[eventKey(pevId, message.data.eventId)];
  if (event === undefined || event.cancelledAtMs !== null) return;
  event.cancelledAtMs = receivedMs;
  const { run } = event;
  if (run === null) event.reportAtMs = atMs + ctx.behaviour.reportDelayMs();
  else run.plan = overlay(run.plan, receivedMs, Math.max(run.endMs, receivedMs), 0);
  if (run !== null && run.startExportWh === null) finish(ctx, atMs, event);
}

function watchProgress(
  ctx: Context,
  atMs: number,
  pevId: string,
  message: Message<'DispatchConfirmation'>,
): void {
  const { data } = message;
  const event = eventOfDispatch(ctx, pevId, data.dispatchId);
  const run = event?.run;
  const meter = run ? ctx.state.points[run.point]?.meter : undefined;
  if (!event || !run || !meter || run.endedAtMs !== null) return;
  if (meter.fault !== null) correctEstimate(meter, atMs, data.activePowerW);
  speaks(run);
  setState(ctx, pevId, data.state === 'ENDED' ? 'AVAILABLE' : 'MONITORING');
  if (data.state === 'ENDED') return finish(ctx, atMs, event);
  if (data.state === 'CURTAILED' || data.state === 'STANDBY') return open(run, meter, atMs, data.state);
  const askedW = powerAt(run.plan, atMs);
  run.delivering =
    askedW > 0 && Math.abs(readMeter(meter, atMs).powerW) >= ctx.behaviour.vanishedBelowW(askedW);
  if (run.termination !== null && run.termination.effectiveMs <= atMs) run.termination = null;
  if (data.state === 'AT_POWER') close(run, meter, atMs);
}

function watchCustomer(
  ctx: Context,
  atMs: number,
  pevId: string,
  message: Message<'ParticipationNotice'>,
): void {
  const event = ctx.state.events[eventKey(pevId, message.data.eventId)];
  if (event === undefined) return;
  noteCustomer(event, customerActionOf(message.data));
  markCustomer(ctx, atMs, event);
}

/** A customer's action during a dispatch is a deviation from its plan. */
export function markCustomer(ctx: Context, atMs: number, event: SupplyEvent): void {
  const { run, customer } = event;
  const meter = run === null ? undefined : ctx.state.points[run.point]?.meter;
  if (run === null || meter === undefined || customer === null || run.endedAtMs !== null) return;
  run.vanishedAtMs = null;
  if (customer.action !== 'OPT_IN') open(run, meter, atMs, customer.action);
}

function watchTermination(
  ctx: Context,
  atMs: number,
  pevId: string,
  message: Message<'TerminationNotice'>,
): void {
  const { data } = message;
  const event = ctx.state.events[eventKey(pevId, data.eventId)];
  const run = event?.run;
  const meter = run ? ctx.state.points[run.point]?.meter : undefined;
  if (!run || !meter || run.endedAtMs !== null) return;
  speaks(run);
  const effectiveMs = benchMs(ctx, data.effectiveAt);
  if (effectiveMs >= run.endMs) {
    // An end that an update has put off to the planned one is no early end.
    run.termination = null;
    close(run, meter, atMs);
    return;
  }
  run.termination = { reason: data.reason, effectiveMs };
  if (data.reason !== 'CANCEL') open(run, meter, atMs, data.reason, effectiveMs);
}

/** The PEV has spoken of its dispatch: it does not need to be spoken for. */
function speaks(run: Run): void {
  run.delivering = false;
  run.vanishedAtMs = null;
}

function setState(ctx: Context, pevId: string, state: 'AVAILABLE' | 'RELAYING' | 'MONITORING'): void {
  const found = reachable(ctx, pevId);
  if (found !== null) found.session.state = state;
}
