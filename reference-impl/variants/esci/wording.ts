/** ESCIs that say the same otherwise: more members, fewer, other times, longer ids, another order. */
import type { Message } from '../../../schemas';
import { conformantEsci } from '../../esci/behaviour';
import type { Variant } from '../../faults/fault';
import { declaring } from '../declaring';
import { addsMembers, inIndia, leavesOut, longIds, microseconds, wholeSeconds, writesTimes } from '../texts';
import { around, decides, OWN, wrapped } from './make';

/** The members of each object in reverse: in JSON their order says nothing. */
function backwards(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(backwards);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, inner]) => [name, backwards(inner)]),
  );
}

export const WORDING_VARIANTS: readonly Variant[] = [
  wrapped('adds-members-of-its-own', addsMembers(OWN)),
  wrapped('writes-members-in-an-order-of-its-own', {
    emit: (m) => [backwards(m) as Message],
  }),
  wrapped(
    'says-no-more-than-it-must',
    leavesOut(OWN, {
      EnergyTelemetry: ['voltageV', 'frequencyHz', 'soc'],
      GridStatus: ['V', 'f'],
      Receipt: ['detail'],
      EmergencyGenerationRequest: ['maxDurationS'],
      EventReport: ['responseTimes'],
    }),
  ),
  wrapped('writes-times-of-another-place', writesTimes(OWN, inIndia), 'spelling of times'),
  wrapped('writes-whole-seconds', writesTimes(OWN, wholeSeconds), 'spelling of times', 'clock'),
  wrapped('writes-microseconds', writesTimes(OWN, microseconds), 'spelling of times'),
  wrapped('gives-ids-of-64-characters', longIds(OWN, ['sessionId', 'requestId']), 'spelling of ids'),
  decides('tells-the-pev-first', {
    tellsConnection: () => ['pev', 'utility'],
    tellsCustomer: () => ['utility', 'pev'],
  }),
  around('has-a-name-in-other-letters', [], (make) =>
    declaring(make, {}, { vendor: 'Łódź Elektro – 東京', product: 'Wandladegerät “Ø”' }),
  ),
  wrapped('has-a-meter-at-the-edge-of-its-accuracy', {
    emit: (m) => {
      const high = (wh: number): number => Math.round(wh * 1.015);
      if (!m.source.startsWith(OWN)) return [m];
      if (m.type === 'pr2.EnergyTelemetry.v1') {
        const { activePowerW, exportRegisterWh, importRegisterWh } = m.data;
        return [
          {
            ...m,
            data: {
              ...m.data,
              activePowerW: Math.round(activePowerW * 1.015),
              exportRegisterWh: high(exportRegisterWh),
              importRegisterWh: high(importRegisterWh),
            },
          },
        ];
      }
      if (m.type === 'pr2.TerminationNotice.v1')
        return [{ ...m, data: { ...m.data, registerWh: high(m.data.registerWh) } }];
      if (m.type !== 'pr2.EventReport.v1') return [m];
      const { startRegister, endRegister, requestedWh } = m.data;
      const [start, end] = [high(startRegister), high(endRegister)];
      const deliveredWh = end - start;
      const participation = conformantEsci.participation(deliveredWh, requestedWh);
      return [
        { ...m, data: { ...m.data, startRegister: start, endRegister: end, deliveredWh, participation } },
      ];
    },
  }),
  decides('keeps-the-pev-informed-of-its-wishes', {
    preferenceCopy: (facts) =>
      conformantEsci.preferenceCopy(facts) ?? {
        pevId: facts.pevId,
        source: 'ESCI',
        enabled: true,
        socFloor: 10,
      },
  }),
];
