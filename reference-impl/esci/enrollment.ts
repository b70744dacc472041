/** Who may be asked for energy here (PR2-G-02, PR2-G-03). */
import type { MessageBodies } from '../../schemas';
import { timeMs } from '../endpoint/identifiers';

type EnrollmentRecord = MessageBodies['EnrollmentRecord'];

/** Where this ESCI stands, in the use case's own terms (D32). */
export interface Place {
  location: string;
  architecture: string;
}

/**
 * Whether one of the records covers an event that starts at `startWallMs` at this place: active, for the programme
 * (null: for any), begun and not yet ended (`validTo` itself is outside).
 */
export function isEnrolled(
  records: readonly EnrollmentRecord[],
  place: Place,
  pevId: string,
  programId: string | null,
  startWallMs: number,
): boolean {
  return records.some(
    (r) =>
      r.pevId === pevId &&
      (programId === null || r.programId === programId) &&
      r.status === 'ACTIVE' &&
      timeMs(r.validFrom) <= startWallMs &&
      (r.validTo === undefined || startWallMs < timeMs(r.validTo)) &&
      r.location.some((l) => l === place.location) &&
      r.architecture === place.architecture,
  );
}

/** The key under which a record replaces its earlier versions. */
export function enrollmentKey(record: EnrollmentRecord): string {
  return `${record.pevId} ${record.programId}`;
}
