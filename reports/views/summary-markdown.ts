/** summary.md: for a comment on a pull request and for $GITHUB_STEP_SUMMARY. */
import { durationText, instantText } from '../text/figures';
import { cut, visibleLine } from '../text/visible';
import { explained } from '../model/common-cause';
import type { CaseModel, ReportModel } from '../model/report-model';
import { adviceOn, needsAttention, STANDING_SIGNS, standingSentence, standingsOf } from './standing-words';
import {
  deviceName,
  strengthSentence,
  headlineSentence,
  retriedSentence,
  repeatCommand,
  ROLE_NAMES,
  SIGNS,
  tallyText,
  troubled,
  WITNESSES,
} from './words';

/** Failures told one by one; a comment has to stay readable. */
const TOLD = 20;

export function summaryMarkdown(model: ReportModel): string {
  const { failed, open } = troubled(model);
  const { run } = model.log;
  const lines = [
    `## PR2 as ${ROLE_NAMES[model.role]}: ${model.headline}`,
    '',
    `**${text(deviceName(model))}**. ${headlineSentence(model)}`,
    `Weakest evidence: ${model.evidence} (${WITNESSES[model.evidence]}). ${strengthSentence(model) ?? ''}`.trimEnd(),
    '',
    ...(model.commonCause === undefined
      ? []
      : [`> One reason explains ${explained(model.commonCause)}: ${text(model.commonCause.text)}.`, '']),
    '| | |',
    '|---|---|',
    `| Requirements | ${tallyText(model.requirements.map((r) => r.verdict))} |`,
    `| Test cases | ${tallyText(model.cases.map((c) => c.verdict))} |`,
    `| Suite, profile, seed | ${code(run.suite.version)}, ${text(run.profile.name)}, ${code(run.seed)} |`,
    ...(retriedSentence(model) === undefined ? [] : ['', text(retriedSentence(model) ?? '')]),
    ...standing(model),
    ...section('Failed', failed, (c) => failure(model, c)),
    ...section('Not judged', open, (c) => [
      `- ${SIGNS[c.verdict]} ${code(c.id)} ${text(c.log.head.name)}: ${c.verdict}, ${text(c.cause ?? 'no reason was recorded')}`,
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

/** What is not as the list of known failures has it, one by one; the rest in a sentence. */
function standing(model: ReportModel): string[] {
  const sentence = standingSentence(model);
  if (sentence === undefined) return [];
  const told = (standingsOf(model) ?? []).filter(needsAttention);
  const rest = told.length - TOLD;
  return [
    '',
    '### Known failures',
    '',
    sentence,
    '',
    ...told
      .slice(0, TOLD)
      .map((s) => `- ${STANDING_SIGNS[s.standing]} **${s.standing}** ${code(s.id)}: ${text(adviceOn(s))}`),
    ...(rest > 0 ? [`- and ${rest} more, in report.html`] : []),
  ];
}

function section(title: string, cases: readonly CaseModel[], say: (c: CaseModel) => string[]): string[] {
  if (cases.length === 0) return [];
  const rest = cases.length - TOLD;
  return [
    '',
    `### ${title}`,
    '',
    ...cases.slice(0, TOLD).flatMap(say),
    ...(rest > 0 ? [`- and ${rest} more, in report.html`] : []),
  ];
}

function failure(model: ReportModel, c: CaseModel): string[] {
  const d = c.divergence;
  const requirement = model.log.run.catalogue.find(
    (r) => r.id === (d?.check.requirement ?? c.log.head.requirement),
  );
  return [
    `- ${SIGNS.fail} ${code(c.id)} **${text(c.log.head.name)}**`,
    ...(requirement === undefined ? [] : [`  - ${requirement.id}: ${text(requirement.text)}`]),
    ...(d === undefined
      ? []
      : [
          `  - expected: ${text(d.check.expected)}`,
          `  - observed: ${text(d.check.observed)}`,
          `  - first divergence: ${instantText(d.atMs)}${d.hop?.id === undefined ? '' : `, message ${code(d.hop.id)}`}`,
        ]),
    ...(c.likelyCause?.text === undefined ? [] : [`  - likely cause: ${text(c.likelyCause.text)}`]),
    `  - after ${durationText(c.durationMs)} of bench time; repeat: ${code(repeatCommand(model, c.id))}`,
  ];
}

/** Text that stays text: no mark-up, no link, no mention, no new line. */
function text(value: string): string {
  return visibleLine(cut(value, 300))
    .replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c] ?? c)
    .replace(/[\\`*_{}[\]()#+!|~@]/g, (c) => `\\${c}`)
    .replace(/\b(https?|ftp|www)([:.])/gi, '$1\u2060$2');
}

function code(value: string): string {
  const shown = visibleLine(cut(value, 300)).replaceAll('|', '\\|');
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map((m) => m[0].length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${shown}${fence}` : `${fence} ${shown} ${fence}`;
}
