/** ESCIs whose figures and words are as coarse, as late or as early as they may be. */
import { conformantEsci } from '../../esci/behaviour';
import type { Variant } from '../../faults/fault';
import { speakingLate } from '../../faults/late';
import { says } from '../../faults/telling';
import { around, decides, OWN, wrapped } from './make';

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

export const READING_VARIANTS: readonly Variant[] = [
  wrapped(
    'reads-its-meter-in-whole-volts-and-tens-of-watts',
    says(
      'EnergyTelemetry',
      (d) => ({
        ...d,
        activePowerW: Math.round(d.activePowerW / 10) * 10 + 0,
        ...(d.voltageV === undefined ? {} : { voltageV: Math.round(d.voltageV * 1.01) }),
        ...(d.frequencyHz === undefined ? {} : { frequencyHz: rounded(d.frequencyHz, 1) }),
        ...(d.soc === undefined ? {} : { soc: rounded(d.soc, 0) }),
      }),
      OWN,
    ),
  ),
  wrapped(
    'tells-parts-in-whole-percent',
    says('EventReport', (d) => ({ ...d, participation: rounded(d.participation, 2) }), OWN),
  ),
  wrapped('begins-to-count-its-messages-at-a-thousand', {
    emit: (m) => [m.source.startsWith(OWN) ? { ...m, seq: m.seq + 1000 } : m],
  }),
  decides('reports-in-the-instant-of-the-end', { reportDelayMs: () => 0 }),
  decides('speaks-for-a-lost-pev-after-two-seconds', { vanishedNoticeMs: () => 2000 }),
  around('tells-of-its-meter-three-seconds-later', ['time to speak'], (make) =>
    speakingLate(make, (m) => (m.source.startsWith(OWN) && m.type === 'pr2.EnergyTelemetry.v1' ? 3000 : 0)),
  ),
  around('tells-of-the-grid-two-seconds-later', ['time to speak'], (make) =>
    speakingLate(make, (m) => (m.source.startsWith(OWN) && m.type === 'pr2.GridStatus.v1' ? 2000 : 0)),
  ),
  decides(
    'hurries-to-the-pev-and-not-to-the-utility',
    {
      relayDelayMs: (m) =>
        m.destination.startsWith('urn:pr2:utility:') && m.correlationid === undefined ? 2500 : 0,
    },
    'time to speak',
  ),
  decides('asks-again-after-ten-seconds', {
    asksAgainMs: (reason, p) => (conformantEsci.asksAgainMs(reason, p) === null ? null : 10_000),
  }),
];
