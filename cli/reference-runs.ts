/** The whole suite on the reference devices, in process, with the logs in memory: what every trace rests on. */
import { DEVICE_ROLES, type DeviceRole } from '../schemas';
import { loadProfile } from '../lab/profile/load';
import { referenceConnector, referenceDevice } from '../lab/session/reference';
import type { Suite } from '../lab/session/suite';
import { runFacts, type RunFacts } from '../lab/trace/run-facts';
import { quietRun } from './quiet-run';

/** One run for each role under the default profile. */
export async function referenceRuns(suite: Suite): Promise<RunFacts[]> {
  const runs: RunFacts[] = [];
  for (const role of DEVICE_ROLES) runs.push(await referenceRun(suite, role));
  return runs;
}

async function referenceRun(suite: Suite, role: DeviceRole): Promise<RunFacts> {
  const profile = loadProfile('default', suite.root);
  if ('problem' in profile) throw new Error(profile.problem);
  const { ics } = referenceDevice(role).hello();
  const connector = referenceConnector(role);
  const records = await quietRun({ suite, profile, connector, selection: { role }, ics });
  return runFacts(`the reference run of the ${role}`, records);
}
