/**
 * Measures the power-dispatch core in one run: against solvers, against the rules of peers, over the size of the
 * fleet. Prints the rows with their gates, writes all figures to bench/dispatch/out/dispatch.json, and ends with 1
 * where a gate does not hold. `--quick` leaves out the largest fleet and the largest programme (and says so).
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { growthExponent } from './measure';
import { type Row, rowsTable, textTable, timeText } from './report';
import { type SizeTimes, coreRows, timesOf } from './rows/core';
import { exactness, exactnessRow } from './rows/exactness';
import { differences, optimumRow } from './rows/optimum';
import { policyRow, policyScores, policyTable, ruleTable } from './rows/peers';
import { compare, solverRows, solverTable } from './rows/solvers';
import { loadSolver } from './solvers/highs';

async function main(quick: boolean): Promise<boolean> {
  const note = (text: string): boolean => process.stderr.write(`${text}\n`);
  note('growth over the fleet …');
  const times = [1e3, 1e4, 1e5, 1e6, ...(quick ? [] : [1e7])].map((size) => timesOf(size));
  note('shards …');
  const exact = await exactness();
  note('optimum …');
  const highs = await loadSolver();
  const apart = differences(highs);
  note('rules of peers …');
  const scores = policyScores();
  const rules = ruleTable();
  note(quick ? 'solvers …' : 'solvers (10,000 PEVs take HiGHS a minute or more) …');
  const solvers = [...compare(highs, 40, 24, true), ...compare(highs, 1000, 96, false)];
  if (!quick) solvers.push(...compare(highs, 10_000, 96, false));

  const rows: Row[] = [
    ...coreRows(times),
    ...solverRows(solvers),
    exactnessRow(exact),
    optimumRow(apart),
    policyRow(scores),
  ];
  const out = join(__dirname, 'out');
  mkdirSync(out, { recursive: true });
  const figures = {
    node: process.version,
    cpu: cpus()[0]?.model,
    quick,
    rows,
    times,
    solvers,
    scores,
    exact,
    apart,
  };
  writeFileSync(join(out, 'dispatch.json'), `${JSON.stringify(figures, null, 2)}\n`);
  const sections = [
    growthTable(times),
    solverTable(solvers),
    rules,
    policyTable(scores),
    rowsTable(rows),
    'Times are processor time, the least of several rounds; a plain pass reads the same arrays once and writes one.',
  ];
  if (quick)
    sections.push('Quick run: without 10⁷ PEVs and without HiGHS on 10,000 × 96, whose gate was not judged.');
  process.stdout.write(`\n${sections.join('\n\n')}\n`);
  return rows.every((row) => row.pass !== false);
}

function growthTable(times: readonly SizeTimes[]): string {
  const columns = {
    'plan and setpoints': (t: SizeTimes) => t.plan,
    're-plan': (t: SizeTimes) => t.replan,
    'max-min': (t: SizeTimes) => t.level,
    'leave, level, join': (t: SizeTimes) => t.event,
    'look-up of one': (t: SizeTimes) => t.lookUp,
    'behind feeders': (t: SizeTimes) => t.tree,
    'plain pass': (t: SizeTimes) => t.plainFleet,
  };
  const lines = times.map((t) => [
    t.size.toLocaleString('en-US'),
    ...Object.values(columns).map((of) => timeText(of(t))),
  ]);
  const large = times.filter((t) => t.size >= 1e5);
  const slope = Object.values(columns).map((of) =>
    growthExponent(large.map((t) => ({ size: t.size, value: of(t) }))).toFixed(2),
  );
  return textTable(['PEVs', ...Object.keys(columns)], [...lines, ['exponent from 10⁵', ...slope]]);
}

void main(process.argv.includes('--quick')).then((pass) => {
  process.exitCode = pass ? 0 : 1;
});
