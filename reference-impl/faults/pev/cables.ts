/** A PEV that is wrong about its cable: how many phases it has, what it carries, whether it is locked. */
import type { Fault } from '../fault';
import { hears, says, suffers } from '../telling';
import { wrapped } from './make';

export const CABLE_FAULTS: readonly Fault[] = [
  wrapped('reports-nothing-at-a-one-way-evse', 'PR2-A-06', 'ignores', {
    ...hears('ConnectionNotice', (d, memory) => {
      memory['mute'] = !d.bidirectional || !d.inverterAuthorised;
      return d;
    }),
    emit: (m, memory) =>
      m.type === 'pr2.AvailabilityReport.v1' && m.correlationid === undefined && memory['mute'] === true
        ? []
        : [m],
  }),
  wrapped(
    'reports-three-phases',
    'PR2-A-06',
    'hard-coded constant',
    says('AvailabilityReport', (d) => ({ ...d, exportPhases: 3 })),
  ),
  wrapped('feeds-through-one-phase', 'PR2-A-13', 'right for one and wrong for two at once', {
    readings: (r) =>
      r.powerPhaseW === undefined
        ? r
        : { ...r, powerPhaseW: [r.powerPhaseW.reduce((sum: number, w: number) => sum + w, 0), 0, 0] },
  }),
  wrapped('welds-its-contactor', 'PR2-A-21', 'answers but does not act', {
    readings: (r) => (r.contactor === undefined ? r : { ...r, contactor: 'CLOSED' }),
  }),
  wrapped('begins-with-its-plug-unlocked', 'PR2-A-21', 'ignores', {
    ...suffers('unlock', (p, memory) => (memory['waits'] === true ? null : p)),
    emit(m, memory) {
      if (m.type === 'pr2.DispatchResponse.v1' && m.data.status !== 'REJECTED') memory['waits'] = true;
      if (m.type === 'pr2.DispatchConfirmation.v1') memory['waits'] = false;
      return [m];
    },
  }),
];
