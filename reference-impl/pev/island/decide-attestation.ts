/** Whether the customer's word on a manual switch is taken at the PEV (PR2-B-07). */
import type { ErrorCode } from '../../../schemas';

export interface AttestationQuestion {
  readonly statement: string;
  readonly switchId: string;
  /** The switch of this home, as far as the ESCI has named one. */
  readonly knownSwitchId: string | null;
  readonly tokenUsed: boolean;
  /** A sensor of the switch, or this PEV's own, shows it closed. */
  readonly contradicted: boolean;
  /** Which of the two steps this is. */
  readonly step: 'first' | 'second' | 'both';
  /** Age of the first step for this switch, ms; null where there was none. */
  readonly firstStepAgeMs: number | null;
  /** Age of the statement, ms. */
  readonly ageMs: number;
  /** P_ATTEST, ms. */
  readonly validMs: number;
}

/** Null takes it. What sensors show goes before what anybody says. */
export function refusesAttestation(q: AttestationQuestion): ErrorCode | null {
  if (q.statement !== 'OPEN') return 'E_SCHEMA';
  if (q.knownSwitchId !== null && q.switchId !== q.knownSwitchId) return 'E_ISOLATION_CONFLICT';
  if (q.tokenUsed) return 'E_DUPLICATE';
  if (q.contradicted) return 'E_ISOLATION_CONFLICT';
  if (q.ageMs > q.validMs) return 'E_EXPIRED';
  if (q.step !== 'second') return null;
  if (q.firstStepAgeMs === null) return 'E_STATE';
  return q.firstStepAgeMs > q.validMs ? 'E_EXPIRED' : null;
}
