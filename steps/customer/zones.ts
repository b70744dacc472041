/** Clock times where a customer lives, in summer time or out of it (PR2-A-03). */
import { toleratedAheadMs } from '../../lab/checks/clock';
import { theEvent } from '../base/event';
import { toldOnce } from './alerts';
import { Then, When } from '../world';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

When('it is {clock} in {word}', async function (clockMin: number, tz: string) {
  const aheadMs = toleratedAheadMs(this.run.view, this.run.utility);
  await this.bench.runUntil(nextClockMs(this.bench.nowMs + aheadMs, clockMin, tz) - aheadMs);
});

Then(
  'the customer is told once by {channels}, not before {clock} in {word}',
  async function (channels: string[], clockMin: number, tz: string) {
    const record = this.run.view.records.find((r) => r.n === theEvent(this.run).n);
    const atMs = record !== undefined && 'at' in record ? record.at : this.bench.nowMs;
    // Quiet hours end by the clock of the utility.
    const aheadMs = toleratedAheadMs(this.run.view, this.run.utility);
    const fromMs = nextClockMs(atMs + aheadMs, clockMin, tz) - aheadMs;
    await toldOnce(this.run, this.run.ids.of('customer'), 'CREATE', channels, {}, fromMs);
  },
);

/** The first instant at or after `fromMs` at which clocks in a zone show so many minutes of the day. */
function nextClockMs(fromMs: number, clockMin: number, tz: string): number {
  const localMs = fromMs + offsetMs(fromMs, tz);
  const todayMs = Math.floor(localMs / DAY_MS) * DAY_MS + clockMin * MINUTE_MS;
  const nextMs = todayMs >= localMs ? todayMs : todayMs + DAY_MS;
  // Clocks may change before: the offset that counts is that of the instant itself.
  return nextMs - offsetMs(nextMs - offsetMs(fromMs, tz), tz);
}

/** How far clocks in a zone are ahead of UTC at an instant, ms. */
function offsetMs(atMs: number, tz: string): number {
  const wholeMs = Math.floor(atMs / 1000) * 1000;
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: tz,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(wholeMs);
  const part = (type: string): number => Number(parts.find((p) => p.type === type)?.value);
  const localMs = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return localMs - wholeMs;
}
