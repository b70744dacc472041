/**
 * A log of ten thousand executed cases: how long report.html takes to make, against its peer in the same run, the
 * same log turned into plain JSON, and how long a real browser takes to open it, against the page of one round.
 * Run: node --require ts-node/register bench/report/main.ts [cases]
 */
import { performance } from 'node:perf_hooks';
import { reportModel } from '../../reports';
import { reportHtml } from '../../reports/html/page';
import { fixtureLog } from '../../reports/testing/fixture-log';
import { STORIES } from '../../reports/testing/story';
import { openBrowser, visit, written, type OpenBrowser } from '../../test/browser/browser';

const CASES = Number(process.argv[2] ?? 10_000);

interface Timed<T> {
  readonly value: T;
  readonly ms: number;
  /** Of the processor; what remains of a loaded machine's wall time when the others are taken out. */
  readonly cpuMs: number;
}

function timed<T>(run: () => T): Timed<T> {
  const begun = performance.now();
  const cpu = process.cpuUsage();
  const value = run();
  const { user, system } = process.cpuUsage(cpu);
  return { value, ms: performance.now() - begun, cpuMs: (user + system) / 1000 };
}

/** Milliseconds until the page is loaded, and until it has answered a jump to its end. */
async function opened(open: OpenBrowser, file: string): Promise<{ loadMs: number; jumpMs: number }> {
  const begun = performance.now();
  const { page } = await visit(open, file);
  const loadMs = performance.now() - begun;
  const jumped = performance.now();
  await page.keyboard.press('End');
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  const jumpMs = performance.now() - jumped;
  await page.context().close();
  return { loadMs, jumpMs };
}

async function main(): Promise<void> {
  const round = fixtureLog(STORIES.invertedSign, { unverified: true });
  const perRound = round.records.filter((r) => r.kind === 'case').length;
  const rounds = Math.ceil(CASES / perRound);
  const long = fixtureLog(STORIES.invertedSign, { unverified: true, rounds });
  const peer = timed(() => JSON.stringify(long.records));
  const page = timed(() => reportHtml(reportModel(long.records)));
  const open = await openBrowser();
  try {
    const short = reportHtml(reportModel(round.records));
    const one = await opened(open, written(open.folder, 'one.html', short));
    const all = await opened(open, written(open.folder, 'all.html', page.value));
    console.log(
      [
        `${rounds * perRound} cases, ${long.records.length} records`,
        `report.html  ${page.ms.toFixed(0)} ms (${page.cpuMs.toFixed(0)} ms of processor), ${(page.value.length / 1e6).toFixed(1)} MB`,
        `peer, JSON   ${peer.ms.toFixed(0)} ms (${peer.cpuMs.toFixed(0)} ms of processor), ${(peer.value.length / 1e6).toFixed(1)} MB; ratio ${(page.cpuMs / peer.cpuMs).toFixed(1)}`,
        `opens in     ${all.loadMs.toFixed(0)} ms, jumps to its end in ${all.jumpMs.toFixed(0)} ms`,
        `one round    ${one.loadMs.toFixed(0)} ms, ${one.jumpMs.toFixed(0)} ms, ${(short.length / 1e6).toFixed(2)} MB`,
      ].join('\n'),
    );
  } finally {
    await open.close();
  }
}

void main();
