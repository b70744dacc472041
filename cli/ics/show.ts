/** `pr2 ics show`: what a declaration says, what it makes owed, and what a device's hooks leave unverifiable. */
import type { Command } from 'commander';
import { mergeDeclaration, reachOf, takenAway, type Declaration, type RequirementReach } from '../../lab/ics';
import type { Suite } from '../../lab/session/suite';
import { openTarget, type TargetOptions } from '../open-target';
import { addTlsOptions } from '../tls-files';
import { UsageError } from '../usage-error';
import { declarationIn } from './file';
import { outOfReach } from './out-of-reach';

interface ShowOptions extends TargetOptions {
  readonly role?: string;
  readonly dut?: string;
}

export function addIcsShow(ics: Command, suite: Suite): void {
  const command = ics
    .command('show <file>')
    .description(
      'what a declaration makes owed and what it takes away, and what a device leaves unverifiable',
    )
    .option('--role <role>', 'the role that the file has to be of: pev, esci or utility')
    .option('--dut <role=target>', 'a device: what cannot be verified by its stimuli and readings')
    .option('--answer-timeout-s <seconds>', 'longest time a device may take to answer one call', '10');
  addTlsOptions(command).action(async (file: string, options: ShowOptions) => {
    const declaration = declarationIn(file);
    if (options.role !== undefined && options.role !== declaration.role)
      throw new UsageError(`${file} declares the role ${declaration.role}, and not ${options.role}`);
    process.stdout.write(shown(file, declaration, suite));
    if (options.dut !== undefined)
      process.stdout.write(await unverifiable(suite, declaration, options.dut, options));
  });
}

function shown(file: string, declaration: Declaration, suite: Suite): string {
  const { ics, ixit, role } = declaration;
  const reach = reachOf(suite.catalogue, ics);
  const owed = reach.filter((r) => r.denied === undefined);
  const away = takenAway(reach);
  return [
    `${file}, a declaration of the role ${role}:`,
    ...listed(ics, ['role', 'identity']),
    ...listed(ixit, ['role']),
    '',
    `owed: ${countOf(owed, 'requirement')}, by ${countOf(
      owed.flatMap((r) => r.applies),
      'test case',
    )}`,
    ...untested(owed),
    `not applicable: ${countOf(
      reach.filter((r) => r.denied !== undefined),
      'requirement',
    )}, ${countOf([...away.values()].flat(), 'test case')}`,
    ...[...away].map(([why, ids]) => `  ${String(ids.length).padStart(3)} × ${why}: ${requirementsOf(ids)}`),
    '',
    `Each case by its name: npx pr2 list --dut ${role} --ics ${file}`,
    '',
  ].join('\n');
}

/** Owed, and no case of it applies: it stays not tested, unless another's checks bear it. */
function untested(owed: readonly RequirementReach[]): string[] {
  const none = owed.filter((r) => r.applies.length === 0).map((r) => r.id);
  return none.length === 0 ? [] : [`  of no case of its own: ${none.join(', ')}`];
}

async function unverifiable(
  suite: Suite,
  file: Declaration,
  dut: string,
  options: TargetOptions,
): Promise<string> {
  const { connector, role, hello } = await openTarget(suite, dut, options);
  await connector.close();
  if (role !== file.role)
    throw new UsageError(`the file declares the role ${file.role}, and --dut names ${role}`);
  const merged = mergeDeclaration(role, file, hello);
  if ('problem' in merged) throw new UsageError(merged.problem);
  process.stderr.write('trying its hooks on a reference device, for some seconds ...\n');
  const lost = await outOfReach(suite, role, merged.ics, hello);
  const cases = [...lost.values()].flat();
  const none = 'Nothing: its stimuli, readings and queries suffice for every case that applies.';
  return [
    `unverifiable on this device: ${countOf(cases, 'test case')}`,
    ...(lost.size === 0 ? [`  ${none}`] : []),
    ...[...lost].map(([why, ids]) => `  ${String(ids.length).padStart(3)} × ${why}: ${requirementsOf(ids)}`),
    '',
  ].join('\n');
}

function listed(values: object, without: readonly string[]): string[] {
  return Object.entries(values).flatMap(([name, value]) =>
    without.includes(name) ? [] : [`  ${name.padEnd(17)} ${plain(value)}`],
  );
}

function plain(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function requirementsOf(caseIds: readonly string[]): string {
  return [...new Set(caseIds.map((id) => id.slice(0, id.indexOf('.'))))].join(', ');
}

function countOf(all: readonly unknown[], what: string): string {
  return `${all.length} ${what}${all.length === 1 ? '' : 's'}`;
}
