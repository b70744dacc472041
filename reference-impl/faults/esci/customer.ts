/** An ESCI that is wrong about what its customer does and wants (PR2-A-05, A-08, A-11, A-13, A-20). */
import type { Message } from '../../../schemas';
import { createEsci } from '../../esci';
import { conformantEsci } from '../../esci/behaviour';
import type { Fault } from '../fault';
import { speakingLate } from '../late';
import { keepsBack, says } from '../telling';
import { decides, made, OWN, wrapped } from './make';

const isNotice = (m: Message): m is Message<'ParticipationNotice'> => m.type === 'pr2.ParticipationNotice.v1';
const toPev = (m: Message): boolean => m.destination.startsWith('urn:pr2:pev:');
const shifted = (text: string, ms: number): string => new Date(Date.parse(text) + ms).toISOString();

export const CUSTOMER_FAULTS: readonly Fault[] = [
  decides('takes-no-opt-out-once-it-runs', 'PR2-A-05', 'ignores', {
    refusesCustomer: (action, f) => (f.started ? 'E_STATE' : conformantEsci.refusesCustomer(action, f)),
  }),
  decides('takes-an-opt-out-after-the-end', 'PR2-A-05', 'ignores', { refusesCustomer: () => null }),
  wrapped('asks-the-utility-before-it-obeys', 'PR2-A-05', 'late by a little', {
    emit: (m, memory) => {
      if (!isNotice(m) || !m.source.startsWith(OWN)) return [m];
      if (toPev(m)) return memory['heard'] === true ? [m] : [];
      memory['asked'] = m.id;
      return [m];
    },
    deliver: (p, memory) => {
      const message = (p as { message?: unknown }).message as Message | undefined;
      if (message?.type === 'pr2.Receipt.v1' && message.data.refMessageId === memory['asked'])
        memory['heard'] = true;
      return p;
    },
  }),
  wrapped('drops-what-an-override-leaves', 'PR2-A-05', 'ignores', {
    emit: (m) => {
      if (!isNotice(m) || !m.source.startsWith(OWN)) return [m];
      const { limits: _limits, ...data } = m.data;
      return [{ ...m, data }];
    },
  }),
  wrapped('opts-another-pev-out', 'PR2-A-05', 'right message to the wrong party', {
    emit: (m) =>
      isNotice(m) && m.source.startsWith(OWN) && toPev(m) ? [{ ...m, destination: 'urn:pr2:pev:p9' }] : [m],
  }),
  made('obeys-the-customer-half-a-minute-late', 'PR2-A-05', 'late by a little', () =>
    speakingLate(
      () => createEsci(),
      (m) => (isNotice(m) && m.source.startsWith(OWN) && toPev(m) ? 30_000 : 0),
    ),
  ),

  wrapped(
    'dates-every-notice-anew',
    'PR2-A-11',
    'stale data',
    says('ParticipationNotice', (d) => ({ ...d, sourceTime: shifted(d.sourceTime, 60_000) })),
  ),
  wrapped(
    'calls-every-action-an-opt-out',
    'PR2-A-11',
    'hard-coded constant',
    says('ParticipationNotice', (d) => ({ ...d, action: 'OPT_OUT' })),
  ),
  made('tells-the-utility-of-an-opt-out-late', 'PR2-A-11', 'late by a little', () =>
    speakingLate(
      () => createEsci(),
      (m) => (isNotice(m) && !toPev(m) ? 8_000 : 0),
    ),
  ),
  decides('tells-of-an-opt-out-three-times-at-most', 'PR2-A-11', 'off by one unit', {
    persistence: (name) => (name === 'ParticipationNotice' ? 'retries' : conformantEsci.persistence(name)),
  }),
  wrapped('swallows-the-notices-of-its-pev', 'PR2-A-11', 'acts but does not answer', {
    emit: (m) => (isNotice(m) && !m.source.startsWith(OWN) ? [] : [m]),
  }),

  wrapped('passes-on-a-floor-of-its-own', 'PR2-A-08', 'hard-coded constant', {
    emit: (m) =>
      m.type === 'pr2.DischargePreference.v1' ? [{ ...m, data: { ...m.data, socFloor: 10 } }] : [m],
  }),
  decides('keeps-discharging-enabled', 'PR2-A-08', 'hard-coded constant', {
    preferenceCopy: (facts) => {
      const copy = conformantEsci.preferenceCopy(facts);
      return copy === null ? null : { ...copy, enabled: true };
    },
  }),
  wrapped('holds-to-the-first-preference', 'PR2-A-08', 'stale data', {
    stimulate: (p, memory) => {
      if (p.name !== 'set-preference') return p;
      const before = memory['first'] as typeof p | undefined;
      memory['first'] ??= { ...p, params: { ...p.params, enabled: true, socFloor: 10 } };
      return before === undefined ? (memory['first'] as typeof p) : p;
    },
  }),

  decides('leaves-the-premises-limit-out', 'PR2-A-13', 'ignores', {
    preferenceCopy: (facts) => conformantEsci.preferenceCopy({ ...facts, siteExportW: null }),
  }),
  decides('leaves-a-derating-out', 'PR2-A-13', 'ignores', {
    preferenceCopy: (facts) =>
      conformantEsci.preferenceCopy({ ...facts, derated: { evse: null, site: null, cordset: null } }),
  }),
  decides('tells-kilowatts-as-the-limit', 'PR2-A-13', 'wrong unit', {
    preferenceCopy: (facts) => {
      const copy = conformantEsci.preferenceCopy(facts);
      return copy?.maxDischargeW === undefined
        ? copy
        : { ...copy, maxDischargeW: Math.round(copy.maxDischargeW / 1000) };
    },
  }),
  made('derates-half-a-minute-late', 'PR2-A-13', 'late by a little', () =>
    speakingLate(
      () => createEsci(),
      (m) => (m.type === 'pr2.DischargePreference.v1' && m.source.startsWith(OWN) ? 30_000 : 0),
    ),
  ),

  decides('lets-a-stop-be-undone', 'PR2-A-20', 'ignores', {
    refusesCustomer: (action, f) => (action === 'OPT_IN' ? null : conformantEsci.refusesCustomer(action, f)),
  }),
  wrapped('lets-the-evse-win', 'PR2-A-20', 'hard-coded constant', {
    emit: (m) =>
      isNotice(m) && m.source.startsWith(OWN)
        ? [{ ...m, data: { ...m.data, sourceTime: shifted(m.data.sourceTime, 1800_000) } }]
        : [m],
  }),
  wrapped('dates-the-evse-back', 'PR2-A-20', 'stale data', {
    emit: (m) =>
      isNotice(m) && m.source.startsWith(OWN)
        ? [{ ...m, data: { ...m.data, sourceTime: shifted(m.data.sourceTime, -1800_000) } }]
        : [m],
  }),
  wrapped('dates-the-evse-a-millisecond-later', 'PR2-A-20', 'off by one unit', {
    emit: (m) =>
      isNotice(m) && m.source.startsWith(OWN)
        ? [{ ...m, data: { ...m.data, sourceTime: shifted(m.data.sourceTime, 1) } }]
        : [m],
  }),
  wrapped('never-opts-in-again', 'PR2-A-20', 'ignores', {
    emit: (m) => (isNotice(m) && m.data.action === 'OPT_IN' && m.source.startsWith(OWN) ? [] : [m]),
  }),
  wrapped(
    'sends-no-preference-at-all',
    'PR2-A-08',
    'acts but does not answer',
    keepsBack('DischargePreference', OWN),
  ),
  wrapped('forgets-which-word-the-pev-has-not-heard', 'PR2-A-05', 'forgets after restart', {
    restore(state) {
      for (const event of Object.values(state['events'] as Record<string, { untold: unknown }>))
        event.untold = null;
    },
  }),
  wrapped(
    'calls-every-word-one-of-the-evse',
    'PR2-A-11',
    'hard-coded constant',
    says('ParticipationNotice', (d) => ({ ...d, source: 'EVSE' }), OWN),
  ),
  wrapped(
    'keeps-the-limits-of-the-first-override',
    'PR2-A-05',
    'stale data',
    says(
      'ParticipationNotice',
      (d, memory) => (d.limits === undefined ? d : { ...d, limits: (memory[d.eventId] ??= d.limits) }),
      OWN,
    ),
  ),
];
