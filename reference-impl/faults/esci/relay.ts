/** An ESCI that is wrong about what it passes on, keeps and refuses, and about the wire. */
import { nameOf, type Message, type SiteLocation } from '../../../schemas';
import { conformantEsci } from '../../esci/behaviour';
import type { Fault } from '../fault';
import { keepsBack, says, writes } from '../telling';
import { decides, wrapped } from './make';

const EVERYWHERE: SiteLocation[] = ['L1', 'L2', 'L3', 'L4'];
const OWN = 'urn:pr2:esci:';
/** A change of the messages that it authors itself; what it relays stays as it is. */
const own = (change: (m: Message) => Message) => writes((m) => (m.source.startsWith(OWN) ? change(m) : m));

export const RELAY_FAULTS: readonly Fault[] = [
  decides('lets-anyone-be-asked', 'PR2-G-02', 'ignores', { refusesEvent: () => null }),
  {
    ...decides('lets-a-load-through', 'PR2-G-01', 'ignores', {
      refusesDispatch: (facts) => {
        const code = conformantEsci.refusesDispatch(facts);
        return code === 'E_UNSUPPORTED' ? null : code;
      },
    }),
    equivalent: 'the PEV behind it owes the same refusal, so the utility cannot tell who gave it',
  },
  decides('lets-an-unauthorised-inverter-feed', 'PR2-A-12', 'ignores', {
    refusesDispatch: (facts) => {
      const code = conformantEsci.refusesDispatch(facts);
      return code === 'E_NOT_READY' || code === 'E_NOT_CAPABLE' ? null : code;
    },
  }),
  decides('lets-a-foreign-place-be-asked', 'PR2-G-03', 'ignores', {
    refusesEvent: (records, place, pevId, event) =>
      conformantEsci.refusesEvent(
        records.map((r) => ({ ...r, location: EVERYWHERE })),
        place,
        pevId,
        event,
      ),
  }),
  decides('does-not-sign-what-it-passes-on', 'PR2-A-01', 'ignores', { relays: (message) => [message] }),
  decides('passes-on-late', 'PR2-A-01', 'late by a little', { relayDelayMs: () => 6_000 }),
  decides('passes-on-twice', 'PR2-A-01', 'doubles', {
    relays: (message, urn, wallTime) => {
      const copies = conformantEsci.relays(message, urn, wallTime);
      return nameOf(message.type) === 'EnergySupplyEvent'
        ? [...copies, ...copies.map((m) => ({ ...m, id: `${m.id.slice(0, -1)}0` }))]
        : copies;
    },
  }),
  decides('changes-what-it-passes-on', 'PR2-A-01', 'off by one unit', {
    relays: (message, urn, wallTime) =>
      conformantEsci
        .relays(message, urn, wallTime)
        .map((m) =>
          nameOf(m.type) === 'EnergySupplyEvent'
            ? ({ ...m, data: { ...m.data, durationS: 60 } } as Message)
            : m,
        ),
  }),
  decides('keeps-events-for-ever', 'PR2-A-01', 'stale data', { expiresWallMs: () => 9e15 }),
  decides('stores-nothing', 'PR2-A-01', 'forgets after restart', {
    refusesAbsent: (name, knows) =>
      name === 'EnergySupplyEvent' ? 'E_UNKNOWN_PEV' : conformantEsci.refusesAbsent(name, knows),
  }),
  decides('gives-up-on-an-opt-out', 'PR2-A-11', 'ignores', { persistence: () => 'retries' }),
  decides('replays-an-old-report', 'PR2-A-07', 'stale data', {
    answersForSilent: (last) => last ?? 'E_TIMEOUT',
  }),
  decides('is-silent-with-a-silent-pev', 'PR2-A-07', 'late by a little', {
    availabilityWaitMs: () => 60_000,
  }),
  decides('claims-to-be-bidirectional', 'PR2-A-12', 'hard-coded constant', {
    connectionNotice: (session, point, place) => ({
      ...conformantEsci.connectionNotice(session, point, place),
      bidirectional: true,
      capabilities: { v2g: true, v2h: true },
    }),
  }),
  decides('tells-nobody-of-a-connection', 'PR2-A-12', 'acts but does not answer', {
    tellsConnection: () => ['pev'],
  }),
  decides('keeps-preferences-to-itself', 'PR2-A-08', 'ignores', { preferenceCopy: () => null }),
  decides('does-not-limit-export', 'PR2-A-13', 'ignores', {
    preferenceCopy: (facts) => {
      const copy = conformantEsci.preferenceCopy(facts);
      return copy === null ? null : { ...copy, maxDischargeW: 19_200 };
    },
  }),
  decides('keeps-an-opt-out-to-itself', 'PR2-A-05', 'acts but does not answer', { tellsCustomer: () => [] }),
  decides('tells-only-the-pev-of-an-opt-out', 'PR2-A-11', 'right message to the wrong party', {
    tellsCustomer: () => ['pev'],
  }),
  wrapped('acknowledges-nothing', 'PR2-X-09', 'acts but does not answer', keepsBack('Receipt', OWN)),
  wrapped(
    'uses-one-id-for-everything',
    'PR2-X-02',
    'hard-coded constant',
    own((m) => ({ ...m, id: '00000000-0000-5000-8000-000000000000' })),
  ),
  wrapped(
    'never-counts-its-messages',
    'PR2-X-02',
    'hard-coded constant',
    own((m) => ({ ...m, seq: 0 })),
  ),
  wrapped(
    'answers-without-correlation',
    'PR2-X-02',
    'ignores',
    own(({ correlationid: _correlationid, ...m }) => m),
  ),
  wrapped(
    'writes-times-without-offset',
    'PR2-X-03',
    'ignores',
    own((m) => ({ ...m, time: m.time.replace('Z', '') })),
  ),
  decides('reports-no-skew', 'PR2-X-03', 'ignores', { reportsSkew: () => false }),
  wrapped('swallows-reports', 'PR2-A-06', 'ignores', keepsBack('AvailabilityReport')),
  wrapped(
    'rounds-what-it-passes-on',
    'PR2-A-06',
    'off by one unit',
    says('AvailabilityReport', (d) => ({ ...d, availableEnergyWh: 0 })),
  ),
  decides('gives-a-pev-up-after-two-seconds', 'PR2-A-07', 'off by one unit', {
    availabilityWaitMs: () => 2000,
  }),
  decides('looks-at-no-place-for-a-request', 'PR2-G-03', 'ignores', {
    isEnrolledFor: (records, place, ...of) =>
      conformantEsci.isEnrolledFor(
        records.map((r) => ({
          ...r,
          location: [place.location as 'L1'],
          architecture: place.architecture as 'S1',
        })),
        place,
        ...of,
      ),
  }),
  wrapped(
    'leaves-out-whether-a-part-will-do',
    'PR2-A-14',
    'ignores',
    says('DispatchRequest', (d) => {
      const { allowPartial, ...kept } = d;
      return allowPartial === true ? kept : d;
    }),
  ),
  wrapped(
    'calls-a-part-accepted',
    'PR2-A-14',
    'hard-coded constant',
    says('DispatchResponse', (d) => (d.status === 'PARTIAL' ? { ...d, status: 'ACCEPTED' } : d)),
  ),
];
