/** Clock times where a customer lives, or in UTC (PR2-A-03): the day of alerts and of quiet hours. */
import type { CaseRun } from '../../lab/session/case-run';
import { toleratedAheadMs } from '../../lab/checks/clock';
import { nextClockMs, nextSummerClockMs } from '../base/clock-time';
import { theEvent } from '../base/event';
import { toldOnce } from './alerts';
import { Then, When } from '../world';

When('it is {clock} UTC', async function (clockMin: number) {
  await this.bench.runUntil(byItsClockMs(this.run, (ms) => nextClockMs(ms, clockMin)));
});

When('it is {clock} in {word}, in summer time', async function (clockMin: number, tz: string) {
  await this.bench.runUntil(byItsClockMs(this.run, (ms) => nextSummerClockMs(ms, clockMin, tz)));
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

async function toldFrom(
  run: CaseRun,
  channels: readonly string[],
  clockMin: number,
  tz?: string,
): Promise<void> {
  const record = run.view.records.find((r) => r.n === theEvent(run).n);
  const atMs = record !== undefined && 'at' in record ? record.at : run.bench.nowMs;
  const fromMs = byItsClockMs(run, (ms) => nextClockMs(ms, clockMin, tz), atMs);
  await toldOnce(run, run.ids.of('customer'), 'CREATE', channels, {}, fromMs);
}

/** The next instant of a kind by the clock of the utility, by which quiet hours begin and end. */
function byItsClockMs(run: CaseRun, next: (fromMs: number) => number, fromMs = run.bench.nowMs): number {
  const aheadMs = toleratedAheadMs(run.view, run.utility);
  return next(fromMs + aheadMs) - aheadMs;
}
