/** The power that an event or a dispatch asks for over time, and the energy that this takes. */
import type { MessageBodies } from '../../schemas';

/** One stretch of constant power; instants on the clock of whoever asks, ms. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
  readonly powerW: number;
}

export type Event = MessageBodies['EnergySupplyEvent'];

/** The intervals of an event laid out from `startMs`, cut at its end. */
export function eventProfile(event: Event, startMs: number): Stretch[] {
  const endMs = startMs + event.durationS * 1000;
  return event.intervals
    .map(({ offsetS, durationS, dischargePowerW }) => ({
      fromMs: startMs + offsetS * 1000,
      toMs: Math.min(endMs, startMs + (offsetS + durationS) * 1000),
      powerW: dischargePowerW,
    }))
    .filter((s) => s.toMs > s.fromMs)
    .toSorted((a, b) => a.fromMs - b.fromMs);
}

/** The energy between two instants, J. */
export function profileJ(profile: readonly Stretch[], fromMs: number, toMs: number): number {
  let sumJ = 0;
  for (const s of profile) {
    const overlapMs = Math.min(s.toMs, toMs) - Math.max(s.fromMs, fromMs);
    if (overlapMs > 0) sumJ += (s.powerW * overlapMs) / 1000;
  }
  return sumJ;
}

/** The greatest power in it, W. */
export function greatestPowerW(profile: readonly Stretch[]): number {
  return Math.max(0, ...profile.map((s) => s.powerW));
}

/**
 * What lies ahead from `fromMs`: `commands` hold until the next one; where the event foresees intervals that no
 * command has named yet, these follow (the first interval of an event comes as a request, each later one as an
 * update).
 */
export function aheadProfile(
  commands: readonly { readonly atMs: number; readonly powerW: number }[],
  foreseen: readonly Stretch[],
  fromMs: number,
  endMs: number,
): Stretch[] {
  const lastMs = Math.max(fromMs, ...commands.map((c) => c.atMs));
  const steps = commands.map((c) => ({ atMs: Math.max(fromMs, c.atMs), powerW: c.powerW }));
  for (const [i, s] of foreseen.entries()) {
    if (s.fromMs > lastMs) steps.push({ atMs: s.fromMs, powerW: s.powerW });
    const gap = (foreseen[i + 1]?.fromMs ?? endMs) > s.toMs;
    if (gap && s.toMs > lastMs && i + 1 < foreseen.length) steps.push({ atMs: s.toMs, powerW: 0 });
  }
  steps.sort((a, b) => a.atMs - b.atMs);
  return steps
    .map((s, i) => ({ fromMs: s.atMs, toMs: Math.min(endMs, steps[i + 1]?.atMs ?? endMs), powerW: s.powerW }))
    .filter((s) => s.toMs > s.fromMs);
}
