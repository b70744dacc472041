/** A strict reader of the kit's own pages, for tests: every tag closed, every attribute quoted, no stray markup. */
export interface HtmlElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (HtmlElement | string)[];
}

const VOID = new Set(['meta', 'br', 'link', 'img', 'input', 'hr']);
/** Read as text up to their end tag. */
const RAW = new Set(['style', 'script']);

/** @throws Error where a tag is not closed or an attribute not quoted */
export function readHtml(page: string): HtmlElement {
  const root: HtmlElement = { tag: '#document', attributes: {}, children: [] };
  const open: HtmlElement[] = [root];
  const body = page.replace(/^<!doctype html>/, '');
  let at = 0;
  const top = (): HtmlElement => open.at(-1) ?? root;
  while (at < body.length) {
    const next = body.indexOf('<', at);
    const text = body.slice(at, next < 0 ? undefined : next);
    if (text !== '') top().children.push(decode(text));
    if (next < 0) break;
    const end = /<\/([a-z0-9]+)\s*>/y;
    end.lastIndex = next;
    const closing = end.exec(body);
    if (closing !== null) {
      const element = open.pop();
      if (element?.tag !== closing[1])
        throw new Error(`</${closing[1] ?? ''}> closes ${element?.tag ?? 'nothing'} at ${next}`);
      at = end.lastIndex;
      continue;
    }
    const start = /<([a-z][a-z0-9]*)((?:\s+[a-zA-Z][\w-]*(?:="[^"<]*")?)*)\s*(\/?)>/y;
    start.lastIndex = next;
    const tag = start.exec(body);
    if (tag === null) throw new Error(`no tag at ${next}: ${body.slice(next, next + 60)}`);
    at = start.lastIndex;
    const element: HtmlElement = { tag: tag[1] ?? '', attributes: attributesOf(tag[2] ?? ''), children: [] };
    top().children.push(element);
    if (tag[3] === '/' || VOID.has(element.tag)) continue;
    if (RAW.has(element.tag)) {
      const stop = body.indexOf(`</${element.tag}>`, at);
      element.children.push(body.slice(at, stop));
      at = stop + element.tag.length + 3;
      continue;
    }
    open.push(element);
  }
  if (open.length !== 1) throw new Error(`${top().tag} is never closed`);
  return root;
}

/** All elements in document order. */
export function elements(root: HtmlElement): HtmlElement[] {
  return root.children.flatMap((c) => (typeof c === 'string' ? [] : [c, ...elements(c)]));
}

/** The text of an element as a reader sees it, white space collapsed. */
export function textOf(element: HtmlElement | string): string {
  const raw = typeof element === 'string' ? element : element.children.map((c) => textOf(c)).join(' ');
  return raw.replace(/\s+/g, ' ').trim();
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/\s([a-zA-Z][\w-]*)(?:="([^"]*)")?/g)].map((m) => [m[1] ?? '', decode(m[2] ?? '')]),
  );
}

function decode(text: string): string {
  const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return text.replace(/&([a-z#0-9]+);/g, (whole, name: string) => entities[name] ?? whole);
}
