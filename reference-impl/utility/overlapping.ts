/** Events that want the same PEV at the same time (PR2-X-06). */
import { withdraw } from './cancelling';
import { endOfEvent, startOf, type Desk } from './desk';
import { isFinal, isOut } from './lifecycle';
import type { GridEvent } from './state';

/** Settles who goes first: the one displaced is cancelled for the PEVs that both want, and never taken up again. */
export function makeRoom(desk: Desk, event: GridEvent): void {
  for (const older of desk.state.events) {
    if (older === event || isFinal(older.state) || !overlap(desk, event, older)) continue;
    const shared = event.targets.filter((t) => older.targets.some((o) => o.pevId === t.pevId && !isOut(o)));
    if (shared.length === 0) continue;
    const pevIds = shared.map((t) => t.pevId);
    const verdict = desk.behaviour.precedence(event, older);
    if (verdict === 'supersedes') withdraw(desk, older, pevIds, 'SUPERSEDED');
    if (verdict === 'yields') withdraw(desk, event, pevIds, 'SUPERSEDED');
  }
}

function overlap(desk: Desk, a: GridEvent, b: GridEvent): boolean {
  return startOf(desk, a) < endOfEvent(desk, b) && startOf(desk, b) < endOfEvent(desk, a);
}
