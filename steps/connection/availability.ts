/** What is available: reported on connection, asked for, changed (PR2-A-06, PR2-A-07, PR2-A-13). */
import { CaseStop } from '../../lab/bench/case-stop';
import { timeText, urnOf } from '../../reference-impl/endpoint/identifiers';
import type { CaseRun } from '../../lab/session/case-run';
import { enroll, say } from '../base/tester';
import { act, disconnect, plugIn } from '../base/connection';
import { lastOf } from '../base/outcome-power';
import { answered, refused, saidOf } from '../base/outcome-messages';
import { Given, Then, When } from '../world';

Given('a cordset of unknown rating', function () {
  this.run.setup.cable.cordsetA = null;
});

Given('a PEV whose customer leaves in {duration} with {percent}', function (ms: number, soc: number) {
  Object.assign(this.run.setup.pevs[0]?.state ?? {}, { departure: { at: this.run.startMs + ms, soc } });
});

When('the cable goes in', async function () {
  const bench = await this.run.start();
  if (!this.run.utilityIsDevice) {
    enroll(this.run);
    await bench.runFor(1000);
  }
  await connected(this.run);
});

When('the cable goes in again', async function () {
  await connected(this.run);
});

When('the cable goes in again with a cordset of {ampere}', async function (ampere: number) {
  this.run.setup.cable.cordsetA = ampere;
  await connected(this.run);
});

Then('the limit that the ESCI last gave the PEV is {power}', async function (limitW: number) {
  const { run } = this;
  const { n, atMs } = lastOf(run);
  const byMs = atMs + run.param('P_T_DERATE') * 1000;
  await run.judge('limit-last-given', { esci: run.esci, pev: run.pev, limitW, byMs, basisN: n });
});

/**
 * The cable is in; for a PEV the connection stands once the ESCI has told it which session this is, and its time to
 * report counts from then (PR2-A-06).
 */
async function connected(run: CaseRun): Promise<void> {
  await plugIn(run);
  if (run.dut !== run.pev) return;
  const { n: afterN } = lastOf(run);
  const notice = () => run.view.received(run.pev, 'ConnectionNotice', { afterN })[0]?.delivery;
  await run.bench.waitFor(() => notice() !== undefined, run.bench.nowMs + run.param('P_T_AUTH') * 1000);
  const arrived = notice();
  if (arrived !== undefined) run.memory.last = { n: arrived.n, atMs: arrived.atMs };
}

Given(
  'the cable is out for {duration}, in which {energy} are driven off',
  async function (ms: number, energyWh: number) {
    await disconnect(this.run);
    await this.bench.runFor(ms);
    await act(this.run, this.run.pev, 'drive', { energyWh });
  },
);

Given('the battery loses {energy} of charge', async function (energyWh: number) {
  await act(this.run, this.run.pev, 'drive', { energyWh });
});

When('the utility asks what is available', async function () {
  await askAvailable(this.run, {});
});

When(
  'the utility asks what is available, in figures no older than {duration}',
  async function (maxAgeMs: number) {
    await askAvailable(this.run, { maxAgeS: maxAgeMs / 1000 });
  },
);

async function askAvailable(run: CaseRun, members: { maxAgeS?: number }): Promise<void> {
  if (run.utilityIsDevice) throw new CaseStop('kit', 'in a case of the utility it is the operator who asks');
  const pevId = run.ids.of('pev');
  say(run, 'AvailabilityRequest', pevId, { pevId, ...members });
  await run.bench.runFor(1);
}

When('the utility asks what a PEV that nobody knows has available', async function () {
  const pevId = this.run.ids.ofNobody('pev');
  say(this.run, 'AvailabilityRequest', pevId, { pevId }, urnOf('pev', pevId));
  await this.bench.runFor(1);
});

Then('the ESCI answers each of the two questions with {code}', async function (code: string) {
  const { run } = this;
  const asked = run.view.messages('AvailabilityRequest', { by: run.utility, source: run.utility });
  for (const { n } of asked.slice(-2)) await refused(run, { request: n, by: run.esci, code });
});

When('the EVSE is derated to {power}', async function (maxW: number) {
  await act(this.run, this.run.pev, 'derate', { element: 'evse', maxW });
});

When('the charger is derated to {power}', async function (maxW: number) {
  await act(this.run, this.run.pev, 'derate', { element: 'charger', maxW });
});

When('the EVSE is derated to {power} at the ESCI', async function (maxW: number) {
  await act(this.run, this.run.esci, 'derate', { element: 'evse', maxW });
});

