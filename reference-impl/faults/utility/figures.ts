/** A Utility that knows round figures only: nothing but a drawn quantity finds it. */
import type { Fault } from '../fault';
import { inWhole } from '../figures';
import { decides } from './make';

export const FIGURE_FAULTS: readonly Fault[] = [
  decides('asks-for-whole-kilowatts', 'PR2-A-14', 'hard-coded constant', {
    dispatchMessage: (d) => ({ ...d, dischargePowerW: inWhole(1000, d.dischargePowerW, Math.floor) }),
  }),
];
