/**
 * `--jobs N`: the shards of one run in processes of their own, each with a process of the device, then merged. What the
 * shards leave is under OUT/shards until all of it is in the merged run, so that a run that breaks off goes on from there.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DeviceRole } from '../lab/bench/bench-device';
import { interruption } from './interruption';
import { mergeInto } from './merge';
import { RunFolder } from './run-folder';
import type { RunOptions, RunSetting } from './run-setting';
import { UsageError } from './usage-error';
import { worst } from './worst';

/** @throws UsageError where the text is no number of processes */
export function jobsOf(text: string): number {
  const jobs = Number(text);
  if (!(Number.isInteger(jobs) && jobs >= 1 && jobs <= 256))
    throw new UsageError(`--jobs ${text} is no number of processes from 1 to 256`);
  return jobs;
}

/**
 * Runs all shards and merges them.
 * @returns the exit code, as of one run
 */
export async function runInJobs(
  jobs: number,
  roles: readonly DeviceRole[],
  setting: RunSetting,
  { resume, force }: RunOptions,
  out: string,
): Promise<number> {
  for (const target of setting.targets.values()) {
    if (target.kind !== 'reference' && target.kind !== 'exec')
      throw new UsageError(
        `--jobs ${jobs} needs a device that can be started ${jobs} times, and the ${target.role} is reached by ${target.kind}:`,
      );
  }
  const going = resume !== undefined;
  const folders = roles.map((role) => new RunFolder(join(out, role), going || force === true));
  const shards = join(out, 'shards');
  if (!going) rmSync(shards, { recursive: true, force: true });
  const told = new Set<string>();
  const shared = sharedArguments(process.argv.slice(3));
  const codes = await Promise.all(
    Array.from({ length: jobs }, (_, i) =>
      runShard([...shared, '--shard', `${i + 1}/${jobs}`, '--resume', join(shards, String(i + 1))], told),
    ),
  );
  const broken = codes.filter((c) => c === 2 || c === 6 || c === null);
  if (broken.length > 0) return worst(broken.map((c) => c ?? 5));
  if (interruption.asked) {
    process.stderr.write(
      `pr2: what was judged is under ${shards}; the same command with --resume ${out} goes on\n`,
    );
    return 3;
  }
  const judged = folders.map((folder, i) => {
    const role = roles[i] ?? 'pev';
    const dirs = codes.map((_, shard) => join(shards, String(shard + 1), role));
    return mergeInto(folder, role, dirs, setting.strict);
  });
  rmSync(shards, { recursive: true, force: true });
  return worst(judged);
}

/** The command line without what is each shard's own. */
export function sharedArguments(args: readonly string[]): string[] {
  const shared: string[] = [];
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? '';
    if (/^--(jobs|out|resume|shard)$/.test(arg)) i += 1;
    else if (arg !== '--force' && !/^--(jobs|out|resume|shard)=/.test(arg)) shared.push(arg);
  }
  return shared;
}

/**
 * Ends this process where it is a shard and the one that started it is gone, whatever ended that: what goes on with the
 * run must find nobody who still writes.
 */
export function endWithParent(): void {
  if (process.channel === undefined) return;
  process.once('disconnect', () => process.exit(3));
  process.channel.unref(); // being a shard is no reason to stay
}

/** One shard; what it says of failures is passed on, each line once. Null where it was killed. */
function runShard(args: readonly string[], told: Set<string>): Promise<number | null> {
  const child = spawn(process.execPath, [join(__dirname, 'main.js'), 'run', ...args], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    detached: true, // a terminal's Ctrl-C would reach it a second time
  });
  const stop = (signal: NodeJS.Signals): void => void child.kill(signal);
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  let held = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    const lines = (held + text).split('\n');
    held = lines.pop() ?? '';
    for (const line of lines) {
      if (!told.has(line)) process.stderr.write(`${line}\n`);
      told.add(line);
    }
  });
  return new Promise((resolve) => {
    child.once('close', (code) => {
      process.removeListener('SIGINT', stop);
      process.removeListener('SIGTERM', stop);
      resolve(code);
    });
  });
}
