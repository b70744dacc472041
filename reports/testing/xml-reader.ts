/** A small strict XML reader, for tests: elements, attributes and text, and an error for anything not well formed. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** @throws Error where the text is not one well-formed XML 1.0 document of the kinds of nodes named above */
export function readXml(text: string): XmlElement {
  if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text))
    throw new Error('a character that XML cannot carry');
  let at = /^<\?xml version="1\.0" encoding="UTF-8"\?>\s*/.exec(text)?.[0].length ?? -1;
  if (at < 0) throw new Error('no XML declaration');
  const take = (pattern: RegExp, what: string): RegExpExecArray => {
    const sticky = new RegExp(pattern.source, 'uy');
    sticky.lastIndex = at;
    const found = sticky.exec(text);
    if (found === null) throw new Error(`expected ${what} at ${at}: ${text.slice(at, at + 40)}`);
    at += found[0].length;
    return found;
  };
  const element = (): XmlElement => {
    const name = take(/<([A-Za-z][\w.-]*)/, 'a tag')[1] ?? '';
    const attributes: Record<string, string> = {};
    for (;;) {
      const closing = take(/\s*(\/?>)|\s+([A-Za-z][\w.-]*)="([^"<]*)"/, 'an attribute or the end of the tag');
      if (closing[1] === '/>') return { name, attributes, children: [], text: '' };
      if (closing[1] === '>') break;
      const key = closing[2] ?? '';
      if (key in attributes) throw new Error(`${key} twice`);
      attributes[key] = unescape(closing[3] ?? '');
    }
    const children: XmlElement[] = [];
    let content = '';
    for (;;) {
      content += unescape(take(/[^<]*/, 'text')[0]);
      if (!text.startsWith('</', at)) {
        children.push(element());
        continue;
      }
      const end = take(/<\/([A-Za-z][\w.-]*)>/, 'an end tag')[1];
      if (end !== name) throw new Error(`${name} ended by ${end ?? ''}`);
      return { name, attributes, children, text: content };
    }
  };
  const root = element();
  if (text.slice(at).trim() !== '') throw new Error('something after the root');
  return root;
}

function unescape(text: string): string {
  return text.replace(/&([^;&]*);?/g, (whole, name: string) => {
    const code = /^#(\d+)$/.exec(name)?.[1];
    const known = ENTITIES[name] ?? (code === undefined ? undefined : String.fromCodePoint(Number(code)));
    if (known === undefined || !whole.endsWith(';')) throw new Error(`no entity ${whole}`);
    return known;
  });
}
