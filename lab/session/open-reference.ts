/** The session of a spec author's plain `npx cucumber-js`: the reference devices on every role. */
import { rmSync } from 'node:fs';
import { loadProfile } from '../profile/load';
import { CheckedLog, FileLog, MemoryLog } from '../runlog/writer';
import { DevicePool } from './device-pool';
import { referenceConnector } from './reference';
import { Session } from './session';
import { loadSuite } from './suite';

export interface ReferenceOptions {
  readonly seed?: string;
  /** Where to leave the run log; in memory without. */
  readonly log?: string;
  /** Name or file of the test profile. */
  readonly profile?: string;
}

export async function openReferenceSession({
  seed = 'pr2',
  log,
  profile: profileName = 'default',
}: ReferenceOptions = {}): Promise<Session> {
  const suite = loadSuite();
  const profile = loadProfile(profileName, suite.root);
  if ('problem' in profile) throw new Error(profile.problem);
  const pool = new DevicePool(new Map(), referenceConnector, 'memory');
  const head = {
    suite,
    roles: ['pev', 'esci', 'utility'] as const,
    seed,
    profile,
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
