/** What customers want to be told, how, and since when: versions that are never forgotten (PR2-A-02, PR2-A-03). */
import { isQuietAt, isTimeZone, quietEndMs } from './quiet-hours';
import type { NoticeClass, Preference, PreferenceVersion, Refusal } from './state';

/** Channel types that PR2 knows; PAGER is a legacy of 2008. */
export const CHANNEL_TYPES = ['EMAIL', 'SMS', 'PAGER', 'WEB', 'APP', 'PUSH', 'PHONE'] as const;

/** Why a new preference is not taken over, or null: older than what is known, or one that cannot be followed. */
export function refusePreference(
  history: readonly PreferenceVersion[],
  incoming: Preference,
): Refusal | null {
  const latest = history.at(-1)?.preference.version ?? -Infinity;
  if (incoming.version <= latest) return 'E_STALE';
  if (incoming.channels.some((c) => !(CHANNEL_TYPES as readonly string[]).includes(c.type)))
    return 'E_SCHEMA';
  if (incoming.quietHours !== undefined && !isTimeZone(incoming.quietHours.tz)) return 'E_SCHEMA';
  return null;
}

/** The preference in force at an instant: of those that had arrived, the highest version. Bench time. */
export function effectivePreference(history: readonly PreferenceVersion[], atMs: number): Preference | null {
  return history.findLast((v) => v.effectiveMs <= atMs)?.preference ?? null;
}

/** The channels that the customer designated and left switched on, each type once. */
export function designatedChannels(preference: Preference | null): string[] {
  return [...new Set((preference?.channels ?? []).filter((c) => c.enabled).map((c) => c.type as string))];
}

/** When an alert of this class may go out at the earliest; an emergency may break the quiet hours if it is allowed to. */
export function alertAllowedMs(preference: Preference, noticeClass: NoticeClass, wallMs: number): number {
  const quiet = preference.quietHours;
  if (quiet === undefined || (noticeClass === 'EMERGENCY' && preference.emergencyOverride === true))
    return wallMs;
  return isQuietAt(quiet, wallMs) ? quietEndMs(quiet, wallMs) : wallMs;
}
