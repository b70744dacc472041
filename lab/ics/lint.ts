/** Everything that is to be said of a declaration before a device is near: mistakes, contradictions, what only narrows. */
import { LineCounter, isMap, isSeq, parseDocument, type Document, type Node } from 'yaml';
import type { Ics } from '../../schemas';
import { applicability, conditionOf } from './condition';
import { contradictions } from './contradictions';
import { readDeclaration, type Declaration } from './declaration';
import { DECLARED_BY, ICS_ITEMS, isIcsItem, type IcsItem } from './items';
import { declarationProblems, type DeclarationProblem } from './problems';
import type { Conditions } from './reach';
import { noteOf, NOTES } from './template';

export interface Remark {
  /** `error`: no run can rest on this; `warning`: a run can, and says less than it could. */
  readonly level: 'error' | 'warning';
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** @param text of the file; what it says is found by its lines */
export function lintDeclaration(text: string, suite: Conditions): Remark[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const { line } = lines.linePos(broken.pos[0]);
    return [{ level: 'error', line, text: broken.message.split('\n')[0] ?? '' }];
  }
  const lineOf = (path: readonly string[]): number => lineAt(document, lines, path);
  const remark = (level: Remark['level'], path: readonly string[], said: string): Remark => ({
    level,
    line: lineOf(path),
    text: said,
  });
  const wrong = declarationProblems(document.toJS({ maxAliasCount: 100 }) as unknown);
  if (wrong.length > 0) return wrong.map((p) => remark('error', p.path, withReason(p))).toSorted(byLine);
  const declaration = readDeclaration(text, '') as Declaration; // nothing is wrong with it
  return [
    ...contradictions(declaration).map((c) => remark('error', c.path, c.text)),
    ...narrowing(declaration.ics, suite).map(([item, said]) => remark('warning', ['ics', item], said)),
  ].toSorted(byLine);
}

function byLine(a: Remark, b: Remark): number {
  return a.line - b.line;
}

/** What the item is there for, where the sentence does not list its values already. */
function withReason({ path, text, unknown, keyword }: DeclarationProblem): string {
  const [part, item = ''] = path;
  return part !== 'ics' || unknown || keyword === 'enum' || !isIcsItem(item)
    ? text
    : `${text}: ${NOTES[item]}`;
}

/** What is no mistake and takes cases away without having been denied, or has no say. */
function narrowing(ics: Ics, suite: Conditions): [IcsItem, string][] {
  return (Object.keys(ICS_ITEMS) as IcsItem[]).flatMap((item): [IcsItem, string][] => {
    const mine = DECLARED_BY[item].includes(ics.role);
    if (ics[item] !== undefined)
      return mine ? [] : [[item, `ics.${item} is no word of a ${ics.role}, and is not read`]];
    if (!mine) return [];
    const [first, ...others] = awayFor(item, ics, suite);
    if (first === undefined) return [];
    const cases = others.length === 0 ? `${first} does` : `${first} and ${others.length} more do`;
    return [[item, `ics.${item} is not declared, so ${cases} not apply: ${noteOf(ics.role, item)}`]];
  });
}

/** Cases of the role that do not apply because of what the ICS leaves unsaid of one item, and for nothing else. */
function awayFor(item: IcsItem, ics: Ics, { cases, requirements }: Conditions): string[] {
  const of = new Map(requirements.map((r) => [r.id, r.conditions]));
  const names = (text: string): boolean => {
    const condition = conditionOf(text);
    return 'value' in condition && condition.value.item === item;
  };
  return cases.flatMap((c) => {
    const conditions = [...(of.get(c.requirement) ?? []), ...c.conditions];
    const others = conditions.filter((text) => !names(text));
    const lost = applicability(conditions, ics) !== undefined && applicability(others, ics) === undefined;
    return c.dut === ics.role && lost ? [c.id] : [];
  });
}

/** The line of the innermost part of a place that stands in the file. */
function lineAt(document: Document, lines: LineCounter, path: readonly string[]): number {
  let node: Node | null = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const step of path) {
    if (isMap<Node, Node | null>(node)) {
      const pair = node.items.find((p) => String(p.key) === step);
      if (pair === undefined) break;
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq<Node>(node)) {
      node = node.items[Number(step)] ?? null;
      offset = node?.range?.[0] ?? offset;
    }
  }
  return lines.linePos(offset).line;
}
