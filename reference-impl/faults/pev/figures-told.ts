/** A PEV that tells figures of its offers and its meter that are none of this request's, or keeps to a limit that is over. */
import type { Fault } from '../fault';
import { says, suffers } from '../telling';
import { wrapped } from './make';

export const TOLD_FIGURE_FAULTS: readonly Fault[] = [
  wrapped(
    'names-no-least-power',
    'PR2-A-06',
    'hard-coded constant',
    says('AvailabilityReport', (d) => ({ ...d, minDischargeW: 0 })),
  ),
  wrapped(
    'opts-in-by-kilowatt-hours',
    'PR2-A-08',
    'wrong unit',
    says('EventResponse', (d) =>
      d.acceptedEnergyWh === undefined
        ? d
        : { ...d, acceptedEnergyWh: Math.round(d.acceptedEnergyWh / 1000) },
    ),
  ),
  wrapped(
    'meters-under-a-name-of-its-own',
    'PR2-A-16',
    'hard-coded constant',
    says('EnergyTelemetry', (d) => ({ ...d, meteringPointId: 'meter-1' })),
  ),
  wrapped(
    'keeps-to-a-derating-that-is-over',
    'PR2-A-13',
    'stale data',
    suffers('derate', (p, memory) => {
      const least = Math.min(p.maxW, Number(memory['least'] ?? Infinity));
      memory['least'] = least;
      return p.maxW > least ? null : p;
    }),
  ),
];
