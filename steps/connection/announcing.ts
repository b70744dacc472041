/** Events brought up without waiting for their success: the operator's at the utility, or the kit's own. */
import { CaseStop } from '../../lab/bench/case-stop';
import type { CaseRun } from '../../lab/session/case-run';
import type { ResponseClass } from '../../schemas';
import { hasChangedTo } from '../base/asked';
import { act } from '../base/connection';
import { announce, requireOptIn, theEvent } from '../base/event';
import { loses } from '../base/network';
import { eventBody } from '../base/tester';
import { Given, Then, When } from '../world';

When(
  'the operator creates an event of {power} in {duration}, for {duration}',
  async function (powerW: number, leadMs: number, lengthMs: number) {
    await create(this.run, powerW, this.bench.nowMs + leadMs, lengthMs);
  },
);

When(
  'the operator creates an event of {power} at that instant, for {duration}',
  async function (powerW: number, lengthMs: number) {
    await create(this.run, powerW, enrollmentEnd(this.run), lengthMs);
  },
);

When(
  'the operator creates an event of {power} a millisecond before that instant, for {duration}',
  async function (powerW: number, lengthMs: number) {
    await create(this.run, powerW, enrollmentEnd(this.run) - 1, lengthMs);
  },
);

When(
  'the utility announces an event of {power} in {duration}, for {duration}',
  async function (powerW: number, leadMs: number, lengthMs: number) {
    await announce(this.run, { startMs: this.bench.nowMs + leadMs, lengthMs, powerW });
  },
);

When(
  'the utility announces an event of class {class} of {power} in {duration}, for {duration}',
  async function (responseClass: ResponseClass, powerW: number, leadMs: number, lengthMs: number) {
    const startMs = this.bench.nowMs + leadMs;
    await announce(this.run, { startMs, lengthMs, powerW, members: { responseClass } });
  },
);

When(
  'the operator creates an event of {power} in {duration}, for {duration}, of which a part will do',
  async function (powerW: number, leadMs: number, lengthMs: number) {
    await create(this.run, powerW, this.bench.nowMs + leadMs, lengthMs, { allowPartial: true });
  },
);

When(
  'the operator creates an event of {power} in {duration}, for {duration}, of which a part will not do',
  async function (powerW: number, leadMs: number, lengthMs: number) {
    await create(this.run, powerW, this.bench.nowMs + leadMs, lengthMs, { allowPartial: false });
  },
);

When(
  'the operator creates an event of {power}, then {power} and then {power} in {duration}, {duration} each',
  async function (firstW: number, secondW: number, thirdW: number, leadMs: number, eachMs: number) {
    const durationS = Math.round(eachMs / 1000);
    const powersW = [firstW, secondW, thirdW];
    const intervals = powersW.map((dischargePowerW, i) => ({
      offsetS: i * durationS,
      durationS,
      dischargePowerW,
    }));
    const startMs = this.bench.nowMs + leadMs;
    await create(this.run, firstW, startMs, eachMs * powersW.length, { intervals });
  },
);

When(
  'the operator creates an event for a load of {power} in {duration}, for {duration}',
  async function (powerW: number, leadMs: number, lengthMs: number) {
    await create(this.run, powerW, this.bench.nowMs + leadMs, lengthMs, { sink: 'LOAD' });
  },
);

When(
  'the operator creates an event for the home of {power} in {duration}, for {duration}',
  async function (powerW: number, leadMs: number, lengthMs: number) {
    await create(this.run, powerW, this.bench.nowMs + leadMs, lengthMs, { sink: 'HOME' });
  },
);

When(
  'the operator creates an event of {power} in {duration}, for {duration}, the first {duration} of it without power',
  async function (powerW: number, leadMs: number, lengthMs: number, withoutMs: number) {
    const offsetS = Math.round(withoutMs / 1000);
    const durationS = Math.round(lengthMs / 1000) - offsetS;
    const intervals = [
      { offsetS: 0, durationS: offsetS, dischargePowerW: 0 },
      { offsetS, durationS, dischargePowerW: powerW },
    ];
    await create(this.run, powerW, this.bench.nowMs + leadMs, lengthMs, { intervals });
  },
);

Then('the PEV is not asked to feed the grid for {duration}', async function (ms: number) {
  const { run, bench } = this;
  await run.judge('does-not-send', {
    by: run.utility,
    name: 'DispatchRequest',
    to: run.pev,
    afterN: theEvent(run).n,
    untilMs: bench.nowMs + ms,
    select: { sink: { eq: 'GRID' } },
  });
});

