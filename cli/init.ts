/** `pr2 init`: what a vendor begins with, in the folder where it is called. */
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { didYouMean } from '../lab/ics';
import { packageRoot } from '../lab/session/suite';
import { DEVICE_ROLES, isDeviceRole, type DeviceRole } from '../schemas';
import { initFiles, type InitFile } from './init/files';
import { LANGUAGES, type Language } from './init/languages';
import { makeFolder } from './run-folder';
import { UsageError } from './usage-error';

interface InitOptions {
  readonly lang: string;
  readonly dir: string;
  readonly force?: boolean;
}

const NAMES = LANGUAGES.map((l) => l.name);

export function addInitCommand(program: Command): void {
  program
    .command('init <role>')
    .description(
      'write the skeleton of an adapter for a pev, esci or utility, its ICS, known failures and CI job',
    )
    .requiredOption('--lang <language>', `the language of the adapter: ${NAMES.join(', ')}`)
    .option('--dir <folder>', 'where to; it is made if it is not there', '.')
    .option('--force', 'replace files that are there already')
    .action((role: string, options: InitOptions) => {
      process.stdout.write(init(role, options));
    });
}

function init(role: string, { lang, dir, force }: InitOptions): string {
  if (!isDeviceRole(role))
    throw new UsageError(
      `${role} is no role; the roles are pev, esci and utility${didYouMean(role, DEVICE_ROLES)}`,
    );
  const language = LANGUAGES.find((l) => l.name === lang);
  if (language === undefined)
    throw new UsageError(
      `--lang ${lang}: there is no skeleton in it; the languages are ${NAMES.join(', ')}${didYouMean(lang, NAMES)}`,
    );
  const folder = resolve(dir);
  const files = initFiles(role, language, join(packageRoot(), 'templates'));
  const there = files.filter((f) => existsSync(join(folder, f.path))).map((f) => f.path);
  if (there.length > 0 && force !== true)
    throw new UsageError(
      `${there.join(', ')} ${there.length === 1 ? 'is' : 'are'} there already, and nothing was written; --force replaces, --dir FOLDER writes elsewhere`,
    );
  for (const file of files) write(folder, file);
  return told(role, language, files, folder);
}

function write(folder: string, { path, text }: InitFile): void {
  const file = join(folder, path);
  try {
    makeFolder(dirname(file));
    writeFileSync(file, text);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(`cannot write ${file}: ${code ?? message}; name another place with --dir`);
  }
}

function told(role: DeviceRole, language: Language, files: readonly InitFile[], folder: string): string {
  const file = `${role}_adapter.${language.suffix}`;
  const here = relative(process.cwd(), folder);
  const dut = `--dut ${role}=exec:"${language.command(file)}"`;
  const width = Math.max(...files.map((f) => f.path.length));
  return [
    ...files.map((f) => `  ${f.path.padEnd(width)}  ${f.what}`),
    '',
    ...(language.remark === undefined ? [] : [language.remark, '']),
    `Next (with ${language.needs}):`,
    ...(here === '' ? [] : [`  cd ${here}`]),
    ...(language.build === undefined ? [] : [`  ${language.build(file)}`]),
    `  npx pr2 doctor ${dut} --ics ics.yaml`,
    `  npx pr2 run ${dut} --ics ics.yaml`,
    '',
  ].join('\n');
}
