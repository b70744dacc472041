/**
 * What the premises, the EVSE and the customer's own setting at the ESCI allow a PEV: sent to it as the ESCI's copy
 * of the preferences, in which the most restrictive holds (PR2-A-08, PR2-A-13, PR2-A-20; reading D19).
 */
import type { Preference } from './state';

export interface EnvelopeFacts {
  pevId: string;
  /** Set by the customer at this ESCI. */
  preference: Preference | null;
  /** Export limit of the premises, W; null is no limit. */
  siteExportW: number | null;
  /** PEVs that share the premises limit now, this one included. */
  sharers: number;
  /** Deratings in force, W. */
  derated: { evse: number | null; site: number | null; cordset: number | null };
  /** A copy was sent to this PEV before, which this one replaces. */
  sentBefore: boolean;
}

/** A floor that restricts nothing: the least that a preference may state, %. */
const NO_FLOOR = 10;

/** The copy for one PEV, or null where nothing here restricts it nor ever did. */
export function copyFor(facts: EnvelopeFacts): Omit<Preference, 'version'> | null {
  const { preference, sharers, derated } = facts;
  const share = (limitW: number | null): number | null =>
    limitW === null ? null : Math.floor(limitW / Math.max(1, sharers));
  const limits = [
    preference?.maxDischargeW ?? null,
    share(facts.siteExportW),
    share(derated.site),
    derated.evse,
    derated.cordset,
  ].filter((w) => w !== null);
  if (preference === null && limits.length === 0 && !facts.sentBefore) return null;
  const {
    version: _,
    maxDischargeW: __,
    ...wishes
  } = preference ?? {
    version: 0,
    maxDischargeW: 0,
    enabled: true,
    socFloor: NO_FLOOR,
  };
  return {
    ...wishes,
    pevId: facts.pevId,
    source: 'ESCI',
    ...(limits.length === 0 ? {} : { maxDischargeW: Math.min(...limits) }),
  };
}
