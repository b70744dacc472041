/** What the customer does about an event, where, and who is told of it (PR2-A-05, PR2-A-11, PR2-A-20). */
import { CaseStop } from '../../lab/bench/case-stop';
import type { Fields } from '../../lab/checks/fields';
import type { CaseRun } from '../../lab/session/case-run';
import { timeText } from '../../reference-impl/endpoint/identifiers';
import type { MessageBodies } from '../../schemas';
import { act } from '../base/connection';
import { theEvent } from '../base/event';
import { urnOfRole } from '../base/network';
import { offsetText } from '../base/offset';
import { answered } from '../base/outcome-messages';
import { lastOf } from '../base/outcome-power';
import { batteryOf } from '../dispatch/situation';
import { Then, When } from '../world';

type Notice = MessageBodies['ParticipationNotice'];

/** The device's own clock may be off by so much where it dates what the customer did (P_CLK_SKEW). */
const SKEW_MS = 1000;

When('the customer opts in again by phone', async function () {
  await act(this.run, this.run.pev, 'opt-in', { eventId: theEvent(this.run).eventId, source: 'PHONE' });
});

When('the customer opts in again at the EVSE', async function () {
  await act(this.run, this.run.esci, 'opt-in', { eventId: theEvent(this.run).eventId, source: 'EVSE' });
});

When('the customer opts out by an app of the ESCI', async function () {
  await act(this.run, this.run.esci, 'opt-out', { eventId: theEvent(this.run).eventId, source: 'APP' });
});

When('the customer limits the event to {power} at the EVSE', async function (powerW: number) {
  await limit(this.run, this.run.esci, 'EVSE', { W: powerW });
});

When(
  'the customer limits the event to {power} for {duration}, down to a charge of {percent}, {place}',
  async function (powerW: number, ms: number, socFloor: number, { role, source }: Place) {
    const limits = { W: powerW, durationS: Math.round(ms / 1000), socFloor };
    await limit(this.run, urnOfRole(this.run, role), source, limits);
  },
);

When(
  'the customer limits the event to {power} for {duration}, {place}',
  async function (powerW: number, ms: number, { role, source }: Place) {
    const limits = { W: powerW, durationS: Math.round(ms / 1000) };
    await limit(this.run, urnOfRole(this.run, role), source, limits);
  },
);

When('the customer raises the floor for the event above the present charge at the PEV', async function () {
  await this.bench.readAll();
  const soc = this.run.view.reading(this.run.pev, 'soc')?.values.soc ?? 50;
  await limit(this.run, this.run.pev, 'HMI', { socFloor: Math.ceil(soc) + 1 });
});

When(
  'the customer raises the floor for the event to {energy} below the present charge at the PEV',
  async function (energyWh: number) {
    const { run, bench } = this;
    await bench.readAll();
    const soc = run.view.reading(run.pev, 'soc')?.values.soc ?? 50;
    const { capacityWh, efficiency } = batteryOf(run);
    const socFloor = Math.round((soc - (energyWh / (capacityWh * efficiency)) * 100) * 10) / 10;
    await limit(run, run.pev, 'HMI', { socFloor });
  },
);

Then("the utility has taken the PEV's notice of that", async function () {
  const { run } = this;
  const notice = run.view.messages('ParticipationNotice', { by: run.pev, source: run.pev }).at(-1);
  if (notice === undefined) throw new CaseStop('precondition', 'the PEV gave no notice', run.pev);
  const fields = { status: { eq: 'TAKEN' } };
  await answered(run, { request: notice.n, by: run.utility, name: 'Receipt', fields });
});

When(
  'the ESCI tells that the customer opted {way} {duration} ago',
  async function (way: string, agoMs: number) {
    const action = way === 'in' ? 'OPT_IN' : 'OPT_OUT';
    hear(this.run, { action, source: 'EVSE', sourceTime: timeText(this.bench.nowMs - agoMs) });
    await this.bench.runFor(50);
  },
);

When(
  'the ESCI tells that the customer opted in {duration} ago, the time written with offset {word}',
  async function (agoMs: number, offset: string) {
    const sourceTime = offsetText(this.bench.nowMs - agoMs, offset);
    hear(this.run, { action: 'OPT_IN', source: 'EVSE', sourceTime });
    await this.bench.runFor(50);
  },
);

Then('the {role} declares that its customer can opt out elsewhere too', async function (role: string) {
  const { run, bench } = this;
  const { hello } = bench.deviceAt(urnOfRole(run, role));
  const declared = (run.declared ?? hello.ics)?.externalOptOut ?? null;
  await run.judge('declares', { item: 'externalOptOut', declared, basisN: run.view.case?.n ?? 0 });
});

Then(
  'the {person} is told within {duration} that the customer {deed} {place}',
  async function (person: Person, limitMs: number, action: Notice['action'], place: Place) {
    await told(this.run, person, limitMs, action, place);
  },
);

