/** What happens in the hand-written cases: a PEV plugged in, an event accepted, a dispatch carried out as its story tells. */
import type { LogBuilder } from './log-builder';
import { PEV, Scene } from './scene';
import type { Story } from './story';

/** 12:00 UTC on a Tuesday; events are at 18:00, 30 hours later. */
export const NOON = Date.UTC(2026, 2, 2, 12);
export const START = Date.UTC(2026, 2, 3, 18);
export const SEED = 'pr2';
/** 5 % of the step are missing after 28.975 s: just inside the limit of FAST. */
export const RAMP_MS = 30_500;
export const POWER_W = 5_000;

export function scene(
  log: LogBuilder,
  requirement: string,
  suffix: string,
  name: string,
  line: number,
): Scene {
  return new Scene(log, {
    id: `${requirement}.${suffix}`,
    requirement,
    name,
    feature: `features/pr2-a/${requirement.toLowerCase()}.feature`,
    scenarioLine: line,
    atMs: NOON,
    seed: SEED,
    tags: ['@PR2-A', `@${requirement}`, '@must', '@dut:pev', '@positive'],
  });
}

/** Enrolled, connected, opted in to an event 30 hours ahead. */
export function accepted(s: Scene, story: Story, responseClass: string): void {
  s.step('Given ', 'a customer enrolled at location L1 with architecture S2');
  s.step('And ', 'the PEV is connected and has reported 10 kWh available at up to 6 kW');
  s.stimulus('plug-in', { pevId: 'p1', evseId: 'evse1', cordsetA: 32 });
  s.atMs += 800;
  s.reading({ powerW: 0, slopeWps: 0, soc: 48.116, exportJ: 0 });
  availability(s, story);
  s.step('And ', 'it has opted in to an event 30 hours ahead, from 18:00, for 1 hour');
  s.atMs += 1_200;
  const event = s.down('EnergySupplyEvent', {
    eventId: 'ev1',
    revision: 0,
    programId: 'prog1',
    serviceType: 'ENERGY_DR',
    reason: 'PEAK',
    noticeClass: 'PLANNED',
    targets: [{ pevId: 'p1' }],
    start: new Date(START).toISOString(),
    durationS: 3600,
    intervals: [{ offsetS: 0, durationS: 3600, dischargePowerW: POWER_W }],
    responseClass,
    meteringPointId: 'mp1',
  });
  s.atMs += 350;
  s.up(
    'EventResponse',
    {
      pevId: 'p1',
      eventId: 'ev1',
      revision: 0,
      decision: 'OPT_IN',
      ...(story.remark === undefined ? {} : { reason: story.remark.slice(0, 200) }),
    },
    { correlationid: event.id },
  );
}

export function availability(s: Scene, story: Story): number {
  return s.up('AvailabilityReport', {
    sessionId: 's1',
    pevId: 'p1',
    asOf: new Date(s.atMs).toISOString(),
    maxDischargeW: 6000,
    minDischargeW: 500,
    availableEnergyWh: 10_000,
    availableDurationS: 6000,
    soc: 48.116,
    socFloor: 30,
    limits: { pev: 7400, charger: 6000, cordset: 7360, evse: 11_000, site: 1_000_000, customer: 1_000_000 },
    classes: ['FAST', 'EMERGENCY', 'RESERVE', 'SCHEDULED'],
    readiness: { state: 'READY' },
    exportPhases: 1,
    ...(story.remark === undefined ? {} : { remark: story.remark }),
  });
}

export interface Dispatched {
  readonly request: number;
  readonly answer: number;
  readonly requestedMs: number;
  /** The reading just before the end of the event. */
  readonly last: number;
}

/** A dispatch from 18:00 for an hour, as the story's device carries it out, until `untilMs`. */
export function dispatch(
  s: Scene,
  story: Story,
  responseClass: string,
  untilMs = START + 3_600_000,
): Dispatched {
  s.step('When ', 'the utility requests 5 kW for 1 hour');
  s.atMs = START - 30_000;
  const requestedMs = s.atMs;
  const sent = s.down('DispatchRequest', {
    dispatchId: 'd1',
    eventId: 'ev1',
    revision: 0,
    sink: 'GRID',
    dischargePowerW: POWER_W,
    start: new Date(START).toISOString(),
    durationS: 3600,
    responseClass,
    meteringPointId: 'mp1',
    validForS: 900,
  });
  s.atMs += 420;
  const answer = s.up(
    'DispatchResponse',
    { pevId: 'p1', dispatchId: 'd1', revision: 0, status: 'ACCEPTED', acceptedPowerW: POWER_W },
    { correlationid: sent.id },
  );
  s.atMs = START;
  confirm(s, 'STARTED', 0);
  s.reading({ powerW: 0, slopeWps: 0, soc: 48.116, exportJ: 0 });
  s.atMs = START + story.lateMs;
  s.reading({ powerW: 0, slopeWps: (-story.power * POWER_W) / (RAMP_MS / 1000), soc: 48.116, exportJ: 0 });
  s.atMs = START + RAMP_MS + story.lateMs;
  let last = holding(s, story);
  s.atMs += 3_000;
  confirm(s, 'AT_POWER', -POWER_W);
  for (s.atMs = START + 60_000; s.atMs < untilMs; s.atMs += 60_000) {
    if ((s.atMs - START) % 900_000 === 0 || s.atMs === START + 300_000) last = holding(s, story);
    s.up('EnergyTelemetry', {
      sessionId: 's1',
      meteringPointId: 'mp1',
      at: new Date(s.atMs).toISOString(),
      activePowerW: -POWER_W * story.power,
      exportRegisterWh: Math.round((POWER_W * (s.atMs - START)) / 3_600_000),
      importRegisterWh: 0,
      quality: 'MEASURED',
    });
  }
  s.atMs = untilMs;
  return { request: sent.arrived, answer, requestedMs, last };
}

export function holding(s: Scene, story: Story): number {
  const hours = (s.atMs - START) / 3_600_000;
  return s.reading({
    powerW: -story.power * POWER_W,
    slopeWps: 0,
    soc: Number((48.116 - story.power * 9.06 * hours).toFixed(3)),
    exportJ: Math.max(0, Math.round(story.power * POWER_W * hours * 3600)),
  });
}

export function confirm(s: Scene, state: string, activePowerW: number): number {
  return s.up('DispatchConfirmation', {
    pevId: 'p1',
    dispatchId: 'd1',
    revision: 0,
    state,
    activePowerW,
    at: new Date(s.atMs).toISOString(),
    registerWh: Math.max(0, Math.round((-activePowerW * (s.atMs - START)) / 3_600_000)),
  });
}

export function finishDispatch(s: Scene): void {
  s.reading({ powerW: 0, slopeWps: 0 });
  confirm(s, 'ENDED', 0);
}

/** An instant as the checks of the bench write it. */
export function stamp(atMs: number): string {
  return new Date(atMs).toISOString().replace('T', ' ');
}

export function readingAt(log: LogBuilder, atMs: number): number {
  const found = log.records.findLast((r) => r.kind === 'reading' && r.at <= atMs);
  return found?.n ?? 0;
}

export function messageAt(log: LogBuilder, atMs: number): number {
  const found = log.records.findLast((r) => r.kind === 'emit' && r.device === PEV && r.at <= atMs);
  return found?.n ?? 0;
}
