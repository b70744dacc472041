/** What the terminal says at the end of a run: the headline, what failed in the use case's words, where to read on. */
import { count } from '../text/figures';
import { cut, visibleLine } from '../text/visible';
import { explained } from '../model/common-cause';
import type { CaseModel, ReportModel } from '../model/report-model';
import { nextStepLines } from './next-step';
import { adviceOn, needsAttention, STANDING_SIGNS, standingSentence, standingsOf } from './standing-words';
import {
  strengthSentence,
  deviceName,
  headlineSentence,
  retriedSentence,
  ROLE_NAMES,
  SIGNS,
  tallyText,
  troubled,
  type Plugged,
} from './words';

/** Requirements told one by one, and cases of each. */
const TOLD = 10;
const CASES_TOLD = 3;

/**
 * The summary, lines ended by line feeds, no colour, no control characters.
 * @param reportPath where the reader finds report.html
 * @param plugged how the device was reached, for the command that repeats a case
 */
export function terminalSummary(model: ReportModel, reportPath: string, plugged: Plugged = {}): string {
  const { open } = troubled(model);
  const next = nextStepLines(model, reportPath, plugged);
  const lines = [
    '',
    `${ROLE_NAMES[model.role]}: ${model.headline.toUpperCase()} (evidence: ${model.evidence})`,
    `  ${plain(deviceName(model))}`,
    `  ${headlineSentence(model)}`,
    ...(strengthSentence(model) === undefined ? [] : [`  ${strengthSentence(model)}`]),
    `  requirements: ${tallyText(model.requirements.map((r) => r.verdict)) || 'none'}`,
    `  test cases:   ${tallyText(model.cases.map((c) => c.verdict)) || 'none'}`,
    ...(retriedSentence(model) === undefined ? [] : [`  ${plain(retriedSentence(model) ?? '')}`]),
    ...(model.commonCause === undefined
      ? []
      : ['', `  One reason explains ${explained(model.commonCause)}: ${plain(model.commonCause.text)}.`]),
    ...standing(model),
    ...failures(model),
    ...openCases(open),
    '',
    `  report: ${reportPath}`,
    ...(next.length === 0 ? [] : ['', ...next.map((line) => visibleLine(cut(line, 400)))]),
    '',
  ];
  return lines.join('\n');
}

/** What is not as the list of known failures has it. */
function standing(model: ReportModel): string[] {
  const sentence = standingSentence(model);
  if (sentence === undefined) return [];
  const told = (standingsOf(model) ?? []).filter(needsAttention);
  const rest = told.length - TOLD;
  return [
    '',
    `  ${sentence}`,
    ...told
      .slice(0, TOLD)
      .map((s) => `      ${STANDING_SIGNS[s.standing]} ${s.standing} ${plain(s.id)}: ${plain(adviceOn(s))}`),
    ...(rest > 0 ? [`      and ${rest} more, in the report`] : []),
  ];
}

/** Failed requirements in the use case's words, each with the cases in which it shows. */
function failures(model: ReportModel): string[] {
  const broken = model.requirements.filter((r) => r.verdict === 'fail');
  const lines = broken.slice(0, TOLD).flatMap(({ record, cases }) => {
    const shown = cases.flatMap((c) => {
      const breach = c.breaches.find((b) => b.check.requirement === record.id);
      return breach === undefined ? [] : [{ c, check: breach.check }];
    });
    const rest = shown.length - CASES_TOLD;
    return [
      '',
      `  ${SIGNS.fail} ${plain(record.id)} ${plain(record.text)}`,
      ...shown
        .slice(0, CASES_TOLD)
        .flatMap(({ c, check }) => [
          `      ${plain(c.id)}: ${plain(c.log.head.name)}`,
          `        expected ${plain(check.expected)}`,
          `        observed ${plain(check.observed)}`,
        ]),
      ...(rest > 0 ? [`      and ${count(rest, 'more case')}`] : []),
    ];
  });
  const rest = broken.length - TOLD;
  if (rest > 0) lines.push('', `  and ${count(rest, 'more failed requirement')}, in the report`);
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
