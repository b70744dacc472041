/** What is said of a command line that no command understands: what is wrong, what was wanted, and where help is. */
import type { Command } from 'commander';

/** Sets what `command`, called `path` by its user, and all commands below it say; none of them ends the process. */
export function complains(command: Command, path: string): void {
  command
    .exitOverride()
    .showHelpAfterError(`(${path} --help tells what there is)`)
    .configureOutput({ outputError: (text, write) => write(withMeaning(text, command)) });
  for (const below of command.commands) complains(below, `${path} ${below.name()}`);
}

/** An option that is missing is told with what it is for. */
function withMeaning(text: string, { options }: Command): string {
  const missing = options.find((o) => text.includes(`required option '${o.flags}' not specified`));
  return missing === undefined ? text : `error: ${missing.flags} is missing: ${missing.description}\n`;
}
