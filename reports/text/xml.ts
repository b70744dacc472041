/** XML 1.0 text: escaped, and free of the characters that XML cannot carry. */
import { cut, visible } from './visible';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\n': '&#10;',
  '\t': '&#9;',
};

/** For attributes, where a bare line feed would become a space. */
export function escapeAttribute(text: string, limit?: number): string {
  return clean(cut(text, limit)).replace(/[&<>"'\n\t]/g, (c) => ENTITIES[c] ?? c);
}

export function escapeText(text: string, limit?: number): string {
  return clean(cut(text, limit)).replace(/[&<>]/g, (c) => ENTITIES[c] ?? c);
}

/** What {@link visible} shows is legal in XML; the two non-characters of each plane are not. */
function clean(text: string): string {
  return visible(text).replace(/[\ufffe\uffff]/g, '\ufffd');
}

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** `<name a="1">…</name>`; undefined attributes are left out. `children` is markup. */
export function element(name: string, attributes: Attributes, children = ''): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeAttribute(String(value))}"`)
    .join('');
  return children === '' ? `<${name}${written}/>` : `<${name}${written}>${children}</${name}>`;
}
