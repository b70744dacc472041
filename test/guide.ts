/** A guide in Markdown, read for what can be tested in it: commands, links, paths. */

/** A line for the shell and the exit code that the guide names for it in a comment, `# exit 3: …`; 0 without. */
export interface Command {
  readonly text: string;
  readonly exit: number;
  readonly line: number;
}

export interface Block {
  readonly language: string;
  readonly lines: readonly string[];
  /** Line of its first line, from 1. */
  readonly line: number;
}

/** Fenced blocks. A block of `sh` is run by the test command; one of `shell` is shown only. */
export function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  let open: { language: string; lines: string[]; line: number } | undefined;
  for (const [i, text] of markdown.split('\n').entries()) {
    const fence = /^\s*```(\S*)/.exec(text);
    if (fence === null) open?.lines.push(text);
    else if (open === undefined) open = { language: fence[1] ?? '', lines: [], line: i + 2 };
    else {
      blocks.push(open);
      open = undefined;
    }
  }
  if (open !== undefined) throw new Error(`the block at line ${open.line} has no end`);
  return blocks;
}

/** The commands of a block, one a line; a backslash goes on with the next. */
export function commandsOf({ lines, line }: Block): Command[] {
  const commands: Command[] = [];
  let held = '';
  for (const [i, text] of lines.entries()) {
    held += text.replace(/\\$/, '');
    if (text.endsWith('\\')) continue;
    const exit = /#.*?\bexit (\d)\b/.exec(held)?.[1];
    if (/^\s*[^#\s]/.test(held)) commands.push({ text: held, exit: Number(exit ?? 0), line: line + i });
    held = '';
  }
  return commands;
}

/** Targets of links and pictures, as written. */
export function linksOf(markdown: string): string[] {
  return [...markdown.matchAll(/\]\(([^)\s]+)\)/g)].map((m) => m[1] ?? '');
}

/** Anchors of its headings, as GitHub makes them. */
export function anchorsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map((m) =>
    (m[1] ?? '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** Every use of `pr2` in a text: the subcommand, and the options that it is given. */
export function usesOfPr2(text: string): { command: string; options: string[] }[] {
  return [...text.matchAll(/\bpr2 ((?:baseline|ics) [a-z]+|[a-z][a-z-]*)((?:[^\n`|;&#]|\\\n)*)/g)].map(
    (m) => ({
      command: m[1] ?? '',
      options: [...withoutQuoted(m[2] ?? '').matchAll(/(?<=\s)--[a-z][a-z-]*/g)].map((o) => o[0]),
    }),
  );
}

function withoutQuoted(text: string): string {
  return text.replace(/"[^"]*"|'[^']*'/g, '""');
}
