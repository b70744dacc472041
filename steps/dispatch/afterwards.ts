/** What follows an event: cease, wait, charge, report. */
import { CaseStop } from '../../lab/bench/case-stop';
import type { CaseRun } from '../../lab/session/case-run';
import { Then, When } from '../world';
import { announce, requireOptIn, theEvent } from '../base/event';
import { ask } from '../base/request';
import { lastOf } from '../base/outcome-power';
import { requireAccepted } from './requests';
import { batteryOf } from './situation';

Then('the report of the end declares a delay of at most 600 seconds', async function () {
  const { run } = this;
  const from = lastOf(run);
  await run.judge('sends', {
    by: run.pev,
    name: 'DispatchConfirmation',
    afterN: from.n,
    fromMs: from.atMs,
    byMs: from.atMs + 60_000,
    select: { state: { eq: 'ENDED' } },
    fields: { reboundDelayS: { min: 0, max: 600 } },
  });
});

Then('charging begins only after the declared delay', async function () {
  const { run } = this;
  const { endMs, n } = theEvent(run);
  await run.judge('charges-after-delay', {
    pev: run.pev,
    eventEndMs: endMs,
    byMs: wishOf(run).departureMs,
    afterN: n,
  });
});

When(
  'it has been through {int} events of {power} for {duration} each',
  async function (count: number, powerW: number, lengthMs: number) {
    const { run, bench } = this;
    for (let i = 0; i < count; i += 1) {
      await announce(run, { startMs: bench.nowMs + 90_000, lengthMs, powerW });
      await requireOptIn(run);
      await ask(run, powerW, lengthMs);
      await requireAccepted(run);
      await bench.runUntil(theEvent(run).endMs + 30_000);
    }
  },
);

Then(
  'the {int} declared delays lie between 0 and 600 seconds and are not all equal',
  async function (count: number) {
    const { run } = this;
    await run.judge('delays-spread', { pev: run.pev, count, afterN: run.memory.events?.[0]?.n ?? 0 });
  },
);

Then('the PEV holds what its customer wants by the departure', async function () {
  await holdsWish(this.run);
});

Then('the PEV holds what its customer wants by the departure, and no more', async function () {
  await holdsWish(this.run, { noMore: true });
});

Then('no power flows at the PEV for {duration}', async function (ms: number) {
  const { run } = this;
  const fromMs = theEvent(run).endMs + run.param('P_T_STOP') * 1000;
  await run.judge('stays-idle', { pev: run.pev, fromMs, toMs: fromMs + ms, basisN: lastOf(run).n });
});

Then('what the further event needs is there when it begins', async function () {
  const { run } = this;
  const { startMs, endMs, powerW, n } = furtherEvent(run);
  const { capacityWh, efficiency, socFloor } = batteryOf(run);
  const needWh = (powerW * (endMs - startMs)) / 3_600_000;
  await run.judge('need-is-there', {
    pev: run.pev,
    atMs: startMs,
    needWh,
    floor: run.memory.floor ?? socFloor,
    capacityWh,
    efficiency,
    basisN: n,
  });
});

Then('nothing is imported during the further event', async function () {
  const { run } = this;
  const { startMs, endMs, n } = furtherEvent(run);
  const skewMs = run.param('P_CLK_SKEW') * 1000; // the PEV goes by its own clock
  await run.judge('no-import', {
    pev: run.pev,
    fromMs: startMs + skewMs,
    toMs: endMs - skewMs,
    basisN: n,
  });
});

Then(
  'the ESCI reports the event as {word} within {duration}',
  async function (outcome: string, limitMs: number) {
    await reportsOutcome(this.run, outcome, lastOf(this.run).n, lastOf(this.run).atMs + limitMs);
  },
);

Then('the ESCI has reported the event as {word}', async function (outcome: string) {
  await reportsOutcome(this.run, outcome, theEvent(this.run).n, this.bench.nowMs + 15_000);
});

async function reportsOutcome(run: CaseRun, outcome: string, afterN: number, byMs: number): Promise<void> {
  await run.judge('sends', {
    by: run.esci,
    name: 'EventReport',
    afterN,
    fromMs: lastOf(run).atMs,
    byMs,
    select: { eventId: { eq: theEvent(run).eventId } },
    fields: { outcome: { eq: outcome } },
  });
}

function furtherEvent(run: CaseRun) {
  const further = run.memory.events?.find(
    (e) => e.eventId !== theEvent(run).eventId && e.startMs > theEvent(run).startMs,
  );
  if (further === undefined) throw new CaseStop('kit', 'no step before announced a further event');
  return further;
}

/** When the customer wants to leave and with how much charge, as last set at the PEV. */
async function holdsWish(run: CaseRun, more: { readonly noMore?: true } = {}): Promise<void> {
  await run.judge('holds-target', { pev: run.pev, ...wishOf(run), ...more, basisN: lastOf(run).n });
}

function wishOf(run: CaseRun): { departureMs: number; departureSoc: number } {
  const wishes = run.view.ofKind('stimulus').flatMap(({ name, params }) => {
    const { departure, departureSoc } = params as { departure?: unknown; departureSoc?: unknown };
    if (name !== 'set-preference' || typeof departure !== 'string' || typeof departureSoc !== 'number')
      return [];
    return [{ departureMs: Date.parse(departure), departureSoc }];
  });
  const last = wishes.pop();
  if (last === undefined) throw new CaseStop('kit', 'no step before set a departure');
  return last;
}
