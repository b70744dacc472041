/** What a device said last on its standard error, as one line that tells most. */
import { quoted } from './quoting';

/** Lines that a runtime writes around an error and that tell nothing: frames of a stack, its own version. */
const AROUND = /^(at |File "|Node\.js v|goroutine \d|\^+$|throw |Traceback )/;
/** `TypeError: …`, `java.io.IOException: …`, `panic: …`. */
const ERROR = /^(Uncaught )?([\w.$]*(Error|Exception)\b[^:]*|panic|fatal|fatal error): /i;

/** The last line that names an error, else the last that is no part of a stack; empty where nothing was said. */
export function lastWords(stderr: string): string {
  const lines = stderr
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !AROUND.test(line));
  return lines.findLast((line) => ERROR.test(line)) ?? lines.at(-1) ?? '';
}

/** The same as the end of a sentence that has not told it yet: `; its standard error: "…"`, or nothing. */
export function withLastWords(sentence: string, stderr: string): string {
  const words = lastWords(stderr);
  if (words === '') return sentence;
  const said = quoted(words);
  return sentence.includes(said) ? sentence : `${sentence}; on its standard error: ${said}`;
}
