/** A PEV that is right about one thing alone, and wrong about it beside another, after another, or the second time. */
import { createPev } from '../../pev';
import { decideEvent } from '../../pev/decide-event';
import type { Device } from '../../device';
import type { Fault } from '../fault';
import { slow } from '../slow';
import { heardIn, hears, says, suffers } from '../telling';
import { conformant, decides, made, wrapped } from './make';

/** A cordset is reckoned with this whatever the grid has, V. */
const BUILT_IN_V = 240;
/** 11 kW take 40 s with it, 5 kW are there in time, W/s. */
const FAST_WPS = 275;
const LITTLE_W = 2500;
const LATE_MS = 3000;
const CONFIRMS_LATE_MS = 8000;
/** What sixteen bits hold, Wh. */
const ROUND_WH = 65_536;
/** Below this part of its voltage the grid is out, and a dip. */
const DIP_PU = 0.8;

export const BESIDE_FAULTS: readonly Fault[] = [
  wrapped(
    'supplies-a-load-that-is-asked-for-twice',
    'PR2-G-01',
    'ignores',
    hears('DispatchRequest', (d, memory) => {
      if (d.sink !== 'LOAD') return d;
      const before = memory['asked'];
      memory['asked'] = true;
      return before === true ? { ...d, sink: 'GRID' } : d;
    }),
  ),
  wrapped('says-yes-to-the-home-while-it-stands-by', 'PR2-G-01', 'right for one and wrong for two at once', {
    deliver(params, memory) {
      const heard = heardIn(params);
      if (heard?.type === 'pr2.DispatchUpdate.v1') memory['rests'] = heard.data.dischargePowerW === 0;
      if (heard?.type === 'pr2.DispatchRequest.v1' && memory['rests'] === true && heard.data.sink === 'HOME')
        memory['home'] = heard.id;
      return params;
    },
    emit(m, memory) {
      if (m.type !== 'pr2.DispatchResponse.v1' || m.correlationid !== memory['home']) return [m];
      const { code: _code, counterOffer: _offer, ...data } = m.data;
      return [{ ...m, data: { ...data, status: 'ACCEPTED' } }];
    },
  }),
  wrapped('stops-what-runs-when-the-next-event-is-left', 'PR2-A-05', 'right message to the wrong party', {
    ...hears('DispatchRequest', (d, memory) => {
      memory['runs'] ??= d.eventId;
      return d;
    }),
    ...suffers('opt-out', (p, memory) => ({
      ...p,
      eventId: (memory['runs'] as string | undefined) ?? p.eventId,
    })),
  }),
  decides('lifts-an-events-own-floor-when-the-request-changes', 'PR2-A-05', 'stale data', {
    incoming: (message, state) => {
      if (message.type !== 'pr2.DispatchUpdate.v1') return message;
      const dispatch = state.dispatches[message.data.dispatchId];
      const override = state.events[dispatch?.eventId ?? '']?.override;
      if (override && dispatch?.setpointW !== message.data.dischargePowerW) override.socFloor = null;
      return message;
    },
  }),
  wrapped(
    'tells-an-override-in-minutes',
    'PR2-A-11',
    'wrong unit',
    says('ParticipationNotice', (d) =>
      d.limits?.durationS === undefined
        ? d
        : { ...d, limits: { ...d.limits, durationS: Math.max(1, Math.floor(d.limits.durationS / 60)) } },
    ),
  ),
  decides('reckons-a-cordset-at-240-v', 'PR2-A-13', 'hard-coded constant', {
    report: (fresh, state) => {
      const { cordset, ...others } = fresh.limits;
      if (cordset === undefined) return fresh;
      const limits = {
        ...others,
        cordset: Math.floor((cordset * BUILT_IN_V) / state.build.nominal.voltageV),
      };
      return { ...fresh, limits, maxDischargeW: Math.min(...Object.values(limits)) };
    },
  }),
  wrapped(
    'follows-the-last-derating-of-all-alone',
    'PR2-A-13',
    'right for one and wrong for two at once',
    suffers('derate', (p, memory) => {
      memory['element'] ??= p.element;
      return { ...p, element: memory['element'] as typeof p.element };
    }),
  ),
  wrapped('rolls-its-register-over', 'PR2-A-16', 'off by one unit', {
    emit: (m) =>
      m.type === 'pr2.EnergyTelemetry.v1'
        ? [{ ...m, data: { ...m.data, exportRegisterWh: m.data.exportRegisterWh % ROUND_WH } }]
        : m.type === 'pr2.DispatchConfirmation.v1'
          ? [{ ...m, data: { ...m.data, registerWh: m.data.registerWh % ROUND_WH } }]
          : [m],
  }),
  made('confirms-a-step-down-late', 'PR2-A-18', 'late by a little', confirmsLess),
  decides('opts-in-to-a-class-that-it-does-not-keep', 'PR2-A-19', 'ignores', {
    decideEvent: (q) => decideEvent({ ...q, classes: [...q.classes, q.event.responseClass] }),
  }),
  decides('is-fast-for-small-steps-alone', 'PR2-A-19', 'late by a little', {
    rampWps: (greatestW, responseClass, p) => {
      const rateWps = conformant.rampWps(greatestW, responseClass, p);
      return responseClass === 'FAST' ? Math.min(rateWps, FAST_WPS) : rateWps;
    },
  }),
  wrapped(
    'charges-by-the-first-word-on-an-event',
    'PR2-A-23',
    'stale data',
    hears('EnergySupplyEvent', (d, memory) => {
      const starts = (memory['starts'] ??= {}) as Record<string, string>;
      return { ...d, start: (starts[d.eventId] ??= d.start) };
    }),
  ),
  wrapped(
    'declares-its-delay-in-minutes',
    'PR2-A-23',
    'wrong unit',
    says('DispatchConfirmation', (d) =>
      d.reboundDelayS === undefined ? d : { ...d, reboundDelayS: Math.round(d.reboundDelayS / 6) / 10 },
    ),
  ),
  decides('takes-a-cancel-of-the-next-revision-alone', 'PR2-A-24', 'ignores', {
    decideCancel: (q) =>
      q.event !== null && q.cancel.revision > q.event.revision + 1 ? 'E_STALE' : conformant.decideCancel(q),
  }),
  made('lets-go-of-little-power-late', 'PR2-B-03', 'late by a little', letsGoOfLittleLate),
  wrapped('takes-a-second-dip-for-a-loss', 'PR2-B-03', 'doubles', {
    electrical(input, _atMs, memory) {
      const dips = Object.values(input).some(
        ({ voltageV, gridPresent }) =>
          gridPresent !== false && voltageV !== undefined && voltageV < BUILT_IN_V * DIP_PU,
      );
      const again = dips && memory['over'] === true;
      if (dips) memory['dips'] = true;
      else if (memory['dips'] === true) memory['over'] = true;
      return again
        ? Object.fromEntries(Object.entries(input).map(([point, s]) => [point, { ...s, gridPresent: false }]))
        : input;
    },
  }),
  decides('lets-the-esci-overrule-its-panel-on-backup', 'PR2-B-05', 'ignores', {
    effectivePreference: (stores, departure) => {
      const all = conformant.effectivePreference(stores, departure);
      return { ...all, backupEnabled: stores.esci?.backupEnabled ?? all.backupEnabled };
    },
  }),
  decides('takes-the-word-on-a-namesake-of-its-switch', 'PR2-B-07', 'ignores', {
    incoming: (message, state) => {
      if (message.type !== 'pr2.IsolationAttestation.v1') return message;
      const own = state.island.heard.at(-1)?.status.switchId;
      const { data } = message;
      return own !== undefined && own.toLowerCase() === data.switchId.toLowerCase()
        ? { ...message, data: { ...data, switchId: own } }
        : message;
    },
  }),
  made('bears-an-overload-that-it-had-before', 'PR2-B-08', 'ignores', bearsTheSecond),
  wrapped(
    'lets-no-renewal-shorten-its-command',
    'PR2-X-05',
    'stale data',
    hears('DispatchUpdate', (d, memory) => {
      const validForS = Math.max(Number(memory['validForS'] ?? 0), d.validForS);
      memory['validForS'] = validForS;
      return { ...d, validForS };
    }),
  ),
  wrapped('answers-a-refusal', 'PR2-X-09', 'doubles', {
    deliver(params) {
      const heard = heardIn(params);
      if (heard?.type !== 'pr2.Receipt.v1' || heard.data.status !== 'REJECTED') return params;
      const { correlationid: _named, ...rest } = heard;
      const data = { eventId: heard.data.refMessageId, revision: 1, reason: 'OPERATOR' };
      return { ...params, message: { ...rest, type: 'pr2.EventCancel.v1', data } };
    },
  }),
];

