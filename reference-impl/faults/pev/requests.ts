/** A PEV that carries out something else than it was asked, or tells another tale of it (PR2-A-14 to ). */
import { createPev } from '../../pev';
import type { Fault } from '../fault';
import { slow } from '../slow';
import { hears, heardIn, otherId, says } from '../telling';
import { conformant, decides, made, wrapped } from './make';

export const REQUEST_FAULTS: readonly Fault[] = [
  wrapped(
    'fills-in-what-a-request-leaves-out',
    'PR2-A-14',
    'hard-coded constant',
    hears('DispatchRequest', (d) =>
      Object.assign({ responseClass: 'SCHEDULED', meteringPointId: 'meter.e1.evse1' }, d),
    ),
  ),
  wrapped(
    'takes-the-length-of-a-request-for-minutes',
    'PR2-A-14',
    'wrong unit',
    hears('DispatchRequest', (d) => ({ ...d, durationS: Math.max(1, Math.round(d.durationS / 60)) })),
  ),
  decides('gives-a-watt-more-than-it-can', 'PR2-A-14', 'off by one unit', {
    decideDispatch: (q) => conformant.decideDispatch({ ...q, greatestW: q.greatestW + 1 }),
  }),
  wrapped(
    'shows-a-register-of-each-dispatch',
    'PR2-A-16',
    'forgets after restart',
    says('DispatchConfirmation', (d) => (d.state === 'ENDED' ? { ...d, registerWh: 0 } : d)),
  ),
  wrapped(
    'begins-some-seconds-early',
    'PR2-A-17',
    'off by one unit',
    hears('DispatchRequest', (d) => ({ ...d, start: new Date(Date.parse(d.start) - 9_000).toISOString() })),
  ),
  decides('charges-when-it-should-discharge', 'PR2-A-17', 'wrong sign', {
    heldPowerW: (wantedW) => -wantedW,
  }),
  wrapped('repeats-a-confirmation-under-another-id', 'PR2-A-18', 'doubles', {
    emit(m, memory) {
      if (m.type !== 'pr2.DispatchConfirmation.v1') return [m];
      const count = (memory[m.id] = Number(memory[m.id] ?? 0) + 1);
      return count === 1 ? [m] : [{ ...m, id: otherId(m.id) }];
    },
  }),
  decides('keeps-the-times-of-one-class-only', 'PR2-A-19', 'hard-coded constant', {
    startDelayMs: () => 15_000,
  }),
  made('misses-every-seventh-change', 'PR2-A-19', 'late by a little', () =>
    slow(() => createPev(), {
      hears: (m) => (m.type === 'pr2.DispatchUpdate.v1' && m.data.revision % 7 === 6 ? 11_000 : 0),
    }),
  ),
  wrapped(
    'says-that-it-foresaw-nothing',
    'PR2-A-21',
    'hard-coded constant',
    says('TerminationNotice', (d) => ({ ...d, predicted: false })),
  ),
  wrapped(
    'tells-another-reason-for-an-end',
    'PR2-A-21',
    'hard-coded constant',
    says('TerminationNotice', (d) => ({ ...d, reason: 'FAULT' })),
  ),
  wrapped(
    'tells-the-end-in-kilowatt-hours',
    'PR2-A-21',
    'wrong unit',
    says('TerminationNotice', (d) => ({ ...d, registerWh: Math.round(d.registerWh / 1000) })),
  ),
  wrapped(
    'applies-a-later-change-at-once',
    'PR2-A-22',
    'ignores',
    hears('DispatchUpdate', ({ effectiveAt: _later, ...d }) => d),
  ),
  decides('takes-a-pause-for-the-end', 'PR2-A-22', 'answers but does not act', {
    decideUpdate: (q) =>
      q.dispatch?.replacedW === 0 ? { status: 'REJECTED', code: 'E_STATE' } : conformant.decideUpdate(q),
  }),
  decides('forgets-how-it-changed-its-mind', 'PR2-A-22', 'ignores', {
    decideUpdate: (q) => {
      const decision = conformant.decideUpdate(q);
      return decision.code === 'E_ENERGY_EXCEEDS_AVAILABLE' ? { status: 'ACCEPTED' } : decision;
    },
  }),
  decides('draws-its-delay-out-of-range', 'PR2-A-23', 'off by one unit', {
    reboundDelayS: (unit, latestS, p) => Math.min(latestS, p.reboundS + 60 + unit * 60),
  }),
  wrapped(
    'reports-a-delay-that-it-does-not-keep',
    'PR2-A-23',
    'lies in its readings',
    says('DispatchConfirmation', (d) => (d.reboundDelayS === undefined ? d : { ...d, reboundDelayS: 1 })),
  ),
  made('hears-a-cancel-a-moment-late', 'PR2-A-24', 'late by a little', () =>
    slow(() => createPev(), { hears: (m) => (m.type === 'pr2.EventCancel.v1' ? 9_000 : 0) }),
  ),
  wrapped('names-the-last-message-in-its-answers', 'PR2-X-02', 'right for one and wrong for two at once', {
    deliver(params, memory) {
      memory['before'] = memory['last'];
      memory['last'] = heardIn(params)?.id;
      return params;
    },
    emit: (m, memory) =>
      m.correlationid === undefined || typeof memory['before'] !== 'string'
        ? [m]
        : [{ ...m, correlationid: memory['before'] }],
  }),
  wrapped('passes-over-the-offset-of-a-time', 'PR2-X-03', 'wrong only across a change of date or offset', {
    ...hears('DispatchRequest', (d) => ({ ...d, start: d.start.replace(/[+-]\d\d:\d\d$/, 'Z') })),
  }),
  wrapped('names-no-skew', 'PR2-X-03', 'ignores', {
    emit: (m) => {
      if (m.type !== 'pr2.Receipt.v1') return [m];
      const { skewS: _none, ...data } = m.data;
      return [{ ...m, data }];
    },
  }),
  wrapped(
    'takes-a-fraction-of-a-watt',
    'PR2-X-04',
    'ignores',
    hears('DispatchRequest', (d) => ({ ...d, dischargePowerW: Math.round(d.dischargePowerW) })),
  ),
  made('answers-a-second-too-late', 'PR2-X-09', 'late by a little', () =>
    slow(() => createPev(), { says: (m) => (m.correlationid === undefined ? 0 : 11_000) }),
  ),
  wrapped('leaves-nonsense-unanswered', 'PR2-X-09', 'ignores', {
    emit: (m) => (m.type === 'pr2.Receipt.v1' && m.data.status === 'REJECTED' ? [] : [m]),
  }),
];
