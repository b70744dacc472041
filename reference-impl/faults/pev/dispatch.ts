/** A PEV that is wrong about requests, updates and cancels. */
import type { Fault } from '../fault';
import { decideDispatch } from '../../pev/decide-dispatch';
import { decideEvent } from '../../pev/decide-event';
import { decideCancel, decideUpdate } from '../../pev/decide-update';
import { createPev } from '../../pev';
import { latestStartMs } from '../latest-start';
import { decides, made } from './make';

/** How often power is sampled where a device declares no slopes, by class, ms. */
const SAMPLE_MS = { REGULATION: 100, FAST: 250, EMERGENCY: 250, RESERVE: 1000, SCHEDULED: 1000 } as const;

const ACCEPTED = { status: 'ACCEPTED' } as const;

export const DISPATCH_FAULTS: readonly Fault[] = [
  decides('accepts-one-watt-hour-too-much', 'PR2-A-15', 'off by one unit', {
    decideDispatch: (q) => decideDispatch({ ...q, availableJ: q.availableJ + 2 * 3600 }),
  }),
  decides('accepts-any-energy', 'PR2-A-15', 'ignores', {
    decideDispatch: (q) => {
      const decision = decideDispatch(q);
      return decision.code === 'E_ENERGY_EXCEEDS_AVAILABLE' ? ACCEPTED : decision;
    },
  }),
  decides('accepts-any-power', 'PR2-A-15', 'ignores', {
    decideDispatch: (q) => {
      const decision = decideDispatch(q);
      return decision.code === 'E_POWER_EXCEEDS' ? ACCEPTED : decision;
    },
  }),
  decides('offers-more-than-it-has', 'PR2-A-15', 'wrong unit', {
    decideDispatch: (q) => {
      const decision = decideDispatch(q);
      if (decision.counterOffer === undefined) return decision;
      const { W, s, Wh } = decision.counterOffer;
      return { ...decision, counterOffer: { W, s, Wh: Math.min(10_000_000, Wh * 2 + 1) } };
    },
  }),
  decides('offers-power-for-no-time', 'PR2-A-15', 'hard-coded constant', {
    decideDispatch: (q) => {
      const decision = decideDispatch(q);
      if (decision.counterOffer === undefined) return decision;
      return { ...decision, counterOffer: { ...decision.counterOffer, s: 0 } };
    },
  }),
  decides('offers-nothing-while-it-has-energy', 'PR2-A-15', 'hard-coded constant', {
    decideDispatch: (q) => {
      const decision = decideDispatch(q);
      if (decision.counterOffer === undefined) return decision;
      return { ...decision, counterOffer: { W: 0, s: 0, Wh: 0 } };
    },
  }),
  decides('offers-nothing-only-at-the-floor-itself', 'PR2-A-15', 'off by one unit', {
    decideDispatch: (q) => {
      const decision = decideDispatch(q);
      return decision.code === 'E_ENERGY_EXCEEDS_AVAILABLE' && q.socPct < q.floorPct - 1
        ? { status: 'REJECTED', code: 'E_PREFERENCE' }
        : decision;
    },
  }),
  made('refuses-what-it-offered', 'PR2-A-15', 'answers but does not act', refusesWhatItOffered),
  decides('takes-a-load', 'PR2-G-01', 'ignores', {
    decideDispatch: (q) => decideDispatch({ ...q, request: { ...q.request, sink: 'GRID' } }),
  }),
  decides('refuses-without-the-reason', 'PR2-A-14', 'hard-coded constant', {
    decideDispatch: (q) => {
      const decision = decideDispatch(q);
      return decision.code === undefined ? decision : { ...decision, code: 'E_INTERNAL' };
    },
  }),
  decides('takes-a-request-below-its-least', 'PR2-A-14', 'off by one unit', {
    decideDispatch: (q) => decideDispatch({ ...q, leastW: Math.max(0, q.leastW - 1) }),
  }),
  decides('takes-requests-for-unknown-events', 'PR2-A-14', 'ignores', {
    decideDispatch: (q) => {
      const decision = decideDispatch(q);
      return decision.code === 'E_UNKNOWN_EVENT' ? ACCEPTED : decision;
    },
  }),
  decides('accepts-a-class-it-did-not-declare', 'PR2-A-19', 'ignores', {
    decideDispatch: (q) =>
      decideDispatch({ ...q, classes: ['REGULATION', 'FAST', 'EMERGENCY', 'RESERVE', 'SCHEDULED'] }),
  }),
  // With its ramp it has made a tenth of the step some 2 s after the 30 s of SCHEDULED.
  decides('starts-late', 'PR2-A-19', 'late by a little', { startDelayMs: () => 31_200 }),
  decides('starts-one-sample-late', 'PR2-A-19', 'off by one unit', {
    startDelayMs: (responseClass, parameters) =>
      latestStartMs(responseClass, parameters) + SAMPLE_MS[responseClass],
  }),
  decides('ramps-too-slowly', 'PR2-A-19', 'late by a little', { rampWps: (greatestW) => greatestW / 600 }),
  decides('jumps-instead-of-ramping', 'PR2-A-22', 'ignores', { rampWps: () => 1_000_000 }),
  decides('ignores-updates', 'PR2-A-22', 'answers but does not act', {
    decideUpdate: (q) => {
      const decision = decideUpdate(q);
      return decision.status === 'ACCEPTED' && q.update.dischargePowerW !== q.dispatch?.replacedW
        ? { status: 'REJECTED', code: 'E_STATE' }
        : decision;
    },
  }),
  decides('obeys-an-older-revision', 'PR2-A-22', 'stale data', {
    decideUpdate: (q) => {
      const decision = decideUpdate(q);
      return decision.code === 'E_STALE' ? ACCEPTED : decision;
    },
  }),
  decides('follows-a-cancel-for-one-reason-only', 'PR2-A-24', 'answers but does not act', {
    decideCancel: (q) => (q.cancel.reason === 'ABATED' ? decideCancel(q) : 'DUPLICATE'),
  }),
  decides('ignores-the-cancel', 'PR2-A-24', 'ignores', { decideCancel: () => 'E_STATE' }),
  decides('takes-a-cancel-of-an-unknown-event', 'PR2-A-24', 'answers but does not act', {
    decideCancel: (q) => (q.event === null ? null : decideCancel(q)),
  }),
  decides('opts-in-below-the-floor', 'PR2-A-08', 'ignores', {
    decideEvent: (q) => {
      const decision = decideEvent(q);
      return decision.code === 'E_PREFERENCE' ? { decision: 'OPT_IN' } : decision;
    },
  }),
  decides('opts-in-without-the-energy', 'PR2-A-08', 'ignores', {
    decideEvent: (q) => {
      const decision = decideEvent(q);
      return decision.code === 'E_ENERGY_EXCEEDS_AVAILABLE' ? { decision: 'OPT_IN' } : decision;
    },
  }),
  decides('takes-59-seconds-notice', 'PR2-A-09', 'off by one unit', {
    decideEvent: (q) => {
      const decision = decideEvent(q);
      return decision.code === 'E_NOTICE_TOO_SHORT' ? { decision: 'OPT_IN' } : decision;
    },
  }),
];

/** An event in which it has once refused too much is over for it, whatever it offered. */
function refusesWhatItOffered(): ReturnType<typeof createPev> {
  const refused = new Set<string>();
  return createPev({
    decideDispatch: (q) => {
      if (refused.has(q.request.eventId)) return { status: 'REJECTED', code: 'E_STATE' };
      const decision = decideDispatch(q);
      if (decision.counterOffer !== undefined) refused.add(q.request.eventId);
      return decision;
    },
  });
}
