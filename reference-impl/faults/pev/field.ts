/** A PEV with what chargers, inverters and home batteries have had in the field, carried over to what it does. */
import { createPev } from '../../pev';
import type { Device } from '../../device';
import { decorated } from '../decorate';
import type { Fault } from '../fault';
import { slow } from '../slow';
import { hears, marksItsRestart, suffers, woke } from '../telling';
import { conformant, decides, made, wrapped } from './make';

const DAY_MS = 86_400_000;
/** A cable that is out for less is not noticed. */
const UNNOTICED_MS = 30_000;
const COOLING_MS = 30_000;

export const FIELD_FAULTS: readonly Fault[] = [
  decides('limits-the-next-event-as-well', 'PR2-A-05', 'stale data', {
    incoming: (message, state) => {
      if (message.type !== 'pr2.DispatchRequest.v1') return message;
      const event = state.events[message.data.eventId];
      const limited = Object.values(state.events).find((e) => e.override?.mostW != null);
      if (event?.override === null && limited !== undefined) event.override = limited.override;
      return message;
    },
  }),
  decides('lifts-its-customers-limit-when-it-stood-by', 'PR2-A-05', 'stale data', {
    incoming: (message, state) => {
      if (message.type !== 'pr2.DispatchUpdate.v1' || message.data.dischargePowerW === 0) return message;
      const dispatch = state.dispatches[message.data.dispatchId];
      const event = state.events[dispatch?.eventId ?? ''];
      if (event !== undefined && dispatch?.setpointW === 0) event.override = null;
      return message;
    },
  }),
  made('gives-its-least-where-its-customer-wants-less', 'PR2-A-05', 'hard-coded constant', givesItsLeast),
  made('obeys-a-stop-that-was-pressed-before', 'PR2-A-05', 'stale data', obeysAnEarlierStop),
  made('lets-an-event-lower-its-customers-floor', 'PR2-A-08', 'ignores', lowersItsFloor),
  decides('takes-a-greatest-power-of-nothing-for-none', 'PR2-A-08', 'hard-coded constant', {
    effectivePreference: (...stores) => {
      const all = conformant.effectivePreference(...stores);
      return all.mostW === 0 ? { ...all, mostW: Number.POSITIVE_INFINITY } : all;
    },
  }),
  wrapped('answers-with-the-newest-revision-of-all', 'PR2-A-08', 'right for one and wrong for two at once', {
    ...hears('EnergySupplyEvent', (d, memory) => {
      memory['newest'] = Math.max(d.revision, Number(memory['newest'] ?? 0));
      return d;
    }),
    emit: (m, memory) =>
      m.type === 'pr2.EventResponse.v1'
        ? [{ ...m, data: { ...m.data, revision: Number(memory['newest']) } }]
        : [m],
  }),
  wrapped('knows-its-floor-no-more-when-switched-on-again', 'PR2-A-12', 'stale data', {
    ...suffers('set-preference', (p, memory) => {
      const wasOff = memory['off'] === true;
      memory['off'] = p.enabled === false;
      return wasOff && p.enabled === true ? { ...p, socFloor: 10 } : p;
    }),
  }),
  wrapped('begins-in-spite-of-a-fault', 'PR2-A-21', 'ignores', {
    ...suffers('power-fault', (p, memory) => (memory['waits'] === true ? null : p)),
    emit(m, memory) {
      if (m.type === 'pr2.DispatchResponse.v1' && m.data.status !== 'REJECTED') memory['waits'] = true;
      if (m.type === 'pr2.DispatchConfirmation.v1') memory['waits'] = false;
      return [m];
    },
  }),
  wrapped('begins-on-the-grid-of-its-request', 'PR2-A-17', 'stale data', {
    emit(m, memory) {
      if (m.type === 'pr2.DispatchResponse.v1' && m.data.status !== 'REJECTED') memory['agreed'] ??= true;
      if (m.type === 'pr2.DispatchConfirmation.v1') memory['agreed'] = false;
      return [m];
    },
    electrical(input, _atMs, memory) {
      if (memory['agreed'] === true) return (memory['grid'] ?? input) as typeof input;
      memory['grid'] = input;
      return input;
    },
  }),
  wrapped('tells-half-a-charge-after-a-restart', 'PR2-A-07', 'forgets after restart', {
    wakes: marksItsRestart,
    emit: (m, memory) =>
      m.type === 'pr2.AvailabilityReport.v1' && woke(memory) ? [{ ...m, data: { ...m.data, soc: 50 } }] : [m],
  }),
  decides('answers-no-question-in-an-island', 'PR2-A-07', 'ignores', {
    incoming: (message, state) =>
      message.type === 'pr2.AvailabilityRequest.v1' && state.island.backup !== null ? null : message,
  }),
  wrapped('stays-in-its-session-over-a-short-pull', 'PR2-A-06', 'stale data', {
    stimulate(s, memory) {
      if (s.name === 'unplug') memory['pulledMs'] = s.at;
      if (s.name === 'plug-in') memory['short'] = s.at - Number(memory['pulledMs']) < UNNOTICED_MS;
      return s;
    },
    ...hears('ConnectionNotice', (d, memory) => {
      if (memory['short'] !== true) memory['session'] = d.sessionId;
      return { ...d, sessionId: (memory['session'] as string | undefined) ?? d.sessionId };
    }),
    emit: (m, memory) =>
      m.type === 'pr2.AvailabilityReport.v1' && m.correlationid === undefined && memory['short'] === true
        ? []
        : [m],
  }),
  made('takes-one-request-a-session', 'PR2-A-14', 'right for one and wrong for two at once', takesOne),
  decides('stops-where-it-should-give-less', 'PR2-A-13', 'ignores', {
    limitedW: (setpointW, limitW) => (limitW < setpointW ? 0 : setpointW),
  }),
  wrapped('counts-its-register-by-the-day', 'PR2-A-16', 'wrong only across a change of date or offset', {
    emit(m, memory) {
      if (m.type !== 'pr2.EnergyTelemetry.v1') return [m];
      const day = Math.floor(Date.parse(m.data.at) / DAY_MS);
      if (memory['day'] !== day) memory['zeroWh'] = memory['day'] === undefined ? 0 : m.data.exportRegisterWh;
      memory['day'] = day;
      const exportRegisterWh = m.data.exportRegisterWh - Number(memory['zeroWh']);
      return [{ ...m, data: { ...m.data, exportRegisterWh } }];
    },
  }),
  made('charges-past-what-its-customer-wants', 'PR2-A-23', 'ignores', chargesToTheFull),
  made('keeps-the-voltage-until-its-engine-has-cooled', 'PR2-B-10', 'late by a little', coolsItsEngine),
  made('starts-its-engine-for-a-need-that-is-over', 'PR2-B-09', 'stale data', startsForAnEarlierNeed),
  wrapped('dates-what-it-says-1970-after-a-restart', 'PR2-X-03', 'forgets after restart', {
    wakes: marksItsRestart,
    emit: (m, memory) => [woke(memory) ? { ...m, time: '1970-01-01T00:00:05.000Z' } : m],
  }),
];

