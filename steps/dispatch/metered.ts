/** What meters must report of a discharge, and of the charging after it. */
import { defineParameterType } from '@cucumber/cucumber';
import { CaseStop } from '../../lab/bench/case-stop';
import type { CaseRun } from '../../lab/session/case-run';
import { Given, Then, When } from '../world';
import { act } from '../base/connection';
import { theEvent } from '../base/event';
import { urnOfRole } from '../base/network';
import { lastOf } from '../base/outcome-power';

/** The first value of a discharge may come so long before its start by clocks that differ (P_CLK_SKEW), ms. */
const EDGE_MS = 1000;

When('the event ends', async function () {
  const { endMs } = theEvent(this.run);
  if (this.bench.nowMs < endMs) await this.bench.runUntil(endMs);
  const { records } = this.run.view;
  this.run.memory.last = { n: records[records.length - 1]?.n ?? 0, atMs: endMs };
});

Then(
  /^the (PEV|ESCI) (?:reports|has reported) power and registers at least every reporting interval$/,
  async function (role: string) {
    await this.run.judge('meters-regularly', {
      by: urnOfRole(this.run, role.toLowerCase()),
      ...stretch(this.run),
      basisN: theEvent(this.run).n,
    });
  },
);

Then(/^the energy (?:it reports|it reported) is the energy that flowed$/, async function () {
  const { run } = this;
  await run.judge('meters-what-flowed', {
    by: run.dut,
    pev: run.pev,
    ...stretch(run),
    basisN: theEvent(run).n,
  });
});

Then(
  'the PEV has charged and its register of delivered energy has stood still since the event',
  async function () {
    const { run } = this;
    const fromMs = theEvent(run).endMs + run.param('P_T_STOP') * 1000;
    await run.judge('charges-without-export', {
      pev: run.pev,
      fromMs,
      toMs: run.bench.nowMs,
      basisN: lastOf(run).n,
    });
  },
);

Then(
  "the delivered energy in the event's report is what left the PEV, whatever it charged afterwards",
  async function () {
    await reportsDelivered(this.run);
  },
);

Then("the report's delivered energy is what was metered", async function () {
  await reportsDelivered(this.run);
});

Given("the EVSE's terminals have counted {energy} before", function (energyWh: number) {
  this.run.setup.countedWh = energyWh;
});

/** What is wrong with a meter, as the stimulus `meter-fault` names it. */
const TROUBLES: Readonly<Record<string, string>> = {
  'loses its readings': 'gap',
  'shows the same for ever': 'stuck',
  'shows that nothing flows': 'zero',
  'begins its register anew': 'rollover',
  'counts import as export': 'import-as-export',
};

defineParameterType({
  name: 'meterTrouble',
  regexp: new RegExp(Object.keys(TROUBLES).join('|')),
  transformer: (text: string) => TROUBLES[text],
});

Given("{duration} later the ESCI's meter {meterTrouble}", async function (ms: number, kind: string) {
  await this.bench.runFor(ms);
  await act(this.run, this.run.esci, 'meter-fault', { kind });
  this.run.memory.meterFault = lastOf(this.run);
});

When('the meter is in order again {duration} later', async function (ms: number) {
  await this.bench.runFor(ms);
  await act(this.run, this.run.esci, 'clear-fault', {});
});

Then('whatever the ESCI tells of the energy is right or called an estimate', async function () {
  const { run } = this;
  const { meterFault } = run.memory;
  if (meterFault === undefined) throw new CaseStop('kit', 'a step needs a fault of the meter');
  const event = theEvent(run);
  await run.judge('right-or-estimated', {
    by: run.esci,
    pev: run.pev,
    eventId: event.eventId,
    startMs: event.startMs,
    fromMs: Math.min(...(run.memory.events ?? [event]).map((e) => e.startMs)),
    faultN: meterFault.n,
    faultMs: meterFault.atMs,
    byMs: reportDueMs(run),
  });
});

Then('the meters of PEV and ESCI should agree on the energy', async function () {
  const { run } = this;
  const { startMs, n } = theEvent(run);
  const args = { pev: run.pev, esci: run.esci, fromMs: startMs - EDGE_MS, byMs: reportDueMs(run), basisN: n };
  await run.judge('meters-agree', args, undefined, { should: true });
});

/** The report of the event is in by then. */
function reportDueMs(run: CaseRun): number {
  return Math.max(run.bench.nowMs, theEvent(run).endMs) + 60_000;
}

/** From the event's start to now, or to its end where that is past. */
function stretch(run: CaseRun): { fromMs: number; toMs: number } {
  const event = theEvent(run);
  return { fromMs: event.startMs, toMs: Math.min(run.bench.nowMs, event.endMs) };
}

async function reportsDelivered(run: CaseRun): Promise<void> {
  const event = theEvent(run);
  const toMs = event.endMs + run.param('P_T_STOP') * 1000;
  await run.judge('reports-delivered', {
    esci: run.esci,
    pev: run.pev,
    eventId: event.eventId,
    fromMs: event.startMs,
    toMs,
    byMs: reportDueMs(run),
  });
}