When('the cordset is derated to {power} at the ESCI', async function (maxW: number) {
  await act(this.run, this.run.esci, 'derate', { element: 'cordset', maxW });
});

When('the premises are derated to {power} at the ESCI', async function (maxW: number) {
  await act(this.run, this.run.esci, 'derate', { element: 'site', maxW });
});

Given('the PEV does not hear the ESCI any more', function () {
  this.bench.setup.network.setLink(this.run.esci, this.run.pev, false);
});

When('a report with {} arrives from the PEV', async function (what: string) {
  const last = this.run.view.messages('AvailabilityReport', { by: this.run.pev }).pop()?.message;
  if (last === undefined)
    throw new CaseStop('precondition', 'the PEV sent no report to begin with', this.run.pev);
  const data: Record<string, unknown> = { ...last.data };
  if (what === 'a negative energy') data['availableEnergyWh'] = -1;
  else if (what === 'no energy at all') delete data['availableEnergyWh'];
  else if (what === 'the figures of the last one') data['asOf'] = timeText(this.bench.nowMs);
  else data['availableEnergyWh'] = 'ten kilowatt-hours';
  const time = timeText(this.bench.nowMs);
  const message = { ...last, id: idLike(this.run), time, seq: last.seq + 1000, data };
  const n = this.bench.inject(this.run.pev, this.run.esci, { message });
  this.run.memory.lastSaidN = n;
  this.run.memory.last = { n, atMs: this.bench.nowMs };
});

Then(
  'the PEV reports within {duration} {energy} available, with power, duration, charge and floor that agree',
  async function (limitMs: number, energyWh: number) {
    const from = lastOf(this.run);
    await this.run.judge('reports-availability', {
      pev: this.run.pev,
      to: this.run.utility,
      afterN: from.n,
      fromMs: from.atMs,
      byMs: from.atMs + limitMs,
      energyWh,
      toleranceWh: energyWh * 0.01,
    });
  },
);

Then('the PEV answers with figures sampled within the last {duration}', async function (ageMs: number) {
  await this.run.judge('answers-with-fresh-figures', {
    request: saidOf(this.run),
    pev: this.run.pev,
    ageMs,
    limitMs: this.run.param('P_T_AVREQ') * 1000,
  });
});

Then(
  'the PEV answers with {energy} available, give or take {percent}',
  async function (energyWh: number, percent: number) {
    const band = (energyWh * percent) / 100;
    await answered(this.run, {
      request: saidOf(this.run),
      name: 'AvailabilityReport',
      fields: { availableEnergyWh: { min: energyWh - band, max: energyWh + band } },
    });
  },
);

Then('the PEV answers with at most {power}', async function (powerW: number) {
  await answered(this.run, {
    request: saidOf(this.run),
    name: 'AvailabilityReport',
    fields: { maxDischargeW: { min: 0, max: powerW } },
  });
});

Then(
  'the energy reported is what the battery still holds above the floor, give or take {percent}',
  async function (percent: number) {
    await this.run.judge('reports-what-is-held', {
      request: saidOf(this.run),
      pev: this.run.pev,
      percent,
      limitMs: this.run.param('P_T_AVREQ') * 1000,
    });
  },
);

Then('no more than {power} is measured while the event lasts', async function (powerW: number) {
  const { event } = this.run.memory;
  const from = lastOf(this.run);
  await this.run.judge('stays-below', {
    pev: this.run.pev,
    maxW: powerW,
    fromMs: event?.startMs ?? from.atMs,
    untilMs: event?.endMs ?? from.atMs,
    basisN: from.n,
  });
});

Then(
  'no more than {power} is measured from {duration} later on',
  async function (powerW: number, ms: number) {
    const from = lastOf(this.run);
    await this.run.judge('stays-below', {
      pev: this.run.pev,
      maxW: powerW,
      fromMs: from.atMs + ms,
      untilMs: from.atMs + ms + 600_000,
      basisN: from.n,
    });
  },
);

/** An id of the right form that no device of the case draws. */
export function idLike(run: CaseRun): string {
  const hex = (label: string): string =>
    Math.floor(run.draw(`${label} ${run.view.records.length}`) * 0xffffffff)
      .toString(16)
      .padStart(8, '0');
  return `${hex('a')}-${hex('b').slice(0, 4)}-5${hex('b').slice(5, 8)}-8${hex('c').slice(0, 3)}-${hex('d')}${hex('c').slice(4, 8)}`;
}
