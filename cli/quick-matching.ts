/**
 * Cucumber asks each of hundreds of step definitions about every step, anew in every run, and those that match three
 * times. Here one that cannot match is told by its first words, and one that matched remembers how. Where the groups of
 * a match stand is asked of Node itself (flag `d`): Cucumber's substitute for it parses each expression first.
 */

/** What is used here of Cucumber's support code library (12.9, with its expressions 19.0). */
export interface Definitions {
  readonly stepDefinitions: readonly {
    readonly pattern: string | RegExp;
    readonly expression: Expression;
  }[];
}

interface Expression {
  /** Gives the arguments, or null where the text is no step of this definition. */
  match(text: string): unknown;
  readonly treeRegexp: {
    match(text: string): unknown;
    readonly regexp: RegExp;
    readonly groupBuilder: { build(match: RegExpExecArray, nextGroup: () => number): unknown };
  };
}

/** Changes how the definitions look for a match, not what they find. */
export function matchQuickly({ stepDefinitions }: Definitions): void {
  for (const { pattern, expression } of stepDefinitions) {
    findGroupsNatively(expression.treeRegexp);
    const match = expression.match.bind(expression);
    const start = firstWords(pattern);
    const known = new Map<string, unknown>();
    expression.match = (text) => {
      if (!text.startsWith(start)) return null;
      const found = known.get(text) ?? match(text);
      if (found !== null) known.set(text, found);
      return found;
    };
  }
}

function findGroupsNatively(tree: Expression['treeRegexp']): void {
  const regexp = new RegExp(tree.regexp, `${tree.regexp.flags}d`);
  tree.match = (text) => {
    const found = regexp.exec(text);
    let group = 0;
    return found === null ? null : tree.groupBuilder.build(found, () => group++);
  };
}

/** The words with which every text that matches begins: those before the first with a sign of Cucumber expressions. */
export function firstWords(pattern: string | RegExp): string {
  return typeof pattern === 'string' ? (/^(?:[^\s({/\\]+ )*/.exec(pattern)?.[0] ?? '') : '';
}
