/** A PEV that is right until two things come together: a state that it is in, and what is said or done to it then. */
import { timeMs, timeText } from '../../endpoint/identifiers';
import { nameOf, type Message } from '../../../schemas';
import { createPev } from '../../pev';
import { decideEvent } from '../../pev/decide-event';
import { profileJ, eventProfile } from '../../pev/profile';
import type { Device } from '../../device';
import type { Decoration } from '../decorate';
import type { Fault } from '../fault';
import { heardIn, hears, otherId, suffers } from '../telling';
import { conformant, decides, made, wrapped } from './make';

const MINUTE_MS = 60_000;
/** So long it gives the figures of its last answer again. */
const KEPT_MS = 300_000;

export const TOGETHER_FAULTS: readonly Fault[] = [
  wrapped('hears-no-opt-out-while-nothing-is-asked', 'PR2-A-05', 'ignores', {
    ...hears('DispatchUpdate', (d, memory) => {
      memory['rests'] = d.dischargePowerW === 0;
      return d;
    }),
    ...suffers('opt-out', (p, memory) => (memory['rests'] === true ? null : p)),
  }),
  decides('lifts-its-customers-limit-when-the-request-changes', 'PR2-A-05', 'stale data', {
    incoming: (message, state) => {
      if (message.type !== 'pr2.DispatchUpdate.v1') return message;
      const dispatch = state.dispatches[message.data.dispatchId];
      const event = state.events[dispatch?.eventId ?? ''];
      if (event !== undefined && dispatch?.setpointW !== message.data.dischargePowerW) event.override = null;
      return message;
    },
  }),

  made('keeps-to-the-floor-that-was-set-last', 'PR2-A-08', 'stale data', keepsToTheLastFloor),

  wrapped('answers-with-what-it-answered-lately', 'PR2-A-07', 'stale data', {
    emit(m, memory) {
      if (m.type !== 'pr2.AvailabilityReport.v1' || m.correlationid === undefined) return [m];
      const last = memory['answered'] as Message<'AvailabilityReport'> | undefined;
      if (last === undefined || timeMs(m.time) - timeMs(last.time) > KEPT_MS) memory['answered'] = m;
      else return [{ ...m, data: { ...last.data, asOf: m.data.asOf } }];
      return [m];
    },
  }),
  decides('is-ready-with-a-fault', 'PR2-A-07', 'lies in its readings', {
    report: (fresh, state) => (state.fault === null ? fresh : { ...fresh, readiness: { state: 'READY' } }),
  }),
  decides('is-ready-as-soon-as-the-grid-is-back', 'PR2-A-07', 'lies in its readings', {
    report: (fresh, state) =>
      state.outOfRangeSinceMs === null && state.fault === null && fresh.maxDischargeW > 0
        ? { ...fresh, readiness: { state: 'READY' } }
        : fresh,
  }),
  wrapped('answers-for-whoever-is-named-alike', 'PR2-A-07', 'right message to the wrong party', {
    start(params, memory) {
      memory['id'] = params.id;
      return params;
    },
    ...hears('AvailabilityRequest', (d, memory) => {
      const id = String(memory['id']);
      return d.pevId.toLowerCase() === id.toLowerCase() ? { ...d, pevId: id } : d;
    }),
  }),

  wrapped(
    'keeps-the-first-of-its-windows-alone',
    'PR2-A-12',
    'right for one and wrong for two at once',
    suffers('set-preference', (p) =>
      Array.isArray(p.windows) ? { ...p, windows: (p.windows as unknown[]).slice(0, 1) } : p,
    ),
  ),
  wrapped(
    'takes-a-derating-to-nothing-for-none',
    'PR2-A-13',
    'hard-coded constant',
    suffers('derate', (p) => (p.maxW === 0 ? null : p)),
  ),
  made(
    'keeps-energy-for-one-event-alone',
    'PR2-A-15',
    'right for one and wrong for two at once',
    keepsForOneAlone,
  ),
  wrapped('confirms-two-powers-of-a-dispatch-alone', 'PR2-A-18', 'right for one and wrong for two at once', {
    emit(m, memory) {
      if (m.type !== 'pr2.DispatchConfirmation.v1' || m.data.state !== 'AT_POWER') return [m];
      const ids = (memory[m.data.dispatchId] ?? []) as string[];
      if (!ids.includes(m.id)) ids.push(m.id);
      memory[m.data.dispatchId] = ids;
      return ids.indexOf(m.id) < 2 ? [m] : [];
    },
  }),
  wrapped('says-nothing-of-the-end-at-an-events-own-floor', 'PR2-A-21', 'ignores', {
    ...suffers('override', (p, memory) => {
      memory['floor'] = p.limits.socFloor !== undefined;
      return p;
    }),
    emit: (m, memory) =>
      m.type === 'pr2.TerminationNotice.v1' &&
      memory['floor'] === true &&
      timeMs(m.data.effectiveAt) - timeMs(m.time) > 3000
        ? []
        : [m],
  }),
  decides('falls-at-once-when-it-is-asked-for-less', 'PR2-A-22', 'ignores', {
    incoming: (message, state) => {
      if (message.type !== 'pr2.DispatchUpdate.v1' || message.data.effectiveAt !== undefined) return message;
      const powerW = -message.data.dischargePowerW;
      if (powerW < 0 && powerW > state.power.toW && state.dispatches[message.data.dispatchId] !== undefined)
        state.power = { fromMs: state.atMs, fromW: powerW, toMs: state.atMs, toW: powerW };
      return message;
    },
  }),
  decides('obeys-for-an-event-called-off-before-it-was-asked', 'PR2-A-24', 'stale data', {
    incoming: (message, state) => {
      if (message.type !== 'pr2.DispatchRequest.v1') return message;
      const { eventId } = message.data;
      const event = state.events[eventId];
      if (event !== undefined && Object.values(state.dispatches).every((d) => d.eventId !== eventId))
        event.cancelled = false;
      return message;
    },
  }),
  decides('ends-no-faster-than-its-ramp', 'PR2-A-24', 'late by a little', {
    stopShape: (cause, rateWps, p) =>
      cause === 'end' ? { rateWps, withinMs: MINUTE_MS } : conformant.stopShape(cause, rateWps, p),
  }),

  wrapped(
    'takes-the-word-on-another-switch-for-the-second-step',
    'PR2-B-07',
    'right for one and wrong for two at once',
    suffers('attest', (p, memory) => {
      if (p.step === 1) memory['first'] = p.switchId;
      const first = memory['first'];
      return p.step === 2 && typeof first === 'string' ? { ...p, switchId: first } : p;
    }),
  ),
  made('is-in-service-at-once-after-an-island', 'PR2-B-10', 'ignores', servesAfterAnIsland),
  wrapped(
    'supplies-a-load-where-a-part-is-enough',
    'PR2-G-01',
    'ignores',
    hears('DispatchRequest', (d) =>
      d.sink === 'LOAD' && d.allowPartial === true ? { ...d, sink: 'GRID' } : d,
    ),
  ),
  wrapped('compares-times-as-texts', 'PR2-A-20', 'wrong only across a change of date or offset', {
    ...hears('ParticipationNotice', (d, memory) => {
      const before = memory['said'];
      memory['said'] = d.sourceTime;
      if (typeof before !== 'string' || d.sourceTime < before) return d;
      return { ...d, sourceTime: timeText(Math.max(timeMs(d.sourceTime), timeMs(before) + 1)) };
    }),
  }),
  wrapped('answers-a-repeated-question-anew', 'PR2-X-02', 'doubles', anewEachTime()),
  decides('holds-on-another-minute-after-whatever-was-asked', 'PR2-X-05', 'answers but does not act', {
    incoming: (message, state) => {
      if (nameOf(message.type) !== 'DispatchUpdate') return message;
      const dispatch = state.dispatches[(message as Message<'DispatchUpdate'>).data.dispatchId];
      if (dispatch?.silenced === false)
        dispatch.deadlineMs = Math.max(dispatch.deadlineMs, state.atMs + MINUTE_MS);
      return message;
    },
  }),
];

