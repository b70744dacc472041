/** Makes every view of a run again from its log alone. */
import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { DeviceRole } from '../lab/bench/bench-device';
import { readRunLog } from '../lab/runlog';
import { renderModel, reportModel, terminalSummary } from '../reports';
import { judgeRun, type RoleJudgement } from '../verdicts';
import { UsageError } from './usage-error';

export interface Written {
  readonly judgement: RoleJudgement;
  /** For the terminal. */
  readonly summary: string;
}

export function writeReports(dir: string, role: DeviceRole, options: { strict?: boolean } = {}): Written {
  const records = [...readRunLog(join(dir, 'run.ndjson'))];
  const model = reportModel(records, { role, ...options });
  for (const [name, text] of renderModel(model)) writeFileSync(join(dir, name), text);
  const judgement = judgeRun(records, options).roles.find((r) => r.role === role);
  if (judgement === undefined) throw new UsageError(`${dir} holds no run of a ${role}`);
  const shown = relative(process.cwd(), join(dir, 'report.html'));
  return {
    judgement,
    summary: terminalSummary(model, shown.startsWith('..') ? join(dir, 'report.html') : shown),
  };
}
