/** `pr2 ics probe`: asks a device what it is and tries what may be declared absent, and drafts its declaration. */
import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { icsDraft, lintDeclaration, probesOf, type RateTried, type Tried } from '../../lab/ics';
import { loadProfile } from '../../lab/profile/load';
import type { Suite } from '../../lab/session/suite';
import { openTarget, type TargetOptions } from '../open-target';
import { addTlsOptions } from '../tls-files';
import { writeFile } from '../run-folder';
import { DUT_WORDS, secondsOf } from '../run-setting';
import { UsageError } from '../usage-error';
import { ProbeTrial } from './probe-trial';
import { triedRate } from './rate';

interface ProbeOptions extends TargetOptions {
  readonly dut: string;
  readonly out?: string;
  readonly force?: boolean;
  readonly maxCaseS: string;
}

export function addIcsProbe(ics: Command, suite: Suite): void {
  const command = ics
    .command('probe')
    .description('try a device on what it may declare absent, and draft its declaration')
    .requiredOption('--dut <role=target>', DUT_WORDS)
    .option('--out <file>', 'where the draft goes; standard output without')
    .option('--force', 'replace a file that is there already')
    .option('--answer-timeout-s <seconds>', 'longest time a device may take to answer one call', '10')
    .option('--max-case-s <seconds>', 'longest real time that one test case may take', '900');
  addTlsOptions(command).action(async (options: ProbeOptions) => {
    await probe(suite, options);
  });
}

async function probe(suite: Suite, options: ProbeOptions): Promise<void> {
  const { out, force } = options;
  if (out !== undefined && force !== true && existsSync(out))
    throw new UsageError(`${out} is there already; --force replaces it`);
  const profile = loadProfile('default', suite.root);
  if ('problem' in profile) throw new UsageError(profile.problem, 5);
  const { role, hello, connector } = await openTarget(suite, options.dut, options);
  try {
    if (!hello.roles.includes(role))
      throw new UsageError(`the device plays ${hello.roles.join(', ')} and not ${role}`);
    const maxCaseMs = secondsOf('--max-case-s', options.maxCaseS) * 1000;
    const trial = new ProbeTrial({ suite, profile, connector, role, maxCaseMs });
    const tried: Tried[] = [];
    for (const one of probesOf(role, suite.catalogue)) {
      const found = await trial.try(one);
      process.stderr.write(
        `${found.outcome.padEnd(9)}  ${one.item} ${one.value}${found.by === undefined ? '' : `, by ${found.by}`}\n`,
      );
      tried.push(found);
    }
    const rate = await triedRate(suite.catalogue.cases, role, hello.ics?.maxMessagesPerS, (id, perS) =>
      trial.outcomeOf(id, [], { maxMessagesPerS: perS }),
    );
    const draft = icsDraft(role, hello, tried, rate);
    told(draft, rate, suite, out);
  } finally {
    await connector.close();
  }
}

function told(draft: string, rate: RateTried, suite: Suite, out: string | undefined): void {
  process.stderr.write(`maxMessagesPerS: ${rate.why}\n`);
  if (out === undefined) process.stdout.write(draft);
  else writeFile(out, draft);
  for (const { line, text } of lintDeclaration(draft, suite.catalogue))
    process.stderr.write(`${out ?? 'draft'}:${line}: ${text}\n`);
  if (out !== undefined)
    process.stdout.write(`${out} is drafted. Read it, correct it, then: npx pr2 ics lint ${out}\n`);
}
