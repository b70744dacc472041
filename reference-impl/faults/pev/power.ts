/** A PEV that gives other power than it says, or ends it otherwise. */
import { nameOf } from '../../../schemas';
import type { Fault } from '../fault';
import { conformant, decides } from './make';

export const POWER_FAULTS: readonly Fault[] = [
  decides('never-discharges', 'PR2-A-17', 'answers but does not act', { heldPowerW: () => 0 }),
  decides('gives-a-tenth-too-little', 'PR2-A-17', 'off by one unit', {
    heldPowerW: (wantedW) => wantedW * 0.9,
  }),
  decides('gives-a-constant-power', 'PR2-A-17', 'hard-coded constant', {
    heldPowerW: (wantedW) => (wantedW > 0 ? 3000 : 0),
  }),
  decides('gives-kilowatts-for-watts', 'PR2-X-04', 'wrong unit', { heldPowerW: (wantedW) => wantedW / 1000 }),
  decides('rides-through-everything', 'PR2-A-17', 'ignores', { rideThroughMs: () => 3_600_000 }),
  decides('returns-to-the-grid-at-once', 'PR2-A-17', 'late by a little', { enterServiceMs: () => 0 }),
  decides('ignores-the-limits', 'PR2-A-13', 'ignores', { limitedW: (setpointW) => setpointW }),
  decides('reports-its-own-limit-only', 'PR2-A-13', 'hard-coded constant', {
    report: (fresh) => ({ ...fresh, maxDischargeW: fresh.limits.pev ?? fresh.maxDischargeW }),
  }),
  decides('drains-below-the-floor', 'PR2-A-08', 'off by one unit', {
    stopFloorPct: (floorPct) => floorPct - 5,
  }),
  decides('stops-well-above-the-floor', 'PR2-A-21', 'off by one unit', {
    stopFloorPct: (floorPct) => floorPct + 8,
  }),
  decides('gives-no-notice', 'PR2-A-21', 'acts but does not answer', { announces: () => false }),
  decides('gives-notice-too-late', 'PR2-A-21', 'late by a little', { noticeLeadMs: () => 30_000 }),
  decides('stops-slowly', 'PR2-A-24', 'late by a little', {
    stopShape: (_cause, rampWps) => ({ rateWps: rampWps / 20, withinMs: 60_000 }),
  }),
  decides('disobeys-the-customer', 'PR2-A-05', 'ignores', { obeysCustomer: () => false }),
  decides('does-not-tell-of-an-opt-out', 'PR2-A-11', 'acts but does not answer', {
    participation: () => null,
  }),
  decides('names-the-wrong-source-of-an-opt-out', 'PR2-A-11', 'hard-coded constant', {
    participation: (notice) => ({ ...notice, action: 'OVERRIDE' }),
  }),
  decides('lets-the-first-word-win', 'PR2-A-20', 'stale data', { prevails: (_next, last) => last === null }),
  decides('lets-the-last-heard-win', 'PR2-A-20', 'reorders', { prevails: () => true }),
  decides('has-no-watchdog', 'PR2-X-05', 'ignores', {
    watchdogDeadlineMs: (receivedMs) => receivedMs + 1e12,
  }),
  decides('lets-the-watchdog-run-late', 'PR2-X-05', 'late by a little', {
    watchdogDeadlineMs: (...args) => conformant.watchdogDeadlineMs(...args) + 60_000,
  }),
  decides('lets-a-command-run-out-a-second-too-soon', 'PR2-X-05', 'off by one unit', {
    watchdogDeadlineMs: (...args) => conformant.watchdogDeadlineMs(...args) - 1000,
  }),
  decides('takes-a-question-for-a-renewal', 'PR2-X-05', 'right for one and wrong for two at once', {
    incoming: (message, state) => {
      if (nameOf(message.type) === 'AvailabilityRequest')
        for (const d of Object.values(state.dispatches))
          d.deadlineMs = Math.max(d.deadlineMs, state.atMs + 60_000);
      return message;
    },
  }),
  decides('charges-at-once-afterwards', 'PR2-A-23', 'ignores', { reboundDelayS: () => 0 }),
  decides('charges-after-a-constant-delay', 'PR2-A-23', 'hard-coded constant', { reboundDelayS: () => 300 }),
  decides('charges-through-the-next-event', 'PR2-A-23', 'right for one and wrong for two at once', {
    yieldsToEvents: () => false,
  }),
  decides('confirms-before-it-is-there', 'PR2-A-18', 'answers but does not act', {
    confirmDelayMs: () => null,
  }),
  decides('confirms-late', 'PR2-A-18', 'late by a little', { confirmDelayMs: () => 20_000 }),
];
