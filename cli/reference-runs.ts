/** The whole suite on the reference devices, in process, with the logs in memory: what every trace rests on. */
import type { DeviceRole, LogRecord } from '../schemas';
import { loadProfile } from '../lab/profile/load';
import { MemoryLog } from '../lab/runlog';
import { DevicePool } from '../lab/session/device-pool';
import { referenceConnector } from '../lab/session/reference';
import { Session } from '../lab/session/session';
import type { Suite } from '../lab/session/suite';
import { runFacts, type RunFacts } from '../lab/trace/run-facts';
import { planCases, runCases } from './run-cases';

const ROLES: readonly DeviceRole[] = ['pev', 'esci', 'utility'];

/** One run for each role under the default profile. */
export async function referenceRuns(suite: Suite): Promise<RunFacts[]> {
  const runs: RunFacts[] = [];
  for (const role of ROLES) runs.push(await referenceRun(suite, role));
  return runs;
}

async function referenceRun(suite: Suite, role: DeviceRole): Promise<RunFacts> {
  const profile = loadProfile('default', suite.root);
  if ('problem' in profile) throw new Error(profile.problem);
  const connector = referenceConnector(role);
  const hello = await connector.open();
  const { ics } = hello;
  const log = new MemoryLog();
  const session = new Session(
    {
      suite,
      roles: [role],
      seed: 'pr2',
      profile,
      ics: ics === undefined ? {} : { [role]: ics },
      ixit: {},
      devices: [{ role, dut: true, hello }],
    },
    new DevicePool(new Map([[role, { role, connector, hello }]]), referenceConnector, 'storage'),
    log,
  );
  await runCases(await planCases(suite, { role }), session, () => false);
  await session.finish();
  const lines = log
    .text()
    .split('\n')
    .filter((line) => line !== '');
  return runFacts(
    `the reference run of the ${role}`,
    lines.map((line) => JSON.parse(line) as LogRecord),
  );
}
