/** A Utility that hears the wrong people, guesses, breaks under load or cannot keep a secret. */
import { nameOf } from '../../../schemas';
import { MAX_MESSAGES_PER_S } from '../../utility/hello';
import type { Fault } from '../fault';
import { putsInPlace } from '../guessing';
import { insecure } from '../insecure';
import { tellsIn } from '../leaking';
import { needsNoRelayMark, takesAnyAuthor } from '../trusting';
import { wrapped } from './make';

export const SECURITY_FAULTS: readonly Fault[] = [
  ...insecure(wrapped, MAX_MESSAGES_PER_S),
  wrapped('needs-no-mark-of-the-relay', 'PR2-X-01', 'ignores', needsNoRelayMark),
  wrapped(
    'lets-one-pev-speak-for-another',
    'PR2-X-01',
    'ignores',
    takesAnyAuthor((m) =>
      nameOf(m.type) === 'ParticipationNotice' || nameOf(m.type) === 'AvailabilityReport'
        ? `urn:pr2:pev:${(m.data as { pevId: string }).pevId}`
        : m.source,
    ),
  ),
  wrapped(
    'takes-an-unknown-decision-for-consent',
    'PR2-X-08',
    'hard-coded constant',
    putsInPlace({ decision: 'OPT_IN' }),
  ),
  wrapped(
    'guesses-unknown-words',
    'PR2-X-08',
    'hard-coded constant',
    putsInPlace({ action: 'OPT_OUT', reason: 'USER_STOP', location: 'L1' }),
  ),
  wrapped(
    'alerts-of-the-number-of-the-vehicle',
    'PR2-X-11',
    'leaks',
    tellsIn('CustomerAlert', (d, secret) => ({ ...d, text: `${d.text} Vehicle ${secret}.` })),
  ),
];
