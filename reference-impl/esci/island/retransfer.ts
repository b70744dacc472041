/** When the premises may be put back on the grid (PR2-B-04). */
import type { SyncDifference } from '../../../schemas';
import { isDead, type DeadBus } from './evidence';

export interface SyncLimits {
  /** P_SYNC, Hz, % of nominal and degrees; each limit itself is inside. */
  readonly syncHz: number;
  readonly syncVoltagePct: number;
  readonly syncDeg: number;
}

/** Whether island and grid are near enough to be joined alive; what was not measured is not near. */
export function closesAtSync(sync: SyncDifference | null, limits: SyncLimits): boolean {
  return (
    sync !== null &&
    Math.abs(sync.df) <= limits.syncHz &&
    Math.abs(sync.dVpct) <= limits.syncVoltagePct &&
    Math.abs(sync.dPhiDeg) <= limits.syncDeg
  );
}

export interface OffFacts {
  busV: number | null;
  /** The PEV has said that it stops, or none was asked, or it is gone. */
  saidStop: boolean;
  /** Power at the terminals of every PEV, signed W. */
  powerW: number;
}

/** Above this a PEV still works, W: the tolerance band at standby. */
const STILL_W = 50;

/** Whether no PEV energises the premises any more: its word, its meter and the bus have to agree. */
export function isOff(facts: OffFacts, limits: DeadBus): boolean {
  return facts.saidStop && Math.abs(facts.powerW) <= STILL_W && isDead(facts.busV, limits);
}
