/**
 * Text from a device, made safe to look at: whatever a device under test says may be hostile or merely broken,
 * and a report must show it as what it is.
 */

/** Characters kept of one device-supplied string on a page; the run log has the whole. */
export const SHOWN_CHARACTERS = 2_000;

/** Controls, formats (zero-width and direction-changing ones among them), line and paragraph separators. */
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Lone surrogates: half a character, legal in JSON and nowhere else. */
const HALF = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * Shows what would not be seen, controls, bidirectional and zero-width characters and halves of surrogate pairs,
 * by code point: `⟨U+0000⟩`, `⟨U+202E⟩`. Line feeds and tabs stay.
 */
export function visible(text: string): string {
  return text
    .replace(HALF, (c) => codePoint(c.charCodeAt(0)))
    .replace(UNSEEN, (c) => codePoint(c.codePointAt(0) ?? 0));
}

/** As {@link visible}, on one line: line feeds and tabs are shown too. */
export function visibleLine(text: string): string {
  return visible(text).replace(/[\n\t]/g, (c) => codePoint(c.charCodeAt(0)));
}

/**
 * Shortens a long text and says so.
 * @param limit characters to keep; never splits a surrogate pair
 */
export function cut(text: string, limit: number = SHOWN_CHARACTERS): string {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 1);
  const end = last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit;
  return `${text.slice(0, end)}… [cut here: ${grouped(text.length)} characters in all]`;
}

/** `1 048 576`: digits in groups of three, whatever the locale. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f');
}

function codePoint(code: number): string {
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
