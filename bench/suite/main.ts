/**
 * What a test case costs, whole process, in process, over `exec:` and over `ws:`, against Cucumber alone on as many
 * empty scenarios in the same run; and whether the cost grows with the number of cases as it should.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSuite } from '../../lab/session/suite';
import { growthExponent } from '../dispatch/measure';
import { factor, rowsTable, timeText, type Row } from '../dispatch/report';
import { emptyScenarios } from './empty-scenarios';
import { leastMs, type Work } from './process-time';

const PR2 = join(__dirname, '..', '..', 'dist', 'cli', 'main.js');
const ROUNDS = 3;
/** A case may cost this many times what Cucumber alone takes for an empty one. */
const GATE = 15;
/** Goals, ms a case; printed, not judged. */
const GOAL_MS = { 'in process': 6, 'exec:': 12, 'ws:': 12 };
/** Twice the cases may not take more than this power of two. */
const LINEAR = 1.15;

async function main(): Promise<void> {
  const out = mkdtempSync(join(tmpdir(), 'pr2-bench-'));
  const cases = loadSuite()
    .catalogue.cases.filter((c) => c.dut === 'pev')
    .map((c) => c.id);
  const run = (target: string, ids?: readonly string[]): Work => ({
    args: [
      PR2,
      'run',
      '--dut',
      `pev=${target}`,
      '--out',
      out,
      '--force',
      ...(ids ?? []).flatMap((id) => ['--only', id]),
    ],
    // Some of the cases leave the device not fully verified, and that is what they should say.
    ends: ids === undefined ? [0] : [0, 3],
  });
  const every = (k: number): string[] => cases.filter((_, i) => i % k === 0);
  const empty = emptyScenarios(cases.length);
  const { device, url } = await listening();
  try {
    const ms = await leastMs(
      {
        cucumber: { args: empty.args, cwd: empty.dir },
        'in process': run('reference'),
        'exec:': run(`exec:"${process.execPath}" "${PR2}" device pev --stdio`),
        'ws:': run(`ws://${url}`),
        one: run('reference', cases.slice(0, 1)),
        quarter: run('reference', every(4)),
        half: run('reference', every(2)),
      },
      ROUNDS,
    );
    const rows = [
      ...(['in process', 'exec:', 'ws:'] as const).map((how) =>
        costRow(how, ms[how], ms.cucumber, cases.length),
      ),
      growthRow(ms, { quarter: every(4).length, half: every(2).length, all: cases.length }),
    ];
    process.stdout.write(`${rowsTable(rows)}\n`);
    mkdirSync(join(__dirname, 'out'), { recursive: true });
    writeFileSync(
      join(__dirname, 'out', 'suite.json'),
      `${JSON.stringify({ cases: cases.length, ms, rows }, null, 2)}\n`,
    );
    process.exitCode = rows.every((r) => r.pass !== false) ? 0 : 1;
  } finally {
    device.kill();
  }
}

function costRow(how: keyof typeof GOAL_MS, totalMs: number, peerMs: number, cases: number): Row {
  const ratio = totalMs / peerMs;
  return {
    metric: `a case ${how}`,
    measured: `${timeText(totalMs / cases)}, ${factor(ratio)} Cucumber alone (${timeText(peerMs / cases)})`,
    gate: `≤ ${GATE}×`,
    goal: `≤ ${GOAL_MS[how]} ms`,
    pass: ratio <= GATE,
    values: { caseMs: totalMs / cases, peerMs: peerMs / cases, ratio },
  };
}

/** What starting costs is taken off first: it is the same for one case and for all. */
function growthRow(
  ms: Record<'one' | 'quarter' | 'half' | 'in process', number>,
  sizes: Record<'quarter' | 'half' | 'all', number>,
): Row {
  const exponent = growthExponent([
    { size: sizes.quarter, value: ms.quarter - ms.one },
    { size: sizes.half, value: ms.half - ms.one },
    { size: sizes.all, value: ms['in process'] - ms.one },
  ]);
  return {
    metric: 'growth with the cases',
    measured: `cases^${exponent.toFixed(2)}`,
    gate: `≤ ${LINEAR}`,
    goal: '1',
    pass: exponent <= LINEAR,
    values: { exponent },
  };
}

/** A reference PEV behind a WebSocket of its own. */
function listening(): Promise<{ device: ChildProcess; url: string }> {
  const device = spawn(process.execPath, [PR2, 'device', 'pev', '--listen', '127.0.0.1:0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let said = '';
    device.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const url = /ws:\/\/(\S+)/.exec(said)?.[1];
      if (url !== undefined) resolve({ device, url });
    });
    device.on('exit', (code) => reject(new Error(`the device ended with ${code}: ${said}`)));
  });
}

void main();
