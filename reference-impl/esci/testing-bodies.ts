/** Message bodies and situations that the ESCI's tests share. */
import type { Message, MessageBodies } from '../../schemas';
import { HOUR, type Rig } from './testing';

type Body<N extends keyof MessageBodies> = MessageBodies[N];

export function enrollment(
  rig: Rig,
  change: Partial<Body<'EnrollmentRecord'>> = {},
): Body<'EnrollmentRecord'> {
  return {
    version: 1,
    customerId: 'c1',
    pevId: 'p1',
    programId: 'evening',
    architecture: 'S2',
    location: ['L1'],
    status: 'ACTIVE',
    validFrom: rig.time(-HOUR),
    ...change,
  };
}

/** An event of one hour, a day and a half ahead, at 6 kW. */
export function event(rig: Rig, change: Partial<Body<'EnergySupplyEvent'>> = {}): Body<'EnergySupplyEvent'> {
  return {
    eventId: 'ev1',
    revision: 0,
    programId: 'evening',
    serviceType: 'ENERGY_DR',
    reason: 'PEAK',
    noticeClass: 'PLANNED',
    targets: [{ pevId: 'p1' }],
    start: rig.time(36 * HOUR),
    durationS: 3600,
    intervals: [{ offsetS: 0, durationS: 3600, dischargePowerW: 6000 }],
    responseClass: 'SCHEDULED',
    ...change,
  };
}

export function request(rig: Rig, change: Partial<Body<'DispatchRequest'>> = {}): Body<'DispatchRequest'> {
  return {
    dispatchId: 'd1',
    eventId: 'ev1',
    revision: 0,
    sink: 'GRID',
    dischargePowerW: 6000,
    start: rig.time(36 * HOUR),
    durationS: 3600,
    responseClass: 'SCHEDULED',
    meteringPointId: 'meter-p1',
    validForS: 900,
    ...change,
  };
}

export function availability(
  rig: Rig,
  change: Partial<Body<'AvailabilityReport'>> = {},
): Body<'AvailabilityReport'> {
  return {
    sessionId: 's1',
    pevId: 'p1',
    asOf: rig.time(),
    maxDischargeW: 7000,
    minDischargeW: 500,
    availableEnergyWh: 10_000,
    availableDurationS: 5142,
    soc: 62.5,
    socFloor: 30,
    limits: { pev: 7000 },
    classes: ['SCHEDULED'],
    readiness: { state: 'READY' },
    exportPhases: 1,
    ...change,
  };
}

export function confirmation(
  rig: Rig,
  state: Body<'DispatchConfirmation'>['state'],
  activePowerW: number,
): Body<'DispatchConfirmation'> {
  return { pevId: 'p1', dispatchId: 'd1', revision: 0, state, activePowerW, at: rig.time(), registerWh: 0 };
}

export function termination(
  rig: Rig,
  change: Partial<Body<'TerminationNotice'>> = {},
): Body<'TerminationNotice'> {
  return {
    pevId: 'p1',
    eventId: 'ev1',
    dispatchId: 'd1',
    reason: 'SOC_MIN',
    predicted: true,
    effectiveAt: rig.time(),
    registerWh: 0,
    originator: 'PEV',
    ...change,
  };
}

/** Bench instant, ms after T0, at which the sample event starts and ends. */
export const START = 36 * HOUR;
export const END = 37 * HOUR;

/** A PEV that is enrolled, connected, has reported and has opted in to the sample event. */
export function optedIn(rig: Rig): void {
  rig.utility('EnrollmentRecord', enrollment(rig));
  rig.plugIn();
  answerAll(rig);
  const told = rig.pev('p1', 'AvailabilityReport', availability(rig));
  rig.deliver('urn:pr2:utility:u1', receiptFor(rig, told));
  const called = rig.utility('EnergySupplyEvent', event(rig), { to: 'urn:pr2:pev:p1' });
  rig.pev(
    'p1',
    'EventResponse',
    { pevId: 'p1', eventId: 'ev1', revision: 0, decision: 'OPT_IN' },
    {
      correlationid: called.id,
    },
  );
}

/** That PEV, with an accepted request, at the start of the event. */
export function dispatched(
  rig: Rig,
  change: Partial<Body<'DispatchRequest'>> = {},
): Message<'DispatchRequest'> {
  optedIn(rig);
  rig.to(START - 30_000);
  answerAll(rig);
  const asked = rig.utility('DispatchRequest', request(rig, { start: rig.time(START), ...change }), {
    to: 'urn:pr2:pev:p1',
  });
  accept(rig, asked);
  rig.to(START);
  return asked;
}

/** That PEV at its requested power. */
export function atPower(rig: Rig, powerW = -6000): void {
  rig.power(powerW);
  confirm(rig, 'AT_POWER', powerW);
}

export function confirm(rig: Rig, state: Body<'DispatchConfirmation'>['state'], powerW = 0): void {
  rig.deliver(
    'urn:pr2:utility:u1',
    receiptFor(rig, rig.pev('p1', 'DispatchConfirmation', confirmation(rig, state, powerW))),
  );
}

export function accept(rig: Rig, command: Message<'DispatchRequest'> | Message<'DispatchUpdate'>): void {
  const { dispatchId, revision } = command.data;
  rig.pev(
    'p1',
    'DispatchResponse',
    { pevId: 'p1', dispatchId, revision, status: 'ACCEPTED' },
    { correlationid: command.id },
  );
}

/** The receiver's plain answer to a message. */
export function receiptFor(rig: Rig, message: Message): Message {
  return rig.compose(
    message.destination,
    message.source,
    'Receipt',
    { refMessageId: message.id, status: 'TAKEN' },
    { correlationid: message.id },
  );
}

/** Everyone answers what the ESCI has sent of its own since the last `forget`. */
export function answerAll(rig: Rig): void {
  const silent = new Set(['EnergyTelemetry', 'Receipt']);
  const seen = new Set<string>();
  for (const { message } of rig.sent.slice()) {
    if (!message.source.startsWith('urn:pr2:esci:') || seen.has(message.id)) continue;
    seen.add(message.id);
    if ([...silent].some((name) => message.type.includes(name))) continue;
    rig.deliver(message.destination, receiptFor(rig, message));
  }
}

/** The customer acts at the PEV during or before the sample event. */
export function customerActs(rig: Rig, action: 'OPT_OUT' | 'OVERRIDE' | 'OPT_IN'): void {
  const limits = action === 'OVERRIDE' ? { limits: { W: 3000 } } : {};
  const body = {
    pevId: 'p1',
    eventId: 'ev1',
    action,
    source: 'HMI',
    sourceTime: rig.time(),
    ...limits,
  } as const;
  rig.pev('p1', 'ParticipationNotice', body);
}

/** The first report of an event that was sent. */
export function report(rig: Rig): Body<'EventReport'> {
  const [first] = rig.of('EventReport');
  if (first === undefined) throw new Error('no report was sent');
  return first.data;
}