/** What it was made with counts always; of what its customer sets here and there only the last. */
function keepsToTheLastFloor(): Device {
  let first: number | undefined;
  let [here, there, last] = [0, 0, 0];
  return createPev({
    effectivePreference: (stores, departure) => {
      const [pev, esci] = [stores.pev.socFloor, stores.esci?.socFloor ?? 0];
      if (first === undefined) [first, here] = [pev, pev];
      if (pev !== here) last = pev;
      if (esci !== there) last = esci;
      [here, there] = [pev, esci];
      return { ...conformant.effectivePreference(stores, departure), floorPct: Math.max(first, last) };
    },
  });
}

/** Of what it has promised only the most is kept back; a third event is answered as if it were the second. */
function keepsForOneAlone(): Device {
  const promised = new Map<string, { readonly endMs: number; readonly energyJ: number }>();
  return createPev({
    decideEvent: (q) => {
      const others = [...promised].filter(([id, p]) => id !== q.event.eventId && p.endMs > q.wallMs);
      const kept = others.map(([, p]) => p.energyJ);
      const sharedJ = kept.reduce((sum, j) => sum + j, 0) - Math.max(0, ...kept);
      const decision = decideEvent({ ...q, availableJ: q.availableJ + sharedJ });
      const startMs = timeMs(q.event.start);
      const endMs = startMs + q.event.durationS * 1000;
      if (decision.decision === 'OPT_IN')
        promised.set(q.event.eventId, {
          endMs,
          energyJ: profileJ(eventProfile(q.event, startMs), startMs, endMs),
        });
      return decision;
    },
  });
}

/** Once an island has been ended it waits for nothing any more. */
function servesAfterAnIsland(): Device {
  let ended = false;
  return createPev({
    incoming: (message, state) => {
      ended ||= message.type === 'pr2.GenerationStop.v1';
      if (ended && state.inServiceAtMs !== null)
        state.inServiceAtMs = Math.min(state.inServiceAtMs, state.atMs);
      return message;
    },
  });
}

/** A question that comes again is another one to it, and its answer a new one. */
function anewEachTime(): Decoration {
  return {
    deliver(params, memory) {
      const heard = heardIn(params);
      if (heard?.type !== 'pr2.AvailabilityRequest.v1') return params;
      const times = Number(memory[heard.id] ?? 0);
      memory[heard.id] = times + 1;
      if (times === 0) return params;
      const id = otherId(heard.id);
      memory[`as ${id}`] = heard.id;
      return { ...params, message: { ...heard, id } };
    },
    emit(m, memory) {
      const asked = memory[`as ${m.correlationid}`];
      return [typeof asked === 'string' ? { ...m, correlationid: asked } : m];
    },
  };
}
