/** The conformant decisions of a PEV. */
import { sampleS } from '../parameters';
import type { PevBehaviour, Report } from './behaviour';
import { decideDispatch } from './decide-dispatch';
import { decideEvent } from './decide-event';
import { decideCancel, decideUpdate } from './decide-update';
import { conformantIsland } from './island/conformant';
import { effectivePreference } from './preferences';
import { comparePrecedence, supersedes } from './precedence';
import type { CustomerAction } from './state';
import { hasUnknownZone } from './windows';

/** A limit that fell is obeyed well inside the second that an excess may last (PR2-A-13). */
const CURTAIL_MS = 800;
/** Share of an allowed time that a stop takes at most, so that the reaction to it fits in as well. */
const STOP_SHARE = 0.5;
/** Samples in the band before it counts as reached; the third one may fall on anybody's grid. */
const SAMPLES = 3;
/** Regulation needs half of the greatest power a second at least (P_RAMP). */
const REGULATION_PCT_PER_S = 50;
/** Least steps of energy and power that are worth a report by themselves. */
const LEAST_WH = 100;
const LEAST_W = 50;

export const conformantPev: PevBehaviour = {
  ...conformantIsland,
  outgoing: (message) => message,
  incoming: (message) => message,
  reportDelayMs: () => 0,
  report: (fresh) => fresh,
  reportsChange: (last, now, { availabilityDeltaPct }) =>
    differs(last, now) ||
    exceeds(last.maxDischargeW, now.maxDischargeW, availabilityDeltaPct, LEAST_W) ||
    exceeds(last.availableEnergyWh, now.availableEnergyWh, availabilityDeltaPct, LEAST_WH),
  effectivePreference,
  refusesPreference: (offered, held) => {
    if (hasUnknownZone(offered.windows ?? [])) return 'E_SCHEMA';
    return held !== null && held.source === offered.source && offered.version < held.version
      ? 'E_STALE'
      : null;
  },
  decideEvent,
  startOffsetS: (event, unit) => Math.round((event.randomizeStartS ?? 0) * unit * 1000) / 1000,
  prevails: (next, last) =>
    last === null ||
    next.sourceWallMs > last.sourceWallMs ||
    (next.sourceWallMs === last.sourceWallMs && strictness(next) >= strictness(last)),
  obeysCustomer: () => true,
  participation: (notice) => notice,
  decideDispatch,
  decideUpdate,
  decideCancel,
  precedence: comparePrecedence,
  supersedes,
  startDelayMs: () => 0,
  heldPowerW: (wantedW) => wantedW,
  limitedW: (setpointW, limitW) => Math.min(setpointW, limitW),
  rampWps: (greatestW, responseClass, { rampPctPerS }) => {
    const pct = responseClass === 'REGULATION' ? Math.max(rampPctPerS, REGULATION_PCT_PER_S) : rampPctPerS;
    return (greatestW * pct) / 100;
  },
  confirmDelayMs: (responseClass, { classes, confirmS }) =>
    Math.floor(Math.min(SAMPLES * sampleS(classes[responseClass]), confirmS) * 1000),
  stopShape: (cause, rampWps, { stopS, optOutS, derateS }) => {
    const allowedS = cause === 'customer' ? Math.min(optOutS, stopS) : stopS;
    const withinMs =
      cause === 'limit' ? Math.min(CURTAIL_MS, derateS * 1000 * STOP_SHARE) : allowedS * 1000 * STOP_SHARE;
    return { rateWps: rampWps, withinMs: Math.floor(withinMs) };
  },
  stopFloorPct: (floorPct) => floorPct,
  releaseFloorPct: (floorPct, { socHysteresisPct }) => floorPct + socHysteresisPct,
  noticeLeadMs: ({ preTerminationS }) => (preTerminationS + 1) * 1000,
  announces: () => true,
  watchdogDeadlineMs: (receivedMs, startMs, validForS) => Math.max(receivedMs, startMs) + validForS * 1000,
  durationsShiftMs: () => 0,
  meterIntervalS: (responseClass, { meterIntervalS, meterIntervalRegulationS }) =>
    responseClass === 'REGULATION' ? Math.min(meterIntervalS, meterIntervalRegulationS) : meterIntervalS,
  shown: (metered) => metered,
  rideThroughMs: (gridPresent, { rideThroughS }) => (gridPresent ? rideThroughS * 1000 : 0),
  enterServiceMs: ({ enterServiceS }) => enterServiceS * 1000,
  reboundDelayS: (unit, latestS, { reboundS }) =>
    Math.floor(Math.max(0, Math.min(unit * reboundS, latestS)) * 1000) / 1000,
  yieldsToEvents: () => true,
  afterRestart: () => 'end',
};

/** Whether more than drift has changed: what the customer or the connection allows, or readiness. */
function differs(last: Report, now: Report): boolean {
  return (
    last.sessionId !== now.sessionId ||
    last.readiness.state !== now.readiness.state ||
    last.readiness.notReadyUntil !== now.readiness.notReadyUntil ||
    last.socFloor !== now.socFloor ||
    last.departure !== now.departure
  );
}

/** More than 500, or than so many per cent of what was last reported, but no trifle. */
function exceeds(last: number, now: number, pct: number, least: number): boolean {
  return Math.abs(now - last) > Math.min(500, Math.max((last * pct) / 100, least));
}

function strictness({ action }: CustomerAction): number {
  return { OPT_IN: 0, OVERRIDE: 1, OPT_OUT: 2 }[action];
}
