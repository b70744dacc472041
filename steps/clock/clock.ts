/** Clocks that are stepped, and times around which clocks are put forward, back or a second longer (PR2-X-03, A-09). */
import type { CaseRun } from '../../lab/session/case-run';
import { timeText } from '../../reference-impl/endpoint/identifiers';
import { act } from '../base/connection';
import { prefer } from '../base/customer';
import { announce, requireOptIn, theEvent } from '../base/event';
import { urnOfRole } from '../base/network';
import { lastOf } from '../base/outcome-power';
import { ask } from '../base/request';
import { eventBody, say, update } from '../base/tester';
import { create } from '../connection/announcing';
import { clockOf } from '../customer/notice';
import { offsetText } from '../base/offset';
import { Given, Then, When } from '../world';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Notice of an event that needs no reason, and time to spare. */
const LEAD_MS = 26 * HOUR_MS;
const POWER_W = 4000;

When('the clock of the {role} is put forward by {duration}', async function (role: string, ms: number) {
  await act(this.run, urnOfRole(this.run, role), 'clock-step', { deltaMs: ms });
});

When('the clock of the {role} is put back by {duration}', async function (role: string, ms: number) {
  await act(this.run, urnOfRole(this.run, role), 'clock-step', { deltaMs: -ms });
});

/** The clock of the device was put before: by so much its time of the deed differs from the bench's. */
Then(
  'the ESCI tells the utility of it within {duration}, with the time that its clock shows',
  async function (limitMs: number) {
    const { run } = this;
    const { n, atMs } = lastOf(run);
    const steps = run.view.stimuliAt(run.esci).filter((s) => s.name === 'clock-step');
    const steppedMs = steps.reduce((sum, s) => sum + ((s.params as { deltaMs?: number }).deltaMs ?? 0), 0);
    const nearMs = run.param('P_CLK_SKEW') * 1000;
    await run.judge('sends', {
      by: run.esci,
      name: 'ParticipationNotice',
      to: run.utility,
      afterN: n,
      fromMs: atMs,
      byMs: atMs + limitMs,
      fields: { sourceTime: { fromMs: atMs + steppedMs - nearMs, toMs: atMs + steppedMs + nearMs } },
    });
  },
);

Then(
  'the discharge stays at {power} until the end of the event, and ends with it',
  async function (setpointW: number) {
    const { run } = this;
    const { pev } = run;
    const { endMs } = theEvent(run);
    const { n, atMs } = lastOf(run);
    await run.judge('holds-power', { pev, setpointW, fromMs: atMs, toMs: endMs - 1000, basisN: n });
    const limitMs = run.param('P_T_STOP') * 1000;
    const staysUntilMs = endMs + limitMs + 2 * HOUR_MS;
    await run.judge('stops-discharge', { pev, fromMs: endMs, limitMs, staysUntilMs, basisN: n });
  },
);

Given('it is {duration} before the year ends', async function (ms: number) {
  const bench = await this.run.start();
  await bench.runUntil(yearEnd(bench.nowMs + ms) - ms);
});

When(
  'it has opted in to an event of {power} from the leap second at the end of the year, for {duration}',
  async function (powerW: number, lengthMs: number) {
    await announceFromLeap(this.run, powerW, lengthMs);
    await requireOptIn(this.run);
  },
);

When(
  'the utility announces an event of {power} from the leap second at the end of the year, for {duration}',
  async function (powerW: number, lengthMs: number) {
    await announceFromLeap(this.run, powerW, lengthMs);
  },
);

async function announceFromLeap(run: CaseRun, powerW: number, lengthMs: number): Promise<void> {
  const startMs = yearEnd(run.bench.nowMs);
  await announce(run, { startMs, lengthMs, powerW, members: { start: leapText(startMs) } });
}

When(
  'the utility requests {power} for {duration} from that leap second',
  async function (powerW: number, ms: number) {
    await ask(this.run, powerW, ms, { start: leapText(theEvent(this.run).startMs) });
  },
);

