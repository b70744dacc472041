/**
 * A process that tries the mutants of one role, one after the other as it is told. The code of the devices is
 * compiled here with all mutants in it.
 */
import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ts from 'typescript';
import type * as Suites from '../../lab/session/suite';
import type { DeviceRole } from '../../schemas';
import { STANDS, withMutants } from './instrument';
import { MutantSwitch, type Mutant } from './switch';
import type * as Trials from './trial';
import type { Outcome } from './trial';

/** Told once, when it is ready, and then an outcome for each id that it was given. */
export type Told =
  { readonly mutants: readonly Mutant[] } | { readonly id: number; readonly outcome: Outcome };

interface Compiling {
  _compile(code: string, file: string): void;
}

const ROOT = join(__dirname, '..', '..', 'reference-impl');
/** What every device is built on; named faults and variants are no part of a device. */
const SHARED = ['endpoint', 'physics'];

const [role, seed = 'pr2'] = process.argv.slice(2) as [DeviceRole, string?];
const mutants = new MutantSwitch();
(globalThis as Record<string, unknown>)[STANDS] = mutants.stands;
compileWithMutants();

// Read only now, so that the devices that they use come with their mutants.
const { loadSuite } = require('../../lab/session/suite') as typeof Suites;
const { MutantTrial } = require('./trial') as typeof Trials;
require(join(ROOT, role));

const trial = new MutantTrial(loadSuite(), role, seed, mutants);

// Nobody is left to be told.
process.on('disconnect', () => process.exit());

process.on('message', (id: number) => {
  void trial
    .try(id)
    .catch((error: unknown): Outcome => {
      const check = `the kit: ${error instanceof Error ? error.message : String(error)}`;
      return { fate: 'no verdict', by: { case: '', requirement: '', check }, otherwise: [] };
    })
    .then((outcome) => tell({ id, outcome }));
});
void trial.prepare().then(() => tell({ mutants: mutants.mutants }));

function tell(told: Told): void {
  process.send?.(told);
}

function compileWithMutants(): void {
  const extensions = require.extensions;
  const plain = extensions['.ts'];
  extensions['.ts'] = (module, file) => {
    const path = relative(ROOT, file);
    if (![role, ...SHARED].includes(path.split(sep)[0] ?? '')) return plain?.(module, file);
    const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), {
      fileName: file,
      compilerOptions: {
        module: ts.ModuleKind.CommonJS,
        target: ts.ScriptTarget.ES2023,
        esModuleInterop: true,
      },
      transformers: { before: [withMutants(path.split(sep).join('/'), (mutant) => mutants.add(mutant))] },
    });
    // oxlint-disable-next-line no-underscore-dangle -- it is Node's name
    (module as unknown as Compiling)._compile(outputText, file);
  };
}
