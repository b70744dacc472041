/**
 * Cucumber asks each of hundreds of step definitions about every step, anew in every run, and those that match three
 * times. Here one that cannot match is told by its first words, and one that matched remembers how.
 */

/** What is used here of Cucumber's support code library. */
export interface Definitions {
  readonly stepDefinitions: readonly {
    readonly pattern: string | RegExp;
    /** `match` gives the arguments, or null where the text is no step of this definition. */
    readonly expression: { match(text: string): unknown };
  }[];
}

/** Changes how the definitions look for a match, not what they find. */
export function matchQuickly({ stepDefinitions }: Definitions): void {
  for (const { pattern, expression } of stepDefinitions) {
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

/** The words with which every text that matches begins: those before the first with a sign of Cucumber expressions. */
export function firstWords(pattern: string | RegExp): string {
  return typeof pattern === 'string' ? (/^(?:[^\s({/\\]+ )*/.exec(pattern)?.[0] ?? '') : '';
}
