/** What each message that arrives means to a Utility, and how it is answered (PR2-X-09). */
import type { ErrorCode, Message } from '../../schemas';
import { hasRole } from '../endpoint/inspection';
import { partsOf } from '../endpoint/identifiers';
import { onReceipt } from './alerts';
import { keepReport } from './availability';
import { findEvent, findTarget, now, pevRecord, pevUrn, type Desk } from './desk';
import { onAnswer } from './answers';
import { releaseTarget } from './commands';
import { onReport } from './dispatching';
import { onPreference } from './enrolling';
import { isFinal, isOut } from './lifecycle';
import { onEventReport } from './outcomes';
import { onConfirmation, onEventResponse, onParticipation, onTermination } from './participation';
import { postpone } from './postponing';
import type { GridEvent, Target } from './state';

/** Acts on a message that owes an answer, and gives it. */
export function onRequest(desk: Desk, message: Message): void {
  const refused = act(desk, message);
  if (refused === null) desk.endpoint.acknowledge(now(desk), message);
  else desk.endpoint.reject(now(desk), message, refused);
  followUp(desk, message, refused);
}

function act(desk: Desk, message: Message): ErrorCode | null {
  switch (message.type) {
    case 'pr2.NotificationPreference.v1':
      return onPreference(desk, message);
    case 'pr2.ConnectionNotice.v1':
      return onConnection(desk, message);
    case 'pr2.AvailabilityReport.v1':
    case 'pr2.DispatchConfirmation.v1':
    case 'pr2.ParticipationNotice.v1':
    case 'pr2.TerminationNotice.v1':
    case 'pr2.EventReport.v1':
      return speaksFor(message, message.data.pevId) ? onWord(desk, message) : 'E_UNAUTHORIZED';
    default:
      return 'E_UNSUPPORTED';
  }
}

type Word =
  'AvailabilityReport' | 'DispatchConfirmation' | 'ParticipationNotice' | 'TerminationNotice' | 'EventReport';

/** What may follow once the message is answered. */
function followUp(desk: Desk, message: Message, refused: ErrorCode | null): void {
  if (refused !== null) return;
  if (message.type === 'pr2.AvailabilityReport.v1') onReport(desk, message.data.pevId);
  if (message.type === 'pr2.ConnectionNotice.v1') sendMissed(desk, message.data.pevId);
}

/** A PEV's word on itself and its part in an event. */
function onWord(desk: Desk, message: Message<Word>): ErrorCode | null {
  if (message.type === 'pr2.AvailabilityReport.v1') {
    keepReport(desk, message);
    return null;
  }
  if (message.type === 'pr2.DispatchConfirmation.v1') return onMeasured(desk, message);
  const event = findEvent(desk, message.data.eventId);
  const target = findTarget(event, message.data.pevId);
  if (message.type === 'pr2.TerminationNotice.v1') onTermination(desk, event, target, message.data);
  if (event === undefined || target === undefined) return 'E_UNKNOWN_EVENT';
  if (message.type === 'pr2.ParticipationNotice.v1')
    return onParticipation(desk, event, target, message.data);
  if (message.type === 'pr2.EventReport.v1') onEventReport(desk, event, target, message.data);
  return null;
}

function onConnection(desk: Desk, message: Message<'ConnectionNotice'>): ErrorCode | null {
  if (!hasRole(message.source, 'esci')) return 'E_UNAUTHORIZED';
  const { pevId } = message.data;
  if (pevId === undefined) return null;
  const record = pevRecord(desk, pevId);
  if (record.connection?.sessionId !== message.data.sessionId) record.availability = null;
  record.connection = message.data;
  record.esci = message.source;
  return null;
}

/** What could not be brought to the PEV before is tried once more now that it is there. */
function sendMissed(desk: Desk, pevId: string | undefined): void {
  if (pevId === undefined) return;
  const missed = desk.endpoint.state.awaiting.filter((a) => a.retryAtMs === null).map((a) => a.message.id);
  desk.endpoint.resend(now(desk), (m) => m.destination === pevUrn(pevId) && missed.includes(m.id));
}

function onMeasured(desk: Desk, message: Message<'DispatchConfirmation'>): ErrorCode | null {
  const { pevId, dispatchId } = message.data;
  for (const event of desk.state.events) {
    const target = findTarget(event, pevId);
    if (target?.dispatchIds.includes(dispatchId) !== true) continue;
    onConfirmation(desk, event, target, message.data);
    return null;
  }
  return 'E_UNKNOWN_DISPATCH';
}

