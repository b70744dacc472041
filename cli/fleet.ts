/** `pr2 fleet`: plans a request for a fleet of any size, and writes setpoints and a picture. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { UsageError } from './usage-error';
import { readFeeder } from './fleet/feeder-file';
import { type LoadedFleet, generatedFleet, readFleet } from './fleet/fleet-file';
import { outcomeOf } from './fleet/outcome';
import { checkOutput, writeDirectory } from './fleet/output-directory';
import { planSvg } from './fleet/plan-svg';
import { type Request, readRequest } from './fleet/request-file';
import { type Summary, summaryOf, summaryText } from './fleet/summary';
import { intervalTable, setpointTable } from './fleet/tables';

interface FleetOptions {
  request: string;
  out: string;
  generate?: string;
  fleet?: string;
  seed: string;
  feeder?: string;
  stepMinutes: string;
  horizonHours: string;
  force?: true;
}

const FILES = ['setpoints.csv', 'intervals.csv', 'plan.svg', 'summary.json'];

/** Adds `pr2 fleet`; `print` takes what it says. */
export function addFleetCommand(
  program: Command,
  print: (text: string) => void = (text) => void process.stdout.write(text),
): void {
  program
    .command('fleet')
    .description('plan a request for a fleet: who gives how much, when; what is short, and why')
    .requiredOption('--request <file.csv>', 'columns start,powerW: what is asked from each start on')
    .requiredOption('--out <directory>', `where to write ${FILES.join(', ')}`)
    .option(
      '--fleet <file>',
      'CSV or JSON: pevId,maxW,availableWh, and minW,departure,archetype,pricePerMWh,node if wanted',
    )
    .option('--generate <n>', 'a fleet of so many PEVs of common archetypes instead')
    .option('--seed <n>', 'of the generated fleet', '1')
    .option(
      '--feeder <file.csv>',
      'columns node,parent,capW: common limits of premises, transformers and feeders',
    )
    .option('--step-minutes <n>', 'length of an interval', '15')
    .option('--horizon-hours <n>', 'longest request', '24')
    .option('--force', 'replace the output of an earlier run')
    .addHelpText('after', EXAMPLE)
    .action(async (options: FleetOptions) => {
      print(await run(options));
    });
}

const EXAMPLE = `
Example:
  pr2 fleet --generate 100000 --seed 7 --request examples/requests/evening-peak.csv --out fleet-out`;

async function run(options: FleetOptions): Promise<string> {
  let printed = '';
  const { out } = options;
  checkOutput(out, options.force === true, FILES);
  const stepMinutes = count('--step-minutes', options.stepMinutes, 1440);
  const horizonHours = count('--horizon-hours', options.horizonHours, 24 * 366);
  const request = await readRequest(options.request, stepMinutes, horizonHours);
  const loaded = await load(options, request);
  const feeder =
    options.feeder === undefined ? undefined : await readFeeder(options.feeder, nodesOf(loaded, options));
  writeDirectory(out, (directory) => {
    const table = setpointTable(join(directory, 'setpoints.csv'), loaded, request.stepS);
    const outcome = outcomeOf(loaded, request, feeder, table.take);
    table.close();
    const summary: Summary = summaryOf(outcome, loaded);
    writeFileSync(join(directory, 'intervals.csv'), intervalTable(outcome, loaded.kinds));
    writeFileSync(join(directory, 'plan.svg'), planSvg(outcome, summary));
    writeFileSync(join(directory, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
    printed = summaryText(
      summary,
      outcome,
      FILES.map((name) => join(out, name)),
    );
  });
  return printed;
}

async function load(options: FleetOptions, { start, stepS }: Request): Promise<LoadedFleet> {
  if ((options.fleet === undefined) === (options.generate === undefined)) {
    throw new UsageError('give either --fleet FILE or --generate N, so that there is one fleet');
  }
  if (options.fleet !== undefined) return readFleet(options.fleet, start, stepS);
  const size = count('--generate', options.generate ?? '', 10_000_000);
  return generatedFleet(size, count('--seed', options.seed, 2 ** 32 - 1, 0), start, stepS);
}

function nodesOf({ nodes }: LoadedFleet, options: FleetOptions): readonly string[] {
  if (nodes !== undefined) return nodes;
  throw new UsageError(
    `--feeder needs to know where each PEV hangs: ${options.fleet === undefined ? 'use --fleet with a column node' : `give ${options.fleet} a column node`}`,
  );
}

function count(option: string, text: string, greatest: number, least = 1): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= greatest) return value;
  throw new UsageError(`${option} ${text} is not possible: give a whole number from ${least} to ${greatest}`);
}
