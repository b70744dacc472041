/** What must be told of an end, and by whom. */
import type { CaseRun } from '../../lab/session/case-run';
import { CaseStop } from '../../lab/bench/case-stop';
import type { MessageName } from '../../schemas';
import { Then, When } from '../world';
import { theEvent } from '../base/event';
import { lastOf } from '../base/outcome-power';
import { batteryOf } from './situation';
import { ZERO_W } from '../../lab/checks/dispatch/curves';

Then(
  /^notice of reason (\w+)(?: or (\w+))? comes at least 60 seconds before the power goes down$/,
  async function (reason: string, other: string | undefined) {
    await this.run.judge('notice-ahead', {
      ...notice(this.run),
      reason: other === undefined ? reason : [reason, other],
    });
  },
);

Then(
  /^notice of reason (\w+) comes at once, or at least 60 seconds before the power goes down$/,
  async function (reason: string) {
    const { run } = this;
    const atOnceByMs = lastOf(run).atMs + run.param('P_T_POSTTERM') * 1000 + 10;
    await run.judge('notice-ahead', { ...notice(run), reason, atOnceByMs });
  },
);

Then('the power is gone within 10 seconds of the announced end', async function () {
  await this.run.judge('ends-as-announced', notice(this.run));
});

Then('the notice tells register and state of charge as they are', async function () {
  await this.run.judge('notice-true', { ...notice(this.run), withSoc: true });
});

Then('the notice tells the register of the metering point', async function () {
  await this.run.judge('notice-true', { ...notice(this.run), by: this.run.esci, withSoc: false });
});

/** A PEV that tells of it only as late as it may has told it by then. */
When('the PEV has announced the end', async function () {
  const { run, bench } = this;
  const { n } = lastOf(run);
  const told = (): boolean => run.view.messages('TerminationNotice', { by: run.pev, afterN: n }).length > 0;
  if (!(await bench.waitFor(told, theEvent(run).endMs)))
    throw new CaseStop('precondition', 'the PEV announced no end of the discharge', run.pev);
  await bench.runFor(1000);
});

Then("the PEV announces the event's own end within {duration}", async function (limitMs: number) {
  const { run } = this;
  const { n, atMs } = lastOf(run);
  const nearMs = run.param('P_CLK_SKEW') * 1000 + 1000;
  const { endMs } = theEvent(run);
  await run.judge('sends', {
    by: run.pev,
    name: 'TerminationNotice',
    afterN: n,
    fromMs: atMs,
    byMs: atMs + limitMs,
    fields: { effectiveAt: { fromMs: endMs - nearMs, toMs: endMs + nearMs } },
  });
});

Then('the contactor is open within {duration}', async function (limitMs: number) {
  const { n, atMs } = lastOf(this.run);
  await this.run.judge('contactor-opens', { pev: this.run.pev, afterN: n, byMs: atMs + limitMs });
});

Then('the notice comes before the contactor opens', async function () {
  await this.run.judge('notice-before-opening', {
    ...notice(this.run),
    byMs: lastOf(this.run).atMs + 60_000,
  });
});

Then(
  'the PEV gives notice of the end with reason {word} within {duration}',
  async function (reason: string, limitMs: number) {
    await givesNotice(this.run, this.run.pev, [reason], limitMs, stoppedMs(this.run));
  },
);

Then(
  'the ESCI gives notice for the PEV with reason {word} within {duration}',
  async function (reason: string, limitMs: number) {
    await givesNotice(this.run, this.run.esci, [reason], limitMs);
  },
);

Then(
  'the ESCI gives notice for the PEV with reason {word} or {word} within {duration}',
  async function (a: string, b: string, limitMs: number) {
    await givesNotice(this.run, this.run.esci, [a, b], limitMs);
  },
);

Then('the discharge ends with the charge at the floor, within tolerance', async function () {
  const { run } = this;
  const from = lastOf(run);
  const floor = run.memory.floor ?? batteryOf(run).socFloor;
  await run.judge('ends-at-floor', {
    pev: run.pev,
    floor,
    afterN: from.n,
    fromMs: from.atMs,
    byMs: theEvent(run).endMs,
  });
});

Then('the PEV reports the end with the final register within {duration}', async function (limitMs: number) {
  const { run } = this;
  const from = lastOf(run);
  await run.judge('sends', {
    by: run.pev,
    name: 'DispatchConfirmation',
    afterN: from.n,
    fromMs: from.atMs,
    byMs: from.atMs + limitMs,
    select: { state: { eq: 'ENDED' } },
    fields: { registerWh: { min: 0 } },
    measure: 'report',
  });
});

Then("the PEV's TerminationNotice reaches the utility within {duration}", async function (limitMs: number) {
  await arrives(this.run, 'TerminationNotice', this.run.pev, limitMs);
});

Then("the ESCI's TerminationNotice reaches the utility within {duration}", async function (limitMs: number) {
  await arrives(this.run, 'TerminationNotice', this.run.esci, limitMs);
});

Then("the event's report reaches the utility within {duration}", async function (limitMs: number) {
  await arrives(this.run, 'EventReport', this.run.esci, limitMs);
});

async function arrives(run: CaseRun, name: MessageName, from: string, limitMs: number): Promise<void> {
  await run.judge('arrives', {
    esci: run.esci,
    name,
    from,
    to: run.utility,
    afterN: theEvent(run).n,
    byMs: lastOf(run).atMs + limitMs,
  });
}

Then('no second notice of the end reaches the utility for {duration}', async function (ms: number) {
  const { run } = this;
  const from = lastOf(run);
  await run.judge('does-not-send', {
    by: run.esci,
    name: 'TerminationNotice',
    afterN: from.n,
    untilMs: from.atMs + ms,
  });
});

/** A notice from the last thing that happened on, by the event's end. */
function notice(run: CaseRun): { by: string; pev: string; afterN: number; byMs: number } {
  const from = lastOf(run);
  return { by: run.pev, pev: run.pev, afterN: from.n, byMs: Math.max(theEvent(run).endMs, run.bench.nowMs) };
}

/** What the grid ended is told from its loss on, whatever the scenario does after it: a PEV may notice at once. */
async function givesNotice(
  run: CaseRun,
  by: string,
  reasons: readonly string[],
  limitMs: number,
  fromMs = lastOf(run).atMs,
): Promise<void> {
  const from = (reasons.includes('GRID') ? run.memory.gridLost : undefined) ?? lastOf(run);
  await run.judge('sends', {
    by,
    name: 'TerminationNotice',
    to: run.utility,
    afterN: from.n,
    fromMs,
    byMs: fromMs + limitMs,
    fields: { reason: { oneOf: reasons }, eventId: { eq: theEvent(run).eventId }, registerWh: { min: 0 } },
    measure: 'notice',
  });
}

/** When the power went, where it has gone since: an end that could not be foreseen is told after it (P_T_POSTTERM). */
function stoppedMs(run: CaseRun): number {
  const { atMs } = lastOf(run);
  const { nowMs } = run.bench;
  const curve = run.view.curve(run.pev);
  const flowed = curve.firstWhere(atMs, nowMs, (powerW) => powerW < -ZERO_W);
  const gone = flowed && curve.firstWhere(flowed.atMs, nowMs, (powerW) => powerW >= -ZERO_W);
  return Math.max(atMs, gone?.atMs ?? atMs);
}
