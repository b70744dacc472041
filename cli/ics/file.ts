/** Files of a declaration as the commands are given them. */
import { readFileSync } from 'node:fs';
import { loadDeclaration, type Declaration } from '../../lab/ics';
import { UsageError } from '../usage-error';

/** @throws UsageError where it cannot be read */
export function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    const loaded = loadDeclaration(file); // it says why in a sentence
    throw new UsageError('problem' in loaded ? loaded.problem : `${file}: it cannot be read`);
  }
}

/** @throws UsageError where it is no declaration */
export function declarationIn(file: string): Declaration {
  const loaded = loadDeclaration(file);
  if ('problem' in loaded)
    throw new UsageError(`${loaded.problem}; pr2 ics lint ${file} tells all with lines`);
  return loaded;
}
