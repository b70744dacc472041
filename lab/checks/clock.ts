/** How far the clocks of bench and device are apart, as far as the device's own messages show it (PR2-X-03). */
import type { CaseView } from '../../runlog/case-view';
import { authored } from './dispatches';
import { remembered } from './remembered';

/**
 * How far a device's clock is ahead of the bench's, ms; behind it below zero. A message may be repeated or held back,
 * which makes its time earlier than the clock: the latest counts. The clock of one that says nothing, or dates in whole
 * seconds, cannot be told so closely and is taken as right.
 */
export const clockAheadMs = remembered(foundAheadMs);

function foundAheadMs(view: CaseView, urn: string): number {
  const told = authored(view.sent)
    .filter((s) => s.by === urn)
    .map((s) => ({ wallMs: Date.parse(s.message?.time ?? ''), atMs: s.atMs }))
    .filter(({ wallMs }) => Number.isFinite(wallMs));
  if (told.every(({ wallMs }) => wallMs % 1000 === 0)) return 0;
  return Math.max(...told.map(({ wallMs, atMs }) => wallMs - atMs));
}

/** Whether somebody set a device's clock in the case: what it says before and after may be of any two times. */
export function clockWasSet(view: CaseView, urn: string): boolean {
  return view.stimuliAt(urn).some((s) => s.name === 'clock-step');
}

/**
 * The same, as far as it is let pass (P_CLK_SKEW): what a device does by its clock is right by that much, and no more.
 */
export function toleratedAheadMs(view: CaseView, urn: string): number {
  const most = view.param('P_CLK_SKEW') * 1000;
  const aheadMs = clockAheadMs(view, urn);
  return Number.isFinite(most) && Number.isFinite(aheadMs) ? Math.max(-most, Math.min(most, aheadMs)) : 0;
}
