/** Keeping enrollments, telling the ESCIs of them, and acting on their end (PR2-G-02; M01, M02). */
import type { Message } from '../../schemas';
import { partsOf, timeMs } from '../endpoint/identifiers';
import { now, timeNow, type Desk } from './desk';
import { withdraw } from './cancelling';
import { isFinal } from './lifecycle';
import { callOf } from './calls';
import type { Enrollment, Refusal } from './state';

/** Sends every enrollment to every ESCI: the first thing after a start. */
export function publishAll(desk: Desk): void {
  if (desk.state.enrollmentsSent) return;
  desk.state.enrollmentsSent = true;
  for (const enrollment of Object.values(desk.state.enrollments)) publish(desk, enrollment);
}

function publish(desk: Desk, enrollment: Enrollment): void {
  for (const esci of desk.state.escis) {
    desk.endpoint.send(now(desk), 'EnrollmentRecord', esci, enrollment.pevId, enrollment, {
      keep: 'until-alive',
    });
  }
}

/** Takes over a new or changed enrollment, or says why not. */
export function enroll(desk: Desk, enrollment: Enrollment): Refusal | null {
  const known = desk.state.enrollments[enrollment.pevId];
  if (!isSound(enrollment)) return 'E_SCHEMA';
  if (known !== undefined && enrollment.version <= known.version) return 'E_STALE';
  desk.state.enrollments[enrollment.pevId] = enrollment;
  publish(desk, enrollment);
  callOff(desk, enrollment);
  return null;
}

/** Suspends or ends an enrollment at the operator's word. */
export function revoke(desk: Desk, pevId: string, status: Enrollment['status']): Refusal | null {
  const known = desk.state.enrollments[pevId];
  if (known === undefined) return 'E_NOT_ENROLLED';
  return enroll(desk, { ...known, status, version: known.version + 1 });
}

/** Cancels what the holder of this enrollment may no longer be called for. */
function callOff(desk: Desk, enrollment: Enrollment): void {
  if (!desk.behaviour.cancelsRevoked()) return;
  for (const event of desk.state.events) {
    if (isFinal(event.state) || desk.behaviour.isEnrolled(enrollment, callOf(event))) continue;
    withdraw(desk, event, [enrollment.pevId], 'ENROLLMENT');
  }
}

/** Takes in a customer's notification preference (PR2-A-02); the last valid one stays where it is refused. */
export function onPreference(desk: Desk, message: Message<'NotificationPreference'>): Refusal | null {
  const preference = message.data;
  const { role, id } = partsOf(message.source);
  if (role !== 'customer' || id !== preference.customerId) return 'E_UNAUTHORIZED';
  if (!Object.values(desk.state.enrollments).some((e) => e.customerId === id)) return 'E_NOT_ENROLLED';
  const history = (desk.state.preferences[id] ??= []);
  const refused = desk.behaviour.refusePreference(history, preference);
  if (refused === null) history.push({ preference, effectiveMs: now(desk), effectiveAt: timeNow(desk) });
  return refused;
}

/** Whether an enrollment's own dates make sense: it must not end before it begins. */
function isSound(enrollment: Enrollment): boolean {
  return enrollment.validTo === undefined || timeMs(enrollment.validTo) >= timeMs(enrollment.validFrom);
}
