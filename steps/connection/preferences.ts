/** Preferences, at the PEV and at the ESCI, and the decisions that follow from them (PR2-A-08, PR2-A-12). */
import type { CaseRun } from '../../lab/session/case-run';
import { CaseStop } from '../../lab/bench/case-stop';
import type { Matcher } from '../../lab/checks/fields';
import { timeText } from '../../reference-impl/endpoint/identifiers';
import { act } from '../base/connection';
import { prefer, preference } from '../base/customer';
import { announce, theEvent, untilAhead } from '../base/event';
import { literal } from '../base/literal';
import { offsetText } from '../base/offset';
import { lastOf } from '../base/outcome-power';
import { answered, saidOf } from '../base/outcome-messages';
import { say } from '../base/tester';
import { Then, When } from '../world';

When('the customer switches discharging off', async function () {
  await prefer(this.run, { enabled: false });
});

When('the customer wants to be asked about each event', async function () {
  await prefer(this.run, { autoOptIn: false });
});

When(
  'the customer allows discharging only from {duration} to {duration} from now',
  async function (fromMs: number, toMs: number) {
    await prefer(this.run, { windows: [windowFromNow(this.run, fromMs, toMs)] });
  },
);

When(
  'the customer allows discharging only from {duration} to {duration} and from {duration} to {duration} from now',
  async function (fromMs: number, toMs: number, againMs: number, lastMs: number) {
    const { run } = this;
    await prefer(run, { windows: [windowFromNow(run, fromMs, toMs), windowFromNow(run, againMs, lastMs)] });
  },
);

When(
  'the customer sets the maximum discharge to {power} at the ESCI',
  async function (maxDischargeW: number) {
    await preferAtEsci(this.run, { maxDischargeW });
  },
);

When(
  'the customer allows discharging only from {word} to {word} in {word} at the ESCI',
  async function (from: string, to: string, tz: string) {
    await preferAtEsci(this.run, { windows: [{ from, to, tz }] });
  },
);

When(
  'the customer allows discharging only from {word} to {word} and from {word} to {word} in {word} at the ESCI',
  async function (from: string, to: string, again: string, last: string, tz: string) {
    const windows = [
      { from, to, tz },
      { from: again, to: last, tz },
    ];
    await preferAtEsci(this.run, { windows });
  },
);

When('the customer sets the floor to {percent} at the ESCI', async function (socFloor: number) {
  await preferAtEsci(this.run, { socFloor });
});

When(
  'the customer sets the departure to {duration} from now and its charge to {percent} at the ESCI',
  async function (ms: number, departureSoc: number) {
    await preferAtEsci(this.run, { departure: timeText(this.bench.nowMs + ms), departureSoc });
  },
);

When('the customer switches discharging off at the ESCI', async function () {
  await preferAtEsci(this.run, { enabled: false });
});

When('the customer sets {word} to {word} at the PEV', async function (field: string, value: string) {
  await act(this.run, this.run.pev, 'set-preference', preference(this.run, { [field]: literal(value) }));
});

When('the customer sets the departure to {duration} from now at the PEV', async function (ms: number) {
  await prefer(this.run, { departure: timeText(this.bench.nowMs + ms) });
});

When(
  'the customer sets the departure to {duration} from now at the PEV, the time written with offset {word}',
  async function (ms: number, offset: string) {
    await prefer(this.run, { departure: offsetText(this.bench.nowMs + ms, offset) });
  },
);

When(
  'the customer tries to set {word} to {word} and {word} to {word} at the PEV',
  async function (field: string, value: string, other: string, wrong: string) {
    const fields = { [field]: literal(value), [other]: literal(wrong) };
    await tryToSet(this.run, fields);
  },
);

When('the customer tries to set {word} to {word} at the PEV', async function (field: string, value: string) {
  await tryToSet(this.run, { [field]: literal(value) });
});

When(
  'the utility announces an event of {power} in {duration}, for {duration}, of which a part is enough',
  async function (powerW: number, leadMs: number, lengthMs: number) {
    await announce(this.run, {
      startMs: this.bench.nowMs + leadMs,
      lengthMs,
      powerW,
      members: { allowPartial: true },
    });
  },
);

Then('the PEV answers it with the decision {word}', async function (decision: string) {
  await answered(this.run, {
    request: saidOf(this.run),
    name: 'EventResponse',
    fields: { revision: revisionSaid(this.run), decision: { eq: decision } },
  });
});

Then(
  'the PEV answers it with the decision {word} for {code}',
  async function (decision: string, code: string) {
    await answered(this.run, {
      request: saidOf(this.run),
      name: 'EventResponse',
      fields: { revision: revisionSaid(this.run), decision: { eq: decision }, code: { eq: code } },
    });
  },
);

Then(
  'the PEV answers it with the decision {word}, of at most {energy}',
  async function (decision: string, mostWh: number) {
    await answered(this.run, {
      request: saidOf(this.run),
      name: 'EventResponse',
      fields: {
        revision: revisionSaid(this.run),
        decision: { eq: decision },
        acceptedEnergyWh: { max: mostWh, orAbsent: true },
      },
    });
  },
);

Then('once the customer opts in the PEV says OPT_IN', async function () {
  const { eventId } = theEvent(this.run);
  await act(this.run, this.run.pev, 'opt-in', { eventId, source: 'HMI' });
  const from = lastOf(this.run);
  await this.run.judge('sends', {
    by: this.run.pev,
    name: 'EventResponse',
    afterN: from.n,
    fromMs: from.atMs,
    byMs: from.atMs + 10_000,
    select: { eventId: { eq: eventId } },
    fields: { decision: { eq: 'OPT_IN' } },
  });
});

