/** What must be seen of an island: on the bus, at the switch, in the engine bay, on the wire. */
import { CaseStop } from '../../lab/bench/case-stop';
import type { CaseRun } from '../../lab/session/case-run';
import { onceAuthenticated } from '../base/connection';
import { answered, refused, saidOf } from '../base/outcome-messages';
import { lastOf } from '../base/outcome-power';
import { Then } from '../world';

const MINUTES_MS = 600_000;

Then('the home is under voltage within {duration}', async function (ms: number) {
  const { pev, setup } = this.run;
  const from = await onceAuthenticated(this.run, lastOf(this.run));
  await this.run.judge('forms-island', {
    pev,
    nominalV: setup.nominalV,
    nominalHz: setup.nominalHz,
    fromMs: from.atMs,
    byMs: from.atMs + ms,
    basisN: from.n,
  });
});

Then(
  'the ESCI has told the PEV within {duration} that the switch is closed again',
  async function (ms: number) {
    const { n, atMs } = lastOf(this.run);
    await this.run.judge('sends', {
      by: this.run.esci,
      name: 'IsolationStatus',
      to: this.run.pev,
      afterN: n,
      fromMs: atMs,
      byMs: atMs + ms,
      select: { position: { eq: 'CLOSED' } },
    });
  },
);

Then('the PEV puts no voltage on the home for {duration}', async function (ms: number) {
  const from = lastOf(this.run);
  await this.run.judge('no-island', {
    pev: this.run.pev,
    fromMs: from.atMs,
    untilMs: from.atMs + ms,
    basisN: from.n,
  });
});

Then('the voltage of the home is gone within {duration}', async function (limitMs: number) {
  const from = lastOf(this.run);
  await gone(this.run, from, limitMs, MINUTES_MS);
});

/** For where it may come back afterwards. */
Then(
  'the voltage of the home is gone within {duration} and for {duration}',
  async function (limitMs: number, ms: number) {
    await gone(this.run, lastOf(this.run), limitMs, ms);
  },
);

async function gone(
  run: CaseRun,
  from: { n: number; atMs: number },
  limitMs: number,
  ms: number,
): Promise<void> {
  await run.judge('stops-island', {
    pev: run.pev,
    fromMs: from.atMs,
    limitMs,
    staysUntilMs: from.atMs + limitMs + ms,
    basisN: from.n,
  });
}

Then('voltage and frequency of the home hold for {duration}', async function (ms: number) {
  await holds(this.run, ms);
});

Then(
  'voltage and frequency of the home hold at {power} for {duration}',
  async function (loadW: number, ms: number) {
    await holds(this.run, ms, loadW);
  },
);

async function holds(run: CaseRun, ms: number, loadW?: number): Promise<void> {
  const { nowMs } = run.bench;
  await run.judge('holds-island', {
    pev: run.pev,
    nominalV: run.setup.nominalV,
    nominalHz: run.setup.nominalHz,
    fromMs: nowMs,
    toMs: nowMs + ms,
    basisN: lastOf(run).n,
    ...(loadW === undefined ? {} : { loadW }),
  });
}

Then(
  'the load is back at {power} or the supply has ended within {duration}',
  async function (ratedW: number, limitMs: number) {
    const from = lastOf(this.run);
    await this.run.judge('ends-overload', {
      pev: this.run.pev,
      ratedW,
      fromMs: from.atMs,
      limitMs,
      basisN: from.n,
    });
  },
);

Then('the switch is open within {duration}', async function (ms: number) {
  const from = lastOf(this.run);
  await this.run.judge('switch-opens', { fromMs: from.atMs, byMs: from.atMs + ms, basisN: from.n });
});

Then('the switch stays open for {duration}', async function (ms: number) {
  await stays(this.run, 'OPEN', ms);
});

Then('the switch stays closed for {duration}', async function (ms: number) {
  await stays(this.run, 'CLOSED', ms);
});

export async function stays(run: CaseRun, position: 'OPEN' | 'CLOSED', ms: number): Promise<void> {
  const { nowMs } = run.bench;
  await run.judge('switch-stays', { position, fromMs: nowMs, untilMs: nowMs + ms, basisN: lastOf(run).n });
}

Then('the ESCI takes the end that the PEV tells of', async function () {
  const { run } = this;
  const told = run.view.messages('GenerationStop', { source: run.pev, afterN: lastOf(run).n }).at(0);
  if (told === undefined)
    throw new CaseStop('precondition', 'the PEV has not said that it ends the backup', run.pev);
  const fields = { status: { eq: 'TAKEN' } };
  await answered(run, { request: told.n, by: run.esci, name: 'Receipt', fields });
});

