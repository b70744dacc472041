/**
 * Problem annotations for GitHub Actions: workflow commands on standard output, which the runner turns into remarks on
 * the run and, where the feature is in the repository, on its line. What a device says is text in them and never a command.
 */
import type { ReportModel } from '../reports';
import { cut, visibleLine } from '../reports/text/visible';

/** A runner shows ten of each kind for a step (docs.github.com, "Workflow commands", limits of annotations). */
const SHOWN = 10;
const LONGEST = 400;

type Kind = 'error' | 'warning' | 'notice';
type CaseModel = ReportModel['cases'][number];

/** Whether standard output is read by a runner of GitHub Actions. */
export function onGitHub(env: NodeJS.ProcessEnv = process.env): boolean {
  return env.GITHUB_ACTIONS === 'true';
}

/**
 * A line for each case that did not pass, worst first, at most ten of each kind: a failure or an error of the adapter is
 * an error, what could not be judged is a warning, and a failure that the list of known failures excuses is a notice.
 */
export function annotations(model: ReportModel): string[] {
  const lines: Record<Kind, string[]> = { error: [], warning: [], notice: [] };
  for (const c of model.cases) {
    const kind = kindOf(model, c);
    if (kind !== undefined) lines[kind].push(annotation(model, c, kind));
  }
  return [...lines.error.slice(0, SHOWN), ...lines.warning.slice(0, SHOWN), ...lines.notice.slice(0, SHOWN)];
}

/**
 * Text for people, with whatever a runner would take for a command made harmless: `::` where a line begins, and `##[`
 * anywhere.
 */
export function withoutCommands(text: string): string {
  return text.replace(/^(\s*):(?=:)/gm, '$1: ').replaceAll('##[', '## [');
}

function kindOf(model: ReportModel, c: CaseModel): Kind | undefined {
  switch (c.verdict) {
    case 'fail':
      return model.stand?.excused.has(c.log.index) === true ? 'notice' : 'error';
    case 'error':
      return 'error';
    case 'inconclusive':
      return 'warning';
    default:
      return undefined;
  }
}

function annotation(model: ReportModel, c: CaseModel, kind: Kind): string {
  const { feature, scenarioLine, name, requirement } = c.log.head;
  const check = c.divergence?.check;
  const title = `${model.role} ${c.id}: ${c.verdict}`;
  const why =
    check === undefined
      ? (c.cause ?? 'no reason was recorded')
      : `expected ${check.expected}; observed ${check.observed}`;
  const said = `${check?.requirement ?? requirement}, ${name}: ${why}`;
  const file = feature.startsWith('features/') ? feature : `features/${feature}`;
  const properties = `file=${property(file)},line=${scenarioLine},title=${property(title)}`;
  return `::${kind} ${properties}::${data(withoutCommands(shown(said)))}`;
}

function shown(text: string): string {
  return visibleLine(cut(text, LONGEST));
}

/** As @actions/core escapes the message of a command. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** As @actions/core escapes a property: a comma or colon would begin another. */
function property(text: string): string {
  return data(withoutCommands(shown(text)))
    .replaceAll(':', '%3A')
    .replaceAll(',', '%2C');
}
