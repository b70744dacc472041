/** Whether a statement of the ESCI proves that the home is apart from the grid (PR2-B-02): unknown is not apart. */
import { timeMs } from '../../endpoint/identifiers';
import type { Parameters } from '../../parameters';
import type { IsolationStatus } from './state';

export interface IsolationQuestion {
  /** The statement that the request refers to; null where this PEV has not heard it from the one who asks. */
  readonly proof: IsolationStatus | null;
  /** The newest statement. */
  readonly newest: IsolationStatus | null;
  /** Age of the proof by its own time, ms; below zero it is of a time to come. */
  readonly ageMs: number;
  /** Since the proof was heard, ms. */
  readonly heardForMs: number;
  /** Whether the customer attested this very switch at the PEV, not too long ago. */
  readonly attestedHere: boolean;
  /** Wall time, ms. */
  readonly wallMs: number;
  readonly parameters: Parameters;
}

/** Fresh, two independent indications of open, none against it, and an attestation where the switch is manual. */
export function acceptsIsolation(q: IsolationQuestion): boolean {
  const { proof, newest, parameters } = q;
  if (proof === null || newest === null || newest.switchId !== proof.switchId) return false;
  const youngest = parameters.clockSkewS * -1000;
  const oldest = parameters.proofAgeS * 1000;
  if (q.ageMs > oldest || q.ageMs < youngest || q.heardForMs > oldest) return false;
  return provesOpen(proof, q) && provesOpen(newest, q);
}

/** Whether a sensor of the switch, or the ESCI on the whole, speaks against open (PR2-B-02). */
export function speaksAgainst(status: IsolationStatus): boolean {
  const closed = status.evidence.some(
    ({ kind, indicates }) => indicates === 'CLOSED' && (kind === 'AUX_CONTACT' || kind === 'GRID_COUPLING'),
  );
  return closed || status.position !== 'OPEN';
}

function provesOpen(status: IsolationStatus, q: IsolationQuestion): boolean {
  const { proofAgeS, attestationS } = q.parameters;
  const fresh = (at: string | undefined, limitS: number): boolean =>
    at === undefined || q.wallMs - timeMs(at) <= limitS * 1000;
  const shows = (wanted: IsolationStatus['evidence'][number]['kind']): boolean =>
    status.evidence.some(
      ({ kind, indicates, at }) =>
        kind === wanted &&
        indicates === 'OPEN' &&
        fresh(at, kind === 'ATTESTATION' ? attestationS : proofAgeS),
    );
  if (status.position !== 'OPEN' || status.evidence.some((e) => e.indicates === 'CLOSED')) return false;
  const attested = status.type === 'AUTO' || q.attestedHere || shows('ATTESTATION');
  return attested && shows('AUX_CONTACT') && (shows('GRID_COUPLING') || shows('DEAD_BUS'));
}