/** What is left for it to give, but for nothing at all, is never less than its least power. */
function givesItsLeast(): Device {
  let leastW = 0;
  return createPev({
    report: (fresh) => {
      leastW = fresh.minDischargeW;
      return fresh;
    },
    limitedW: (...a) => {
      const wantedW = conformant.limitedW(...a);
      return wantedW > 0 && wantedW < leastW ? leastW : wantedW;
    },
  });
}

/** A stop that is pressed while nothing runs, and refused, holds the next discharge at nothing. */
function obeysAnEarlierStop(): Device {
  let [pressed, runs] = [false, false];
  return decorated(
    () => createPev({ heldPowerW: (wantedW) => (pressed ? 0 : conformant.heldPowerW(wantedW)) }),
    {
      start(params) {
        [pressed, runs] = [false, false];
        return params;
      },
      stimulate(s) {
        pressed ||= s.name === 'user-stop' && !runs;
        return s;
      },
      emit(m) {
        if (m.type === 'pr2.DispatchConfirmation.v1') runs = m.data.state !== 'ENDED';
        return [m];
      },
    },
  );
}

/** The floor of an override is the floor, also where it lies below the customer's. */
function lowersItsFloor(): Device {
  let lowest: number | undefined;
  return decorated(() => createPev({ stopFloorPct: (floorPct) => Math.min(floorPct, lowest ?? floorPct) }), {
    start(params) {
      lowest = undefined;
      return params;
    },
    ...suffers('override', (p) => {
      lowest = p.limits.socFloor ?? lowest;
      return p;
    }),
  });
}

/** Once a dispatch has ended the next is refused until the cable has been out. */
function takesOne(): Device {
  let [begun, over] = [false, false];
  return createPev({
    incoming: (message) => {
      if (message.type === 'pr2.ConnectionNotice.v1') [begun, over] = [false, false];
      return message;
    },
    outgoing: (message) => {
      if (message.type === 'pr2.DispatchConfirmation.v1') {
        begun ||= message.data.state === 'STARTED';
        over ||= begun && message.data.state === 'ENDED';
      }
      return message;
    },
    decideDispatch: (q) => (over ? { status: 'REJECTED', code: 'E_STATE' } : conformant.decideDispatch(q)),
  });
}

/** After a discharge it charges to the full for any departure. */
function chargesToTheFull(): Device {
  let [ended, of] = [false, null as object | null];
  return createPev({
    outgoing: (message) => {
      ended ||= message.type === 'pr2.DispatchConfirmation.v1' && message.data.state === 'ENDED';
      return message;
    },
    effectivePreference: (stores, departure) => {
      if (of !== stores) [of, ended] = [stores, false]; // started anew
      const all = conformant.effectivePreference(stores, departure);
      return ended && all.departureSocPct !== null ? { ...all, departureSocPct: 100 } : all;
    },
  });
}

/** A stop is acted on half a minute later while its engine runs. */
function coolsItsEngine(): Device {
  let runs = false;
  return slow(
    () =>
      createPev({
        runsEngine: (q) => (runs = conformant.runsEngine(q)),
      }),
    { hears: (m) => (m.type === 'pr2.GenerationStop.v1' && runs ? COOLING_MS : 0) },
  );
}

/** A need that was there when an island ended counts in the next one, whatever the charge is by then. */
function startsForAnEarlierNeed(): Device {
  let [ran, over] = [false, false];
  return createPev({
    incoming: (message) => {
      if (message.type === 'pr2.ConnectionNotice.v1') [ran, over] = [false, false];
      over ||= ran && message.type === 'pr2.GenerationStop.v1';
      return message;
    },
    runsEngine: (q) => {
      const runs = conformant.runsEngine(over ? { ...q, socPct: Math.min(q.socPct, q.floorPct) } : q);
      ran ||= runs;
      return runs;
    },
  });
}