/** Whether the sender may speak about this PEV: the PEV itself, or an ESCI on its behalf. */
function speaksFor(message: Message, pevId: string): boolean {
  const { role, id } = partsOf(message.source);
  return role === 'esci' || (role === 'pev' && id === pevId);
}

/** Takes in an answer, or a message that nobody answers. `to` is what it answers, while that is still open. */
export function onAnswerTo(desk: Desk, message: Message, to: Message | null): void {
  switch (message.type) {
    case 'pr2.EventResponse.v1':
      return onResponse(desk, message);
    case 'pr2.DispatchResponse.v1':
      if (!speaksFor(message, message.data.pevId)) return;
      return withDispatch(desk, message.data.dispatchId, (e, t) => onAnswer(desk, e, t, message.data));
    case 'pr2.AvailabilityReport.v1':
      if (!speaksFor(message, message.data.pevId)) return;
      keepReport(desk, message);
      return onReport(desk, message.data.pevId);
    case 'pr2.AlertReceipt.v1':
      return onReceipt(desk, message);
    case 'pr2.Receipt.v1':
      onReceipt(desk, message);
      return onPlainAnswer(desk, message, to);
    case 'pr2.EnergyTelemetry.v1':
      return onTelemetry(desk, message);
    default:
      return;
  }
}

function onResponse(desk: Desk, message: Message<'EventResponse'>): void {
  const event = findEvent(desk, message.data.eventId);
  const target = findTarget(event, message.data.pevId);
  if (event === undefined || target === undefined || !speaksFor(message, target.pevId)) return;
  onEventResponse(desk, event, target, message);
}

function withDispatch(
  desk: Desk,
  dispatchId: string,
  then: (event: GridEvent, target: Target) => void,
): void {
  for (const event of desk.state.events) {
    const target = event.targets.find((t) => t.dispatch?.dispatchId === dispatchId);
    if (target !== undefined) return then(event, target);
  }
}

/** M28: taken, stored, or refused by whoever has the message. */
function onPlainAnswer(desk: Desk, receipt: Message<'Receipt'>, to: Message | null): void {
  const { status, code = 'E_INTERNAL', retryAfterS } = receipt.data;
  if (status === 'REJECTED' && code === 'E_BUSY' && to !== null) return postpone(desk, to, retryAfterS ?? 1);
  onEventAnswer(desk, receipt, status === 'REJECTED' ? code : null);
  if (to === null || status !== 'REJECTED') return;
  if (to.type === 'pr2.DispatchRequest.v1' || to.type === 'pr2.DispatchUpdate.v1') {
    const { dispatchId, revision } = to.data;
    withDispatch(desk, dispatchId, (e, t) =>
      onAnswer(desk, e, t, { dispatchId, revision, status: 'REJECTED', code }),
    );
  }
}

/** An ESCI took an event in for an absent PEV, or could not bring it there: M28 to M03, at once or much later. */
function onEventAnswer(desk: Desk, receipt: Message<'Receipt'>, refused: ErrorCode | null): void {
  const event = findEvent(desk, receipt.subject);
  const target = event?.targets.find((t) => t.messageId !== null && t.messageId === receipt.correlationid);
  if (event === undefined || target === undefined || isOut(target) || isFinal(event.state)) return;
  if (refused === null) {
    if (target.state === 'PENDING') target.state = 'RECEIVED';
  } else if (target.state === 'PENDING' || target.state === 'RECEIVED') {
    const isUnreached = refused === 'E_EXPIRED' || refused === 'E_TIMEOUT' || refused === 'E_UNKNOWN_PEV';
    target.code = refused;
    target.state = isUnreached ? 'UNREACHABLE' : 'TERMINATED';
    releaseTarget(desk, event, target);
  }
}

/** M18: the register that the meter shows, kept for a PEV whose own word does not come any more. */
function onTelemetry(desk: Desk, message: Message<'EnergyTelemetry'>): void {
  const { sessionId, exportRegisterWh } = message.data;
  for (const [pevId, record] of Object.entries(desk.state.pevs)) {
    if (record.connection?.sessionId !== sessionId) continue;
    for (const event of desk.state.events) {
      const target = findTarget(event, pevId);
      if (target?.dispatch?.live !== true || isFinal(event.state)) continue;
      target.startRegisterWh ??= exportRegisterWh;
      target.lastRegisterWh = exportRegisterWh;
    }
  }
}
