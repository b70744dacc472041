/** `pr2 doctor`: is it Node, the package, the network, the adapter, its clock, the declaration, or the product? */
import type { Command } from 'commander';
import type { Suite } from '../lab/session/suite';
import { visibleLine } from '../reports/text/visible';
import { deviceLooks } from './doctor/device';
import { codeOf, lineOf, type Look } from './doctor/examination';
import { kitLooks } from './doctor/kit';
import { wayLooks } from './doctor/way';
import type { DutTarget, TlsIdentity } from '../lab/connectors';
import { connectorOf } from './open-session';
import { limitsOf, type TargetOptions } from './open-target';
import { repeated } from './repeated';
import { DUT_WORDS, targetsOf } from './run-setting';
import { addTlsOptions, tlsFor, tlsWords } from './tls-files';

interface DoctorOptions extends TargetOptions {
  readonly dut: string[];
  readonly ics?: string;
}

export function addDoctorCommand(program: Command, suite: Suite): void {
  const command = program
    .command('doctor')
    .description('what keeps a run from going well: Node, network, adapter, clock, declaration or product')
    .option('--dut <role=target>', `${DUT_WORDS}; repeat for several`, repeated, [])
    .option('--ics <file>', 'what the device declares, where its hello does not')
    .option('--answer-timeout-s <seconds>', 'longest time a device may take to answer one call', '10');
  addTlsOptions(command).action(async (options: DoctorOptions) => {
    process.exitCode = await examine(suite, options);
  });
}

async function examine(suite: Suite, options: DoctorOptions): Promise<number> {
  const { dut } = options;
  const looks: Look[] = [];
  const tell = (look: Look): void => {
    looks.push(look);
    process.stdout.write(`${visibleLine(lineOf(look))}\n`);
  };
  // A device or a file that is named wrongly is told before anything else.
  const targets = dut.length === 0 ? [] : [...targetsOf(dut).values()];
  const tls = targets.length === 0 ? undefined : tlsFor(targets, options);
  for (const look of kitLooks(suite)) tell(look);
  for (const target of codeOf(looks) === 0 ? targets : [])
    await examineDevice(suite, target, options, tls, tell);
  const code = codeOf(looks);
  process.stdout.write(`${nextStep(looks, options)}\n`);
  return code;
}

async function examineDevice(
  suite: Suite,
  target: DutTarget,
  { ics, answerTimeoutS }: DoctorOptions,
  tls: TlsIdentity | undefined,
  tell: (look: Look) => void,
): Promise<void> {
  const connector = connectorOf(target, suite, limitsOf(answerTimeoutS, tls));
  const way = await wayLooks(target);
  way.forEach(tell);
  if (codeOf(way) !== 0) return;
  try {
    const replaced = target.kind === 'reference';
    for await (const look of deviceLooks({ suite, role: target.role, connector, icsFile: ics, replaced }))
      tell(look);
  } finally {
    await connector.close();
  }
}

function nextStep(looks: readonly Look[], options: DoctorOptions): string {
  const { dut, ics } = options;
  const problem = looks.find((l) => l.problem !== undefined);
  if (problem !== undefined) return `Mend ${problem.what} first; what comes after it may follow from it.`;
  if (dut.length === 0) return 'The kit is well. Next: npx pr2 doctor --dut ROLE=TARGET looks at a device.';
  const words = [...dut.flatMap((d) => ['--dut', d]), ...(ics === undefined ? [] : ['--ics', ics])];
  return `All is well. Next: npx pr2 run ${[...words, ...tlsWords(options)].map(quoted).join(' ')}`;
}

/** As it can be given to a shell again. */
function quoted(text: string): string {
  return /^[\w=:/.,@-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
