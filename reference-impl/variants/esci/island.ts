/** ESCIs that handle an outage otherwise than the reference, and no less safely. */
import { conformantEsci } from '../../esci/behaviour';
import type { Variant } from '../../faults/fault';
import { declaring } from '../declaring';
import { speakingLate } from '../../faults/late';
import { around, decides, OWN } from './make';

/** What ends a supply behind a switch that is not proven open any more: due within half a second. */
const TRIPPING: readonly string[] = ['pr2.GenerationStop.v1', 'pr2.IsolationStatus.v1'];

export const ISLAND_VARIANTS: readonly Variant[] = [
  around('has-a-switch-that-is-moved-by-hand', ['ICS'], (make) => declaring(make, { switchType: 'MANUAL' })),
  decides('opens-the-switch-just-in-time', { lossConfirmMs: (p) => p.isolationS * 1000 - 300 }),
  decides('asks-for-backup-at-the-last-moment', { requestDelayMs: (p) => p.emergencyRequestS * 1000 - 2000 }),
  decides('lets-a-proof-settle-for-long', { settleMs: () => 5_000 }),
  around('takes-nearly-all-the-time-to-trip', ['time to speak'], (make) =>
    speakingLate(make, (m) => (TRIPPING.includes(m.type) && m.source.startsWith(OWN) ? 350 : 0)),
  ),
  decides('waits-ten-minutes-for-the-grid', { enterServiceMs: () => 600_000 }),
  decides('keeps-the-home-dark-for-five-seconds', { transferGapMs: () => 5_000 }),
  decides('always-breaks-before-it-makes', { closedTransition: () => false }),
  around('has-no-closed-transition', ['ICS'], (make) => declaring(make, { closedTransition: false }), {
    closedTransition: () => false,
  }),
  decides('joins-only-what-is-closely-in-step', {
    closesAtSync: (sync) => conformantEsci.closesAtSync(sync, { syncHz: 0.1, syncVoltagePct: 3, syncDeg: 5 }),
  }),
  decides('repeats-its-status-often', { statusIntervalMs: () => 2_000 }),
  decides('asks-for-half-the-power', {
    generationRequest: (limits, p) => {
      const request = conformantEsci.generationRequest(limits, p);
      return { ...request, maxW: Math.floor(request.maxW / 2), socFloor: Math.max(50, request.socFloor) };
    },
  }),
  decides('asks-for-an-hour-at-a-time', {
    generationRequest: (limits, p) => ({
      ...conformantEsci.generationRequest(limits, p),
      maxDurationS: 3600,
    }),
  }),
  decides('asks-the-emptiest-pev', {
    choosesPev: (candidates) => candidates.toSorted((a, b) => (a.soc ?? 0) - (b.soc ?? 0))[0]?.pevId,
  }),
];
