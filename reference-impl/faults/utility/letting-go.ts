/** A Utility that does not let go: of what was given up, called off or ended, or of how things were when it heard last. */
import type { Message } from '../../../schemas';
import { timeText } from '../../endpoint/identifiers';
import type { Decoration } from '../decorate';
import type { Fault } from '../fault';
import { heardIn, hears, otherId, suffers } from '../telling';
import { wrapped } from './make';

/** An order that is made for a day and a half ahead or more is far off. */
const FAR_MS = 36 * 3_600_000;

/** An alert whose channel failed to the end is sent once more after a restart. */
const startsItsTriesAnew: Decoration = {
  emit(m, memory) {
    if (m.type === 'pr2.CustomerAlert.v1') memory['alert'] = m;
    return [m];
  },
  ...hears('AlertReceipt', (d, memory) => {
    memory['failed'] = d.status === 'FAILED';
    return d;
  }),
  wakes(memory) {
    const alert = memory['alert'] as Message | undefined;
    if (alert === undefined || memory['failed'] !== true) return [];
    return [{ ...alert, id: otherId(alert.id), seq: alert.seq + 1 }];
  },
};

/** Whoever plugs in is told of its last event, called off or not. */
const tellsLatecomers: Decoration = {
  ...hears('ConnectionNotice', (d, memory) => {
    memory['plugged'] = true;
    return d;
  }),
  emit(m, memory) {
    if (m.type === 'pr2.EnergySupplyEvent.v1') memory['event'] = m;
    if (m.type === 'pr2.EventCancel.v1') memory['cancelled'] = m;
    const [event, cancelled] = [memory['event'], memory['cancelled']] as (Message | undefined)[];
    if (event === undefined || cancelled === undefined || memory['plugged'] !== true) return [m];
    memory['cancelled'] = undefined;
    return [m, { ...event, id: otherId(cancelled.id), seq: cancelled.seq + 1, time: m.time }];
  },
};

/** What its PEV said to be over is renewed once more, beside whatever is said long enough after that. */
const LONG_MS = 15_000;
const renewsWhatEnded: Decoration = {
  deliver(params, memory) {
    const heard = heardIn(params);
    if (heard?.type === 'pr2.DispatchConfirmation.v1' && heard.data.state === 'ENDED')
      memory['ended'] = { dispatchId: heard.data.dispatchId, atMs: params.at };
    return params;
  },
  emit(m, memory) {
    if (m.type === 'pr2.DispatchUpdate.v1') memory[m.data.dispatchId] = m;
    const ended = memory['ended'] as { dispatchId: string; atMs: number } | undefined;
    const last = memory[ended?.dispatchId ?? ''] as Message<'DispatchUpdate'> | undefined;
    if (ended === undefined || last === undefined || Date.parse(m.time) < ended.atMs + LONG_MS) return [m];
    memory['ended'] = undefined;
    const data = { ...last.data, revision: last.data.revision + 1 };
    return [m, { ...last, id: otherId(m.id), seq: m.seq + 1, time: m.time, data }];
  },
};

/** A renewal is not sent while something was heard from the site just now. */
const SOON_MS = 10_000;
const takesReadingsForRenewals: Decoration = {
  deliver(params, memory) {
    if (heardIn(params)?.type === 'pr2.EnergyTelemetry.v1') memory['heardMs'] = params.at;
    return params;
  },
  emit(m, memory) {
    if (m.type === 'pr2.DispatchRequest.v1') memory[m.data.dispatchId] = m.data.dischargePowerW;
    if (m.type !== 'pr2.DispatchUpdate.v1') return [m];
    const isRenewal = memory[m.data.dispatchId] === m.data.dischargePowerW;
    memory[m.data.dispatchId] = m.data.dischargePowerW;
    const heardMs = (memory['heardMs'] as number | undefined) ?? -Infinity;
    return isRenewal && Date.parse(m.time) - heardMs < SOON_MS ? [] : [m];
  },
};

/** The end of an event stays where it was when the event is moved. */
const keepsTheEnd: Decoration = {
  ...suffers('change-event', (p, memory) => {
    if (p.patch.start !== undefined) memory[`to ${p.eventId}`] = Date.parse(p.patch.start);
    return p;
  }),
  emit(m, memory) {
    if (m.type === 'pr2.EnergySupplyEvent.v1') memory[`from ${m.data.eventId}`] ??= Date.parse(m.data.start);
    if (m.type !== 'pr2.DispatchRequest.v1') return [m];
    const [from, to] = ['from', 'to'].map((x) => memory[`${x} ${m.data.eventId}`] as number | undefined);
    if (from === undefined || to === undefined) return [m];
    const durationS = Math.max(60, m.data.durationS - Math.round((to - from) / 1000));
    return [{ ...m, data: { ...m.data, durationS } }];
  },
};

export const LETTING_GO_FAULTS: readonly Fault[] = [
  wrapped('tries-what-failed-anew-after-a-restart', 'PR2-A-04', 'forgets after restart', startsItsTriesAnew),
  wrapped('tells-a-latecomer-of-what-was-called-off', 'PR2-A-24', 'stale data', tellsLatecomers),
  wrapped('takes-readings-for-renewals', 'PR2-X-05', 'ignores', takesReadingsForRenewals),
  wrapped('keeps-the-end-of-what-is-moved', 'PR2-A-14', 'stale data', keepsTheEnd),
  wrapped('counts-a-report-from-its-arrival', 'PR2-A-15', 'stale data', {
    deliver(params) {
      const heard = heardIn(params);
      if (heard?.type !== 'pr2.AvailabilityReport.v1') return params;
      return { ...params, message: { ...heard, data: { ...heard.data, asOf: timeText(params.at) } } };
    },
  }),
  wrapped('renews-what-its-pev-ended', 'PR2-A-22', 'ignores', renewsWhatEnded),
  wrapped('asks-anew-who-opted-out-before-a-change', 'PR2-A-14', 'ignores', {
    ...hears('EventResponse', (d) =>
      d.revision > 0 && d.decision === 'OPT_OUT' ? { ...d, decision: 'OPT_IN' } : d,
    ),
  }),
  wrapped('sweeps-away-what-is-far-off', 'PR2-A-14', 'stale data', {
    emit(m, memory) {
      if (m.type === 'pr2.EnergySupplyEvent.v1')
        memory[m.data.eventId] ??= Date.parse(m.data.start) - Date.parse(m.time) > FAR_MS;
      return m.type === 'pr2.DispatchRequest.v1' && memory[m.data.eventId] === true ? [] : [m];
    },
  }),
];
