/** The guides are true: their commands run and end as they say, what they name exists, and their links lead somewhere. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join, relative } from 'node:path';
import { after, describe, it } from 'node:test';
import { anchorsOf, blocksOf, commandsOf, linksOf, usesOfPr2, type Command } from './guide';
import { newFolder, pr2 } from './run-pr2';

const ROOT = join(__dirname, '..');
const markdown = (dir: string): string[] =>
  readdirSync(join(ROOT, dir)).flatMap((f) => (f.endsWith('.md') ? [join(dir, f)] : []));
const GUIDES = markdown('docs');
const PAGES = ['README.md', ...GUIDES, 'examples/python/README.md', 'examples/misbehaving/README.md'];
const CI_FILES = readdirSync(join(ROOT, 'examples', 'ci')).map((f) => join('examples', 'ci', f));
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** What a command may take, ms; the slowest takes a few seconds on an idle machine. */
const HANGS_MS = 180_000;
const HAS_PYTHON = existsOnPath('python3');

function existsOnPath(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((dir) => existsSync(join(dir, program)));
}

/** A folder like a clone after `npm ci`, in which commands may leave files without touching this one. */
function clone(): string {
  const dir = newFolder();
  for (const name of readdirSync(ROOT)) {
    if (!['.git', 'reports', 'dist'].includes(name)) symlinkSync(join(ROOT, name), join(dir, name));
  }
  return dir;
}

/** `npx` without npm, which would cost more than most of the commands: only the tools that the guides name. */
function toolbox(): string {
  const dir = join(newFolder(), 'bin');
  mkdirSync(dir);
  const cucumber = join(ROOT, 'node_modules', '@cucumber', 'cucumber', 'bin', 'cucumber.js');
  const script = `#!/bin/sh
tool=$1; shift
case $tool in
  pr2) exec "${process.execPath}" "${join(ROOT, 'dist', 'cli', 'main.js')}" "$@" ;;
  cucumber-js) exec "${process.execPath}" "${cucumber}" "$@" ;;
  *) echo "npx $tool: no tool of the guides" >&2; exit 127 ;;
esac
`;
  writeFileSync(join(dir, 'npx'), script);
  chmodSync(join(dir, 'npx'), 0o755);
  return dir;
}

function run(command: string, cwd: string, tools: string): Promise<{ code: number | null; said: string }> {
  const { GITHUB_ACTIONS: _, ...env } = process.env;
  const path = `${tools}${delimiter}${env.PATH ?? ''}`;
  const child = spawn('bash', ['-c', command], {
    cwd,
    env: { ...env, PATH: path },
    timeout: HANGS_MS,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
}

function commandsIn(page: string): Command[] {
  return blocksOf(read(page))
    .filter((b) => b.language === 'sh')
    .flatMap(commandsOf);
}

describe('the commands of', { concurrency: 2 }, () => {
  const tools = toolbox();
  after(() => rmSync(dirname(tools), { recursive: true, force: true }));
  for (const page of ['README.md', ...GUIDES]) {
    const commands = commandsIn(page);
    if (commands.length === 0) continue;
    const needsPython = commands.some((c) => c.text.includes('python3'));
    const skip = needsPython && !HAS_PYTHON ? 'there is no python3 here' : false;
    it(`${page} end as it says`, { skip }, async () => {
      const dir = clone();
      try {
        for (const { text, exit, line } of commands) {
          const { code, said } = await run(text, dir, tools);
          assert.equal(code, exit, `${page}:${line} ${text}\n${said}`);
        }
      } finally {
        rmSync(dir, { recursive: true, force: true });
      }
    });
  }
});

describe('the guides', () => {
  it('run the commands of every reader', () => {
    const without = GUIDES.filter((g) => commandsIn(g).length === 0);
    assert.deepEqual(
      without.filter((g) => /testing-|writing-|running-in-ci/.test(g)),
      [],
    );
  });

  for (const page of PAGES) {
    it(`${page}: links lead somewhere`, () => {
      for (const link of linksOf(read(page))) {
        if (/^https?:/.test(link)) continue;
        const [path = '', anchor] = link.split('#');
        const target = path === '' ? page : relative(ROOT, join(ROOT, dirname(page), path));
        assert.ok(existsSync(join(ROOT, target)), `${page}: ${link}`);
        if (anchor !== undefined) assert.ok(anchorsOf(read(target)).includes(anchor), `${page}: ${link}`);
      }
    });

    it(`${page}: files that it names exist, and none of a machine`, () => {
      const text = read(page);
      const named = [...text.matchAll(/`([\w.-]+\/[\w./-]*)`/g)].map((m) => m[1] ?? '');
      const folders = readdirSync(ROOT);
      for (const path of named) {
        const [top = ''] = path.split('/');
        if (!folders.includes(top) || /^(reports\/out|schemas\/generated|dist)/.test(path)) continue;
        assert.ok(existsSync(join(ROOT, path)), `${page}: ${path}`);
      }
      assert.doesNotMatch(text, /(^|[\s"'`(=])\/(home|root|work|tmp|usr)\//m);
    });
  }

  it('give pr2 only commands and options that there are', () => {
    const help = new Map<string, string>();
    const helpOf = (command: string): string => {
      const text = help.get(command) ?? pr2([...command.split(' '), '--help']).stdout;
      help.set(command, text);
      return text;
    };
    const commands = new Set([...pr2(['--help']).stdout.matchAll(/^ {2}([a-z-]+) /gm)].map((m) => m[1]));
    const inCode = (page: string): string =>
      [
        ...blocksOf(read(page)).map((b) => b.lines.join('\n')),
        ...[...read(page).matchAll(/`([^`\n]+)`/g)].map((m) => m[1] ?? ''),
      ].join('\n');
    const texts = [
      ...PAGES.map((p) => [p, inCode(p)] as const),
      ...[...CI_FILES, 'Dockerfile'].map((f) => [f, read(f)] as const),
    ];
    for (const [page, text] of texts) {
      for (const { command, options } of usesOfPr2(text)) {
        assert.ok(commands.has(command.split(' ')[0]), `${page}: pr2 ${command}`);
        for (const option of options)
          assert.ok(helpOf(command).includes(option), `${page}: pr2 ${command} ${option}`);
      }
    }
  });
});
