/** YAML that people write: its value, and on which line each part of it stands. */
import { isMap, isSeq, LineCounter, parseDocument, type Node, type Pair } from 'yaml';

export interface YamlText {
  readonly value: unknown;
  /** Line, from 1, of the part that a path of keys and indexes leads to; of the nearest part above it that there is. */
  readonly lineOf: (path: readonly (string | number)[]) => number;
}

/** Parses a text; the problem is one sentence that begins with `name:line`. */
export function readYamlText(text: string, name: string): YamlText | { readonly problem: string } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line } = lines.linePos(error.pos[0]);
    return { problem: `${name}:${line} is not YAML: ${error.message.split('\n')[0] ?? ''}` };
  }
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  return {
    value: document.toJS({ maxAliasCount: 100 }) as unknown,
    lineOf: (path) => {
      let node: unknown = document.contents;
      let line = 1;
      for (const step of path) {
        const found = childOf(node, step);
        if (found === undefined) break;
        line = lineAt(found.offset);
        node = found.node;
      }
      return line;
    },
  };
}

function childOf(node: unknown, step: string | number): { node: unknown; offset: number } | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(step)] as Node | undefined;
    return item?.range == null ? undefined : { node: item, offset: item.range[0] };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((p: Pair) => String(p.key) === String(step));
  const range = (pair?.key as Node | undefined)?.range;
  return range == null ? undefined : { node: pair?.value, offset: range[0] };
}
