/** A PEV that knows round figures only: nothing but a drawn quantity finds it. */
import type { Fault } from '../fault';
import { inWhole } from '../figures';
import { hears } from '../telling';
import { wrapped } from './make';

const DEFAULT_W = 5000;

export const FIGURE_FAULTS: readonly Fault[] = [
  wrapped(
    'gives-five-kilowatts-for-what-is-not-in-its-table',
    'PR2-A-17',
    'hard-coded constant',
    hears('DispatchRequest', (d) =>
      inWhole(500, d.dischargePowerW, Math.floor) === d.dischargePowerW
        ? d
        : { ...d, dischargePowerW: DEFAULT_W },
    ),
  ),
];
