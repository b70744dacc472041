/** What meters must report of a discharge, and of the charging after it. */
import type { CaseRun } from '../../lab/session/case-run';
import { Then, When } from '../world';
import { theEvent } from '../base/event';
import { urnOfRole } from '../base/network';
import { lastOf } from '../base/outcome-power';

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
    byMs: Math.max(run.bench.nowMs, event.endMs) + 60_000,
  });
}