When('the ESCI passes on that its customer set a floor of {percent}', async function (socFloor: number) {
  await passOn(this.run, { socFloor });
});

When(
  'the ESCI passes on that its customer set {word} to {word}',
  async function (field: string, value: string) {
    await passOn(this.run, { [field]: literal(value) });
  },
);

When(
  'the ESCI passes on that its customer set {word} to {word} and {word} to {word}',
  async function (field: string, value: string, other: string, wrong: string) {
    await passOn(this.run, { [field]: literal(value), [other]: literal(wrong) });
  },
);

When('the ESCI passes on that its customer sets no such limit any more', async function () {
  await passOn(this.run, {});
});

When(
  'the ESCI passes on that its customer allows discharging only from {duration} to {duration} from now',
  async function (fromMs: number, toMs: number) {
    await passOn(this.run, { windows: [windowFromNow(this.run, fromMs, toMs)] });
  },
);

When(
  'the utility announces an event {duration} ahead, from {clock}, for {duration}, of {power}',
  async function (leadMs: number, clockMin: number, lengthMs: number, powerW: number) {
    const startMs = await untilAhead(this.run, leadMs, clockMin);
    await announce(this.run, { startMs, lengthMs, powerW });
  },
);

Then('the PEV has said OPT_OUT by the start', async function () {
  const event = theEvent(this.run);
  await this.run.judge('sends', {
    by: this.run.pev,
    name: 'EventResponse',
    afterN: event.n,
    fromMs: event.startMs,
    byMs: event.startMs + this.run.param('P_CLK_SKEW') * 1000, // by the PEV's own clock
    select: { eventId: { eq: event.eventId }, decision: { oneOf: ['OPT_IN', 'OPT_OUT'] } },
    fields: { decision: { eq: 'OPT_OUT' } },
  });
});

Then('the PEV refuses it on its own panel with {code}', async function (code: string) {
  await this.run.judge('panel-refuses', { stimulus: lastOf(this.run).n, code });
});

Then(
  'asked {duration} later the PEV reports {word} {float}',
  async function (ms: number, field: string, value: number) {
    await this.bench.runFor(ms);
    const pevId = this.run.ids.of('pev');
    const request = say(this.run, 'AvailabilityRequest', pevId, { pevId });
    await answered(this.run, { request, name: 'AvailabilityReport', fields: { [field]: { eq: value } } });
  },
);

Then('asked {duration} later the PEV reports that departure', async function (ms: number) {
  const { run, bench } = this;
  const saidMs = Date.parse(String(run.memory.preference?.['departure']));
  const nearMs = run.param('P_CLK_SKEW') * 1000 + 1000;
  await bench.runFor(ms);
  const pevId = run.ids.of('pev');
  const request = say(run, 'AvailabilityRequest', pevId, { pevId });
  const departure = { fromMs: saidMs - nearMs, toMs: saidMs + nearMs };
  await answered(run, { request, name: 'AvailabilityReport', fields: { departure } });
});

/** The panel may refuse it: what the kit takes for the customer's preference stays as it was. */
async function tryToSet(run: CaseRun, fields: Record<string, unknown>): Promise<void> {
  const before = run.memory.preference;
  await act(run, run.pev, 'set-preference', preference(run, fields));
  if (before === undefined) delete run.memory.preference;
  else run.memory.preference = before;
}

/** The ESCI's own preferences, of which these are not the usual ones, reach the PEV and have their time. */
async function passOn(run: CaseRun, fields: Record<string, unknown>): Promise<void> {
  const pevId = run.ids.of('pev');
  const { bench, memory } = run;
  const name = 'DischargePreference';
  const version = run.view.messages(name, { by: run.esci }).length + 1;
  const body = { pevId, source: 'ESCI', version, enabled: true, socFloor: 10, ...fields };
  const message = bench.puppet(run.esci).compose(bench.nowMs, name, run.pev, pevId, body as never);
  const n = bench.inject(run.esci, run.pev, { message });
  Object.assign(memory, { lastSaidN: n, last: { n, atMs: bench.nowMs } });
  await bench.runFor(run.param('P_T_PREF') * 1000);
}

async function preferAtEsci(run: CaseRun, fields: Record<string, unknown>): Promise<void> {
  const body = {
    pevId: run.ids.of('pev'),
    source: 'ESCI',
    version: 1,
    enabled: true,
    socFloor: 10,
    ...fields,
  };
  const refused = await act(run, run.esci, 'set-preference', body);
  if (refused !== undefined)
    throw new CaseStop('precondition', `the ESCI refused the preference: ${refused}`, run.esci);
}

/** The revision of the event that the utility sent last: the answer says which one it answers. */
function revisionSaid(run: CaseRun): Matcher {
  const data = run.view.sentAt(saidOf(run))?.message?.data as { revision?: number } | undefined;
  return { eq: data?.revision };
}

/** Hours in which the customer allows discharging, counted from now. */
function windowFromNow(
  { bench }: CaseRun,
  fromMs: number,
  toMs: number,
): { start: string; durationS: number } {
  return { start: timeText(bench.nowMs + fromMs), durationS: Math.round((toMs - fromMs) / 1000) };
}
