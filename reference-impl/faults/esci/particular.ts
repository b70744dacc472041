/** An ESCI that is right in the plain case: wrong at an edge, with a second limit, program or PEV, or with a member that is seldom there. */
import { timeText } from '../../endpoint/identifiers';
import { nameOf, type Message } from '../../../schemas';
import { conformantEsci } from '../../esci/behaviour';
import type { Fault } from '../fault';
import { decides, isOwn, wrapped } from './make';

type Records = Parameters<typeof conformantEsci.refusesEvent>[0];

/** It judges an event by other enrollments than it was given. */
function reads(name: string, breaks: string, change: (records: Records) => Records): Fault {
  return decides(name, breaks, 'ignores', {
    refusesEvent: (records, ...of) => conformantEsci.refusesEvent(change(records), ...of),
  });
}

export const PARTICULAR_FAULTS: readonly Fault[] = [
  reads('takes-an-enrollment-before-it-begins', 'PR2-G-02', (records) =>
    records.map((r) => ({ ...r, validFrom: timeText(0) })),
  ),
  reads('knows-the-last-program-alone', 'PR2-G-02', (records) => records.slice(-1)),
  reads('knows-the-first-place-alone', 'PR2-G-03', (records) =>
    records.map((r) => ({ ...r, location: r.location.slice(0, 1) })),
  ),
  decides('asks-for-the-enrollment-of-events-alone', 'PR2-G-02', 'ignores', { isEnrolledFor: () => true }),
  wrapped('leaves-out-what-is-0-or-no', 'PR2-A-01', 'ignores', {
    emit: (m) => {
      if (m.type !== 'pr2.EnergySupplyEvent.v1') return [m];
      const { priority, randomizeStartS, allowPartial, ...rest } = m.data;
      const kept = Object.entries({ priority, randomizeStartS, allowPartial }).filter(([, v]) => Boolean(v));
      return [{ ...m, data: { ...rest, ...Object.fromEntries(kept) } }];
    },
  }),
  decides('copies-a-floor-of-80-at-most', 'PR2-A-08', 'hard-coded constant', {
    preferenceCopy: (facts) => {
      const copy = conformantEsci.preferenceCopy(facts);
      return copy && { ...copy, socFloor: Math.min(80, copy.socFloor) };
    },
  }),
  decides('copies-hours-as-those-of-greenwich', 'PR2-A-08', 'wrong only across a change of date or offset', {
    preferenceCopy: (facts) => {
      const copy = conformantEsci.preferenceCopy(facts);
      const windows = copy?.windows?.map((w) => ('tz' in w ? { ...w, tz: 'UTC' } : w));
      return copy && { ...copy, ...(windows === undefined ? {} : { windows }) };
    },
  }),
  decides('follows-the-limit-that-came-last', 'PR2-A-13', 'stale data', {
    preferenceCopy: (facts) => {
      const copy = conformantEsci.preferenceCopy(facts);
      const last = facts.derated.evse ?? facts.preference?.maxDischargeW ?? facts.siteExportW;
      return copy && last !== null ? { ...copy, maxDischargeW: last } : copy;
    },
  }),
  decides('gives-the-whole-premises-to-each-pev', 'PR2-A-13', 'right for one and wrong for two at once', {
    preferenceCopy: (facts) => conformantEsci.preferenceCopy({ ...facts, sharers: 1 }),
  }),
  wrapped('tells-of-an-override-its-power-alone', 'PR2-A-11', 'ignores', {
    emit: (m) => {
      if (!isOwn(m) || m.type !== 'pr2.ParticipationNotice.v1' || m.data.limits?.W === undefined) return [m];
      return [{ ...m, data: { ...m.data, limits: { W: m.data.limits.W } } }];
    },
  }),
  wrapped('tells-of-no-opt-out-while-the-pev-is-away', 'PR2-A-11', 'acts but does not answer', {
    stimulate: (s, memory) => {
      if (s.name === 'plug-in' || s.name === 'unplug') memory['away'] = s.name === 'unplug';
      return s;
    },
    emit: (m, memory) =>
      isOwn(m) && nameOf(m.type) === 'ParticipationNotice' && memory['away'] === true ? [] : [m],
  }),
  wrapped('takes-what-came-last-for-what-was-done-last', 'PR2-A-20', 'reorders', {
    deliver: (params, memory) => {
      const { message } = params as { message?: Message };
      if (message?.type !== 'pr2.ParticipationNotice.v1') return params;
      memory[message.id] = message.data.sourceTime;
      const sourceTime = timeText(Math.max(params.at, Date.parse(message.data.sourceTime)));
      return { ...params, message: { ...message, data: { ...message.data, sourceTime } } };
    },
    emit: (m, memory) => {
      const said = memory[m.id];
      if (m.type !== 'pr2.ParticipationNotice.v1' || typeof said !== 'string') return [m];
      return [{ ...m, data: { ...m.data, sourceTime: said } }];
    },
  }),
  decides('calls-95-percent-complete-and-less-not', 'PR2-A-10', 'off by one unit', {
    outcome: (facts, part) => conformantEsci.outcome(facts, part >= 0.9 && part < 0.95 ? 0.89 : part),
  }),
  decides('takes-who-declined-for-who-failed', 'PR2-A-10', 'ignores', {
    outcome: (facts, part) =>
      conformantEsci.outcome({ ...facts, optedOut: facts.optedOut && facts.code === null }, part),
  }),
  wrapped(
    'speaks-for-every-pev-when-one-cable-is-out',
    'PR2-A-21',
    'right for one and wrong for two at once',
    {
      emit: (m, memory) => {
        if (m.type === 'pr2.ConnectionNotice.v1') memory[m.data.pevId ?? ''] = m.data.sessionId;
        if (!isOwn(m) || m.type !== 'pr2.TerminationNotice.v1') return [m];
        const others = Object.keys(memory).filter((pevId) => pevId !== m.data.pevId);
        const copy = (pevId: string): Message => ({
          ...m,
          id: `${m.id.slice(0, -1)}0`,
          data: { ...m.data, pevId },
        });
        return [m, ...others.map(copy)];
      },
    },
  ),
  wrapped('leaves-the-second-pev-in', 'PR2-A-05', 'right for one and wrong for two at once', {
    emit: (m, memory) => {
      if (!isOwn(m) || m.type !== 'pr2.ParticipationNotice.v1' || !m.destination.startsWith('urn:pr2:pev:'))
        return [m];
      memory['pev'] ??= m.destination;
      return memory['pev'] === m.destination ? [m] : [];
    },
  }),
  wrapped('knows-messages-by-their-id-alone', 'PR2-X-02', 'right for one and wrong for two at once', {
    deliver: (params, memory) => {
      const { message } = params as { message?: { id?: unknown; source?: unknown } };
      if (typeof message?.id !== 'string') return params;
      memory[message.id] ??= message.source;
      return memory[message.id] === message.source ? params : null;
    },
  }),
  wrapped('turns-the-sign-of-a-skew', 'PR2-X-03', 'wrong sign', {
    emit: (m) =>
      m.type === 'pr2.Receipt.v1' && m.data.skewS !== undefined
        ? [{ ...m, data: { ...m.data, skewS: -m.data.skewS } }]
        : [m],
  }),
  wrapped('names-clocks-that-are-behind-alone', 'PR2-X-03', 'ignores', {
    emit: (m) => {
      if (m.type !== 'pr2.Receipt.v1' || (m.data.skewS ?? 0) <= 0) return [m];
      const { skewS: _, ...data } = m.data;
      return [{ ...m, data }];
    },
  }),
  wrapped('reads-times-without-their-offset', 'PR2-X-03', 'wrong only across a change of date or offset', {
    deliver: (params) => {
      const { message } = params as { message?: Message };
      if (message?.type !== 'pr2.EnrollmentRecord.v1' || message.data.validTo === undefined) return params;
      const validTo = message.data.validTo.replace(/[+-]\d\d:\d\d$/, 'Z');
      return { ...params, message: { ...message, data: { ...message.data, validTo } } };
    },
  }),
  wrapped('believes-a-pev-without-proof', 'PR2-X-01', 'ignores', {
    deliver: (params) =>
      params.link.peer.startsWith('urn:pr2:pev:')
        ? { ...params, link: { ...params.link, credential: 'valid' } }
        : params,
  }),
  wrapped('counts-a-words-age-from-its-receipt', 'PR2-B-07', 'late by a little', {
    deliver: (params) => {
      const { message } = params as { message?: Message };
      if (message?.type !== 'pr2.IsolationAttestation.v1') return params;
      if (params.at - Date.parse(message.data.at) > 300_000) return params;
      return {
        ...params,
        message: { ...message, data: { ...message.data, at: timeText(params.at) } },
      };
    },
  }),
];
