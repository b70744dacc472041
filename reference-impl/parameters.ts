/**
 * The parameters P_* that a test profile may set, with their defaults, under natural names and in one unit each
 * (specification, table 4.2). The one table for every reference actor.
 */

/** A response class and its limits: the answer to the use case's "meet time ???" (step 7). */
export type ResponseClassName = 'REGULATION' | 'FAST' | 'EMERGENCY' | 'RESERVE' | 'SCHEDULED';

export interface ClassLimits {
  /** Answer to a message, s (P_T_ACK). */
  readonly ackS: number;
  /** First sample at 10 % of the step, s. */
  readonly startS: number;
  /** First entry into the tolerance band that holds, s. */
  readonly fullS: number;
}

export const RESPONSE_CLASSES: Readonly<Record<ResponseClassName, ClassLimits>> = {
  REGULATION: { ackS: 1, startS: 1, fullS: 4 },
  FAST: { ackS: 2, startS: 10, fullS: 30 },
  EMERGENCY: { ackS: 5, startS: 10, fullS: 60 },
  RESERVE: { ackS: 5, startS: 120, fullS: 600 },
  SCHEDULED: { ackS: 10, startS: 30, fullS: 300 },
};

/** Natural name → the profile's key and the default. */
const TABLE = {
  forwardS: ['P_T_FWD', 5],
  availabilityS: ['P_T_AVAIL', 10],
  availabilityRequestS: ['P_T_AVREQ', 10],
  availabilityAgeS: ['P_AVAIL_AGE', 10],
  /** Per cent of the last report; a change of 500 W or 500 Wh counts as well. */
  availabilityDeltaPct: ['P_AVAIL_DELTA', 10],
  optOutS: ['P_T_OPT', 10],
  optOutMessageS: ['P_T_OPTMSG', 5],
  preTerminationS: ['P_T_PRETERM', 60],
  postTerminationS: ['P_T_POSTTERM', 5],
  stopS: ['P_T_STOP', 10],
  confirmS: ['P_T_CONF', 5],
  tolerancePct: ['P_TOL', 5],
  overshootPct: ['P_TOL_OVER', 2],
  responsePct: ['P_RESP_PCT', 95],
  /** Per cent of the greatest power, a second. */
  rampPctPerS: ['P_RAMP', 10],
  socTolerancePct: ['P_SOC_TOL', 1],
  socHysteresisPct: ['P_SOC_HYST', 2],
  socFloorPct: ['P_FLOOR', 30],
  meterIntervalS: ['P_MET_INT', 60],
  meterIntervalRegulationS: ['P_MET_INT_REGULATION', 4],
  meterAccuracyPct: ['P_MET_ACC', 2],
  /** Least validForS that a Utility uses; three refresh intervals where that is more. */
  watchdogS: ['P_WATCHDOG', 30],
  clockSkewS: ['P_CLK_SKEW', 1],
  noticePlannedS: ['P_NOTICE_PLANNED', 86_400],
  noticeDayOfS: ['P_NOTICE_DAYOF', 3_600],
  noticeEmergencyS: ['P_NOTICE_EMERG', 60],
  noticeCeilingS: ['P_NOTICE_CEILING', 604_800],
  serviceLowPu: ['P_ES_V_MIN', 0.917],
  serviceHighPu: ['P_ES_V_MAX', 1.05],
  /** At 60 Hz; a 50 Hz profile states its own. */
  serviceLowHz: ['P_ES_F_MIN', 59.5],
  serviceHighHz: ['P_ES_F_MAX', 60.1],
  enterServiceS: ['P_ES_DELAY', 300],
  enterServiceRampS: ['P_ES_RAMP', 300],
  rideThroughS: ['P_RIDE', 1],
  derateS: ['P_T_DERATE', 5],
  authorisationS: ['P_T_AUTH', 60],
  proofAgeS: ['P_PROOF_AGE', 10],
  preferenceS: ['P_T_PREF', 10],
  reboundS: ['P_REBOUND', 600],
  antiIslandingS: ['P_AI', 2],
  syncHz: ['P_SYNC_F', 0.3],
  syncVoltagePct: ['P_SYNC_V', 10],
  syncDeg: ['P_SYNC_PHASE', 20],
  deadBusPct: ['P_DEADBUS', 10],
  deadBusS: ['P_DEAD_T', 1],
  transferMs: ['P_XFER', 100],
  isolationS: ['P_T_ISO', 2],
  tripS: ['P_T_TRIP', 0.5],
  emergencyRequestS: ['P_T_EMERG', 30],
  attestationS: ['P_ATTEST', 300],
  islandVoltagePct: ['P_ISL_V', 6],
  islandHz: ['P_ISL_F', 0.5],
  iceOnPct: ['P_ICE_ON', 25],
  iceOffPct: ['P_ICE_OFF', 35],
} as const satisfies Record<string, readonly [key: string, fallback: number]>;

export type Parameters = { readonly [name in keyof typeof TABLE]: number } & {
  /** Limits by response class; P_T_ACK, where the profile sets it, replaces every ack time. */
  readonly classes: Readonly<Record<ResponseClassName, ClassLimits>>;
};

/** The parameters of a run: the defaults, replaced by what `params` (a profile, keyed P_*) states. */
export function parametersFrom(params: object = {}): Parameters {
  const given = new Map<string, unknown>(Object.entries(params));
  const value = (key: string, fallback: number): number => {
    const v = given.get(key);
    return typeof v === 'number' && Number.isFinite(v) ? v : fallback;
  };
  const named = Object.fromEntries(
    Object.entries(TABLE).map(([name, [key, fallback]]) => [name, value(key, fallback)]),
  );
  const ackS = given.get('P_T_ACK');
  const classes = Object.fromEntries(
    Object.entries(RESPONSE_CLASSES).map(([name, limits]) => [
      name,
      typeof ackS === 'number' ? { ...limits, ackS } : limits,
    ]),
  );
  return { ...named, classes } as Parameters;
}

/** Half-width of the tolerance band around a setpoint, W: P_TOL with its floor of 150 W (50 W at standby). */
export function toleranceW(setpointW: number, tolerancePct = 5): number {
  const magnitude = Math.abs(setpointW);
  if (magnitude === 0) return 50;
  return Math.max((magnitude * tolerancePct) / 100, Math.min(150, magnitude / 4));
}

/** Seconds between samples while a response is judged (P_SAMPLE). */
export function sampleS(limits: ClassLimits): number {
  return Math.min(1, limits.startS / 10, limits.fullS / 10);
}
