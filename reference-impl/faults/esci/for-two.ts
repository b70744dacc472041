/** An ESCI that is right for one PEV, or one sender, and wrong as soon as there are two; and what it drops of a message. */
import { nameOf, type Message } from '../../../schemas';
import { createEsci } from '../../esci';
import { conformantEsci } from '../../esci/behaviour';
import type { Fault } from '../fault';
import type { Memory } from '../decorate';
import { otherId, says } from '../telling';
import { isOwn, made, wrapped } from './make';

/** Addresses of the PEVs that the ESCI has named in its notices, the new one included. */
function pevsKnown(m: Message, memory: Memory): Set<string> {
  const known = new Set((memory['pevs'] as string[] | undefined) ?? []);
  if (isOwn(m) && nameOf(m.type) === 'ConnectionNotice' && m.destination.startsWith('urn:pr2:pev:'))
    known.add(m.destination);
  memory['pevs'] = [...known];
  return known;
}

/** What it has to say of one PEV it says to all of them. */
const toAll =
  (name: string) =>
  (m: Message, memory: Memory): Message[] => {
    const others = [...pevsKnown(m, memory)].filter((urn) => urn !== m.destination);
    if (!isOwn(m) || nameOf(m.type) !== name || others.length === 0) return [m];
    return [m, ...others.map((destination) => ({ ...m, id: otherId(m.id), destination }))];
  };

export const FOR_TWO_FAULTS: readonly Fault[] = [
  wrapped('asks-every-pev-for-backup', 'PR2-B-05', 'right for one and wrong for two at once', {
    emit: toAll('EmergencyGenerationRequest'),
  }),
  wrapped('takes-one-pevs-wishes-for-everyones', 'PR2-A-08', 'right for one and wrong for two at once', {
    emit: toAll('DischargePreference'),
  }),
  wrapped('counts-all-senders-as-one', 'PR2-X-10', 'right for one and wrong for two at once', {
    deliver(params, memory) {
      const recent = ((memory['heard'] as number[] | undefined) ?? []).filter((t) => t > params.at - 1000);
      memory['heard'] = [...recent, params.at];
      memory['busy'] = recent.length >= 50 ? (params.message as Message | undefined)?.id : undefined;
      return params;
    },
    emit(m, memory) {
      if (!isOwn(m) || m.type !== 'pr2.Receipt.v1' || m.data.refMessageId !== memory['busy']) return [m];
      return [{ ...m, data: { ...m.data, status: 'REJECTED', code: 'E_BUSY', retryAfterS: 1 } }];
    },
  }),
  wrapped(
    'lets-figures-be-of-any-age',
    'PR2-A-07',
    'ignores',
    says('AvailabilityRequest', ({ maxAgeS: _maxAgeS, ...d }) => d),
  ),
  wrapped(
    'passes-on-hundreds-of-watts',
    'PR2-A-14',
    'off by one unit',
    says('DispatchRequest', (d) => ({ ...d, dischargePowerW: Math.round(d.dischargePowerW / 100) * 100 })),
  ),
  wrapped('renews-for-the-first-pev-alone', 'PR2-A-14', 'right for one and wrong for two at once', {
    emit(m, memory) {
      if (m.type !== 'pr2.DispatchUpdate.v1') return [m];
      memory['first'] ??= m.destination;
      return memory['first'] === m.destination ? [m] : [];
    },
  }),
  made(
    'asks-nobody-where-one-customer-wants-none',
    'PR2-B-05',
    'right for one and wrong for two at once',
    () => {
      let wanted = true;
      return createEsci({
        refusesRequest: (facts) => {
          const code = conformantEsci.refusesRequest(facts);
          wanted &&= code !== 'E_PREFERENCE';
          return wanted ? code : 'E_PREFERENCE';
        },
      });
    },
  ),
];