/** What confirms a command that asked for less than the one before goes out late. */
function confirmsLess(): Device {
  let powerW = 0;
  return slow(() => createPev(), {
    says: (m) => {
      if (m.type !== 'pr2.DispatchConfirmation.v1' || m.data.state !== 'AT_POWER') return 0;
      const less = -m.data.activePowerW < powerW;
      powerW = -m.data.activePowerW;
      return less ? CONFIRMS_LATE_MS : 0;
    },
  });
}

/** A loss is noticed in time only where much power flows. */
function letsGoOfLittleLate(): Device {
  let heldW = 0;
  return createPev({
    heldPowerW: (wantedW) => (heldW = conformant.heldPowerW(wantedW)),
    rideThroughMs: (present, p) =>
      present || heldW >= LITTLE_W ? conformant.rideThroughMs(present, p) : LATE_MS,
  });
}

/** An overload counts the first time; another is put up with. */
function bearsTheSecond(): Device {
  let [before, again] = [false, false];
  return createPev({
    toleratesOverloadMs: (allowedS, loadPu) => {
      if (loadPu > 1) before = true;
      return again ? Number.MAX_SAFE_INTEGER : conformant.toleratesOverloadMs(allowedS, loadPu);
    },
    formed: (nominal, loadPu) => {
      if (loadPu <= 1) again = before;
      return conformant.formed(nominal, loadPu);
    },
  });
}
