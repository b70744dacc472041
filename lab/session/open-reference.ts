/** The session of a spec author's plain `npx cucumber-js`: the reference devices on every role, the log in memory. */
import { DevicePool } from './device-pool';
import { referenceConnector } from './reference';
import { MemoryLog } from '../runlog';
import { Session } from './session';
import { loadSuite } from './suite';
import { defaultParameters } from '../profile/parameters';

export async function openReferenceSession(seed = 'pr2'): Promise<Session> {
  const suite = loadSuite();
  const pool = new DevicePool(new Map(), referenceConnector, 'memory');
  const head = {
    suite,
    roles: ['pev', 'esci', 'utility'] as const,
    seed,
    profile: { name: 'default', params: defaultParameters() },
    ics: {},
    ixit: {},
    devices: [],
  };
  return new Session(head, pool, new MemoryLog(), () => undefined);
}
