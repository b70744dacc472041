/** Clock times where a customer lives, or in UTC (PR2-A-03): the day of alerts and of quiet hours. */
import type { CaseRun } from '../../lab/session/case-run';
import { toleratedAheadMs } from '../../lab/checks/clock';
import { nextClockMs } from '../base/clock-time';
import { theEvent } from '../base/event';
import { toldOnce } from './alerts';
import { Then, When } from '../world';

When('it is {clock} UTC', async function (clockMin: number) {
  await untilClock(this.run, clockMin);
});

When('it is {clock} in {word}', async function (clockMin: number, tz: string) {
  await untilClock(this.run, clockMin, tz);
});

Then(
  'the customer is told once by {channels}, not before {clock} UTC',
  async function (channels: string[], clockMin: number) {
    await toldFrom(this.run, channels, clockMin);
  },
);

Then(
  'the customer is told once by {channels}, not before {clock} in {word}',
  async function (channels: string[], clockMin: number, tz: string) {
    await toldFrom(this.run, channels, clockMin, tz);
  },
);

async function untilClock(run: CaseRun, clockMin: number, tz?: string): Promise<void> {
  await run.bench.runUntil(nextByItsClockMs(run, run.bench.nowMs, clockMin, tz));
}

async function toldFrom(
  run: CaseRun,
  channels: readonly string[],
  clockMin: number,
  tz?: string,
): Promise<void> {
  const record = run.view.records.find((r) => r.n === theEvent(run).n);
  const atMs = record !== undefined && 'at' in record ? record.at : run.bench.nowMs;
  const fromMs = nextByItsClockMs(run, atMs, clockMin, tz);
  await toldOnce(run, run.ids.of('customer'), 'CREATE', channels, {}, fromMs);
}

/** Quiet hours begin and end by the clock of the utility. */
function nextByItsClockMs(run: CaseRun, fromMs: number, clockMin: number, tz?: string): number {
  const aheadMs = toleratedAheadMs(run.view, run.utility);
  return nextClockMs(fromMs + aheadMs, clockMin, tz) - aheadMs;
}
