/** Judges the device of one role: opens the session, runs the cases, leaves log and reports. */
import { join } from 'node:path';
import type { DeviceRole } from '../lab/bench/bench-device';
import type { DutTarget } from '../lab/connectors';
import { exitCode } from '../verdicts';
import { interruption } from './interruption';
import { openSession } from './open-session';
import { Progress } from './progress';
import { runCases, type CasePlan } from './run-cases';
import { writeFile, type RunFolder } from './run-folder';
import type { RunSetting } from './run-setting';
import { writeReports } from './write-reports';

/** @returns the exit code of this role */
export async function runRole(
  setting: RunSetting,
  role: DeviceRole,
  plan: CasePlan,
  folder: RunFolder,
): Promise<number> {
  const { strict } = setting;
  const progress = new Progress(process.stderr, role, plan.cases.length);
  const startedAt = new Date();
  const session = await openSession({
    ...setting,
    role,
    plan,
    log: () => folder.openLog(),
    events: progress,
  });
  try {
    await runCases(plan, session, () => interruption.asked);
  } finally {
    if (interruption.asked) await session.abandon();
    else await session.finish();
    progress.done();
  }
  writeFile(
    join(folder.dir, 'run-meta.json'),
    metaText(role, setting.targets, startedAt, session.pool.diagnostics(role)),
  );
  const { judgement, standings, summary } = writeReports(folder.dir, role, { strict });
  process.stdout.write(summary);
  return exitCode(judgement, {
    strict,
    ...(standings === undefined ? {} : { standings: standings.map((s) => s.standing) }),
  });
}

/** What must not be in the run log, so that it is the same everywhere: wall time, host, how devices were reached. */
function metaText(
  role: DeviceRole,
  targets: ReadonlyMap<DeviceRole, DutTarget>,
  startedAt: Date,
  stderr: string,
): string {
  const meta = {
    startedAt: startedAt.toISOString(),
    endedAt: new Date().toISOString(),
    host: { platform: process.platform, node: process.version },
    dut: role,
    targets: Object.fromEntries([...targets].map(([r, t]) => [r, t.kind])),
    stderr,
  };
  return `${JSON.stringify(meta, null, 2)}\n`;
}