When(
  'the utility changes the request to {power} in {duration}, the time written with offset {word}',
  async function (powerW: number, ms: number, offset: string) {
    update(this.run, powerW, { effectiveAt: offsetText(this.bench.nowMs + ms, offset) });
    await this.bench.runFor(50);
  },
);

Given(
  'the customer allows discharging only from {word} to {word} in {word}',
  async function (from: string, to: string, tz: string) {
    await prefer(this.run, { windows: [{ from, to, tz }] });
  },
);

When(
  /^the utility announces an event from (\d\d:\d\d) to (\d\d:\d\d) UTC on the day (before|on which) summer time begins in Europe$/,
  async function (fromMin: number, toMin: number, which: string) {
    const { run, bench } = this;
    const dayMs = summerTime(bench.nowMs + 3 * DAY_MS) - (which === 'before' ? DAY_MS : 0);
    const startMs = dayMs + fromMin * MINUTE_MS;
    await bench.runUntil(startMs - LEAD_MS);
    await announce(run, { startMs, lengthMs: (toMin - fromMin) * MINUTE_MS, powerW: 2000 });
  },
);

/** What clocks on the wall show: the announcement by the first offset, the start by the second. */
When(
  'the utility announces an event {duration} ahead, its clock at {word} and the start at {word}',
  async function (leadMs: number, offsetNow: string, offsetThen: string) {
    const { run, bench } = this;
    const startMs = bench.nowMs + leadMs;
    announceAt(run, startMs, offsetText(bench.nowMs, offsetNow), offsetText(startMs, offsetThen));
    await bench.runFor(50);
  },
);

When(
  'the utility, whose clock is {duration} {word}, announces an event {duration} ahead',
  async function (offMs: number, way: string, leadMs: number) {
    const { run, bench } = this;
    announceAt(run, bench.nowMs + leadMs, timeText(bench.nowMs + (way === 'fast' ? offMs : -offMs)));
    await bench.runFor(50);
  },
);

When(
  'the operator, whose clock is at {word}, creates an event {duration} ahead for {reason}, its start at {word}',
  async function (_offsetNow: string, leadMs: number, reason: string, offsetThen: string) {
    const startMs = clockOf(this.run) + leadMs;
    await create(this.run, POWER_W, startMs, HOUR_MS, { reason, start: offsetText(startMs, offsetThen) });
  },
);

const PLANNED = { noticeClass: 'PLANNED', reason: 'PEAK' } as const;

/** The first turn of a year at or after an instant. */
function yearEnd(fromMs: number): number {
  const year = new Date(fromMs).getUTCFullYear();
  const turnMs = Date.UTC(year, 0, 1);
  return turnMs >= fromMs ? turnMs : Date.UTC(year + 1, 0, 1);
}

/** The turn of the year as the 61st second of the last minute: the form that a leap second has (RFC 3339, 5.6). */
function leapText(turnMs: number): string {
  return timeText(turnMs - 1000).replace(':59.', ':60.');
}

/** Midnight UTC of the day on which summer time next begins in Europe: the last Sunday of March. */
function summerTime(fromMs: number): number {
  for (let year = new Date(fromMs).getUTCFullYear(); ; year += 1) {
    const last = new Date(Date.UTC(year, 2, 31));
    const dayMs = last.getTime() - last.getUTCDay() * DAY_MS;
    if (dayMs - LEAD_MS - DAY_MS >= fromMs) return dayMs;
  }
}

/** The utility announces an event of an hour, told at `time` by its clock; `start` as it writes it, where otherwise. */
function announceAt(run: CaseRun, startMs: number, time: string, start?: string): void {
  const event = {
    eventId: run.ids.of('event'),
    revision: 0,
    startMs,
    endMs: startMs + HOUR_MS,
    powerW: POWER_W,
  };
  const body = { ...eventBody(run, event), ...PLANNED, ...(start === undefined ? {} : { start }) };
  const n = say(run, 'EnergySupplyEvent', event.eventId, body, run.pev, { time });
  run.memory.event = { ...event, responseClass: 'SCHEDULED', n };
}
