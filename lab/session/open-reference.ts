/** The session of a spec author's plain `npx cucumber-js`: the reference devices on every role. */
import { rmSync } from 'node:fs';
import { defaultParameters } from '../profile/parameters';
import { CheckedLog, FileLog, MemoryLog } from '../runlog/writer';
import { DevicePool } from './device-pool';
import { referenceConnector } from './reference';
import { Session } from './session';
import { loadSuite } from './suite';

export interface ReferenceOptions {
  readonly seed?: string;
  /** Where to leave the run log; in memory without. */
  readonly log?: string;
}

export async function openReferenceSession({ seed = 'pr2', log }: ReferenceOptions = {}): Promise<Session> {
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
  if (log !== undefined) rmSync(log, { force: true });
  return new Session(
    head,
    pool,
    new CheckedLog(log === undefined ? new MemoryLog() : new FileLog(log)),
    () => undefined,
  );
}
