/** How a PEV decides about an event that it is told of (PR2-A-08, PR2-A-09). */
import { timeMs } from '../endpoint/identifiers';
import type { ErrorCode, MessageBodies } from '../../schemas';
import { after, JOULES_PER_WH, rechargeS } from '../physics/battery';
import { allowedUntil } from './preferences';
import { eventProfile, greatestPowerW, profileJ, type Event } from './profile';
import { DUST_J, type Situation } from './situation';

export interface EventQuestion extends Situation {
  readonly event: Event;
  /** Start of the event less the time of the revision that the notice counts from, s. */
  readonly leadS: number;
  /** Whether the lead has to be judged: at the first revision, and where the start moved earlier. */
  readonly judgeLead: boolean;
}

export type EventDecision = Pick<
  MessageBodies['EventResponse'],
  'decision' | 'code' | 'acceptedPowerW' | 'acceptedEnergyWh' | 'reason'
>;

const SECONDS_OF_A_DAY = 86_400;

/** The decision by policy; the customer's own word comes on top of it. */
export function decideEvent(q: EventQuestion): EventDecision {
  const startMs = timeMs(q.event.start);
  const endMs = startMs + q.event.durationS * 1000;
  const profile = eventProfile(q.event, startMs);
  const requestedJ = profileJ(profile, Math.max(startMs, q.wallMs), endMs);
  const powerW = greatestPowerW(profile);

  if (endMs <= q.wallMs) return refuse('E_EXPIRED', 'the event is over');
  if (q.islandEndsWallMs !== null && startMs < q.islandEndsWallMs)
    return refuse('E_ISLANDED', 'the home cannot be back on the grid by then');
  if (q.judgeLead && !noticeSuffices(q))
    return refuse('E_NOTICE_TOO_SHORT', 'notice shorter than its class or without its reason');
  if (!q.classes.includes(q.event.responseClass)) return refuse('E_CLASS', 'response class not offered');
  if (q.obstacle === 'E_NOT_CAPABLE') return refuse('E_NOT_CAPABLE', 'this connection is one-way');
  const against = preferenceAgainst(q, startMs, endMs, requestedJ);
  if (against !== null) return refuse('E_PREFERENCE', against);
  if (powerW > 0 && powerW < q.leastW) return refuse('E_POWER_BELOW_MIN', 'less than can be held');
  const partial = q.event.allowPartial === true;
  if (powerW > q.prospectiveW && !partial)
    return refuse('E_POWER_EXCEEDS', 'more power than the limits allow');
  if (requestedJ > q.availableJ + DUST_J && !partial)
    return refuse('E_ENERGY_EXCEEDS_AVAILABLE', 'more energy than is available');

  const acceptedPowerW = Math.min(powerW, Math.floor(q.prospectiveW));
  const acceptedJ = Math.min(
    requestedJ,
    q.availableJ,
    (acceptedPowerW * (endMs - Math.max(startMs, q.wallMs))) / 1000,
  );
  if (partial && (acceptedPowerW < q.leastW || acceptedJ <= 0) && requestedJ > 0) {
    return refuse('E_ENERGY_EXCEEDS_AVAILABLE', 'nothing to give');
  }
  const whole = acceptedPowerW === powerW && acceptedJ >= requestedJ - DUST_J;
  const accepted = { acceptedPowerW, acceptedEnergyWh: Math.floor(acceptedJ / JOULES_PER_WH + 1e-6) };
  if (!q.preference.autoOptIn) return { decision: 'UNDECIDED', ...accepted };
  return { decision: whole ? 'OPT_IN' : 'PARTIAL', ...accepted };
}

/** Whether the lead reaches its class, with a reason of reliability below a day, or the customer waives it. */
function noticeSuffices(q: EventQuestion): boolean {
  if (q.preference.acceptShortNotice) return true;
  const { noticePlannedS, noticeDayOfS, noticeEmergencyS } = q.parameters;
  const leastS = { PLANNED: noticePlannedS, DAY_OF: noticeDayOfS, EMERGENCY: noticeEmergencyS }[
    q.event.noticeClass
  ];
  return q.leadS >= leastS && (q.leadS >= SECONDS_OF_A_DAY || q.event.reason === 'RELIABILITY');
}

/** Why the customer's preference rules out a discharge between two instants of wall time, or null. */
export function preferenceAgainst(
  q: Situation,
  startMs: number,
  endMs: number,
  energyJ: number,
): string | null {
  if (!q.preference.enabled) return 'discharge is switched off';
  if ((allowedUntil(q.preference, startMs, endMs) ?? startMs) < endMs)
    return 'outside the hours of discharge';
  if (q.socPct < q.floorPct) return 'below the floor';
  const { departureMs, departureSocPct } = q.preference;
  if (departureMs === null || departureMs <= startMs) return null;
  const left = after(q.battery, { exportJ: Math.min(energyJ, q.availableJ), importJ: 0 });
  const backS = departureSocPct === null ? 0 : rechargeS(left, departureSocPct, q.chargeW);
  return endMs + backS * 1000 > departureMs ? 'too late for the departure' : null;
}

function refuse(code: ErrorCode, reason: string): EventDecision {
  return { decision: 'OPT_OUT', code, reason };
}
