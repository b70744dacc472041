/** A PEV that tells of its island what is not so, or is never out of it. */
import { createPev } from '../../pev';
import { decorated } from '../decorate';
import type { Fault } from '../fault';
import { says } from '../telling';
import { conformant, made, wrapped } from './make';

export const ISLAND_TOLD_FAULTS: readonly Fault[] = [
  wrapped(
    'reports-the-first-load-for-ever',
    'PR2-B-08',
    'stale data',
    says('EmergencyGenerationStatus', (d, memory) =>
      d.W === 0 ? d : { ...d, W: (memory['W'] ??= d.W) as number },
    ),
  ),
  wrapped(
    'reports-sixty-per-cent-of-fuel',
    'PR2-B-09',
    'hard-coded constant',
    says('EmergencyGenerationStatus', (d) =>
      d.ice.fuelPct === undefined ? d : { ...d, ice: { ...d.ice, fuelPct: 60 } },
    ),
  ),
  made('is-islanded-for-good', 'PR2-B-10', 'stale data', () => {
    let islanded = false;
    return decorated(
      () =>
        createPev({
          decideDispatch: (q) => conformant.decideDispatch({ ...q, islanded: (islanded ||= q.islanded) }),
          decideBackup: (q) => {
            const d = conformant.decideBackup(q);
            islanded ||= d.status === 'ACCEPTED';
            return d;
          },
        }),
      {
        start(p) {
          islanded = false;
          return p;
        },
      },
    );
  }),
  wrapped(
    'hides-its-alarm',
    'PR2-B-09',
    'lies in its readings',
    says('EmergencyGenerationStatus', (d) => ({
      ...d,
      ice: { ...d.ice, coAlarm: false },
    })),
  ),
  wrapped(
    'says-that-it-is-ventilated',
    'PR2-B-09',
    'lies in its readings',
    says('EmergencyGenerationStatus', (d) => ({
      ...d,
      ice: { ...d.ice, ventilated: true },
    })),
  ),
];
