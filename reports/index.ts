/** Reports: every view of a run log, each a pure function of its records. */
import type { LogRecord } from '../schemas';
import { reportHtml } from './html/page';
import { reportModel, type ReportModel, type ReportOptions } from './model/report-model';
import { badgeJson } from './views/badge';
import { ctrfJson } from './views/ctrf';
import { earlJsonld } from './views/earl';
import { junitXml } from './views/junit';
import { reportJson } from './views/report-json';
import { summaryMarkdown } from './views/summary-markdown';

export { UnreadableLog } from './log/run-log';
export { reportModel, type ReportModel, type ReportOptions } from './model/report-model';
export { terminalSummary } from './views/terminal';
export { type Plugged } from './views/words';

const VIEWS: Readonly<Record<string, (model: ReportModel) => string>> = {
  'report.json': reportJson,
  'report.html': reportHtml,
  'junit.xml': junitXml,
  'ctrf.json': ctrfJson,
  'earl.jsonld': earlJsonld,
  'summary.md': summaryMarkdown,
  'badge.json': badgeJson,
};

/** Names of the files that {@link renderAll} makes. */
export const VIEW_NAMES: readonly string[] = Object.keys(VIEWS);

/**
 * All views of one device, by file name. The same records give the same bytes, always and everywhere.
 * @throws UnreadableLog where the records are no run log, or judge no device of the role asked for
 */
export function renderAll(records: readonly LogRecord[], options: ReportOptions = {}): Map<string, string> {
  return renderModel(reportModel(records, options));
}

/** As {@link renderAll}, of a model that is already there. */
export function renderModel(model: ReportModel): Map<string, string> {
  return new Map(Object.entries(VIEWS).map(([name, view]) => [name, view(model)]));
}
