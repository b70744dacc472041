/** `pr2 selftest`: whether an adapter speaks the lab protocol, in seconds and before any requirement is judged. */
import type { Command } from 'commander';
import { ConnectorError } from '../lab/connectors';
import { selftest } from '../lab/selftest/selftest';
import type { Suite } from '../lab/session/suite';
import { targetNamed, type TargetOptions } from './open-target';
import { DUT_WORDS } from './run-setting';
import { addTlsOptions } from './tls-files';
import { UsageError } from './usage-error';

interface SelftestOptions extends TargetOptions {
  readonly dut: string;
}

export function addSelftestCommand(program: Command, suite: Suite): void {
  const command = program
    .command('selftest')
    .description('try every method of the lab protocol on an adapter, before any requirement is judged')
    .requiredOption('--dut <role=target>', DUT_WORDS)
    .option('--answer-timeout-s <seconds>', 'longest time a device may take to answer one call', '10');
  addTlsOptions(command).action(async (options: SelftestOptions) => {
    process.exitCode = await run(suite, options);
  });
}

async function run(suite: Suite, options: SelftestOptions): Promise<number> {
  const { target, connector } = targetNamed(suite, options.dut, options);
  try {
    const findings = await selftest(connector, target.role);
    const told = new Set<string>();
    for (const { step, wrong, seen } of findings) {
      if (wrong === undefined)
        process.stdout.write(`ok     ${step}${seen === undefined ? '' : `: ${seen}`}\n`);
      else process.stdout.write(`WRONG  ${step}: ${told.has(wrong) ? 'the same' : wrong}\n`);
      if (wrong !== undefined) told.add(wrong);
    }
    const wrong = findings.filter((f) => f.wrong !== undefined).length;
    process.stdout.write(
      wrong === 0
        ? `The adapter speaks the lab protocol. Next: npx pr2 run --dut …\n`
        : `${wrong} of ${findings.length} steps went wrong; mend the adapter before anything is judged.\n`,
    );
    return wrong === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    throw new UsageError(`the ${target.role} cannot be tried: ${error.message}`, 6);
  } finally {
    await connector.close();
  }
}
