/** The session of a spec author's plain `npx cucumber-js`: the reference devices on every role. */
import { rmSync } from 'node:fs';
import { DEVICE_ROLES, type Ics } from '../../schemas';
import type { DeviceRole } from '../bench/bench-device';
import { loadProfile } from '../profile/load';
import { CheckedLog, FileLog, MemoryLog } from '../runlog/writer';
import { DevicePool } from './device-pool';
import { referenceConnector } from './reference';
import type { Declared } from './catalogue-record';
import { Session } from './session';
import { loadSuite } from './suite';

export interface ReferenceOptions {
  readonly seed?: string;
  /** Where to leave the run log; in memory without. */
  readonly log?: string;
  /** Name or file of the test profile. */
  readonly profile?: string;
  /** What the reference devices are to declare instead of what they say of themselves, by role. */
  readonly ics?: Readonly<Partial<Record<DeviceRole, Partial<Ics>>>>;
}

export async function openReferenceSession({
  seed = 'pr2',
  log,
  profile: profileName = 'default',
  ics = {},
}: ReferenceOptions = {}): Promise<Session> {
  const suite = loadSuite();
  const profile = loadProfile(profileName, suite.root);
  if ('problem' in profile) throw new Error(profile.problem);
  const declared = await Promise.all(
    DEVICE_ROLES.map(async (role) => [role, await declaredBy(role, ics[role])]),
  );
  const pool = new DevicePool(new Map(), referenceConnector, 'memory');
  const head = {
    suite,
    roles: DEVICE_ROLES,
    seed,
    profile,
    ics: Object.fromEntries(declared) as Declared,
    ixit: {},
    devices: [],
  };
  if (log !== undefined) rmSync(log, { force: true });
  return new Session(head, pool, new CheckedLog(log === undefined ? new MemoryLog() : new FileLog(log)));
}

async function declaredBy(role: DeviceRole, instead: Partial<Ics> | undefined): Promise<Ics> {
  const connector = referenceConnector(role);
  const { ics } = await connector.open();
  await connector.close();
  if (ics === undefined) throw new Error(`the reference ${role} declares nothing`);
  return { ...ics, ...instead };
}
