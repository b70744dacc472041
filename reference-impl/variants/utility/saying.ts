/** Utilities that say the same otherwise: later, with more members or fewer, other times, longer ids, other texts. */
import type { Variant } from '../../faults/fault';
import { countedAnew, speakingLate } from '../../faults/late';
import { keepsBack, says } from '../../faults/telling';
import { conformantUtility } from '../../utility/behaviour';
import { withClockOff } from '../clock';
import { declaring } from '../declaring';
import { addsMembers, inIndia, leavesOut, longIds, microseconds, wholeSeconds, writesTimes } from '../texts';
import { around, decides, OWN, wrapped } from './make';

export const SAYING_VARIANTS: readonly Variant[] = [
  around('answers-at-the-last-moment', ['time to speak'], (make) =>
    speakingLate(make, (m) => (m.correlationid === undefined ? 0 : 9_900)),
  ),
  around('takes-a-second-over-each-word', ['time to speak', 'lead of a command'], (make) =>
    speakingLate(make, () => 1000),
  ),
  around('has-a-clock-nearly-a-second-fast', ['clock'], (make) => withClockOff(make, 900)),
  around('has-a-clock-nearly-a-second-slow', ['clock'], (make) => withClockOff(make, -900)),
  wrapped('adds-members-of-its-own', addsMembers(OWN)),
  wrapped(
    'says-no-more-than-it-must',
    leavesOut(OWN, { Receipt: ['detail'], EnergySupplyEvent: ['meteringPointId'] }),
  ),
  wrapped('writes-times-of-another-place', writesTimes(OWN, inIndia), 'spelling of times'),
  // Only when it speaks: an event's start is what the operator wants.
  wrapped(
    'dates-in-whole-seconds',
    { emit: (m) => [{ ...m, time: wholeSeconds(m.time) }] },
    'spelling of times',
    'clock',
  ),
  wrapped('writes-microseconds', writesTimes(OWN, microseconds), 'spelling of times'),
  wrapped('gives-ids-of-64-characters', longIds(OWN, ['dispatchId', 'alertId']), 'spelling of ids'),
  wrapped(
    'would-take-a-part-of-each-request',
    says('DispatchRequest', (d) => ({ ...d, allowPartial: true })),
  ),
  wrapped(
    'wants-figures-of-this-second',
    says('AvailabilityRequest', (d) => ({ ...d, maxAgeS: 1 })),
  ),
  wrapped(
    'names-targets-from-the-last',
    says('EnergySupplyEvent', (d) => ({ ...d, targets: d.targets.toReversed() })),
  ),
  decides('tells-by-the-last-channel-first', {
    channelsFor: (preference) => conformantUtility.channelsFor(preference).toReversed(),
  }),
  decides('tells-customers-in-another-language', {
    alertText: (facts) => `${conformantUtility.alertText(facts)} – Ереже бойынша, 電力需要 🔌`,
  }),
  around('settles-without-a-statement', ['time to speak'], (make) =>
    countedAnew(make, keepsBack('SettlementStatement')),
  ),
  around('has-a-name-in-other-letters', [], (make) =>
    declaring(make, {}, { vendor: 'Энерго – 東京', product: 'Netzleitstelle “Ø”' }),
  ),
];
