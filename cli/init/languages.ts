/** The languages that a skeleton is written in: its file, how it is run, and how its lists of words are written. */

export interface Language {
  readonly name: string;
  /** Below templates/. */
  readonly template: string;
  readonly suffix: string;
  /** How the device is started; a step of its own before where it is built. */
  readonly command: (file: string) => string;
  readonly build?: (file: string) => string;
  /** What must be there on the machine. */
  readonly needs: string;
  /** A list's inside, from words without special characters. */
  readonly words: (words: readonly string[]) => string;
  /** What a reader may expect otherwise. */
  readonly remark?: string;
}

const doubly = (words: readonly string[]): string => words.map((w) => `"${w}"`).join(', ');

export const LANGUAGES: readonly Language[] = [
  {
    name: 'python',
    template: 'python/adapter.py',
    suffix: 'py',
    command: (file) => `python3 ${file}`,
    needs: 'Python 3.9 or later',
    words: doubly,
  },
  {
    name: 'typescript',
    template: 'typescript/adapter.mjs',
    suffix: 'mjs',
    command: (file) => `node ${file}`,
    needs: 'Node 20 or later',
    words: (words) => words.map((w) => `'${w}'`).join(', '),
    remark:
      'Its types are TypeScript in comments (// @ts-check), since Node 20 runs no .ts without a build step; tsc and editors check them.',
  },
  {
    name: 'go',
    template: 'go/adapter.go',
    suffix: 'go',
    command: () => './pr2-adapter',
    build: (file) => `go build -o pr2-adapter ${file}`,
    needs: 'Go 1.18 or later',
    words: doubly,
  },
  {
    name: 'c',
    template: 'c/adapter.c',
    suffix: 'c',
    command: () => './pr2-adapter',
    build: (file) => `cc -std=c11 -O1 -o pr2-adapter ${file}`,
    needs: 'a C11 compiler and POSIX',
    words: (words) => (words.length === 0 ? '""' : `"${words.map((w) => `\\"${w}\\"`).join(',')}"`),
  },
];
