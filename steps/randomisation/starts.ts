/** Events whose start each PEV spreads at random (PR2-X-07). */
import type { RememberedEvent } from '../../lab/session/case-memory';
import type { CaseRun } from '../../lab/session/case-run';
import { hasRequested } from '../base/asked';
import { announce, requireOptIn, theEvent } from '../base/event';
import { lastOf } from '../base/outcome-power';
import { ask } from '../base/request';
import { restart } from '../base/restart';
import { request, requestBody } from '../base/tester';
import { requireAccepted } from '../dispatch/requests';
import { Given, Then, When } from '../world';

/** Notice of each event of a series: an emergency's, and a little more. */
/** Which of the dispatches of an event asks for all of it once more. */
const REPEAT = 2;
const LEAD_MS = 90_000;
/** How long a PEV that came up again has to say that it is in service, and then until the fresh request. */
const READY_MS = 120_000;
const SETTLES_MS = 15_000;

When(
  'it has been through {int} events of {power} for {duration} each, their starts spread over {duration}',
  async function (count: number, powerW: number, lengthMs: number, windowMs: number) {
    const { run, bench } = this;
    for (let i = 0; i < count; i += 1) {
      await accepted(run, powerW, lengthMs, windowMs);
      await bench.runUntil(theEvent(run).endMs + 30_000);
    }
  },
);

When(
  'in each of {int} events of {power} for {duration}, their starts spread over {duration}, the PEV restarts once it has begun, and is asked again',
  async function (count: number, powerW: number, lengthMs: number, windowMs: number) {
    const { run, bench } = this;
    for (let i = 0; i < count; i += 1) {
      await accepted(run, powerW, lengthMs, windowMs);
      const event = theEvent(run);
      const flows = (): boolean => (run.view.curve(run.pev).powerAt(bench.nowMs) ?? 0) < -50;
      await bench.waitFor(flows, event.startMs + windowMs + 60_000);
      await restart(run, run.pev, 1000);
      await bench.waitFor(() => isReadyAgain(run), bench.nowMs + READY_MS);
      await bench.runFor(SETTLES_MS);
      await askAgain(run, event);
      await bench.runUntil(event.endMs + 30_000);
    }
  },
);

Given(
  'it has opted in to an event of {power} in {duration}, for {duration}, its start spread over no time',
  async function (powerW: number, leadMs: number, lengthMs: number) {
    const startMs = this.bench.nowMs + leadMs;
    await announce(this.run, { startMs, lengthMs, powerW, members: { randomizeStartS: 0 } });
    await requireOptIn(this.run);
  },
);

When(
  'the operator creates an event of {power} in {duration}, for {duration}, its start spread over {duration}',
  async function (powerW: number, leadMs: number, lengthMs: number, windowMs: number) {
    const startMs = this.bench.nowMs + leadMs;
    await announce(this.run, { startMs, lengthMs, powerW, members: { randomizeStartS: windowMs / 1000 } });
  },
);

Then(
  "the starts lie at random within {duration} after the events' own starts, and are reported as they are",
  async function (windowMs: number) {
    await spread(this.run, windowMs, 'one');
  },
);

Then(
  "the starts lie at random within {duration} before or after the events' own starts, and are reported as they are",
  async function (windowMs: number) {
    await spread(this.run, windowMs, 'two');
  },
);

Then('the discharge of {power} ended with the event', async function (setpointW: number) {
  const { run } = this;
  const { pev } = run;
  const { endMs, n } = theEvent(run);
  await run.judge('holds-power', { pev, setpointW, fromMs: endMs - 300_000, toMs: endMs - 1000, basisN: n });
  const fromMs = endMs + run.param('P_T_STOP') * 1000;
  await run.judge('no-discharge', { pev, fromMs, untilMs: fromMs + 300_000, basisN: n });
});

Then('each time it begins at once', async function () {
  const { run } = this;
  const repeats = (run.memory.events ?? []).map((e) => run.dispatchId(e.eventId, REPEAT));
  const again = run.view
    .messages('DispatchRequest', { by: run.utility })
    .filter((s) => s.message !== undefined && repeats.includes(s.message.data.dispatchId));
  await run.judge('starts-at-once', { pev: run.pev, requests: again.map((s) => s.n) });
});

Then('the event reaches the PEV with its own start and a window of {duration}', async function (ms: number) {
  const { run } = this;
  const event = theEvent(run);
  const from = lastOf(run);
  await run.judge('sends', {
    by: run.utility,
    name: 'EnergySupplyEvent',
    to: run.pev,
    afterN: from.n,
    fromMs: from.atMs,
    byMs: from.atMs + 10_000,
    select: { eventId: { eq: event.eventId } },
    fields: {
      randomizeStartS: { eq: ms / 1000 },
      start: { fromMs: event.startMs, toMs: event.startMs },
    },
  });
});

Then("the utility requests the power for the event's own start", async function () {
  const { run } = this;
  const event = theEvent(run);
  await hasRequested(run, { start: { fromMs: event.startMs, toMs: event.startMs } }, run.pev);
});

async function accepted(run: CaseRun, powerW: number, lengthMs: number, windowMs: number): Promise<void> {
  const members = { randomizeStartS: windowMs / 1000 };
  await announce(run, { startMs: run.bench.nowMs + LEAD_MS, lengthMs, powerW, members });
  await requireOptIn(run);
  // A PEV that may begin before the event's own start has to know of the request before its window opens.
  if (run.declared?.randomisation === 'two-sided')
    request(run, requestBody(run, theEvent(run), powerW, lengthMs / 1000));
  else await ask(run, powerW, lengthMs);
  await requireAccepted(run);
}

function isReadyAgain(run: CaseRun): boolean {
  const afterN = lastOf(run).n;
  return run.view
    .messages('AvailabilityReport', { by: run.pev, afterN })
    .some((s) => s.message?.data.readiness.state === 'READY');
}

/** The whole event once more, from its own start, under an id of its own. */
async function askAgain(run: CaseRun, event: RememberedEvent): Promise<void> {
  const wholeS = (event.endMs - event.startMs) / 1000;
  const body = requestBody(run, event, event.powerW, wholeS);
  request(run, { ...body, dispatchId: run.dispatchId(event.eventId, REPEAT) });
  await requireAccepted(run);
}

async function spread(run: CaseRun, windowMs: number, sides: 'one' | 'two'): Promise<void> {
  const events = (run.memory.events ?? []).map(({ eventId, startMs, n }) => ({ eventId, startMs, n }));
  await run.judge('starts-spread', { pev: run.pev, events, windowMs, sides });
}
