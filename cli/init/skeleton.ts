/** Fills a template in: one place is one word, one list, or a text that is wrapped behind what stands before it. */

/** Longest line of a wrapped place. */
const WIDTH = 112;

export interface Places {
  /** Put in place of `@@NAME@@`, as they are. */
  readonly words: Readonly<Record<string, string>>;
  /** Paragraphs for a line that ends with `@@NAME@@`: what stands before it begins each of their lines. */
  readonly paragraphs: Readonly<Record<string, readonly string[]>>;
}

/** @throws Error where the template has a place that nothing is known for, or the other way round */
export function fillIn(template: string, { words, paragraphs }: Places): string {
  const unused = new Set([...Object.keys(words), ...Object.keys(paragraphs)]);
  const word = (_place: string, name: string): string => {
    const value = words[name];
    if (value === undefined) throw new Error(`nothing is known for the place ${name} of a template`);
    unused.delete(name);
    return value;
  };
  const filled = template.split('\n').flatMap((line) => {
    const [, before = '', name = ''] = /^(.*)@@([A-Z_]+)@@$/.exec(line) ?? [];
    const texts = paragraphs[name];
    if (texts === undefined) return [line.replaceAll(/@@([A-Z_]+)@@/g, word)];
    unused.delete(name);
    return texts.flatMap((text) => wrapped(before, text.replaceAll(/@@([A-Z_]+)@@/g, word)));
  });
  if (unused.size > 0) throw new Error(`the template has no place for ${[...unused].join(', ')}`);
  return filled.join('\n');
}

/** Lines of at most {@link WIDTH} characters; a numbered paragraph is indented behind its number. */
function wrapped(before: string, text: string): string[] {
  const [number = ''] = /^\d+\. /.exec(text) ?? [];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && before.length + line.length + 1 + word.length > WIDTH) {
      lines.push(before + line);
      line = ' '.repeat(number.length) + word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, before + line];
}
