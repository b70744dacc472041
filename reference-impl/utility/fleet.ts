/** Events that want a total from several PEVs: who is asked for what (PR2-X-13). */
import { timeMs } from '../endpoint/identifiers';
import type { FleetMember } from './allocation';
import { availableFor, spans } from './availability';
import { now, wallNow, type Desk } from './desk';
import type { Profile } from './ordering';
import type { GridEvent, Target } from './state';

/**
 * The power that each target's event message names, W by interval: what the operator wants from each; of a total,
 * as much as the PEV is known to be able to give, or an equal share while nothing is known of it.
 */
export function shareOut(
  desk: Desk,
  pevIds: readonly string[],
  profile: Profile,
): { powersW: Record<string, number[]>; totalW: number[] | null } {
  const { eachW, totalW } = profile;
  const powersW = Object.fromEntries(
    pevIds.map((pevId) => {
      const canW = desk.state.pevs[pevId]?.availability?.maxDischargeW;
      const shares = (totalW ?? []).map((w) =>
        canW === undefined ? Math.ceil(w / pevIds.length) : Math.min(w, canW),
      );
      return [pevId, eachW === null ? shares : [...eachW]];
    }),
  );
  return { powersW, totalW };
}

/** What has been asked of others and not been answered yet, W: it may still come, and is not asked for twice. */
function pendingW(event: GridEvent, targets: readonly Target[], interval: number): number {
  return event.targets.reduce((sum, target) => {
    const { dispatch } = target;
    const isOpen = dispatch !== null && dispatch.live && dispatch.agreedW === null;
    return isOpen && !targets.includes(target) ? sum + (dispatch.planW[interval] ?? 0) : sum;
  }, 0);
}

/** Divides what is left of an event's total among these targets: the whole plan of each, past intervals as 0. */
export function fleetPlan(
  desk: Desk,
  event: GridEvent,
  targets: readonly Target[],
): Record<string, number[]> {
  const fleet = targets.flatMap((target): FleetMember[] => {
    const available = availableFor(desk, event, target);
    if (available === null) return [];
    const agreedW = Math.min(target.acceptedPowerW ?? Infinity, Math.max(0, ...target.requestedW));
    const departure = desk.state.pevs[target.pevId]?.availability?.departure;
    const member = {
      pevId: target.pevId,
      maxW: Math.min(available.maxW, agreedW),
      minW: available.minW,
      availableWh: Math.floor(available.energyWms / 3_600_000),
    };
    return [
      departure === undefined
        ? member
        : { ...member, departureS: Math.max(0, (timeMs(departure) - wallNow(desk)) / 1000) },
    ];
  });
  const left = spans(desk, event).map((s) => Math.max(0, s.endMs - Math.max(s.startMs, now(desk))) / 1000);
  const first = Math.max(
    0,
    left.findIndex((s) => s > 0),
  );
  const openW = (event.totalW ?? []).map((w, k) => Math.max(0, w - pendingW(event, targets, k)));
  const { powersW } = desk.behaviour.allocate(fleet, openW.slice(first), left.slice(first));
  const past = Array.from({ length: first }, () => 0);
  return Object.fromEntries(Object.entries(powersW).map(([pevId, powers]) => [pevId, [...past, ...powers]]));
}
