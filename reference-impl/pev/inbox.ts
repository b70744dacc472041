/** What a PEV does with each message that reaches it; every one that owes an answer gets one (PR2-X-09). */
import { nameOf, type Message, type MessageName } from '../../schemas';
import type { Received } from '../endpoint/endpoint-state';
import { owesAnswer } from '../endpoint/repeats';
import { partsOf, timeMs } from '../endpoint/identifiers';
import { takeConnection } from './connection';
import type { Core } from './core';
import { act } from './customer';
import { takeCancel, takeRequest, takeUpdate } from './dispatching';
import { takeEvent } from './events';
import { takeAttestation, withdrawAttestation } from './island/attest';
import { takeBackupRequest, takeGrid, takeIsolation, takeStop } from './island/inbox';
import { takePreference } from './settings';
import { freshReport } from './view';

/** Acts on what the endpoint made of a message. */
export function take(core: Core, received: Received): void {
  const { state, endpoint, behaviour } = core;
  switch (received.kind) {
    case 'request': {
      const message = behaviour.incoming(received.message, state);
      if (message !== null) takeRequestOf(core, message);
      break;
    }
    case 'relay':
      // This PEV relays nothing: what is not addressed to it has gone astray.
      if (owesAnswer(received.message))
        endpoint.reject(state.atMs, received.message, 'E_UNKNOWN_PEV', 'not for this PEV');
      break;
    case 'answer':
      takeUnanswered(core, received.message, received.to);
      break;
    case 'done':
      break;
  }
}

/** Who may write what (PR2-X-01): commands are the Utility's, word of the cable and of the panel is the ESCI's. */
const WRITERS: Readonly<Partial<Record<MessageName, readonly string[]>>> = {
  EnergySupplyEvent: ['utility'],
  DispatchRequest: ['utility'],
  DispatchUpdate: ['utility'],
  EventCancel: ['utility'],
  ConnectionNotice: ['esci'],
  DischargePreference: ['esci', 'customer'],
  ParticipationNotice: ['esci', 'customer'],
};

function mayWrite(message: Message): boolean {
  const name = nameOf(message.type);
  const writers = name === undefined ? undefined : WRITERS[name];
  return writers === undefined || writers.includes(partsOf(message.source).role);
}

function takeRequestOf(core: Core, message: Message): void {
  const { state, endpoint } = core;
  if (!mayWrite(message)) {
    endpoint.reject(state.atMs, message, 'E_UNAUTHORIZED', 'not for such a sender to write');
    return;
  }
  if (message.source.startsWith('urn:pr2:utility:')) state.metUtility = message.source;
  switch (message.type) {
    case 'pr2.EnergySupplyEvent.v1':
      return takeEvent(core, message);
    case 'pr2.DischargePreference.v1':
      return takePreference(core, message);
    case 'pr2.ConnectionNotice.v1':
      return takeConnection(core, message);
    case 'pr2.AvailabilityRequest.v1':
      return takeAvailabilityRequest(core, message);
    case 'pr2.DispatchRequest.v1':
      return takeRequest(core, message);
    case 'pr2.DispatchUpdate.v1':
      return takeUpdate(core, message);
    case 'pr2.EventCancel.v1':
      return takeCancel(core, message);
    case 'pr2.ParticipationNotice.v1':
      return takeParticipation(core, message);
    case 'pr2.EmergencyGenerationRequest.v1':
      return takeBackupRequest(core, message);
    case 'pr2.GenerationStop.v1':
      return takeStop(core, message);
    case 'pr2.IsolationAttestation.v1':
      return takeAttestation(core, message);
    default:
      return endpoint.reject(
        state.atMs,
        message,
        'E_UNSUPPORTED',
        `a PEV takes no ${nameOf(message.type) ?? message.type}`,
      );
  }
}

/** M10: sampled now, never from memory (PR2-A-07). */
function takeAvailabilityRequest(core: Core, message: Message<'AvailabilityRequest'>): void {
  const { state, endpoint } = core;
  if (message.data.pevId !== state.build.id) {
    endpoint.reject(state.atMs, message, 'E_UNKNOWN_PEV', 'another PEV is named');
    return;
  }
  const report = freshReport(core);
  if (report === null) {
    endpoint.reject(state.atMs, message, 'E_NOT_READY', 'not connected');
    return;
  }
  state.lastReport = report;
  state.reportDueMs = null;
  endpoint.reply(state.atMs, message, 'AvailabilityReport', report);
}

/** M15 from the ESCI: the customer acted there, and the ESCI has told the Utility. */
function takeParticipation(core: Core, message: Message<'ParticipationNotice'>): void {
  const { state, endpoint } = core;
  const { pevId, eventId, action, source, sourceTime, limits } = message.data;
  if (pevId !== state.build.id) {
    endpoint.reject(state.atMs, message, 'E_UNKNOWN_PEV', 'another PEV is named');
    return;
  }
  const code = act(core, {
    eventId,
    action,
    source,
    sourceWallMs: timeMs(sourceTime),
    ...(limits === undefined ? {} : { limits }),
    tell: false,
  });
  if (code === null) endpoint.acknowledge(state.atMs, message);
  else endpoint.reject(state.atMs, message, code);
}

/** What owes no answer: a statement of the ESCI, or the answer to a message of ours. */
function takeUnanswered(core: Core, message: Message, to: Message | null): void {
  switch (message.type) {
    case 'pr2.IsolationStatus.v1':
      return takeIsolation(core, message);
    case 'pr2.GridStatus.v1':
      return takeGrid(core, message);
    case 'pr2.Receipt.v1':
      if (to === null || message.data.status !== 'REJECTED') return;
      // What is to be said anew still stands (PR2-X-10).
      if (message.data.code === 'E_BUSY') return;
      if (to.type === 'pr2.IsolationAttestation.v1') withdrawAttestation(core);
  }
}
