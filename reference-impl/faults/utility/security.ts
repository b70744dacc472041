/** A Utility that hears the wrong people, guesses, breaks under load or cannot keep a secret. */
import { nameOf } from '../../../schemas';
import { MAX_MESSAGES_PER_S } from '../../utility/hello';
import type { Fault } from '../fault';
import { miscalls, putsInPlace, readsAnyVersion, refusesAdditions } from '../guessing';
import { logsTheSecret, logsWhatItRefuses, quotesWhatItRefuses, tellsIn } from '../leaking';
import { deafAbove, namesNoTime, takes } from '../overloaded';
import {
  needsNoRelayMark,
  neverTrustsAgain,
  readsTheFirstRelay,
  takesAnyAuthor,
  trustsCredential,
  trustsTheMessage,
} from '../trusting';
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
  wrapped('never-trusts-again', 'PR2-X-01', 'stale data', neverTrustsAgain),
  wrapped('reads-any-version', 'PR2-X-08', 'ignores', readsAnyVersion),
  wrapped('refuses-what-was-added', 'PR2-X-08', 'ignores', refusesAdditions),
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
    'calls-another-version-malformed',
    'PR2-X-08',
    'hard-coded constant',
    miscalls('E_VERSION', 'E_SCHEMA'),
  ),
  wrapped('is-never-busy', 'PR2-X-10', 'ignores', takes(100_000)),
  wrapped('takes-one-less-than-it-declares', 'PR2-X-10', 'off by one unit', takes(MAX_MESSAGES_PER_S - 1)),
  wrapped('names-no-time-when-busy', 'PR2-X-10', 'ignores', namesNoTime),
  wrapped('is-deaf-when-busy', 'PR2-X-10', 'acts but does not answer', deafAbove(MAX_MESSAGES_PER_S)),
  wrapped('quotes-what-it-refuses', 'PR2-X-11', 'leaks', quotesWhatItRefuses),
  wrapped('logs-what-it-refuses', 'PR2-X-11', 'leaks', logsWhatItRefuses),
  wrapped('logs-the-number-of-the-vehicle', 'PR2-X-11', 'leaks', logsTheSecret),
  wrapped(
    'alerts-of-the-number-of-the-vehicle',
    'PR2-X-11',
    'leaks',
    tellsIn('CustomerAlert', (d, secret) => ({ ...d, text: `${d.text} Vehicle ${secret}.` })),
  ),
];
