/**
 * The customer's preferences, kept in the PEV and in the ESCI; the most restrictive of both holds (PR2-A-08,
 * reading D19).
 */
import { timeMs } from '../endpoint/identifiers';
import type { MessageBodies } from '../../schemas';
import { coveredUntil, type Window } from './windows';

export type Preference = MessageBodies['DischargePreference'];

/** The PEV's own preference (set at its panel or by an app) and the ESCI's copy. */
export interface PreferenceStores {
  pev: Preference;
  esci: Preference | null;
}

/** What the customer allows, all stores taken together. */
export interface EffectivePreference {
  readonly enabled: boolean;
  readonly floorPct: number;
  /** Infinite where the customer sets no ceiling, W. */
  readonly mostW: number;
  readonly autoOptIn: boolean;
  readonly acceptShortNotice: boolean;
  readonly backupEnabled: boolean;
  /** Wall time, ms. */
  readonly departureMs: number | null;
  readonly departureSocPct: number | null;
  /** One list for each store that restricts the hours; discharge must lie in all of them. */
  readonly windows: readonly (readonly Window[])[];
}

/** The most restrictive of what is stored, and of a departure stated by itself. */
export function effectivePreference(
  stores: PreferenceStores,
  departure: { atMs: number | null; socPct: number | null } | null = null,
): EffectivePreference {
  const all = stores.esci === null ? [stores.pev] : [stores.pev, stores.esci];
  const departures = all.flatMap((p) => (p.departure === undefined ? [] : [timeMs(p.departure)]));
  const socs = all.flatMap((p) => (p.departureSoc === undefined ? [] : [p.departureSoc]));
  // A departure that is stated by itself is the customer's latest word and replaces the stored one.
  const departureMs = departure?.atMs ?? least(departures);
  const departureSocPct = departure?.socPct ?? (socs.length === 0 ? null : Math.max(...socs));
  return {
    enabled: all.every((p) => p.enabled),
    floorPct: Math.max(...all.map((p) => p.socFloor)),
    mostW: Math.min(...all.map((p) => p.maxDischargeW ?? Number.POSITIVE_INFINITY)),
    autoOptIn: all.every((p) => p.autoOptIn ?? true),
    acceptShortNotice: allThatSay(all.map((p) => p.acceptShortNotice)),
    // The ESCI asks only where its customer has chosen backup; a store that says nothing does not object.
    backupEnabled: all.every((p) => p.backupEnabled ?? true),
    departureMs,
    departureSocPct,
    windows: all.flatMap((p) => (p.windows === undefined || p.windows.length === 0 ? [] : [p.windows])),
  };
}

/** The end of the stretch around `wallMs` in which discharge is allowed; null outside, `horizonMs` at most. */
export function allowedUntil(
  preference: EffectivePreference,
  wallMs: number,
  horizonMs: number,
): number | null {
  let untilMs = horizonMs;
  for (const windows of preference.windows) {
    const endMs = coveredUntil(windows, wallMs, horizonMs);
    if (endMs === null) return null;
    untilMs = Math.min(untilMs, endMs);
  }
  return untilMs;
}

function allThatSay(values: readonly (boolean | undefined)[]): boolean {
  const said = values.filter((v) => v !== undefined);
  return said.length > 0 && said.every(Boolean);
}

function least(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.min(...values);
}