/** A second early is early only by rounding; a request that comes later is one for then, whatever start it names. */
Then('the PEV has not been asked for anything of the first {duration}', async function (ms: number) {
  const { run } = this;
  const { n, startMs, eventId } = theEvent(run);
  const beginsMs = startMs + ms - 1001;
  await run.judge('does-not-send', {
    by: run.utility,
    name: 'DispatchRequest',
    to: run.pev,
    afterN: n,
    untilMs: beginsMs,
    select: { eventId: { eq: eventId }, start: { toMs: beginsMs } },
  });
});

When(
  'the operator creates an event of {power}( for both) in {duration}, for {duration}, and names no meter',
  async function (powerW: number, leadMs: number, lengthMs: number) {
    await create(this.run, powerW, this.bench.nowMs + leadMs, lengthMs, { meteringPointId: undefined });
  },
);

Then('each PEV is asked for energy at the meter where it is connected', async function () {
  for (const i of this.run.setup.pevs.keys()) await askedAtMeter(this.run, i, i);
});

Then('the PEV is asked for energy at the meter of the second premises', async function () {
  await askedAtMeter(this.run, 0, 1);
});

When('it is {duration} before the event', async function (ms: number) {
  await this.bench.runUntil(theEvent(this.run).startMs - ms);
});

Given(
  'it has opted in to an event of {power} in {duration}, for {duration}, with {power} in its second half',
  async function (firstW: number, leadMs: number, lengthMs: number, secondW: number) {
    const durationS = Math.round(lengthMs / 2000);
    const intervals = [
      { offsetS: 0, durationS, dischargePowerW: firstW },
      { offsetS: durationS, durationS, dischargePowerW: secondW },
    ];
    const startMs = this.bench.nowMs + leadMs;
    await announce(this.run, { startMs, lengthMs, powerW: firstW, members: { intervals } });
    await requireOptIn(this.run);
  },
);

When('reports reach the utility no more', function () {
  const { run } = this;
  loses(run, { by: run.esci, to: run.utility, name: 'AvailabilityReport', count: 1_000_000 });
});

Then(
  'the utility asks for {power} and for {power}, each by the time from which it holds',
  async function (secondW: number, thirdW: number) {
    const { run } = this;
    const { startMs, endMs } = theEvent(run);
    for (const [powerW, share] of [
      [secondW, 1 / 3],
      [thirdW, 2 / 3],
    ] as const) {
      await hasChangedTo(run, powerW, startMs + (endMs - startMs) * share);
    }
  },
);

Then('by the middle of the event the utility has asked for {power}', async function (powerW: number) {
  const { startMs, endMs } = theEvent(this.run);
  await hasChangedTo(this.run, powerW, (startMs + endMs) / 2);
});

/** One PEV's request of the event names the meter of one connection point. */
async function askedAtMeter(run: CaseRun, pev: number, point: number): Promise<void> {
  const { n, startMs, eventId } = theEvent(run);
  await run.judge('sends', {
    by: run.utility,
    name: 'DispatchRequest',
    to: run.pevUrn(pev),
    afterN: n,
    fromMs: startMs,
    byMs: startMs + 60_000,
    select: { eventId: { eq: eventId } },
    fields: { meteringPointId: { eq: run.ids.of('metering point', point) } },
  });
}

/** The operator's wish; a refusal on the utility's own panel is as good as no event, so it is not asked for here. */
export async function create(
  run: CaseRun,
  powerW: number,
  startMs: number,
  lengthMs: number,
  members: Record<string, unknown> = {},
): Promise<string | undefined> {
  const eventId = run.ids.of('event', run.memory.events?.length ?? 0);
  const plain = { eventId, revision: 0, startMs, endMs: startMs + lengthMs, powerW };
  const { revision: _revision, noticeClass: _noticeClass, ...body } = eventBody(run, plain);
  const refused = await act(run, run.utility, 'create-event', { ...body, ...members });
  const event = { ...plain, responseClass: run.usualClass, n: run.memory.last?.n ?? 0 };
  run.memory.event = event;
  run.memory.events = [...(run.memory.events ?? []), event];
  return refused;
}

function enrollmentEnd(run: CaseRun): number {
  const { enrollmentEndMs } = run.memory;
  if (enrollmentEndMs === undefined) throw new CaseStop('kit', 'no step said when the enrollment ends');
  return enrollmentEndMs;
}
