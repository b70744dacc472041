/** How deep JSON is nested, before anything recursive looks at it. */

/** Deepest nesting that the kit reads. A PR2 message in an `emit` needs 10; recursion in V8 ends at some thousands. */
export const DEEPEST = 100;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Whether brackets outside of strings are open deeper than `most` anywhere in the text, which need not be JSON. */
export function nestedDeeperThan(text: string, most = DEEPEST): boolean {
  if (text.length <= most) return false;
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    if (c === QUOTE) inString = !inString;
    else if (inString) i += c === BACKSLASH ? 1 : 0;
    else if (c === 0x5b || c === 0x7b) {
      depth += 1;
      if (depth > most) return true;
    } else if (c === 0x5d || c === 0x7d) depth -= 1;
  }
  return false;
}
