/** HTML as a value: text is escaped unless it was made here, so that nothing is trusted by accident. */
import { cut, visible } from './visible';

/** Markup that is already safe. Only {@link html}, {@link join} and {@link trusted} make it. */
export class Html {
  constructor(readonly markup: string) {}
}

export type Part = Html | string | number | undefined | null | false | readonly Part[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes text for element content and for quoted attributes alike; controls become visible, long text is cut. */
export function escapeHtml(text: string, limit?: number): string {
  return visible(cut(text, limit)).replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c);
}

/** Text for the content of an element, where quotes need no entity; for long texts such as JSON. */
export function content(text: string, limit?: number): Html {
  return new Html(visible(cut(text, limit)).replace(/[&<>]/g, (c) => ENTITIES[c] ?? c));
}

const collapsed = new WeakMap<TemplateStringsArray, readonly string[]>();

/**
 * Template tag: what is interpolated is escaped, unless it is {@link Html}; arrays are joined, undefined, null and
 * false leave nothing. Line breaks of the template are for whoever reads the source: they become one space.
 */
export function html(template: TemplateStringsArray, ...parts: Part[]): Html {
  let strings = collapsed.get(template);
  if (strings === undefined) {
    strings = template.map((s) => s.replace(/\s*\n\s*/g, ' '));
    collapsed.set(template, strings);
  }
  let out = strings[0] ?? '';
  for (let i = 0; i < parts.length; i += 1) out += markupOf(parts[i]) + (strings[i + 1] ?? '');
  return new Html(out);
}

export const nothing = new Html('');

/** Joins parts with a separator, leaving out what is empty. */
export function join(parts: readonly Part[], separator: Part = ''): Html {
  return new Html(
    parts
      .map(markupOf)
      .filter((m) => m !== '')
      .join(markupOf(separator)),
  );
}

/** Declares markup of our own (style sheet, doctype) as safe. Never for text that came from a log. */
export function trusted(markup: string): Html {
  return new Html(markup);
}

function markupOf(part: Part): string {
  if (part instanceof Html) return part.markup;
  if (part === undefined || part === null || part === false) return '';
  if (typeof part === 'string') return escapeHtml(part);
  if (typeof part === 'number') return String(part);
  return part.map(markupOf).join('');
}

/** A fragment identifier from any text: letters, digits, dot, dash and underscore; the rest as their code points. */
export function anchor(text: string): string {
  return cut(text, 120).replace(/[^A-Za-z0-9._-]/gu, (c) => `~${(c.codePointAt(0) ?? 0).toString(16)}`);
}
