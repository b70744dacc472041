/** An ESCI that is wrong about who may be asked where, and about what plugging in establishes (PR2-G-02, G-03, A-12). */
import type { MessageBodies } from '../../../schemas';
import { createEsci } from '../../esci';
import { conformantEsci, type EsciBehaviour } from '../../esci/behaviour';
import type { Fault } from '../fault';
import { heardIn, says } from '../telling';
import { decides, made, wrapped } from './make';

type Enrollment = MessageBodies['EnrollmentRecord'];

/** Looks at enrollments as if they said something else. */
const seenAs =
  (change: (record: Enrollment) => Enrollment): EsciBehaviour['refusesEvent'] =>
  (records, place, pevId, event) =>
    conformantEsci.refusesEvent(records.map(change), place, pevId, event);

export const PRECONDITION_FAULTS: readonly Fault[] = [
  wrapped('takes-a-request-without-a-taker-for-the-grids', 'PR2-G-01', 'hard-coded constant', {
    deliver(params) {
      const heard = heardIn(params);
      return heard?.type === 'pr2.DispatchRequest.v1' && (heard.data.sink as unknown) === undefined
        ? { ...params, message: { ...heard, data: { ...heard.data, sink: 'GRID' } } }
        : params;
    },
  }),
  decides('lets-a-suspended-customer-be-asked', 'PR2-G-02', 'ignores', {
    refusesEvent: seenAs((r) => ({ ...r, status: 'ACTIVE' })),
  }),
  decides('looks-at-no-programme', 'PR2-G-02', 'ignores', {
    refusesEvent: (records, place, pevId, event) =>
      conformantEsci.refusesEvent(
        records.map((r) => ({ ...r, programId: event.programId })),
        place,
        pevId,
        event,
      ),
  }),
  decides('takes-the-end-of-an-enrollment-as-inside', 'PR2-G-02', 'off by one unit', {
    refusesEvent: seenAs((r) =>
      r.validTo === undefined ? r : { ...r, validTo: new Date(Date.parse(r.validTo) + 1).toISOString() },
    ),
  }),
  decides('looks-at-no-dates', 'PR2-G-02', 'ignores', {
    refusesEvent: seenAs((r) => ({
      ...r,
      validFrom: '2000-01-01T00:00:00Z',
      validTo: '2100-01-01T00:00:00Z',
    })),
  }),
  decides('lets-nobody-be-asked', 'PR2-G-02', 'hard-coded constant', {
    refusesEvent: () => 'E_NOT_ENROLLED',
  }),
  decides('takes-one-enrollment-for-everybody', 'PR2-G-02', 'right for one and wrong for two at once', {
    refusesEvent: (records, place, pevId, event) =>
      conformantEsci.refusesEvent(
        records.map((r) => ({ ...r, pevId })),
        place,
        pevId,
        event,
      ),
  }),
  decides('looks-at-no-architecture', 'PR2-G-03', 'ignores', {
    refusesEvent: (records, place, pevId, event) =>
      conformantEsci.refusesEvent(
        records.map((r) => ({ ...r, architecture: place.architecture as Enrollment['architecture'] })),
        place,
        pevId,
        event,
      ),
  }),
  decides('takes-itself-to-be-at-home', 'PR2-G-03', 'hard-coded constant', {
    refusesEvent: (records, place, pevId, event) =>
      conformantEsci.refusesEvent(records, { ...place, location: 'L1' }, pevId, event),
  }),
  made('forgets-its-enrollments-in-a-restart', 'PR2-G-02', 'forgets after restart', () => {
    const inner = createEsci();
    return {
      hello: () => inner.hello(),
      start: (params, restored) =>
        inner.start(
          params,
          restored === undefined ? undefined : JSON.stringify({ ...JSON.parse(restored), enrollments: {} }),
        ),
      deliver: (params) => inner.deliver(params),
      stimulate: (params) => inner.stimulate(params),
      observe: (params) => inner.observe(params),
      advance: (params) => inner.advance(params),
      query: (params) => inner.query(params),
      stop: (params) => inner.stop(params),
      durable: () => inner.durable(),
    };
  }),

  decides('takes-every-cordset-for-a-usual-one', 'PR2-A-12', 'hard-coded constant', {
    connectionNotice: (session, point, place) => ({
      ...conformantEsci.connectionNotice(session, point, place),
      cordsetA: 32,
    }),
    refusesDispatch: (f) =>
      conformantEsci.refusesDispatch({
        ...f,
        session: f.session === null ? null : { ...f.session, cordsetA: 32 },
      }),
  }),
  wrapped(
    'calls-every-inverter-authorised',
    'PR2-A-12',
    'hard-coded constant',
    says('ConnectionNotice', (d) => ({ ...d, inverterAuthorised: true, cordsetA: 40 })),
  ),
  decides('authenticates-after-two-minutes', 'PR2-A-12', 'late by a little', {
    authenticationMs: () => 120_000,
  }),
  decides('says-not-ready-where-it-cannot', 'PR2-A-12', 'hard-coded constant', {
    refusesDispatch: (f) =>
      conformantEsci.refusesDispatch(f) === 'E_NOT_CAPABLE'
        ? 'E_NOT_READY'
        : conformantEsci.refusesDispatch(f),
  }),
  wrapped(
    'names-another-pev',
    'PR2-A-12',
    'right message to the wrong party',
    says('ConnectionNotice', (d) => ({ ...d, pevId: 'p9' })),
  ),
];
