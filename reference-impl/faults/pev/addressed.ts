/** A PEV whose words are right and go to the wrong one, or say of themselves what they are not: whose, how often, of when. */
import { timeMs, timeText } from '../../endpoint/identifiers';
import type { Decoration } from '../decorate';
import type { Fault } from '../fault';
import { otherId, peerIn, remembersPeers, says, tellsEsciAlone } from '../telling';
import { counted, wrapped } from './make';

const HOUR_MS = 3_600_000;
const TO_ANOTHER = 'right message to the wrong party';

export const ADDRESSED_FAULTS: readonly Fault[] = [
  counted('meters-for-the-esci-alone', 'PR2-A-16', TO_ANOTHER, tellsEsciAlone('EnergyTelemetry')),
  counted(
    'tells-the-utility-of-the-customers-word',
    'PR2-B-07',
    TO_ANOTHER,
    toUtility('pr2.IsolationAttestation.v1'),
  ),
  counted(
    'reports-the-home-to-the-utility',
    'PR2-B-08',
    TO_ANOTHER,
    toUtility('pr2.EmergencyGenerationStatus.v1'),
  ),
  counted('says-its-end-twice', 'PR2-A-18', 'doubles', {
    emit: (m) =>
      m.type === 'pr2.DispatchConfirmation.v1' && m.data.state === 'ENDED'
        ? [m, { ...m, id: otherId(m.id) }]
        : [m],
  }),
  wrapped(
    'names-one-class-and-takes-all',
    'PR2-A-19',
    'hard-coded constant',
    says('AvailabilityReport', (d) => ({ ...d, classes: ['SCHEDULED'] })),
  ),
  wrapped(
    'speaks-of-its-end-as-the-esci',
    'PR2-A-21',
    'hard-coded constant',
    says('TerminationNotice', (d) => ({ ...d, originator: 'ESCI' })),
  ),
  wrapped(
    'dates-the-customers-word-an-hour-early',
    'PR2-B-07',
    'wrong only across a change of date or offset',
    says('IsolationAttestation', (d) => ({ ...d, at: timeText(timeMs(d.at) - HOUR_MS) })),
  ),
  wrapped(
    'acknowledges-nothing-by-its-id',
    'PR2-X-09',
    'hard-coded constant',
    says('Receipt', (d) => ({ ...d, refMessageId: 'unknown' })),
  ),
];

function toUtility(type: string): Decoration {
  return {
    start: remembersPeers,
    emit: (m, memory) => (m.type === type ? [{ ...m, destination: peerIn(memory, 'utility') }] : [m]),
  };
}
