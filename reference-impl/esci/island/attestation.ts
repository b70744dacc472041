/** The customer's word that a manual switch is open (PR2-B-07). */
import type { ErrorCode } from '../../../schemas';

export interface AttestationFacts {
  /** Null where no switch is fitted. */
  fitted: { switchId: string; type: 'AUTO' | 'MANUAL' } | null;
  switchId: string;
  /** Age of the statement, ms; below zero it is of a time to come. */
  ageMs: number;
  tokenUsed: boolean;
  commissioned: boolean;
  /** A sensor shows the switch closed, or the bus alive. */
  contradicted: boolean;
  /** P_ATTEST and P_CLK_SKEW, ms. */
  validMs: number;
  skewMs: number;
}

/** Why the customer's word is not taken; null takes it. */
export function attestationRefusal(facts: AttestationFacts): ErrorCode | null {
  if (facts.fitted === null || facts.switchId !== facts.fitted.switchId) return 'E_ISOLATION_CONFLICT';
  if (facts.fitted.type !== 'MANUAL') return 'E_STATE';
  if (facts.tokenUsed) return 'E_DUPLICATE';
  if (facts.ageMs > facts.validMs || facts.ageMs < -facts.skewMs) return 'E_EXPIRED';
  if (!facts.commissioned) return 'E_NOT_COMMISSIONED';
  return facts.contradicted ? 'E_ISOLATION_CONFLICT' : null;
}

/** Whether an attestation is still good when the proof is made; its age limit itself is inside. */
export function isAttested(attestation: { atMs: number } | null, atMs: number, validMs: number): boolean {
  return attestation !== null && atMs - attestation.atMs <= validMs;
}
