/** An ESCI that hears the wrong people, guesses, breaks under load or cannot keep a secret. */
import { MAX_MESSAGES_PER_S } from '../../esci/declaration';
import { nameOf } from '../../../schemas';
import type { Fault } from '../fault';
import { miscalls, putsInPlace, readsAnyVersion, refusesAdditions } from '../guessing';
import { logsTheSecret, logsWhatItRefuses, quotesWhatItRefuses, tellsIn } from '../leaking';
import { deafAbove, namesNoTime, refusesAbove, takes } from '../overloaded';
import {
  neverTrustsAgain,
  readsTheFirstRelay,
  takesAnyAuthor,
  trustsCredential,
  trustsTheMessage,
} from '../trusting';
import { peerIn } from '../telling';
import { wrapped } from './make';

export const SECURITY_FAULTS: readonly Fault[] = [
  wrapped('takes-an-expired-credential', 'PR2-X-01', 'stale data', trustsCredential('expired')),
  wrapped('takes-a-wrong-credential', 'PR2-X-01', 'ignores', trustsCredential('wrong')),
  wrapped('needs-no-credential', 'PR2-X-01', 'ignores', trustsCredential('none')),
  wrapped('believes-what-a-message-says-of-its-sender', 'PR2-X-01', 'ignores', trustsTheMessage),
  wrapped(
    'reads-the-first-relay-only',
    'PR2-X-01',
    'right for one and wrong for two at once',
    readsTheFirstRelay,
  ),
  wrapped(
    'lets-anyone-enroll',
    'PR2-X-01',
    'ignores',
    takesAnyAuthor((m, memory) =>
      nameOf(m.type) === 'EnrollmentRecord' ? peerIn(memory, 'utility') : m.source,
    ),
  ),
  wrapped('never-trusts-again', 'PR2-X-01', 'stale data', neverTrustsAgain),
  wrapped('reads-any-version', 'PR2-X-08', 'ignores', readsAnyVersion),
  wrapped('refuses-what-was-added', 'PR2-X-08', 'ignores', refusesAdditions),
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
    'calls-another-version-malformed',
    'PR2-X-08',
    'hard-coded constant',
    miscalls('E_VERSION', 'E_SCHEMA'),
  ),
  wrapped('is-never-busy', 'PR2-X-10', 'ignores', takes(100_000)),
  wrapped('takes-one-less-than-it-declares', 'PR2-X-10', 'off by one unit', takes(MAX_MESSAGES_PER_S - 1)),
  wrapped('names-no-time-when-busy', 'PR2-X-10', 'ignores', namesNoTime),
  wrapped('is-deaf-when-busy', 'PR2-X-10', 'acts but does not answer', deafAbove(MAX_MESSAGES_PER_S)),
  wrapped(
    'lets-no-cancel-through-when-busy',
    'PR2-X-10',
    'right for one and wrong for two at once',
    refusesAbove(MAX_MESSAGES_PER_S, 'pr2.EventCancel.v1'),
  ),
  wrapped('quotes-what-it-refuses', 'PR2-X-11', 'leaks', quotesWhatItRefuses),
  wrapped('logs-what-it-refuses', 'PR2-X-11', 'leaks', logsWhatItRefuses),
  wrapped('logs-the-number-of-the-vehicle', 'PR2-X-11', 'leaks', logsTheSecret),
  wrapped(
    'tells-the-number-of-the-vehicle',
    'PR2-X-11',
    'leaks',
    tellsIn('ConnectionNotice', (d, secret) => ({ ...d, vehicle: Buffer.from(secret).toString('hex') })),
  ),
];
