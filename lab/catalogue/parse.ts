/** Text of a feature file to its tree. */
import { AstBuilder, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import type { GherkinDocument, IdGenerator } from '@cucumber/messages';

/** Parses a feature; what is wrong with it is told as `path:line sentence`, one for each place. */
export function parseFeature(
  path: string,
  text: string,
  newId: IdGenerator.NewId,
): GherkinDocument | { readonly faults: readonly string[] } {
  const parser = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher());
  try {
    return parser.parse(text);
  } catch (error) {
    const all = (error as { errors?: readonly Error[] }).errors ?? [error as Error];
    return { faults: all.map((e) => faultOf(path, e.message)) };
  }
}

/** `(12:5): expected: …, got 'x'` as a sentence with file and line. */
function faultOf(path: string, message: string): string {
  const [, line = '1', rest = message] = /^\((\d+):\d+\): ([^]*)$/.exec(message) ?? [];
  return `${path}:${line} is no Gherkin: ${rest.replace(/\s+/g, ' ')}`;
}
