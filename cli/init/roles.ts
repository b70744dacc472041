/** What differs in a skeleton from role to role. */
import type { DeviceRole, HelloResult } from '../../schemas';

export interface RoleSkeleton {
  readonly title: string;
  readonly name: string;
  /** What the skeleton does already. */
  readonly stimuli: HelloResult['stimuli'];
  readonly readings: HelloResult['readings'];
  /** What to fill in, in this order; each with the requirement that it begins to meet. */
  readonly steps: readonly string[];
}

export const ROLE_SKELETONS: Readonly<Record<DeviceRole, RoleSkeleton>> = {
  pev: {
    title: 'A PEV',
    name: 'PEV',
    stimuli: ['plug-in', 'unplug'],
    readings: ['powerW', 'exportJ', 'importJ', 'soc', 'plug'],
    steps: [
      'plug-in: tell the utility what is available, with an AvailabilityReport (PR2-A-06); the ConnectionNotice comes from the ESCI.',
      'EnergySupplyEvent: answer with an EventResponse, as the customer prefers (PR2-A-08); then opt-out and set-preference (PR2-A-05).',
      'DispatchRequest: answer with a DispatchResponse (PR2-A-15), discharge, and show it in powerW and exportJ (PR2-A-17); confirm it with DispatchConfirmation (PR2-A-18).',
    ],
  },
  esci: {
    title: 'An ESCI',
    name: 'ESCI',
    stimuli: ['plug-in', 'unplug'],
    readings: ['powerW', 'exportJ', 'importJ'],
    steps: [
      'plug-in: tell the utility who is there, with a ConnectionNotice (PR2-A-12), and relay the AvailabilityReport of the PEV (PR2-A-06).',
      'EnergySupplyEvent: pass it on to the PEV that it is addressed to, unchanged but for via and viatime, and the answer back (PR2-A-01); keep it for one that is not there.',
      'EnergyTelemetry: measure what each PEV gives (senses powerW, exportJ, importJ) and report it (PR2-A-16); after the event an EventReport (PR2-A-10).',
    ],
  },
  utility: {
    title: 'A Utility',
    name: 'Utility',
    stimuli: [],
    readings: [],
    steps: [
      'create-event: send an EnergySupplyEvent for each target that is enrolled (PR2-A-01, PR2-G-02), and alert its customer by the chosen channels (PR2-A-04).',
      'AvailabilityRequest before the start, then DispatchRequest for no more than the PEV reported (PR2-A-15); answer what ESCI and PEV report.',
      'change-event, cancel-event, change-request: DispatchUpdate (PR2-A-22) and EventCancel (PR2-A-24).',
    ],
  },
};