Then('the home goes back to the grid dead, within {duration}', async function (ms: number) {
  await rejoins(this.run, ms, false);
});

Then('the home goes back to the grid dead or in step, within {duration}', async function (ms: number) {
  await rejoins(this.run, ms, true);
});

async function rejoins(run: CaseRun, ms: number, mayBeLive: boolean): Promise<void> {
  const from = lastOf(run);
  await run.judge('rejoins-grid', {
    pev: run.pev,
    fromMs: from.atMs,
    byMs: from.atMs + ms,
    mayBeLive,
    basisN: from.n,
  });
}

Then('the PEV agrees to supply the home', async function () {
  await answered(this.run, {
    request: saidOf(this.run),
    name: 'EmergencyGenerationResponse',
    fields: { status: { eq: 'ACCEPTED' } },
  });
});

Then('the PEV refuses to supply the home with {code}', async function (code: string) {
  await refused(this.run, { request: saidOf(this.run), by: this.run.pev, code });
});

Then('the PEV reports the supply as it is for {duration}', async function (ms: number) {
  const { nowMs } = this.bench;
  await this.run.judge('reports-island', {
    pev: this.run.pev,
    fromMs: nowMs,
    toMs: nowMs + ms,
    basisN: lastOf(this.run).n,
  });
});

Then('the ESCI asks for backup within {duration}, once the discharge is over', async function (ms: number) {
  await asks(this.run, 'asks-after-discharge', ms);
});

Then(
  'the ESCI asks for backup within {duration}, on a fresh report of the open switch',
  async function (ms: number) {
    await asks(this.run, 'asks-on-fresh-proof', ms);
  },
);

async function asks(run: CaseRun, check: string, ms: number): Promise<void> {
  const from = lastOf(run);
  await run.judge(check, {
    esci: run.esci,
    pev: run.pev,
    fromMs: from.atMs,
    byMs: from.atMs + ms,
    basisN: from.n,
  });
}

Then('the engine starts within {duration} at {percent} or less', async function (ms: number, maxSoc: number) {
  await turns(this.run, true, ms, { maxSoc });
});

Then(
  'the engine starts within {duration} between {percent} and {percent}',
  async function (ms: number, minSoc: number, maxSoc: number) {
    await turns(this.run, true, ms, { minSoc, maxSoc });
  },
);

Then('the engine stops within {duration}', async function (ms: number) {
  await turns(this.run, false, ms, {});
});

Then('the engine stops within {duration} at {percent} or more', async function (ms: number, minSoc: number) {
  await turns(this.run, false, ms, { minSoc });
});

async function turns(
  run: CaseRun,
  running: boolean,
  ms: number,
  bounds: { minSoc?: number; maxSoc?: number },
): Promise<void> {
  const from = lastOf(run);
  await run.judge('engine-turns', {
    pev: run.pev,
    running,
    fromMs: from.atMs,
    byMs: from.atMs + ms,
    basisN: from.n,
    ...bounds,
  });
}

Then('the engine does not start for {duration}', async function (ms: number) {
  await keeps(this.run, false, ms);
});

Then('the engine keeps running for {duration}', async function (ms: number) {
  await keeps(this.run, true, ms);
});

async function keeps(run: CaseRun, running: boolean, ms: number): Promise<void> {
  const { nowMs } = run.bench;
  await run.judge('engine-stays', {
    pev: run.pev,
    running,
    fromMs: nowMs,
    untilMs: nowMs + ms,
    basisN: lastOf(run).n,
  });
}

Then('the state of charge has stayed at {percent} or more', async function (floor: number) {
  const { bench, pev } = this.run;
  const from = lastOf(this.run);
  await this.run.judge('keeps-floor', {
    pev,
    floor,
    fromMs: from.atMs,
    untilMs: bench.nowMs,
    basisN: from.n,
  });
});

Then(
  'the PEV reports its charge at {percent} and at {percent} within {duration}',
  async function (high: number, low: number, ms: number) {
    const from = lastOf(this.run);
    await this.run.judge('warns-of-floor', {
      pev: this.run.pev,
      socs: [high, low],
      fromMs: from.atMs,
      byMs: from.atMs + ms,
      basisN: from.n,
    });
  },
);
