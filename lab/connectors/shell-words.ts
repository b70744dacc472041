/**
 * Splits a command line into words by the quoting rules of the POSIX shell (XCU 2.2), without a shell: nothing is
 * expanded, substituted or globbed, and no operator exists.
 */
export type Words = { readonly words: readonly string[] } | { readonly problem: string };

/** Characters that a backslash escapes within double quotes. */
const ESCAPED_IN_DOUBLE = new Set(['$', '`', '"', '\\']);
const BLANK = /[ \t\n\r]/;

/** @returns the words, or a sentence about what is left open */
export function splitWords(text: string): Words {
  const words: string[] = [];
  let word: string | undefined;
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i] ?? '';
    if (BLANK.test(c)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (c === "'") {
      const end = text.indexOf("'", i + 1);
      if (end < 0) return { problem: `a single quote is not closed: ${text.slice(i)}` };
      word = (word ?? '') + text.slice(i + 1, end);
      i = end;
    } else if (c === '"') {
      const quoted = doubleQuoted(text, i + 1);
      if (quoted === undefined) return { problem: `a double quote is not closed: ${text.slice(i)}` };
      word = (word ?? '') + quoted.value;
      i = quoted.end;
    } else if (c === '\\') {
      if (i + 1 >= text.length) return { problem: 'a backslash stands at the very end and escapes nothing' };
      i += 1;
      // A backslash before a line break joins the lines.
      if (text[i] !== '\n') word = (word ?? '') + (text[i] ?? '');
    } else {
      word = (word ?? '') + c;
    }
  }
  if (word !== undefined) words.push(word);
  return { words };
}

/** The text within double quotes from `start`, and where the closing one stands. */
function doubleQuoted(text: string, start: number): { value: string; end: number } | undefined {
  let value = '';
  for (let i = start; i < text.length; i += 1) {
    const c = text[i] ?? '';
    if (c === '"') return { value, end: i };
    const next = text[i + 1] ?? '';
    if (c === '\\' && next === '\n') i += 1;
    else if (c === '\\' && ESCAPED_IN_DOUBLE.has(next)) {
      value += next;
      i += 1;
    } else value += c;
  }
  return undefined;
}
