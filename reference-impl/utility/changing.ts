/** Changing a supply event, at the operator's word (PR2-A-04, A-09; M03 with the next revision). */
import { timeText } from '../endpoint/identifiers';
import { allTold, announce } from './alerts';
import { customersAgreed } from './calls';
import { intervalAt, now, wallNow, type Desk } from './desk';
import { replan } from './dispatching';
import { shareOut } from './fleet';
import { customersOf, sendEvent } from './issuing';
import { advanceTo, isFinal, isRunning } from './lifecycle';
import { makeRoom } from './overlapping';
import { bodyOf, profileOf, targetsOf, type Order, type Profile } from './ordering';
import type { GridEvent, Refusal } from './state';

/**
 * Changes an event at the operator's word. Times may change until it is armed, powers until it ends; who is called
 * does not change. The class of notice stays, unless the start moves earlier.
 */
export function changeEvent(desk: Desk, eventId: string, patch: Order): Refusal | null {
  const event = desk.state.events.find((e) => e.eventId === eventId);
  if (event === undefined) return 'E_UNKNOWN_EVENT';
  if (isFinal(event.state) || event.state === 'ENDING') return 'E_STATE';
  const profile = profileOf(merged(event, patch));
  if (typeof profile === 'string') return profile;
  const moved = profile.startWallMs !== event.startWallMs || profile.durationS !== event.body.durationS;
  if (moved && isRunning(event.state)) return 'E_STATE';
  const called = event.targets.map((t) => t.pevId).toSorted();
  if (patch.targets !== undefined && targetsOf(patch).toSorted().join() !== called.join())
    return 'E_UNSUPPORTED';
  const reason = patch.reason ?? event.body.reason;
  if (profile.startWallMs < event.startWallMs) {
    const leadS = (profile.startWallMs - wallNow(desk)) / 1000;
    const judged = desk.behaviour.judgeNotice(
      { leadS, reason, consented: customersAgreed(desk, called) },
      desk.parameters,
    );
    if ('refused' in judged) return judged.refused;
    event.noticeClass = judged.noticeClass;
  }
  revise(desk, event, patch, profile);
  if (moved) makeRoom(desk, event);
  return null;
}

function merged(event: GridEvent, patch: Order): Order {
  const { durationS, start } = {
    durationS: event.body.durationS,
    start: timeText(event.startWallMs),
    ...patch,
  };
  const same = patch.durationS === undefined || patch.durationS === event.body.durationS;
  const intervals = patch.intervals ?? (same ? currentIntervals(event) : stretched(event, durationS ?? 0));
  return { start, durationS, intervals };
}

type OrderedInterval = NonNullable<Order['intervals']>[number];

function currentIntervals(event: GridEvent): OrderedInterval[] {
  return event.intervals.map((i, k) =>
    event.totalW === null
      ? { ...i, dischargePowerW: event.eachW?.[k] ?? 0 }
      : { ...i, totalPowerW: event.totalW[k] ?? 0 },
  );
}

/** The same powers over another duration: the last interval gives or takes the difference. */
function stretched(event: GridEvent, durationS: number): OrderedInterval[] {
  const kept = currentIntervals(event).filter((i) => i.offsetS < durationS);
  return kept.map((i, k) => (k === kept.length - 1 ? { ...i, durationS: durationS - i.offsetS } : i));
}

function revise(desk: Desk, event: GridEvent, patch: Order, profile: Profile): void {
  const running = isRunning(event.state);
  const pevIds = event.targets.filter((t) => t.withdrawn === null).map((t) => t.pevId);
  const { powersW, totalW } = shareOut(desk, pevIds, profile);
  if (event.issued) event.revision = event.lastRevision = event.lastRevision + 1;
  event.startWallMs = profile.startWallMs;
  event.intervals = profile.intervals;
  event.totalW = totalW;
  event.eachW = profile.eachW;
  event.meteringPointId = patch.meteringPointId ?? event.meteringPointId;
  const merge = { ...event.body, ...patch, durationS: profile.durationS };
  event.body = bodyOf(merge, event.body.programId, Infinity, 0);
  for (const target of event.targets) target.requestedW = powersW[target.pevId] ?? target.requestedW;
  desk.endpoint.forget((m) => m.type === 'pr2.EnergySupplyEvent.v1' && m.subject === event.eventId);
  if (!event.issued) return;
  for (const target of event.targets) {
    if (target.withdrawn !== null || target.state === 'DONE') continue;
    if (!running)
      Object.assign(target, { state: 'PENDING', acceptedPowerW: null, acceptedEnergyWh: null, code: null });
    sendEvent(desk, event, target);
  }
  announce(desk, event, 'CHANGE', event.revision, customersOf(event));
  if (event.state === 'NOTIFIED' && !allTold(desk, event)) advanceTo(event, 'SCHEDULED');
  if (!running) return;
  event.nextInterval = intervalAt(desk, event, now(desk)) + 1;
  replan(desk, event);
}
