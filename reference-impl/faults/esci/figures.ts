/** An ESCI that knows round figures only: nothing but a drawn quantity finds it. */
import { conformantEsci } from '../../esci/behaviour';
import type { Fault } from '../fault';
import { inWhole } from '../figures';
import { says } from '../telling';
import { decides, wrapped } from './make';

export const FIGURE_FAULTS: readonly Fault[] = [
  decides('counts-what-was-asked-in-half-kilowatt-hours', 'PR2-A-10', 'hard-coded constant', {
    requestedWh: (facts) => inWhole(500, conformantEsci.requestedWh(facts), Math.ceil),
  }),
  wrapped(
    'tells-built-in-response-times',
    'PR2-A-10',
    'hard-coded constant',
    says('EventReport', (d) =>
      d.responseTimes === undefined ? d : { ...d, responseTimes: { ackS: 0.1, startS: 1, fullS: 5 } },
    ),
  ),
];
