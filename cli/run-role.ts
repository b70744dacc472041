/** Judges the device of one role: opens the session, runs the cases, leaves log and reports. */
import type { DeviceRole } from '../lab/bench/bench-device';
import type { SessionHead } from '../lab/session/run-record';
import type { Plugged } from '../reports';
import { caseVerdict, exitCode } from '../verdicts';
import type { CaseVerdict } from '../schemas';
import type { Executed } from '../lab/runlog';
import type { CaseRun } from '../lab/session/case-run';
import type { SessionEvents } from '../lab/session/session';
import { Attempts } from './attempts';
import { interruption } from './interruption';
import { openSession, type OpenedLog } from './open-session';
import { Progress } from './progress';
import { metaPath, metaText } from './run-meta';
import { runCases, type CasePlan } from './run-cases';
import { writeFile, type RunFolder } from './run-folder';
import type { RunSetting } from './run-setting';
import { casesOf } from './shard';
import { writeReports } from './write-reports';

/** Where a run goes, and what of it is there already. */
export interface RunPlace {
  readonly dir: string;
  /** What is judged already. */
  readonly executed: readonly Executed[];
  /** Nothing is left to be judged: only the reports are made again. */
  readonly complete: boolean;
  readonly open: (head: SessionHead) => OpenedLog;
}

/** A run that begins anew in its folder. */
export function freshPlace(folder: RunFolder): RunPlace {
  const open = (): OpenedLog => ({ sink: folder.openLog(), begun: false });
  return { dir: folder.dir, executed: [], complete: false, open };
}

/** @returns the exit code of this role */
export async function runRole(
  setting: RunSetting,
  role: DeviceRole,
  plan: CasePlan,
  place: RunPlace,
): Promise<number> {
  interruption.reportBy(() => report(setting, role, place));
  if (!place.complete) await judge(setting, role, plan, place);
  return report(setting, role, place);
}

/** Leaves the reports on what the log holds, and tells them. */
function report(setting: RunSetting, role: DeviceRole, place: RunPlace): number {
  const { strict } = setting;
  const { judgement, standings, summary } = writeReports(place.dir, role, {
    strict,
    plugged: pluggedAs(setting, role),
  });
  process.stdout.write(summary);
  return exitCode(judgement, {
    strict,
    ...(standings === undefined ? {} : { standings: standings.map((s) => s.standing) }),
  });
}

/** As it stood on the command line. */
function pluggedAs({ targets, icsFile, said }: RunSetting, role: DeviceRole): Plugged {
  const target = targets.get(role);
  const written =
    target?.kind === 'exec'
      ? `exec:${target.command}`
      : target?.kind === 'ws' || target?.kind === 'listen'
        ? target.url
        : 'reference';
  return { target: written, ...(icsFile === undefined ? {} : { ics: icsFile }), ...said };
}

async function judge(
  setting: RunSetting,
  role: DeviceRole,
  plan: CasePlan,
  { dir, executed, open }: RunPlace,
): Promise<void> {
  const mine = setting.shard === undefined ? plan.cases : casesOf(plan.cases, setting.shard);
  const attempts = new Attempts(mine, executed);
  const progress = new Progress(process.stderr, role, mine.length, new Set(executed.map((e) => e.id)).size);
  const events: SessionEvents = {
    caseBegins: (info) => progress.caseBegins(info),
    caseEnds: (run) => {
      attempts.note(run.info.id, verdictIn(run, setting));
      progress.caseEnds(run);
    },
  };
  const startedAt = new Date();
  const session = await openSession({ ...setting, role, plan, log: open, events });
  try {
    for (let attempt = 1; attempt <= 1 + setting.retryErrors; attempt += 1) {
      const due = attempts.due(attempt);
      session.choose((id) => due.has(id), attempt);
      if (due.size > 0) await runCases(plan, session, () => interruption.asked);
    }
  } finally {
    if (interruption.asked) await session.abandon();
    else await session.finish();
    progress.done();
  }
  const meta = metaText(role, setting.targets, startedAt, session.pool.diagnostics(role));
  writeFile(metaPath(dir), meta);
}

/** As the log will be judged. */
function verdictIn({ view }: CaseRun, { suite, strict }: RunSetting): CaseVerdict {
  const keywordOf = (id: string) => suite.catalogue.requirements.find((r) => r.id === id)?.keyword;
  return caseVerdict(view.records, { strict }, keywordOf).verdict;
}
