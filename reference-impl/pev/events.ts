/** Events as a PEV knows them: received, decided, changed, answered (PR2-A-01, A-08, A-09). */
import type { ErrorCode, Message } from '../../schemas';
import { timeMs, unitFrom } from '../endpoint/identifiers';
import { benchMs, liveDispatches, type Core } from './core';
import type { EventDecision } from './decide-event';
import { endDispatch } from './run';
import { predict } from './predict';
import type { EventRecord } from './state';
import { situationOf } from './view';

/** M03: decided at once, answered by M04. The same revision again gets the same answer. */
export function takeEvent(core: Core, message: Message<'EnergySupplyEvent'>): void {
  const { state, endpoint } = core;
  const { data } = message;
  const known = state.events[data.eventId];
  if (!data.targets.some((t) => t.pevId === state.build.id)) {
    endpoint.reject(state.atMs, message, 'E_UNKNOWN_PEV', 'not a target of this event');
    return;
  }
  if (known && data.revision < known.message.data.revision) {
    reply(core, message, { decision: 'OPT_OUT', code: 'E_STALE', reason: 'a later revision is known' });
    return;
  }
  if (known?.cancelled === true) {
    reply(core, message, { decision: 'OPT_OUT', code: 'E_STATE', reason: 'the event was cancelled' });
    return;
  }
  if (known && data.revision === known.message.data.revision) {
    reply(core, message, decisionOf(known));
    return;
  }
  const event = known ?? newRecord(core, message);
  const judgeLead = !known || timeMs(data.start) < timeMs(known.message.data.start);
  event.message = message;
  state.events[data.eventId] = event;
  if (event.lastAction?.action !== 'OPT_OUT') adopt(event, decide(core, event, judgeLead));
  reply(core, message, decisionOf(event));
  followEvent(core, event);
}

/** The customer wants in: a code where the policy has something against it, else null. */
export function reconsider(core: Core, event: EventRecord): ErrorCode | null {
  const { decision: before } = event;
  const decision = decide(core, event, false, true);
  if (decision.decision === 'OPT_OUT') {
    event.decision = before;
    return decision.code ?? 'E_PREFERENCE';
  }
  adopt(event, decision);
  return null;
}

/** Nobody decided until the start: out (PR2-A-08). */
export function lapse(core: Core, event: EventRecord): void {
  event.decision = 'OPT_OUT';
  answerEvent(core, event);
}

/** M04 once more, to the revision in force. */
export function answerEvent(core: Core, event: EventRecord): void {
  reply(core, event.message, decisionOf(event));
}

function newRecord(core: Core, message: Message<'EnergySupplyEvent'>): EventRecord {
  const { state, behaviour } = core;
  const unit = unitFrom(state.build.seed, `start ${state.build.id} ${message.data.eventId}`);
  return {
    message,
    firstWallMs: timeMs(message.time),
    decision: 'UNDECIDED',
    code: null,
    acceptedPowerW: 0,
    acceptedEnergyWh: 0,
    lastAction: null,
    override: null,
    cancelled: false,
    left: false,
    offsetS: behaviour.startOffsetS(message.data, unit),
  };
}

/** The policy's decision. The lead counts from this revision: it is judged anew only where the start moves earlier. */
function decide(core: Core, event: EventRecord, judgeLead: boolean, customerIsIn = false): EventDecision {
  const { data, time } = event.message;
  event.decision = 'UNDECIDED'; // so that it reserves nothing against itself
  const situation = situationOf(core, event);
  const preference = customerIsIn ? { ...situation.preference, autoOptIn: true } : situation.preference;
  const leadS = (timeMs(data.start) - timeMs(time)) / 1000;
  return core.behaviour.decideEvent({ ...situation, preference, event: data, leadS, judgeLead });
}

function adopt(event: EventRecord, decision: EventDecision): void {
  event.decision = decision.decision;
  event.code = decision.code ?? null;
  event.acceptedPowerW = decision.acceptedPowerW ?? 0;
  event.acceptedEnergyWh = decision.acceptedEnergyWh ?? 0;
}

function decisionOf(event: EventRecord): EventDecision {
  const { decision, code, acceptedPowerW, acceptedEnergyWh } = event;
  if (decision !== 'OPT_IN' && decision !== 'PARTIAL')
    return { decision, ...(code === null ? {} : { code }) };
  return { decision, acceptedPowerW, acceptedEnergyWh };
}

function reply(core: Core, request: Message<'EnergySupplyEvent'>, decision: EventDecision): void {
  const { state, endpoint } = core;
  const { eventId, revision } = request.data;
  endpoint.reply(state.atMs, request, 'EventResponse', {
    pevId: state.build.id,
    eventId,
    revision,
    ...decision,
  });
}

/** A dispatch follows the end of its event; what is no longer taken part in ends. */
function followEvent(core: Core, event: EventRecord): void {
  const { data } = event.message;
  for (const d of liveDispatches(core.state).filter((live) => live.eventId === data.eventId)) {
    if (event.decision === 'OPT_OUT') {
      endDispatch(core, d, 'PREFERENCE');
      continue;
    }
    const endMs = benchMs(core, timeMs(data.start)) + data.durationS * 1000;
    d.endMs = Math.min(d.endMs, Math.max(core.state.atMs, endMs));
    if (d.phase === 'running') predict(core, d);
  }
}
