/** A diff of two runs in words: for the terminal and for Markdown. */
import type { CaseVerdict, RequirementVerdict } from '../../schemas';
import { count } from '../text/figures';
import { cut, visibleLine } from '../text/visible';
import type { Change, RunDiff } from './diff';

type AnyChange = Change<CaseVerdict | RequirementVerdict>;

/** Nothing changed: no verdict, no evidence, no suite. */
export function isSame({ headline, evidence, suite, requirements, cases }: RunDiff): boolean {
  return (
    headline.before === headline.after &&
    evidence.before === evidence.after &&
    suite.same &&
    requirements.length === 0 &&
    cases.length === 0
  );
}

export function diffText(diff: RunDiff): string {
  return `${lines(
    diff,
    (title) => [title],
    (c) => `  ${c.id}: ${verdicts(c)}  ${plain(c.text)}`,
  ).join('\n')}\n`;
}

export function diffMarkdown(diff: RunDiff): string {
  const item = (c: AnyChange): string => `- \`${plain(c.id)}\`: ${verdicts(c)} (${escaped(c.text)})`;
  return `${lines(diff, (title) => [`### ${title}`, ''], item).join('\n')}\n`;
}

function lines(diff: RunDiff, title: (text: string) => string[], item: (c: AnyChange) => string): string[] {
  if (isSame(diff)) return ['No difference: the same verdicts, the same evidence, the same suite.'];
  const { requirements, cases } = diff;
  const both = (of: (c: AnyChange) => boolean): AnyChange[] => [
    ...requirements.filter(of),
    ...cases.filter(of),
  ];
  const groups: [string, AnyChange[]][] = [
    ['Changed verdict', both((c) => c.before !== undefined && c.after !== undefined)],
    ['New', both((c) => c.before === undefined)],
    ['No longer tested', both((c) => c.after === undefined)],
  ];
  return [
    `headline: ${arrow(diff.headline.before, diff.headline.after)}`,
    `evidence: ${arrow(diff.evidence.before, diff.evidence.after)}`,
    `suite: ${diff.suite.same ? diff.suite.after : arrow(diff.suite.before, diff.suite.after)}`,
    ...groups
      .filter(([, changed]) => changed.length > 0)
      .flatMap(([name, changed]) => [
        '',
        ...title(`${name} (${count(changed.length, 'item')})`),
        ...changed.map(item),
      ]),
    ...bumpLines(diff),
  ];
}

function bumpLines({ bump, bumped, suite }: RunDiff): string[] {
  if (bump === undefined) return [];
  const due = `By what changed here, ${suite.before} to ${suite.after} is at least a ${bump} version`;
  return ['', bumped ? `${due}, and is numbered so.` : `${due}, and is not numbered so.`];
}

function verdicts({ before, after }: AnyChange): string {
  if (before === undefined) return `new, ${after ?? ''}`;
  return after === undefined ? `was ${before}` : `${before} → ${after}`;
}

function arrow(before: string, after: string): string {
  return before === after ? after : `${before} → ${after}`;
}

function plain(text: string): string {
  return visibleLine(cut(text, 200));
}

function escaped(text: string): string {
  return plain(text).replace(/[\\`*_{}[\]()#+!|~@<>&]/g, (c) => `\\${c}`);
}
