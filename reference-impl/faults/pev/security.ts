/** A PEV that hears the wrong people, guesses, breaks under load or cannot keep a secret. */
import { MAX_MESSAGES_PER_S } from '../../pev/declaration';
import type { Fault } from '../fault';
import { putsInPlace } from '../guessing';
import { insecure } from '../insecure';
import { tellsIn } from '../leaking';
import { refusesAbove } from '../overloaded';
import { needsNoRelayMark, takesAnyAuthor } from '../trusting';
import { heardIn, peerIn, remembersPeers } from '../telling';
import { wrapped } from './make';

const ORDERS: readonly string[] = ['pr2.EventCancel.v1', 'pr2.DispatchUpdate.v1'];

export const SECURITY_FAULTS: readonly Fault[] = [
  ...insecure(wrapped, MAX_MESSAGES_PER_S),
  wrapped('needs-no-mark-of-the-relay', 'PR2-X-01', 'ignores', needsNoRelayMark),
  wrapped(
    'obeys-any-author',
    'PR2-X-01',
    'ignores',
    takesAnyAuthor((m, memory) => (m.type === 'pr2.EventCancel.v1' ? peerIn(memory, 'utility') : m.source)),
  ),
  wrapped('obeys-the-esci-as-if-it-were-the-utility', 'PR2-X-01', 'ignores', {
    start: remembersPeers,
    deliver(params, memory) {
      const heard = heardIn(params);
      const esci = peerIn(memory, 'esci');
      if (heard === null || heard.source !== esci || !ORDERS.includes(heard.type)) return params;
      return { ...params, message: { ...heard, source: peerIn(memory, 'utility'), via: esci } };
    },
  }),
  wrapped('lets-the-utility-say-what-cable-it-is', 'PR2-X-01', 'ignores', {
    start: remembersPeers,
    deliver(params, memory) {
      const heard = heardIn(params);
      if (heard?.type !== 'pr2.ConnectionNotice.v1') return params;
      const { via: _via, viatime: _viatime, ...rest } = heard;
      return { ...params, message: { ...rest, source: peerIn(memory, 'esci') } };
    },
  }),
  wrapped(
    'guesses-unknown-words',
    'PR2-X-08',
    'hard-coded constant',
    putsInPlace({
      reason: 'ABATED',
      action: 'OPT_OUT',
      sink: 'GRID',
      serviceType: 'ENERGY_DR',
      source: 'ESCI',
    }),
  ),
  wrapped(
    'keeps-the-oldest-command',
    'PR2-X-10',
    'reorders',
    refusesAbove(MAX_MESSAGES_PER_S, 'pr2.DispatchUpdate.v1'),
  ),
  wrapped(
    'refuses-a-cancel-when-busy',
    'PR2-X-10',
    'right for one and wrong for two at once',
    refusesAbove(MAX_MESSAGES_PER_S, 'pr2.EventCancel.v1'),
  ),
  wrapped(
    'tells-the-number-of-the-vehicle-with-a-fault',
    'PR2-X-11',
    'leaks',
    tellsIn('TerminationNotice', (d, secret) =>
      d.reason === 'FAULT' ? { ...d, vehicle: Buffer.from(secret).toString('hex') } : d,
    ),
  ),
  wrapped(
    'tells-the-number-of-the-vehicle-to-who-comes-too-late',
    'PR2-X-11',
    'leaks',
    tellsIn('DispatchResponse', (d, secret) => (d.code === 'E_STALE' ? { ...d, vehicle: secret } : d)),
  ),
  wrapped(
    'reports-the-number-of-the-vehicle',
    'PR2-X-11',
    'leaks',
    tellsIn('AvailabilityReport', (d, secret) => ({ ...d, vehicle: Buffer.from(secret).toString('base64') })),
  ),
];
