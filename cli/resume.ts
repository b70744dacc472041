/** `pr2 run --resume DIR`: goes on with a run that broke off, as the same run or not at all. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RunRecord } from '../schemas';
import type { DeviceRole } from '../lab/bench/bench-device';
import { continueLog, unfinishedLog, type Unfinished } from '../lab/runlog';
import { runRecord, type SessionHead } from '../lab/session/run-record';
import type { OpenedLog } from './open-session';
import { RUN_LOG } from './run-folder';
import type { RunPlace } from './run-role';
import type { RunOptions } from './run-setting';
import { UsageError } from './usage-error';

export interface Resumed {
  readonly dir: string;
  readonly log: Unfinished;
}

/**
 * The unfinished run of a role in a folder: the folder's own, or that of the role below it. Undefined where nothing
 * was judged yet.
 * @throws UsageError where there is a log that cannot be gone on with
 */
export function resumable(path: string, role: DeviceRole): Resumed | undefined {
  for (const dir of [path, join(path, role)]) {
    const file = join(dir, RUN_LOG);
    if (!existsSync(file)) continue;
    const log = unfinishedLog(file);
    if (log === undefined) continue;
    if ('problem' in log) throw new UsageError(log.problem);
    if (log.run.roles.includes(role)) return { dir, log };
    throw new UsageError(
      `${dir} holds a run of the ${log.run.roles.join(', ')}, and --dut names the ${role}`,
    );
  }
  return undefined;
}

/** The place of a run that is gone on with. */
export function resumedPlace(resumed: Resumed): RunPlace {
  const { executed, complete } = resumed.log;
  return { dir: resumed.dir, executed, complete, open: (head) => goOn(resumed, head) };
}

/** What the command leaves open is as the run was begun. */
export function optionsThen({ log: { run } }: Resumed, options: RunOptions): RunOptions {
  const { tags, plan } = run;
  const chosen = options.tags !== undefined || options.only !== undefined;
  return {
    ...options,
    seed: options.seed ?? run.seed,
    profile: options.profile ?? run.profile.name,
    strict: options.strict ?? run.strict === true,
    retryErrors: options.retryErrors ?? String(run.retryErrors ?? 0),
    ...(options.shard !== undefined || plan?.shard === undefined
      ? {}
      : { shard: `${plan.shard.index}/${plan.shard.count}` }),
    ...(chosen || tags === undefined ? {} : { tags }),
    ...(chosen || tags !== undefined || plan?.whole !== false ? {} : { only: plan.cases }),
  };
}

/** Opens the log behind its last whole case. @throws UsageError where this run would not be the same run */
function goOn({ dir, log }: Resumed, head: SessionHead): OpenedLog {
  const difference = differenceOf(log.run, JSON.parse(JSON.stringify(runRecord(head))) as RunRecord);
  if (difference !== undefined)
    throw new UsageError(`${dir} is not gone on with: ${difference}; without --resume a new run begins`);
  return { sink: continueLog(log), begun: true };
}

/** What the command and the log do not have in common, in a half sentence. */
function differenceOf(then: RunRecord, now: RunRecord): string | undefined {
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
  if (!same(then.suite, now.suite) || !same(then.catalogue, now.catalogue))
    return `it was begun with suite ${suiteName(then)}, and this kit has ${suiteName(now)}`;
  if (!same(then.seed, now.seed)) return `it was begun with --seed ${then.seed}, not ${now.seed}`;
  if (!same(then.profile, now.profile) || !same(then.readings, now.readings))
    return `it was begun with profile ${then.profile.name} in another version or with other figures than ${now.profile.name} has now`;
  if (!same(then.ics, now.ics)) return 'the device declares another ICS now';
  if (!same(then.ixit, now.ixit)) return 'the device declares another IXIT now';
  if (!same(then.devices, now.devices))
    return 'what is plugged in says another hello now: it is another device, or another version of it';
  if (!same(then.meter, now.meter)) return 'it was begun with another meter, or without one';
  if (!same(then.tags, now.tags) || !same(then.plan, now.plan)) return 'it was begun with other test cases';
  if (!same(then.strict, now.strict))
    return `it was begun ${then.strict === true ? 'with' : 'without'} --strict`;
  if (!same(then.retryErrors, now.retryErrors))
    return `it was begun with --retry-errors ${then.retryErrors ?? 0}, not ${now.retryErrors ?? 0}`;
  if (!same(then.knownFailures, now.knownFailures))
    return 'it was begun with another list of known failures, or an entry has expired since';
  return undefined;
}

function suiteName({ suite }: RunRecord): string {
  return `${suite.version} (${suite.digest.slice(0, 16)})`;
}
