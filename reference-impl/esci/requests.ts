/** Requests that are for the ESCI itself. */
import type { Message } from '../../schemas';
import { partsOf } from '../endpoint/identifiers';
import type { Context } from './context';
import { setPreference } from './copies';
import { enrollmentKey } from './enrollment';
import { receiveAttestation } from './island/attesting';
import { receiveStop } from './island/generation';

/** Acts on a request and answers it (PR2-X-09). */
export function receive(ctx: Context, atMs: number, message: Message): void {
  const { role } = partsOf(message.source);
  switch (message.type) {
    case 'pr2.EnrollmentRecord.v1':
      if (role !== 'utility') return unauthorised(ctx, atMs, message);
      return enroll(ctx, atMs, message);
    case 'pr2.DischargePreference.v1': {
      if (role !== 'customer') return unauthorised(ctx, atMs, message);
      const code = setPreference(ctx, atMs, message.data);
      return code === null
        ? ctx.endpoint.acknowledge(atMs, message)
        : ctx.endpoint.reject(atMs, message, code);
    }
    case 'pr2.IsolationAttestation.v1':
      return receiveAttestation(ctx, atMs, message);
    case 'pr2.GenerationStop.v1':
      if (role !== 'pev') return unauthorised(ctx, atMs, message);
      return receiveStop(ctx, atMs, message);
    case 'pr2.EnergySupplyEvent.v1':
    case 'pr2.AvailabilityRequest.v1':
    case 'pr2.DispatchRequest.v1':
    case 'pr2.DispatchUpdate.v1':
    case 'pr2.EventCancel.v1':
      return ctx.endpoint.reject(
        atMs,
        message,
        'E_UNKNOWN_PEV',
        'is for a PEV, and names none as its destination',
      );
    default:
      return ctx.endpoint.reject(atMs, message, 'E_UNSUPPORTED', 'is not for an ESCI');
  }
}

function enroll(ctx: Context, atMs: number, message: Message<'EnrollmentRecord'>): void {
  const key = enrollmentKey(message.data);
  const code = ctx.behaviour.refusesEnrollment(message.data, ctx.state.enrollments[key]);
  if (code !== null) return ctx.endpoint.reject(atMs, message, code, 'a later version is known');
  ctx.state.enrollments[key] = message.data;
  ctx.endpoint.acknowledge(atMs, message);
}

function unauthorised(ctx: Context, atMs: number, message: Message): void {
  ctx.endpoint.reject(atMs, message, 'E_UNAUTHORIZED', 'not from such a sender');
}
