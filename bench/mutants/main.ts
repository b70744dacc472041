/**
 * How sharp the suite is against slips that nobody chose: each small change of a reference device's own code, tried
 * as a device under test. What passes although it answers otherwise is listed for a reader to judge: a gap, or
 * something that no requirement owes.
 * Run: npm run bench:mutants -- --role pev --one-in 20 [--in PART-OF-A-PATH] [--seed TEXT]
 */
import { DEVICE_ROLES, isDeviceRole } from '../../schemas';
import { parseArgs } from 'node:util';
import { textTable } from '../dispatch/report';
import { tryMutants, type Tried } from './pool';
import type { Fate } from './trial';

const FATES: readonly Fate[] = ['failed', 'no verdict', 'passed', 'no difference', 'not reached'];

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      role: { type: 'string', default: 'pev' },
      'one-in': { type: 'string', default: '1' },
      in: { type: 'string', default: '' },
      seed: { type: 'string', default: 'pr2' },
    },
  });
  const { role, seed, in: part } = values;
  const oneIn = Number(values['one-in']);
  if (!isDeviceRole(role)) throw new Error(`--role ${role}: the roles are ${DEVICE_ROLES.join(', ')}`);
  if (!Number.isInteger(oneIn) || oneIn < 1)
    throw new Error(`--one-in ${values['one-in']}: give a whole number from 1 on`);
  const { stderr } = process;
  const tried = await tryMutants(
    role,
    seed,
    ({ id, file }) => id % oneIn === 0 && file.includes(part),
    (done, of) => {
      if (stderr.isTTY) stderr.write(`\r\x1b[2K${done}/${of}`);
    },
  );
  if (stderr.isTTY) stderr.write('\r\x1b[2K');
  if (tried.length === 0)
    throw new Error(
      `no change of the ${role} to try: --in ${part} is part of no path with one, or --one-in skips all`,
    );
  console.log(report(role, tried));
}

function report(role: string, tried: readonly Tried[]): string {
  const of = (fate: Fate): Tried[] => tried.filter((t) => t.fate === fate);
  const seen = of('failed').length + of('no verdict').length;
  const differing = seen + of('passed').length;
  const passed = of('passed').toSorted((a, b) => a.mutant.id - b.mutant.id);
  return [
    `${role}: ${tried.length} mutants tried, ${differing} answer otherwise than the reference; ${seen} of these pass in no run${differing === 0 ? '' : ` (${((100 * seen) / differing).toFixed(1)} %)`}`,
    '',
    textTable(
      ['fate', 'mutants'],
      FATES.map((fate) => [fate, String(of(fate).length)]),
    ),
    '',
    'Passed, though they answer otherwise:',
    textTable(
      ['place', 'was', 'now', 'cases', 'for one'],
      passed.map(({ mutant: { file, line, was, what }, otherwise }) => [
        `${file}:${line}`,
        was.slice(0, 70),
        what,
        String(otherwise.length),
        otherwise[0] ?? '',
      ]),
    ),
  ].join('\n');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
