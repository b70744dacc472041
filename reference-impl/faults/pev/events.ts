/** A PEV that is wrong about events that change or pass (PR2-A-08, PR2-A-09, PR2-A-15). */
import { timeMs } from '../../endpoint/identifiers';
import { createPev } from '../../pev';
import { decideEvent, type EventDecision, type EventQuestion } from '../../pev/decide-event';
import type { Device } from '../../device';
import { decorated } from '../decorate';
import type { Fault } from '../fault';
import { decides, made } from './make';

export const EVENT_FAULTS: readonly Fault[] = [
  made('keeps-to-its-first-word-on-an-event', 'PR2-A-08', 'stale data', keepsToItsFirstWord),
  made('serves-an-event-that-it-left-upon-a-change', 'PR2-A-08', 'answers but does not act', () =>
    leavesInWordsOnly((q) => q.wallMs < timeMs(q.event.start)),
  ),
  made('goes-on-in-an-event-that-it-left-upon-a-change', 'PR2-A-08', 'answers but does not act', () =>
    leavesInWordsOnly((q) => q.wallMs >= timeMs(q.event.start)),
  ),
  decides('takes-an-event-back-to-a-revision-that-was-overtaken', 'PR2-A-08', 'reorders', {
    incoming: (message, state) => {
      if (message.type !== 'pr2.EnergySupplyEvent.v1') return message;
      const { eventId, revision } = message.data;
      const known = state.events[eventId];
      if (known !== undefined && known.message.data.revision > revision)
        known.message = { ...known.message, data: { ...known.message.data, revision: revision - 1 } };
      return message;
    },
  }),
  decides('wants-its-notice-anew-at-every-change', 'PR2-A-09', 'stale data', {
    decideEvent: (q) => decideEvent({ ...q, judgeLead: true }),
  }),
  decides('wants-no-notice-of-a-change', 'PR2-A-09', 'ignores', {
    decideEvent: (q) => decideEvent({ ...q, judgeLead: q.judgeLead && q.event.revision === 0 }),
  }),
  made('keeps-energy-for-an-event-that-has-passed', 'PR2-A-15', 'stale data', keepsEnergyForWhatHasPassed),
];

/** What it decided at first stands, whatever the event has become. */
function keepsToItsFirstWord(): Device {
  const words = new Map<string, EventDecision>();
  return createPev({
    decideEvent: (q) => {
      const word = words.get(q.event.eventId) ?? decideEvent(q);
      words.set(q.event.eventId, word);
      return word;
    },
  });
}

/** It says that it leaves a changed event, and goes on as if it had not; for the changes that `when` picks. */
function leavesInWordsOnly(when: (q: EventQuestion) => boolean): Device {
  const said = new Map<string, EventDecision>();
  const key = (e: { eventId: string; revision: number }): string => `${e.eventId} ${e.revision}`;
  const pev = (): Device =>
    createPev({
      decideEvent: (q) => {
        const decision = decideEvent(q);
        if (q.event.revision === 0 || decision.decision !== 'OPT_OUT' || !when(q)) return decision;
        said.set(key(q.event), decision);
        return { decision: 'OPT_IN', acceptedPowerW: q.greatestW, acceptedEnergyWh: 0 };
      },
    });
  return decorated(pev, {
    emit(message) {
      if (message.type !== 'pr2.EventResponse.v1') return [message];
      const { data } = message;
      const decision = said.get(key(data));
      const { pevId, eventId, revision } = data;
      return [
        decision === undefined ? message : { ...message, data: { pevId, eventId, revision, ...decision } },
      ];
    },
  });
}

/** What was never asked for stays reserved, for ever. */
function keepsEnergyForWhatHasPassed(): Device {
  const promised = new Map<string, { readonly endMs: number; readonly energyJ: number }>();
  return createPev({
    decideEvent: (q) => {
      const passed = [...promised.values()].filter((p) => p.endMs <= q.wallMs);
      const keptJ = passed.reduce((sum, p) => sum + p.energyJ, 0);
      const decision = decideEvent({ ...q, availableJ: Math.max(0, q.availableJ - keptJ) });
      const energyJ = (decision.acceptedEnergyWh ?? 0) * 3600;
      promised.set(q.event.eventId, { endMs: timeMs(q.event.start) + q.event.durationS * 1000, energyJ });
      return decision;
    },
  });
}
