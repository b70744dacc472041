/** Who may be called upon, and where (PR2-G-02, PR2-G-03). */
import { timeMs } from '../endpoint/identifiers';
import type { Connection, Enrollment } from './state';

export interface Call {
  startMs: number;
  programId: string;
  /** Events of the same year that the PEV was called for already. */
  eventsThisYear: number;
}

/** Whether an event may be issued to the holder of this enrollment: in force when it starts, and of its program. */
export function isEnrolled(enrollment: Enrollment | undefined, call: Call): boolean {
  if (enrollment === undefined || enrollment.status !== 'ACTIVE') return false;
  if (enrollment.programId !== call.programId) return false;
  if (call.startMs < timeMs(enrollment.validFrom)) return false;
  if (enrollment.validTo !== undefined && call.startMs >= timeMs(enrollment.validTo)) return false;
  return enrollment.maxEventsPerYear === undefined || call.eventsThisYear < enrollment.maxEventsPerYear;
}

/** Whether a PEV may be dispatched where it is plugged in; an unknown place is no permitted place. */
export function isPermittedPlace(enrollment: Enrollment, connection: Connection | null): boolean {
  return (
    connection !== null &&
    enrollment.location.includes(connection.location) &&
    enrollment.architecture === connection.architecture
  );
}

/** Whether the connection can discharge at all (PR2-A-12): both ways, with a known cordset, inverter authorised. */
export function mayDischarge(connection: Connection): boolean {
  const { bidirectional, capabilities, cordsetA, inverterAuthorised } = connection;
  return bidirectional && capabilities.v2g && inverterAuthorised && (cordsetA ?? 0) > 0;
}
