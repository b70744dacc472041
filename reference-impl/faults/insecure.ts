/** What a device of any role can get wrong of trust, versions, load and secrets (PR2-X-01, 08, 10, 11). */
import type { Decoration } from './decorate';
import type { Fault, FaultClass } from './fault';
import { miscalls, readsAnyVersion, refusesAdditions } from './guessing';
import { logsTheSecret, logsWhatItRefuses, quotesWhatItRefuses } from './leaking';
import { deafAbove, namesNoTime, takes } from './overloaded';
import { neverTrustsAgain, readsTheFirstRelay, trustsCredential, trustsTheMessage } from './trusting';

type Wrapped = (name: string, breaks: string, faultClass: FaultClass, decoration: Decoration) => Fault;

/** @param maxMessagesPerS what the reference of the role declares that it takes */
export function insecure(wrapped: Wrapped, maxMessagesPerS: number): readonly Fault[] {
  return [
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
    wrapped('never-trusts-again', 'PR2-X-01', 'stale data', neverTrustsAgain),
    wrapped('reads-any-version', 'PR2-X-08', 'ignores', readsAnyVersion),
    wrapped('refuses-what-was-added', 'PR2-X-08', 'ignores', refusesAdditions),
    wrapped(
      'calls-another-version-malformed',
      'PR2-X-08',
      'hard-coded constant',
      miscalls('E_VERSION', 'E_SCHEMA'),
    ),
    wrapped('is-never-busy', 'PR2-X-10', 'ignores', takes(100_000)),
    wrapped('takes-one-less-than-it-declares', 'PR2-X-10', 'off by one unit', takes(maxMessagesPerS - 1)),
    wrapped('names-no-time-when-busy', 'PR2-X-10', 'ignores', namesNoTime),
    wrapped('is-deaf-when-busy', 'PR2-X-10', 'acts but does not answer', deafAbove(maxMessagesPerS)),
    wrapped('quotes-what-it-refuses', 'PR2-X-11', 'leaks', quotesWhatItRefuses),
    wrapped('logs-what-it-refuses', 'PR2-X-11', 'leaks', logsWhatItRefuses),
    wrapped('logs-the-number-of-the-vehicle', 'PR2-X-11', 'leaks', logsTheSecret),
  ];
}
