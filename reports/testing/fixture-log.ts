/** Whole run logs as the bench would write them, for one PEV and a handful of test cases. */
import { clockText, durationText } from '../text/figures';
import { LogBuilder, type RecordDraft } from './log-builder';
import { PEV, Scene } from './scene';
import type { Story } from './story';

/** 12:00 UTC on a Tuesday; events are at 18:00, 30 hours later. */
const NOON = Date.UTC(2026, 2, 2, 12);
const START = Date.UTC(2026, 2, 3, 18);
const SEED = 'pr2';
/** 5 % of the step are missing after 28.975 s: just inside the limit of FAST. */
const RAMP_MS = 30_500;
const POWER_W = 5_000;

const CATALOGUE = [
  [
    'PR2-G-01',
    'Every dispatch says where the energy goes: to the grid, to the home, or to a load',
    ['L5'],
    'General',
  ],
  [
    'PR2-A-05',
    'The customer can leave an event at any time, and power stops within seconds',
    ['L19', 'L97'],
    'PR2-A',
  ],
  ['PR2-A-06', 'A PEV says what it has to give as soon as it is plugged in', ['L20', 'L81'], 'PR2-A'],
  ['PR2-A-11', 'What the customer decides, the utility learns', ['L22'], 'PR2-A'],
  ['PR2-A-15', 'A dispatch never asks for more power or energy than the PEV reported', ['L88'], 'PR2-A'],
  ['PR2-A-17', 'The PEV holds the power that was asked for, and only on a live grid', ['L92'], 'PR2-A'],
  ['PR2-A-18', 'A confirmation is sent when the power is there, and not before', ['L92'], 'PR2-A'],
  ['PR2-A-19', 'Power follows a request as fast as the declared response class promises', ['L93'], 'PR2-A'],
  [
    'PR2-B-09',
    'An engine keeps the battery charged in a long outage, if there is an engine and fresh air',
    ['L117'],
    'PR2-B',
  ],
  [
    'PR2-X-04',
    'Quantities are in W, Wh and s; commands are magnitudes; in telemetry minus is discharge',
    [],
    'Cross-cutting',
  ],
] as const;

export interface FixtureOptions {
  /** How often the cases are run, for a long log. */
  readonly rounds?: number;
  /** Adds a case that could not be judged and one that broke off. */
  readonly unverified?: boolean;
}

/** A finished log of a device that behaves as the story tells. */
export function fixtureLog(story: Story, options: FixtureOptions = {}): LogBuilder {
  const log = new LogBuilder();
  log.push(runRecord(story, options));
  for (let round = 0; round < (options.rounds ?? 1); round += 1) {
    firstConnection(log, story);
    tooMuch(log, story);
    held(log, story);
    fast(log, story);
    optOut(log, story);
    if (options.unverified === true) override(log);
    engine(log);
  }
  return log.finish();
}

function runRecord(story: Story, options: FixtureOptions): RecordDraft {
  const ics = {
    role: 'pev',
    scenarios: ['PR2-A', 'PR2-B'],
    sinks: ['GRID', 'HOME'],
    responseClasses: ['FAST', 'EMERGENCY', 'RESERVE', 'SCHEDULED'],
    phases: 1,
    hasIce: false,
    externalOptOut: false,
    channels: ['EMAIL'],
    maxMessagesPerS: 10,
  };
  const ixit = { role: 'pev', capacityWh: 60_000, efficiency: 0.92, maxDischargeW: 6_000, bootS: 2 };
  return {
    kind: 'run',
    format: 1,
    suite: { version: '1.0.0', digest: 'sha256:7d1f4c2be0a95b8c6a1b4a3d0c2f7e91' },
    roles: ['pev'],
    seed: SEED,
    profile: { name: 'default', params: {} },
    catalogue: CATALOGUE.map(([id, text, sources, group]) => ({
      id,
      keyword: 'must',
      text,
      roles: id === 'PR2-G-01' ? ['utility'] : ['pev'],
      sources: [...sources],
      ...(id === 'PR2-B-09' ? { condition: 'hasIce' } : {}),
      feature: `features/${group.toLowerCase()}/${id.toLowerCase()}.feature`,
      group,
    })).filter((r) => options.unverified === true || r.id !== 'PR2-G-01'),
    ics: { pev: ics },
    ixit: { pev: ixit },
    devices: [
      {
        urn: PEV,
        role: 'pev',
        target: 'exec:node pev.js',
        dut: true,
        hello: {
          protocol: 1,
          identity: {
            vendor: story.vendor.slice(0, 120),
            product: story.product.slice(0, 120),
            version: '2.4.1',
          },
          roles: ['pev'],
          clock: { kind: 'virtual' },
          ics,
          stimuli: ['plug-in', 'opt-out'],
          readings: ['powerW', 'slopeWps', 'soc', 'exportJ'],
          senses: [],
          queries: [],
          restart: 'kill',
        },
      },
    ],
  } as unknown as RecordDraft;
}

