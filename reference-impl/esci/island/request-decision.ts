/** Whether a PEV may be asked to energise the premises (PR2-B-05): every condition, in one place. */
import type { ErrorCode } from '../../../schemas';
import type { Evidence } from './evidence';
import type { GridState } from './grid-state';

export interface RequestFacts {
  grid: GridState | null;
  evidence: Evidence;
  /** The proof has held for long enough that the switch does not bounce. */
  settled: boolean;
  /** A manual switch is attested; true for an automated one. */
  attested: boolean;
  commissioned: boolean;
  /** EVSE and cable can feed the home. */
  v2h: boolean;
  /** The inverter may export through this cable. */
  authorised: boolean;
  /** The customer has enabled discharge, and backup. */
  wanted: boolean;
  /** No grid dispatch runs and no power flows. */
  gridDispatchOver: boolean;
  /** No PEV that was asked before may still be on. */
  nobodyElse: boolean;
}

/** Why it is not asked; null where everything holds. Anything unknown refuses. */
export function requestRefusal(facts: RequestFacts): ErrorCode | null {
  if (facts.grid !== 'ABSENT') return 'E_GRID_PRESENT';
  if (facts.evidence !== 'PROVEN' || !facts.settled || !facts.attested) return 'E_ISOLATION_NOT_PROVEN';
  if (!facts.commissioned) return 'E_NOT_COMMISSIONED';
  if (!facts.v2h) return 'E_NOT_CAPABLE';
  if (!facts.authorised) return 'E_NOT_READY';
  if (!facts.wanted) return 'E_PREFERENCE';
  return facts.gridDispatchOver && facts.nobodyElse ? null : 'E_STATE';
}
