/** An ESCI that hears the wrong people, guesses, breaks under load or cannot keep a secret. */
import { MAX_MESSAGES_PER_S } from '../../esci/declaration';
import { nameOf } from '../../../schemas';
import type { Fault } from '../fault';
import { putsInPlace } from '../guessing';
import { insecure } from '../insecure';
import { tellsIn } from '../leaking';
import { refusesAbove } from '../overloaded';
import { takesAnyAuthor } from '../trusting';
import { peerIn } from '../telling';
import { wrapped } from './make';

export const SECURITY_FAULTS: readonly Fault[] = [
  ...insecure(wrapped, MAX_MESSAGES_PER_S),
  wrapped(
    'lets-anyone-enroll',
    'PR2-X-01',
    'ignores',
    takesAnyAuthor((m, memory) =>
      nameOf(m.type) === 'EnrollmentRecord' ? peerIn(memory, 'utility') : m.source,
    ),
  ),
  wrapped('drops-what-was-added', 'PR2-X-08', 'ignores', {
    emit: (m) => {
      const {
        novelty: _novelty,
        noveltyW: _noveltyW,
        ...data
      } = m.data as unknown as Record<string, unknown>;
      return [{ ...m, data } as unknown as typeof m];
    },
  }),
  wrapped('guesses-unknown-words', 'PR2-X-08', 'hard-coded constant', putsInPlace({ status: 'SUSPENDED' })),
  wrapped(
    'lets-no-cancel-through-when-busy',
    'PR2-X-10',
    'right for one and wrong for two at once',
    refusesAbove(MAX_MESSAGES_PER_S, 'pr2.EventCancel.v1'),
  ),
  wrapped(
    'tells-the-number-of-the-vehicle',
    'PR2-X-11',
    'leaks',
    tellsIn('ConnectionNotice', (d, secret) => ({ ...d, vehicle: Buffer.from(secret).toString('hex') })),
  ),
];
