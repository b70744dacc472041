/** A PEV that makes something else of what its customer wants, here and at the ESCI (PR2-A-08, A-12). */
import { nameOf, type Message } from '../../../schemas';
import { createPev } from '../../pev';
import type { EffectivePreference, PreferenceStores } from '../../pev/preferences';
import type { Window } from '../../pev/windows';
import type { Device } from '../../device';
import type { Fault } from '../fault';
import { hears, heardIn, otherId, suffers } from '../telling';
import { conformant, decides, made, wrapped } from './make';

export const PREFERENCE_FAULTS: readonly Fault[] = [
  prefers('lets-the-floor-of-the-esci-win', 'right for one and wrong for two at once', (all, { esci }) =>
    esci === null ? all : { ...all, floorPct: esci.socFloor },
  ),
  prefers('takes-no-power-from-the-esci', 'ignores', (all, { pev }) => ({
    ...all,
    mostW: pev.maxDischargeW ?? Number.POSITIVE_INFINITY,
  })),
  prefers('asks-only-who-wants-it-at-the-pev', 'ignores', (all, { pev }) => ({
    ...all,
    autoOptIn: pev.autoOptIn ?? true,
  })),
  prefers('is-open-where-either-window-is', 'right for one and wrong for two at once', (all) => ({
    ...all,
    windows: all.windows.length === 0 ? [] : [all.windows.flat()],
  })),
  prefers(
    'closes-its-windows-at-midnight',
    'wrong only across a change of date or offset',
    withWindows((w) => ('from' in w && w.to <= w.from ? { ...w, to: '23:59' } : w)),
  ),
  prefers(
    'goes-on-for-half-a-minute-after-its-window',
    'late by a little',
    withWindows((w) => ('durationS' in w ? { ...w, durationS: w.durationS + 30 } : w)),
  ),
  wrapped('goes-on-when-it-is-switched-off', 'PR2-A-08', 'ignores', {
    ...suffers('set-preference', (p, memory) => (memory['runs'] === true ? { ...p, enabled: true } : p)),
    emit(m, memory) {
      if (m.type === 'pr2.DispatchConfirmation.v1') memory['runs'] = m.data.state !== 'ENDED';
      return [m];
    },
  }),
  decides('promises-more-than-a-part', 'PR2-A-08', 'wrong unit', {
    decideEvent: (q) => {
      const decision = conformant.decideEvent(q);
      return decision.decision === 'PARTIAL'
        ? { ...decision, acceptedEnergyWh: (decision.acceptedEnergyWh ?? 0) * 2 }
        : decision;
    },
  }),

  wrapped(
    'keeps-floors-in-whole-per-cent',
    'PR2-A-12',
    'off by one unit',
    suffers('set-preference', (p) => ({ ...p, socFloor: Math.floor(Number(p['socFloor'])) })),
  ),
  wrapped(
    'has-no-departure-on-its-panel',
    'PR2-A-12',
    'ignores',
    suffers('set-preference', ({ departure: _departure, ...p }) => p),
  ),
  wrapped('feeds-through-a-one-way-evse', 'PR2-A-12', 'ignores', {
    ...hears('ConnectionNotice', (d) => ({
      ...d,
      bidirectional: true,
      capabilities: { ...d.capabilities, v2g: true },
    })),
    ...suffers('plug-in', (p) => ({ ...p, bidirectional: true })),
  }),
  wrapped('takes-the-right-half-of-a-refused-preference', 'PR2-A-12', 'acts but does not answer', {
    imagines(params, memory) {
      const message = heardIn(params);
      if (message === null || nameOf(message.type) !== 'DischargePreference') return [];
      const { maxDischargeW, ...right } = (message as Message<'DischargePreference'>).data;
      if (typeof maxDischargeW !== 'number' || maxDischargeW >= 0) return [];
      const id = otherId(message.id);
      memory['imagined'] = id;
      return [{ ...params, message: { ...message, id, data: right } }];
    },
    emit: (m, memory) => (m.correlationid !== undefined && m.correlationid === memory['imagined'] ? [] : [m]),
  }),
  made('gives-what-its-customer-wants-back', 'PR2-A-08', 'ignores', givesWhatIsWantedBack),
  made('starts-what-its-customer-wants-no-more', 'PR2-A-08', 'stale data', startsWhatIsWantedNoMore),
  wrapped('holds-on-to-what-the-esci-lifted', 'PR2-A-08', 'stale data', {
    ...hears('DischargePreference', (d, memory) => {
      const merged = { ...(memory['copy'] as typeof d | undefined), ...d };
      memory['copy'] = merged;
      return merged;
    }),
  }),
  decides('reads-daily-windows-in-utc', 'PR2-A-08', 'wrong only across a change of date or offset', {
    effectivePreference: (...stores) => {
      const all = conformant.effectivePreference(...stores);
      const windows = all.windows.map((list) => list.map((w) => ('tz' in w ? { ...w, tz: 'UTC' } : w)));
      return { ...all, windows };
    },
  }),
  decides('wants-a-minute-of-room-in-its-window', 'PR2-A-08', 'off by one unit', {
    decideEvent: (q) =>
      q.preference.windows.length === 0
        ? conformant.decideEvent(q)
        : conformant.decideEvent({ ...q, event: { ...q.event, durationS: q.event.durationS + 60 } }),
  }),
];

/** From a request on it goes by what its customer wanted then, until the discharge runs. */
function startsWhatIsWantedNoMore(): Device {
  let wanted: EffectivePreference | null = null;
  let last: EffectivePreference | null = null;
  let of: PreferenceStores | null = null;
  return createPev({
    decideDispatch: (q) => {
      const decision = conformant.decideDispatch(q);
      if (decision.status !== 'REJECTED') wanted = last;
      return decision;
    },
    confirmDelayMs: (responseClass, parameters) => {
      wanted = null;
      return conformant.confirmDelayMs(responseClass, parameters);
    },
    effectivePreference: (stores, departure) => {
      if (of !== stores) [of, wanted] = [stores, null]; // started anew
      last = conformant.effectivePreference(stores, departure);
      return wanted ?? last;
    },
  });
}

/** While power flows it does not think of the charge for the departure; afterwards it charges for it. */
function givesWhatIsWantedBack(): Device {
  let flows = false;
  let of: PreferenceStores | null = null;
  return createPev({
    shown: (metered) => {
      flows = metered.powerW < 0;
      return metered;
    },
    effectivePreference: (stores, departure) => {
      if (of !== stores) [of, flows] = [stores, false]; // started anew
      const all = conformant.effectivePreference(stores, departure);
      return flows ? { ...all, departureSocPct: null } : all;
    },
  });
}

function prefers(
  name: string,
  faultClass: Fault['class'],
  change: (all: EffectivePreference, stores: PreferenceStores) => EffectivePreference,
): Fault {
  return decides(name, 'PR2-A-08', faultClass, {
    effectivePreference: (stores, departure) =>
      change(conformant.effectivePreference(stores, departure), stores),
  });
}

/** Each of the customer's windows as another one. */
function withWindows(change: (window: Window) => Window): (all: EffectivePreference) => EffectivePreference {
  return (all) => ({ ...all, windows: all.windows.map((list) => list.map(change)) });
}
