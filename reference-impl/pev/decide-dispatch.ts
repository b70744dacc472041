/** How a PEV decides about a request for power (PR2-A-14, A-15, A-19): exact, with an offer, never a quiet clamp. */
import type { ErrorCode, MessageBodies } from '../../schemas';
import { JOULES_PER_WH } from '../physics/battery';
import { preferenceAgainst } from './decide-event';
import { profileJ, type Stretch } from './profile';
import { DUST_J, type Situation } from './situation';

export interface DispatchQuestion extends Situation {
  readonly request: MessageBodies['DispatchRequest'];
  /** The event as this PEV knows it; null where it does not. */
  readonly event: {
    readonly decision: MessageBodies['EventResponse']['decision'];
    readonly optedOutByCustomer: boolean;
    readonly cancelled: boolean;
    readonly allowPartial: boolean;
  } | null;
  /** What is known of this dispatch already. */
  readonly known: { readonly revision: number; readonly over: boolean } | null;
  /** The start and end as this PEV would carry it out, wall time. */
  readonly startMs: number;
  readonly endMs: number;
  /** The power asked for at first, and what the event foresees after it, by wall time. */
  readonly profile: readonly Stretch[];
  /** Whether another dispatch holds this PEV that this one does not outrank. */
  readonly occupied: boolean;
  readonly gridDispatchActive: boolean;
}

export type DispatchDecision = Pick<
  MessageBodies['DispatchResponse'],
  'status' | 'acceptedPowerW' | 'counterOffer' | 'code'
>;

/** The answer to an M11. */
export function decideDispatch(q: DispatchQuestion): DispatchDecision {
  const { request, event } = q;
  const early = standingAgainst(q);
  if (early !== null) return reject(early);
  if (!q.classes.includes(request.responseClass)) return reject('E_CLASS');
  if (q.obstacle !== null) return reject(q.obstacle);
  const requestedJ = profileJ(q.profile, Math.max(q.startMs, q.wallMs), q.endMs);
  const atFloor = q.socPct <= q.floorPct;
  if (!atFloor && preferenceAgainst(q, q.startMs, q.endMs, requestedJ) !== null)
    return reject('E_PREFERENCE');
  if (atFloor && preferenceAgainst({ ...q, socPct: q.floorPct }, q.startMs, q.endMs, 0) !== null)
    return reject('E_PREFERENCE');
  if (!q.gridInRange) return reject('E_GRID');
  if (q.inServiceWallMs === null || q.inServiceWallMs > Math.max(q.startMs, q.wallMs))
    return reject('E_NOT_READY');

  const amount = decideAmount(
    q,
    request.dischargePowerW,
    requestedJ,
    (q.endMs - Math.max(q.startMs, q.wallMs)) / 1000,
    request.allowPartial === true,
  );
  if (amount.status === 'REJECTED') return amount;
  if (q.occupied) return reject('E_STATE');
  if (event?.decision !== 'OPT_IN' && event?.decision !== 'PARTIAL') return reject('E_STATE');
  return amount;
}

/** What rules the request out before its figures are looked at. */
function standingAgainst(q: DispatchQuestion): ErrorCode | null {
  const { request, event, known } = q;
  if (q.islanded) return 'E_ISLANDED';
  if (request.sink === 'HOME' && q.gridDispatchActive) return 'E_STATE';
  if (request.sink !== 'GRID') return 'E_UNSUPPORTED';
  if (event === null) return 'E_UNKNOWN_EVENT';
  if (event.cancelled) return 'E_STATE';
  if (event.optedOutByCustomer) return 'E_PREFERENCE';
  if (known?.over === true) return 'E_STATE';
  if (known !== null && request.revision <= known.revision) return 'E_STALE';
  return q.endMs <= q.wallMs ? 'E_STATE' : null;
}

/** Whether power and energy fit; the part that fits where a part is allowed; else an offer that does. */
export function decideAmount(
  q: Situation,
  powerW: number,
  requestedJ: number,
  durationS: number,
  allowPartial: boolean,
): DispatchDecision {
  const greatestW = Math.floor(q.greatestW);
  const offer = offerWithin(q, Math.min(powerW, greatestW), durationS);
  if (powerW > greatestW) {
    if (!allowPartial) return { status: 'REJECTED', code: 'E_POWER_EXCEEDS', counterOffer: offer };
  } else if (powerW > 0 && powerW < q.leastW) {
    return {
      status: 'REJECTED',
      code: 'E_POWER_BELOW_MIN',
      counterOffer: offerWithin(q, q.leastW, durationS),
    };
  }
  const heldW = Math.min(powerW, greatestW);
  const heldJ = powerW === 0 ? requestedJ : (requestedJ * heldW) / powerW;
  if (heldJ <= q.availableJ + DUST_J && (heldW >= q.leastW || heldW === powerW)) {
    return { status: heldW === powerW ? 'ACCEPTED' : 'PARTIAL', acceptedPowerW: heldW };
  }
  const spreadW = Math.floor((heldW * q.availableJ) / heldJ + 1e-6);
  if (allowPartial && spreadW >= q.leastW && spreadW > 0)
    return { status: 'PARTIAL', acceptedPowerW: spreadW };
  return { status: 'REJECTED', code: 'E_ENERGY_EXCEEDS_AVAILABLE', counterOffer: offer };
}

/** The same power for as long as the energy lasts; nothing where nothing is left (PR2-A-15). */
function offerWithin(
  q: Situation,
  powerW: number,
  durationS: number,
): NonNullable<DispatchDecision['counterOffer']> {
  const s = powerW > 0 ? Math.floor(Math.min(durationS, q.availableJ / powerW) + 1e-6) : 0;
  if (s === 0 || powerW < q.leastW || powerW > q.greatestW) return { W: 0, s: 0, Wh: 0 };
  return { W: powerW, s, Wh: Math.floor((powerW * s) / JOULES_PER_WH + 1e-6) };
}

export function reject(code: ErrorCode): DispatchDecision {
  return { status: 'REJECTED', code };
}
