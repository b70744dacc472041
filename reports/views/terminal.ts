/** What the terminal says at the end of a run: the headline, what failed in the use case's words, where to read on. */
import { count } from '../text/figures';
import { cut, visibleLine } from '../text/visible';
import type { CaseModel, ReportModel } from '../model/report-model';
import { deviceName, headlineSentence, repeatCommand, ROLE_NAMES, SIGNS, tallyText, troubled } from './words';

const TOLD = 10;

/**
 * The summary, lines ended by line feeds, no colour, no control characters.
 * @param reportPath where the reader finds report.html
 */
export function terminalSummary(model: ReportModel, reportPath: string): string {
  const { failed, open } = troubled(model);
  const lines = [
    '',
    `${ROLE_NAMES[model.role]}: ${model.headline.toUpperCase()} (evidence: ${model.evidence})`,
    `  ${plain(deviceName(model))}`,
    `  ${headlineSentence(model)}`,
    `  requirements: ${tallyText(model.requirements.map((r) => r.verdict)) || 'none'}`,
    `  test cases:   ${tallyText(model.cases.map((c) => c.verdict)) || 'none'}`,
    ...(model.commonCause === undefined
      ? []
      : ['', `  One reason explains all ${model.commonCause.cases}: ${plain(model.commonCause.text)}.`]),
    ...failures(model, failed),
    ...openCases(open),
    '',
    `  report: ${reportPath}`,
    '',
  ];
  return lines.join('\n');
}

/** Failed cases under their requirement, in the use case's words. */
function failures(model: ReportModel, failed: readonly CaseModel[]): string[] {
  const lines: string[] = [];
  let requirement = '';
  for (const c of failed.slice(0, TOLD)) {
    const breached = c.divergence?.check.requirement ?? c.log.head.requirement;
    if (breached !== requirement) {
      requirement = breached;
      const text = model.log.run.catalogue.find((r) => r.id === breached)?.text ?? '';
      lines.push('', `  ${SIGNS.fail} ${plain(breached)} ${plain(text)}`);
    }
    lines.push(`      ${plain(c.id)}: ${plain(c.log.head.name)}`);
    if (c.divergence !== undefined) {
      lines.push(
        `        expected ${plain(c.divergence.check.expected)}`,
        `        observed ${plain(c.divergence.check.observed)}`,
      );
    }
  }
  const [first] = failed;
  if (failed.length > TOLD)
    lines.push('', `  and ${count(failed.length - TOLD, 'more failed case')}, in the report`);
  if (first !== undefined) lines.push('', `  repeat one: ${plain(repeatCommand(model, first.id))}`);
  return lines;
}

function openCases(open: readonly CaseModel[]): string[] {
  if (open.length === 0) return [];
  const causes = new Map<string, number>();
  for (const c of open) {
    const cause = `${c.verdict}: ${plain(c.cause ?? 'no reason was recorded')}`;
    causes.set(cause, (causes.get(cause) ?? 0) + 1);
  }
  const lines = [...causes].slice(0, TOLD).map(([cause, n]) => `  ${n === 1 ? '' : `${n} × `}${cause}`);
  return ['', ...lines, ...(causes.size > TOLD ? ['  and other reasons, in the report'] : [])];
}

function plain(text: string): string {
  return visibleLine(cut(text, 240));
}
