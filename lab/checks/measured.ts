/** What a report of power and energy is held against: what flowed at the terminals, and how near is near enough. */
import type { CaseView } from '../../runlog/case-view';

/** P_TOL at a small setpoint, and the rounding of whole watts and of the instant. */
export const NEAR_W = 150;
/** Rounding of a register in whole watt-hours, at both ends. */
export const NEAR_WH = 2;

/** How far a reported power may be off where `powerW` flows: 5 % (P_TOL), and 150 W at least. */
export function nearW(powerW: number): number {
  return Math.max(NEAR_W, Math.abs(powerW) * 0.05);
}

/**
 * The actual power nearest to what was reported within a second of the instant: a device measures when it measures.
 * Without declared slopes what flowed between two samples is not known, and a kink may lie anywhere between them: the
 * samples on either side bound it.
 */
export function powerNear(view: CaseView, pev: string, atMs: number, reportedW: number): number | undefined {
  const curve = view.curve(pev);
  if (curve.powerAt(atMs) === undefined) return undefined;
  const before = curve.pointAt(atMs - 1000);
  const sampled = before?.slopeWps === undefined;
  const fromMs = sampled ? (before?.atMs ?? atMs - 1000) : atMs - 1000;
  const after = sampled ? curve.pointAfter(atMs + 1000) : undefined;
  const corners = curve.corners(fromMs, Math.min(after?.atMs ?? atMs + 1000, view.nowMs));
  let low = Infinity;
  let high = -Infinity;
  for (const c of corners) {
    low = Math.min(low, c.powerW);
    high = Math.max(high, c.powerW);
  }
  return corners.length === 0 ? undefined : Math.min(high, Math.max(low, reportedW));
}

/** What a PEV had given by an instant by its own register, J: the last reading carried on; undefined without one. */
export function exportedBy(view: CaseView, pev: string, atMs: number): number | undefined {
  const reading = view.reading(pev, 'exportJ', atMs);
  if (reading === undefined) return undefined;
  return (reading.values.exportJ ?? 0) + view.curve(pev).energyJ(reading.atMs, atMs).exportJ;
}

/** When a value was told, and when it was read by the teller's own clock, ms. */
export interface TimedValue {
  readonly atMs: number;
  readonly readMs?: number;
}

/** A value may be on its way so much longer than the one before it, ms. */
const WAY_MS = 5000;

/** How far two values stand apart: as they were told or, within what a word may take, as they were read. */
export function apartMs(before: TimedValue, after: TimedValue): number {
  const toldMs = after.atMs - before.atMs;
  const readMs = (after.readMs ?? NaN) - (before.readMs ?? NaN);
  return readMs < toldMs ? Math.max(readMs, toldMs - WAY_MS) : toldMs;
}

/** What a PEV had taken by an instant by its own register, J; undefined without one. */
export function importedBy(view: CaseView, pev: string, atMs: number): number | undefined {
  const reading = view.reading(pev, 'importJ', atMs);
  if (reading === undefined) return undefined;
  return (reading.values.importJ ?? 0) + view.curve(pev).energyJ(reading.atMs, atMs).importJ;
}
