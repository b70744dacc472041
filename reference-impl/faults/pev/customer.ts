/** A PEV that does not do what its customer says, or does not tell it (PR2-A-05, A-08, A-09, A-11, A-12, A-20). */
import { createPev } from '../../pev';
import type { Fault } from '../fault';
import { slow } from '../slow';
import { doubles, hears, tellsEsciAlone, suffers } from '../telling';
import { conformant, decides, made, wrapped } from './make';

export const CUSTOMER_FAULTS: readonly Fault[] = [
  decides('takes-its-time-over-an-opt-out', 'PR2-A-05', 'late by a little', {
    stopShape: (cause, rateWps, p) =>
      cause === 'customer' ? { rateWps: 1, withinMs: 14_000 } : conformant.stopShape(cause, rateWps, p),
  }),
  decides('takes-no-override', 'PR2-A-05', 'answers but does not act', {
    obeysCustomer: (action) => action !== 'OVERRIDE',
  }),
  wrapped(
    'takes-the-limit-of-an-override-for-kilowatts',
    'PR2-A-05',
    'wrong unit',
    suffers('override', ({ limits, ...p }) => ({
      ...p,
      limits: limits.W === undefined ? limits : { ...limits, W: Math.min(1_000_000, limits.W * 1000) },
    })),
  ),

  decides('knows-only-its-own-floor', 'PR2-A-08', 'right for one and wrong for two at once', {
    effectivePreference: ({ pev }, departure) =>
      conformant.effectivePreference({ pev, esci: null }, departure),
  }),
  decides('discharges-at-any-hour', 'PR2-A-08', 'ignores', {
    effectivePreference: (...a) => ({ ...conformant.effectivePreference(...a), windows: [] }),
  }),

  decides('believes-every-reason-of-an-event', 'PR2-A-09', 'ignores', {
    decideEvent: (q) => conformant.decideEvent({ ...q, event: { ...q.event, reason: 'RELIABILITY' } }),
  }),
  decides('wants-a-second-more-of-notice', 'PR2-A-09', 'off by one unit', {
    decideEvent: (q) => conformant.decideEvent({ ...q, leadS: q.leadS - 1 }),
  }),
  decides('counts-the-notice-in-whole-days', 'PR2-A-09', 'wrong unit', {
    decideEvent: (q) => conformant.decideEvent({ ...q, leadS: Math.ceil(q.leadS / 86_400) * 86_400 }),
  }),

  made('tells-of-an-opt-out-too-late', 'PR2-A-11', 'late by a little', () =>
    slow(() => createPev(), { says: (m) => (m.type === 'pr2.ParticipationNotice.v1' ? 6_500 : 0) }),
  ),
  wrapped(
    'tells-the-esci-alone-of-an-opt-out',
    'PR2-A-11',
    'right message to the wrong party',
    tellsEsciAlone('ParticipationNotice'),
  ),
  wrapped('tells-twice-of-an-opt-out', 'PR2-X-02', 'doubles', doubles('ParticipationNotice')),

  wrapped(
    'knows-no-hours-at-its-panel',
    'PR2-A-12',
    'ignores',
    suffers('set-preference', ({ windows: _windows, ...rest }) => rest),
  ),
  wrapped(
    'takes-agreement-to-short-notice-for-good',
    'PR2-A-09',
    'stale data',
    suffers('set-preference', (p) => ({ ...p, acceptShortNotice: true })),
  ),
  wrapped(
    'sets-preferences-on-its-panel-only',
    'PR2-A-12',
    'answers but does not act',
    suffers('set-preference', () => null),
  ),
  wrapped('feeds-through-an-unauthorised-inverter', 'PR2-A-12', 'ignores', {
    ...hears('ConnectionNotice', (d) => ({ ...d, inverterAuthorised: true })),
    ...suffers('plug-in', (p) => ({ ...p, inverterAuthorised: true })),
  }),
  wrapped('takes-an-unknown-cordset-for-a-strong-one', 'PR2-A-13', 'hard-coded constant', {
    ...hears('ConnectionNotice', (d) => ({ ...d, cordsetA: d.cordsetA ?? 80 })),
    ...suffers('plug-in', (p) => ({ ...p, cordsetA: p.cordsetA ?? 80 })),
  }),

  decides('lets-the-milder-of-two-words-win', 'PR2-A-20', 'reorders', {
    prevails: (next, last) =>
      last === null ||
      next.sourceWallMs > last.sourceWallMs ||
      (next.sourceWallMs === last.sourceWallMs && !conformant.prevails(next, last)),
  }),
  decides('compares-its-customers-times-by-the-second', 'PR2-A-20', 'off by one unit', {
    prevails: (next, last) => {
      const floor = (a: typeof next): typeof next => ({
        ...a,
        sourceWallMs: Math.floor(a.sourceWallMs / 1000) * 1000,
      });
      return conformant.prevails(floor(next), last && floor(last));
    },
  }),
];
