/** Makes every view of a run again from its log alone. */
import { join, relative } from 'node:path';
import type { ReportStanding } from '../schemas';
import type { DeviceRole } from '../lab/bench/bench-device';
import { readRunLog } from '../lab/runlog';
import { renderModel, reportModel, terminalSummary, type Plugged } from '../reports';
import { judgeRun, type RoleJudgement } from '../verdicts';
import { annotations, onGitHub, withoutCommands } from './annotations';
import { RUN_LOG, writeFile } from './run-folder';
import { UsageError } from './usage-error';

export interface Written {
  readonly judgement: RoleJudgement;
  /** Against the list of known failures; undefined where the run was given none. */
  readonly standings: readonly ReportStanding[] | undefined;
  /** For the terminal; on a runner of GitHub Actions with an annotation for each case that did not pass. */
  readonly summary: string;
}

export interface WriteOptions {
  readonly strict?: boolean;
  /** How the device was reached, for the terminal. */
  readonly plugged?: Plugged;
}

/** @throws UsageError where the folder holds no run of the role, or cannot be written */
export function writeReports(
  dir: string,
  role: DeviceRole,
  { plugged, ...options }: WriteOptions = {},
): Written {
  const records = [...readRunLog(join(dir, RUN_LOG))];
  const model = reportModel(records, { role, ...options });
  for (const [name, text] of renderModel(model)) writeFile(join(dir, name), text);
  const judgement = judgeRun(records, options).roles.find((r) => r.role === role);
  if (judgement === undefined) throw new UsageError(`${dir} holds no run of a ${role}`);
  const page = join(dir, 'report.html');
  const shown = relative(process.cwd(), page);
  const summary = terminalSummary(model, shown.startsWith('..') ? page : shown, plugged);
  return {
    judgement,
    standings: model.stand?.standings,
    summary: onGitHub()
      ? `${[withoutCommands(summary), ...annotations(model)].join('\n').trimEnd()}\n`
      : summary,
  };
}
