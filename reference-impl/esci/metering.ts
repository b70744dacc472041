/** The meter's duty in a dispatch: telemetry at begin, end and in between (PR2-A-16), and the eye on the power. */
import { toleranceW } from '../parameters';
import { wallText, type Context } from './context';
import { begin as beginDeviation, close, nextDeviation } from './deviations';
import { measure, readMeter, setFault, showRegisters, type MeterInput } from './meter';
import { powerAt } from './plan';
import type { Point, Run, SupplyEvent } from './state';

/** Begins metering a dispatch whose start has come. */
export function beginIfDue(ctx: Context, atMs: number, event: SupplyEvent): void {
  const { run } = event;
  if (run === null || run.endedAtMs !== null || run.nextMeterMs !== null || run.startMs > atMs) return;
  const point = ctx.state.points[run.point];
  if (point === undefined) return;
  run.startExportWh ??= showRegisters(point.meter, atMs).exportWh;
  tell(ctx, atMs, event, run, point);
}

/** The dispatch is over: last telemetry, last register, and a report that follows. */
export function finish(ctx: Context, atMs: number, event: SupplyEvent): void {
  const { run } = event;
  const point = run === null ? undefined : ctx.state.points[run.point];
  if (run === null || point === undefined || run.endedAtMs !== null) return;
  close(run, point.meter, atMs, Math.max(atMs, run.endMs));
  if (run.nextMeterMs !== null) tell(ctx, atMs, event, run, point);
  run.endedAtMs = atMs;
  run.nextMeterMs = null;
  run.vanishedAtMs = null;
  run.unpluggedAtMs = null;
  run.endExportWh = showRegisters(point.meter, atMs).exportWh;
  const waits = event.cancelledAtMs === null && ctx.behaviour.isResumable(run.termination?.reason ?? '');
  const endMs = event.endWallMs - ctx.endpoint.settings.offsetMs;
  event.reportAtMs = (waits ? Math.max(atMs, endMs) : atMs) + ctx.behaviour.reportDelayMs();
}

function tell(ctx: Context, atMs: number, event: SupplyEvent, run: Run, point: Point): void {
  const reading = readMeter(point.meter, atMs);
  const { voltageV, frequencyHz } = point.meter;
  const soc = point.session?.pevId === event.pevId ? point.session.lastReport?.soc : undefined;
  run.estimated ||= reading.estimated;
  run.nextMeterMs = atMs + ctx.behaviour.meterIntervalMs(run.responseClass, ctx.parameters);
  ctx.endpoint.send(atMs, 'EnergyTelemetry', event.utility, run.sessionId, {
    sessionId: run.sessionId,
    meteringPointId: point.meteringPointId,
    at: wallText(ctx, atMs),
    ...ctx.behaviour.telemetry(reading, showRegisters(point.meter, atMs)),
    ...(voltageV === null ? {} : { voltageV }),
    ...(frequencyHz === null ? {} : { frequencyHz }),
    ...(soc === undefined ? {} : { soc }),
  });
}

/** Takes in what the electrical network says of a point, and looks at the dispatch that runs there. */
export function sense(ctx: Context, atMs: number, point: Point, input: MeterInput): void {
  const before = { ...point.meter };
  measure(point.meter, atMs, input);
  for (const event of Object.values(ctx.state.events)) {
    const { run } = event;
    if (run === null || run.point !== point.point || run.endedAtMs !== null) continue;
    if (run.nextMeterMs === null || point.meter.fault !== null) continue;
    timeResponse(run, before, atMs);
    lookForVanished(ctx, atMs, run, point);
  }
}

/** Power that goes without a word, while the plan asks for some, is the ESCI's to tell (PR2-A-21). */
function lookForVanished(ctx: Context, atMs: number, run: Run, point: Point): void {
  const askedW = powerAt(run.plan, atMs);
  const gone = Math.abs(readMeter(point.meter, atMs).powerW) < ctx.behaviour.vanishedBelowW(askedW);
  if (askedW === 0) run.delivering = false;
  else if (!gone) run.delivering = true;
  if (!run.delivering || !gone) run.vanishedAtMs = null;
  else run.vanishedAtMs ??= atMs;
}

/** The first tenth of the step and the first entry into the band, on the straight line that ends at `atMs`. */
function timeResponse(
  run: Run,
  line: { atMs: number; powerW: number; slopeWps: number },
  atMs: number,
): void {
  const askedW = powerAt(run.plan, run.askedAtMs);
  const sinceMs = Math.max(line.atMs, run.askedAtMs);
  const reached = (levelW: number): number | null => {
    const outW = -(line.powerW + (line.slopeWps * (sinceMs - line.atMs)) / 1000);
    if (outW >= levelW) return sinceMs;
    if (line.slopeWps >= 0) return null;
    const crossMs = sinceMs + ((levelW - outW) / -line.slopeWps) * 1000;
    return crossMs <= atMs ? crossMs : null;
  };
  const seconds = (ms: number): number => Math.round(ms - run.askedAtMs) / 1000;
  if (askedW === 0 || atMs < run.askedAtMs) return;
  const [startMs, fullMs] = [reached(askedW / 10), reached(askedW - toleranceW(askedW))];
  if (startMs !== null) run.response.startS ??= seconds(startMs);
  if (fullMs !== null) run.response.fullS ??= seconds(fullMs);
}

/** Loses or regains the readings of every meter (the fault's kind `none` regains them). */
export function faultMeters(ctx: Context, atMs: number, kind: string): void {
  const fault = kind === 'none' ? null : kind;
  for (const point of Object.values(ctx.state.points)) setFault(point.meter, atMs, fault);
  if (fault === null) return;
  for (const { run } of Object.values(ctx.state.events)) {
    if (run !== null && run.nextMeterMs !== null) run.estimated = true;
  }
}

export function wakeMetering(ctx: Context, atMs: number): void {
  for (const event of Object.values(ctx.state.events)) {
    const { run } = event;
    const point = run === null ? undefined : ctx.state.points[run.point];
    if (run === null || point === undefined || run.endedAtMs !== null) continue;
    beginDeviation(run, point.meter, atMs);
    if (run.nextMeterMs === null) beginIfDue(ctx, atMs, event);
    else if (run.nextMeterMs <= atMs) tell(ctx, atMs, event, run, point);
  }
}

export function nextMetering(ctx: Context): number[] {
  return Object.values(ctx.state.events).flatMap(({ run }) =>
    run === null || run.endedAtMs !== null ? [] : [run.nextMeterMs ?? run.startMs, ...nextDeviation(run)],
  );
}