function scene(log: LogBuilder, requirement: string, suffix: string, name: string, line: number): Scene {
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
function accepted(s: Scene, story: Story, responseClass: string): void {
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

function availability(s: Scene, story: Story): number {
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

interface Dispatched {
  readonly request: number;
  readonly answer: number;
  readonly requestedMs: number;
  /** The reading just before the end of the event. */
  readonly last: number;
}

/** A dispatch from 18:00 for an hour, as the story's device carries it out, until `untilMs`. */
function dispatch(s: Scene, story: Story, responseClass: string, untilMs = START + 3_600_000): Dispatched {
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

function holding(s: Scene, story: Story): number {
  const hours = (s.atMs - START) / 3_600_000;
  return s.reading({
    powerW: -story.power * POWER_W,
    slopeWps: 0,
    soc: Number((48.116 - story.power * 9.06 * hours).toFixed(3)),
    exportJ: Math.max(0, Math.round(story.power * POWER_W * hours * 3600)),
  });
}

function confirm(s: Scene, state: string, activePowerW: number): number {
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

function finishDispatch(s: Scene): void {
  s.reading({ powerW: 0, slopeWps: 0 });
  confirm(s, 'ENDED', 0);
}

function firstConnection(log: LogBuilder, story: Story): void {
  const s = scene(
    log,
    'PR2-A-06',
    'first-connection',
    'A PEV that is plugged in reports what it can give',
    14,
  );
  s.step('Given ', 'a customer enrolled at location L1 with architecture S2');
  s.step('When ', 'the PEV is plugged in');
  const plugged = s.stimulus('plug-in', { pevId: 'p1', evseId: 'evse1', cordsetA: 32 });
  s.atMs += 800;
  const reading = s.reading({ powerW: 0, slopeWps: 0, soc: 48.116, exportJ: 0 });
  const report = availability(s, story);
  s.step('Then ', 'it reports its power, energy, duration and state of charge within 10 seconds');
  s.check({
    check: 'availability reported',
    verdict: 'pass',
    expected: 'an M08 within 10 s of the plug, as the meter and the battery say',
    observed: 'M08 after 800 ms: up to 6 kW, 10 kWh, SoC 48.12 %',
    basis: [plugged, reading, report],
  });
  s.end();
}

function tooMuch(log: LogBuilder, story: Story): void {
  const s = scene(
    log,
    'PR2-A-15',
    'one-watt-hour-more',
    'One watt-hour more is refused with an offer that fits',
    31,
  );
  accepted(s, story, 'SCHEDULED');
  s.step('When ', 'the utility requests 5256 W for 6850 seconds');
  s.atMs = START - 30_000;
  const sent = s.down('DispatchRequest', {
    dispatchId: 'd1',
    eventId: 'ev1',
    revision: 0,
    sink: 'GRID',
    dischargePowerW: 5256,
    start: new Date(START).toISOString(),
    durationS: 6850,
    responseClass: 'SCHEDULED',
    meteringPointId: 'mp1',
    validForS: 900,
  });
  s.atMs += 640;
  const answer = s.up(
    'DispatchResponse',
    {
      pevId: 'p1',
      dispatchId: 'd1',
      revision: 0,
      status: 'REJECTED',
      code: 'E_ENERGY_EXCEEDS_AVAILABLE',
      counterOffer: { W: 5255, s: 6850, Wh: 9999 },
    },
    { correlationid: sent.id },
  );
  s.step('Then ', 'the PEV rejects the request with E_ENERGY_EXCEEDS_AVAILABLE');
  s.check({
    check: 'request rejected',
    verdict: 'pass',
    expected: 'M12 REJECTED with E_ENERGY_EXCEEDS_AVAILABLE within 10 s',
    observed: 'M12 REJECTED with E_ENERGY_EXCEEDS_AVAILABLE after 640 ms, offering 9.999 kWh',
    basis: [sent.arrived, answer],
    measured: [{ name: 'ack', valueMs: 640, limitMs: 10_000, responseClass: 'SCHEDULED' }],
  });
  s.atMs = START + 60_000;
  const still = s.reading({ powerW: 0, slopeWps: 0, soc: 48.116, exportJ: 0 });
  s.step('And ', 'no power leaves the PEV');
  s.check({
    check: 'no power',
    verdict: 'pass',
    expected: 'at most 50 W for 60 s',
    observed: '0 W at most',
    basis: [sent.arrived, still],
  });
  s.end();
}

function held(log: LogBuilder, story: Story): void {
  const s = scene(log, 'PR2-A-17', 'step', 'The power that was asked for is held for an hour', 12);
  accepted(s, story, 'SCHEDULED');
  const d = dispatch(s, story, 'SCHEDULED');
  const right = story.power === 1;
  s.step('Then ', 'the PEV accepts within its response class');
  s.check({
    requirement: 'PR2-A-18',
    check: 'request accepted',
    verdict: 'pass',
    expected: 'M12 ACCEPTED within 10 s',
    observed: 'M12 ACCEPTED after 420 ms',
    basis: [d.request, d.answer],
    measured: [{ name: 'ack', valueMs: 420, limitMs: 10_000, responseClass: 'SCHEDULED' }],
  });
  s.step('And ', '5 kW leaves the PEV from 18:05 to 19:00, within tolerance');
  const seen = story.power === 0 ? '0 W' : '5 kW flowing into the PEV';
  s.check({
    check: 'power held',
    args: { device: PEV, powerW: POWER_W, toleranceW: 250, fromMs: START + 300_000, toMs: START + 3_600_000 },
    verdict: right ? 'pass' : 'fail',
    expected: '−5 kW ± 250 W at the AC terminals from 18:05:00 to 19:00:00',
    observed: right
      ? '−5 kW throughout'
      : `${seen} at ${stamp(START + 300_000)}, ${story.power === 0 ? 'where 5 kW should leave it' : 'where it should leave it'}`,
    basis: [d.request, right ? d.last : readingAt(log, START + 300_000)],
    measured: right
      ? [
          {
            name: 'full',
            valueMs: RAMP_MS * 0.95 + story.lateMs,
            limitMs: 300_000,
            responseClass: 'SCHEDULED',
          },
        ]
      : [],
  });
  s.step('And ', 'its confirmation says what the meter says');
  s.check({
    requirement: 'PR2-A-18',
    check: 'confirmed at power',
    verdict: right ? 'pass' : 'fail',
    expected: 'M13 AT_POWER only once −5 kW ± 250 W is measured',
    observed: right
      ? 'M13 AT_POWER 3 s after the band was reached'
      : `M13 AT_POWER at ${clockText(START + RAMP_MS + story.lateMs + 3_000)} while ${seen} was measured`,
    basis: [d.request, messageAt(log, START + RAMP_MS + story.lateMs + 3_000)],
  });
  if (story.power === -1) {
    s.check({
      requirement: 'PR2-X-04',
      check: 'sign of telemetry',
      verdict: 'fail',
      oracle: true,
      expected: 'minus while the PEV discharges: −5 kW ± 250 W in M18',
      observed: 'M18 says +5 kW at 18:01:00.000',
      basis: [d.request, messageAt(log, START + 60_000)],
    });
  } else {
    s.check({
      requirement: 'PR2-X-04',
      check: 'sign of telemetry',
      verdict: 'pass',
      oracle: true,
      expected: 'minus while the PEV discharges',
      observed: 'as expected in 59 M18',
      basis: [d.request],
    });
  }
  finishDispatch(s);
  s.end();
}

function fast(log: LogBuilder, story: Story): void {
  const s = scene(log, 'PR2-A-19', 'fast', 'A FAST request is met in thirty seconds', 22);
  s.draw('ramp', RAMP_MS / 1000, 's');
  accepted(s, story, 'FAST');
  const d = dispatch(s, story, 'FAST', START + 600_000);
  const fullMs = RAMP_MS * 0.95 + story.lateMs;
  const right = story.power === 1 && fullMs <= 30_000;
  s.step('Then ', 'the power is there within the limits of FAST');
  s.check({
    check: 'response time',
    args: { device: PEV, responseClass: 'FAST', t0Ms: START },
    verdict: right ? 'pass' : 'fail',
    expected: 't_full at most 30 s after 18:00:00.000 (FAST)',
    observed:
      story.power === 1
        ? `−5 kW ± 250 W reached at ${stamp(START + fullMs)}, after ${durationText(fullMs)}${right ? '' : `: ${durationText(fullMs - 30_000)} too late`}`
        : `${story.power === 0 ? '0 W' : '5 kW flowing into the PEV'} at ${stamp(START + 30_001)}`,
    basis: [d.request, readingAt(log, START + 30_001)],
    measured:
      story.power === 1 ? [{ name: 'full', valueMs: fullMs, limitMs: 30_000, responseClass: 'FAST' }] : [],
  });
  finishDispatch(s);
  s.end();
}

function optOut(log: LogBuilder, story: Story): void {
  const s = scene(log, 'PR2-A-11', 'opt-out-during', 'Leaving an event that runs is told to the utility', 18);
  accepted(s, story, 'SCHEDULED');
  dispatch(s, { ...story, power: 1 }, 'SCHEDULED', START + 1_200_000);
  s.step('When ', 'the customer opts out at the PEV');
  const pressed = s.stimulus('opt-out', { eventId: 'ev1', source: 'HMI' });
  const pressedMs = s.atMs;
  s.reading({ powerW: -POWER_W, slopeWps: 1_000 });
  let notice: number | undefined;
  if (story.sendsOptOut) {
    s.atMs += 310;
    notice = s.up('ParticipationNotice', {
      pevId: 'p1',
      eventId: 'ev1',
      action: 'OPT_OUT',
      source: 'HMI',
      sourceTime: new Date(pressedMs).toISOString(),
    });
  }
  s.atMs = pressedMs + 5_000;
  const stopped = s.reading({ powerW: 0, slopeWps: 0, soc: 45.096, exportJ: 6_012_500 });
  s.step('Then ', 'the power stops within 10 seconds');
  s.check({
    requirement: 'PR2-A-05',
    check: 'power stopped',
    verdict: 'pass',
    expected: 'at most 50 W within 10 s of the opt-out',
    observed: '0 W after 5 s',
    basis: [pressed, stopped],
    measured: [{ name: 'stop', valueMs: 5_000, limitMs: 10_000 }],
  });
  s.step('And ', 'the utility is told within 5 seconds');
  s.check({
    check: 'opt-out told',
    args: { message: 'ParticipationNotice', fromMs: pressedMs, toMs: pressedMs + 5_000 },
    verdict: notice === undefined ? 'fail' : 'pass',
    expected: 'M15 ParticipationNotice OPT_OUT within 5 s of the customer\u2019s action at 18:20:00.000',
    observed:
      notice === undefined ? 'no M15 until 18:20:05.000; the link was up' : 'M15 OPT_OUT after 310 ms',
    basis: notice === undefined ? [pressed] : [pressed, notice],
    measured: notice === undefined ? [] : [{ name: 'report', valueMs: 310, limitMs: 5_000 }],
  });
  s.end();
}

function override(log: LogBuilder): void {
  const s = scene(
    log,
    'PR2-A-05',
    'override',
    'The customer asks for half the power and stays in the event',
    33,
  );
  s.step('Given ', 'an event is active at 5 kW');
  s.step('When ', 'the customer overrides it to 2.5 kW');
  s.end({
    stopped: { kind: 'no-hook', text: 'the device has no hook for the stimulus "override"', device: PEV },
  });
}

function engine(log: LogBuilder): void {
  const s = scene(log, 'PR2-B-09', 'starts', 'The engine starts when the battery is low', 12);
  s.end({ notApplicable: 'ICS: hasIce is false' });
}

/** An instant as the checks of the bench write it. */
function stamp(atMs: number): string {
  return new Date(atMs).toISOString().replace('T', ' ');
}

function readingAt(log: LogBuilder, atMs: number): number {
  const found = log.records.findLast((r) => r.kind === 'reading' && r.at <= atMs);
  return found?.n ?? 0;
}

function messageAt(log: LogBuilder, atMs: number): number {
  const found = log.records.findLast((r) => r.kind === 'emit' && r.device === PEV && r.at <= atMs);
  return found?.n ?? 0;
}