Then(
  'the {person} is told within {duration} that the customer {deed} {place}, to {power}',
  async function (person: Person, limitMs: number, action: Notice['action'], place: Place, powerW: number) {
    await told(this.run, person, limitMs, action, place, { 'limits.W': { eq: powerW } });
  },
);

Then(
  'the {person} is told within {duration} that the customer {deed} {place}, by a floor',
  async function (person: Person, limitMs: number, action: Notice['action'], place: Place) {
    await told(this.run, person, limitMs, action, place, { 'limits.socFloor': { present: true } });
  },
);

Then('the EVSE refuses it on its own panel with {code}', async function (code: string) {
  await this.run.judge('panel-refuses', { stimulus: lastOf(this.run).n, code });
});

Then(
  'the PEV repeats its ParticipationNotice every {duration} for {duration}',
  async function (apartMs: number, forMs: number) {
    await repeats(this.run, this.run.pev, apartMs, forMs);
  },
);

Then(
  "the ESCI repeats the PEV's ParticipationNotice every {duration} for {duration}",
  async function (apartMs: number, forMs: number) {
    await repeats(this.run, this.run.esci, apartMs, forMs);
  },
);

Then(
  "the {role}'s notice arrives within {duration} with the time of the customer's action",
  async function (role: string, limitMs: number) {
    const { run } = this;
    await arrivesDated(run, urnOfRole(run, role), theEvent(run).eventId, limitMs);
  },
);

export interface Place {
  readonly role: 'pev' | 'esci';
  readonly source: Notice['source'];
}
type Person = 'utility' | 'pev';

/** Who has the notice says what was done, where, and when it was done. */
async function told(
  run: CaseRun,
  person: Person,
  limitMs: number,
  action: Notice['action'],
  place: Place,
  more: Fields = {},
): Promise<void> {
  const { n, atMs } = lastOf(run);
  await run.judge('sends', {
    by: urnOfRole(run, place.role),
    name: 'ParticipationNotice',
    to: person === 'pev' ? run.pev : run.utility,
    afterN: n,
    fromMs: atMs,
    byMs: atMs + limitMs,
    measure: 'notice',
    select: { eventId: { eq: theEvent(run).eventId } },
    fields: {
      action: { eq: action },
      source: { eq: place.source },
      sourceTime: { fromMs: atMs - SKEW_MS, toMs: atMs + SKEW_MS },
      ...more,
    },
  });
}

async function repeats(run: CaseRun, by: string, apartMs: number, forMs: number): Promise<void> {
  const { n, atMs } = lastOf(run);
  const select: Fields = { eventId: { eq: theEvent(run).eventId }, action: { eq: 'OPT_OUT' } };
  // The last repeat may just miss the end of the window.
  const least = Math.floor(forMs / apartMs) - 1;
  await run.judge('repeats', {
    by,
    source: run.pev,
    name: 'ParticipationNotice',
    select,
    afterN: n,
    apartMs,
    least,
    untilMs: atMs + forMs,
  });
}

/** The customer limits what the event may take, at that device. */
export async function limit(
  run: CaseRun,
  urn: string,
  source: Notice['source'],
  limits: NonNullable<Notice['limits']>,
): Promise<void> {
  await act(run, urn, 'override', { eventId: theEvent(run).eventId, source, limits });
}

/** The PEV hears from the ESCI of something that the customer did there; not the last thing that a When did. */
export function hear(run: CaseRun, notice: Omit<Notice, 'pevId' | 'eventId'>): void {
  const { bench } = run;
  const { eventId } = theEvent(run);
  const body = { pevId: run.ids.of('pev'), eventId, ...notice };
  const message = bench.puppet(run.esci).compose(bench.nowMs, 'ParticipationNotice', run.pev, eventId, body);
  bench.inject(run.esci, run.pev, { message });
}

/** The notice of the customer's last opt-out of the event reaches the utility in time, and bears the time of that. */
export async function arrivesDated(
  run: CaseRun,
  source: string,
  eventId: string,
  limitMs: number,
): Promise<void> {
  const deed = run.view
    .ofKind('stimulus')
    .filter((s) => s.name === 'opt-out' && (s.params as { eventId?: string }).eventId === eventId)
    .pop();
  const plugged = run.view.stimuliAt(run.pev).find((s) => s.name === 'plug-in' && s.n > (deed?.n ?? 0));
  const { atMs } = lastOf(run);
  await run.judge('arrives-dated', {
    to: run.utility,
    source,
    name: 'ParticipationNotice',
    select: { eventId: { eq: eventId }, action: { eq: 'OPT_OUT' } },
    happenedMs: deed?.at ?? 0,
    afterN: deed?.n ?? 0,
    ...(plugged === undefined ? {} : { linkMs: plugged.at }),
    fromMs: atMs,
    byMs: atMs + limitMs,
  });
}
