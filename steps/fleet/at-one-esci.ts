/** Two PEVs at one ESCI: each has its own limits, wishes, figures and end (PR2-A-05, A-08, A-13, A-21, PR2-B-05). */
import { timeText } from '../../reference-impl/endpoint/identifiers';
import type { CaseRun } from '../../lab/session/case-run';
import { CaseStop } from '../../lab/bench/case-stop';
import { enrollmentOf } from '../../lab/session/case-setup';
import type { Fields } from '../../lab/checks/fields';
import type { MessageName } from '../../schemas';
import { act, connect } from '../base/connection';
import { announce, theEvent } from '../base/event';
import { lastOf } from '../base/outcome-power';
import { eventBody, meteringPoint, requestBody, say, untilRequestIsDue } from '../base/tester';
import { Given, Then, When } from '../world';

/** The device's own clock may be off by so much where it dates what the customer did (P_CLK_SKEW). */
const SKEW_MS = 1000;
/** For so long the PEV that is not meant is left alone. */
const OTHER_MS = 600_000;
/** For so long a lower limit is watched. */
const LESS_MS = 300_000;

Given(
  '2 PEVs at one ESCI have opted in to an event of {power} each in {duration}, for {duration}',
  async function (powerW: number, leadMs: number, lengthMs: number) {
    const { run } = this;
    await connectBoth(run);
    const members = { allowPartial: true };
    const event = await announce(run, { startMs: run.bench.nowMs + leadMs, lengthMs, powerW, members });
    const body = { ...eventBody(run, event), ...members };
    say(run, 'EnergySupplyEvent', event.eventId, body, run.pevUrn(1));
    await run.bench.runFor(10_000);
  },
);

Given('2 PEVs are connected at one ESCI', async function () {
  await connectBoth(this.run);
});

Given('of 2 PEVs the first is connected at the ESCI', async function () {
  expectBoth(this.run);
  await connect(this.run);
});

Given('of 2 PEVs the first is connected at the only EVSE', async function () {
  const { run } = this;
  expectBoth(run);
  for (const esci of run.setup.escis) esci.evseIds = [run.ids.of('evse')];
  await connect(run);
});

When('the second PEV is connected as well', async function () {
  await connect(this.run, 1);
});

When('the second PEV is connected in its place', async function () {
  await connect(this.run, 1);
});

Then(
  'the utility is told of the second PEV by its name within {duration}, and of the first no more',
  async function (limitMs: number) {
    const { run } = this;
    const plugged = run.view.stimuliAt(run.esci).findLast((s) => s.name === 'plug-in');
    if (plugged === undefined) throw new CaseStop('kit', 'no step before put a cable in at the ESCI');
    const notice = { by: run.esci, name: 'ConnectionNotice', to: run.utility, afterN: plugged.n };
    const about = (i: number) => ({ pevId: { eq: run.setup.pevs[i]?.id } });
    const byMs = plugged.at + limitMs;
    await run.judge('sends', { ...notice, fromMs: plugged.at, byMs, select: about(1) });
    await run.judge('does-not-send', { ...notice, untilMs: byMs, select: about(0) });
  },
);

Then('one PEV alone holds the voltage of the home for {duration}', async function (ms: number) {
  const { run } = this;
  const { n, atMs } = lastOf(run);
  const pevs = bothPevs(run);
  await run.judge('forms-alone', { pevs, untilMs: atMs + ms, afterN: n });
});

When(
  'the customer of the {nth} PEV sets the floor to {percent} at the ESCI',
  async function (index: number, socFloor: number) {
    await preferFor(this.run, index, { socFloor });
  },
);

When(
  'the customer of the {nth} PEV wants no backup, and says so at the {role}',
  async function (index: number, role: string) {
    await preferFor(this.run, index, { backupEnabled: false }, role);
  },
);

When(
  'the customer of the {nth} PEV wants backup down to {percent}, and says so at the ESCI',
  async function (index: number, socFloor: number) {
    await preferFor(this.run, index, { backupEnabled: true, socFloor });
  },
);

Then(
  'the ESCI tells the {nth} PEV within {duration} of a floor of {percent}, and the other of none such',
  async function (index: number, ms: number, socFloor: number) {
    const floor = { socFloor: { eq: socFloor } };
    await toOneAlone(this.run, 'DischargePreference', index, ms, floor);
  },
);

Then(
  'the ESCI asks the {nth} PEV for backup within {duration}, and never the other',
  async function (index: number, ms: number) {
    await toOneAlone(this.run, 'EmergencyGenerationRequest', index, ms, {});
  },
);

When(
  'the utility requests as much of each as it last reported, at most {power}, for {duration}',
  async function (mostW: number, lengthMs: number) {
    const { run } = this;
    const event = theEvent(run);
    await untilRequestIsDue(run, event);
    for (const i of [0, 1]) ask(run, i, mostW, lengthMs);
    await run.bench.runUntil(event.startMs + 60_000);
  },
);

When(
  'the utility requests {power} of the first PEV and {power} of the second, for {duration}',
  async function (firstW: number, secondW: number, lengthMs: number) {
    const { run } = this;
    const event = theEvent(run);
    await untilRequestIsDue(run, event);
    ask(run, 0, firstW, lengthMs);
    ask(run, 1, secondW, lengthMs);
    await run.bench.runUntil(event.startMs + 60_000);
  },
);

Then('no more than {power} in total leaves the PEVs while the event lasts', async function (limitW: number) {
  const { run } = this;
  const { startMs, endMs, n } = theEvent(run);
  const pevs = bothPevs(run);
  await run.judge('gives-no-more-in-total', { pevs, limitW, fromMs: startMs, toMs: endMs, basisN: n });
});

Then(
  'no more than {power} in total leaves the PEVs from {duration} later on',
  async function (limitW: number, afterMs: number) {
    const { run } = this;
    const { n, atMs } = lastOf(run);
    const pevs = bothPevs(run);
    const span = { fromMs: atMs + afterMs, toMs: atMs + afterMs + LESS_MS };
    await run.judge('gives-no-more-in-total', { pevs, limitW, ...span, basisN: n });
  },
);

Then('each PEV has a report of its own within {duration}', async function (ms: number) {
  const { run } = this;
  const { eventId, endMs, n } = theEvent(run);
  for (const { id } of run.setup.pevs)
    await run.judge('sends', {
      by: run.esci,
      name: 'EventReport',
      to: run.utility,
      afterN: n,
      fromMs: run.startMs,
      byMs: endMs + ms,
      select: { pevId: { eq: id }, eventId: { eq: eventId } },
    });
});

Then(
  'each PEV is told within {duration} that its customer has opted out at the EVSE',
  async function (limitMs: number) {
    const { run } = this;
    const { n, atMs } = lastOf(run);
    for (const i of [0, 1])
      await run.judge('sends', {
        by: run.esci,
        name: 'ParticipationNotice',
        to: run.pevUrn(i),
        afterN: n,
        fromMs: atMs,
        byMs: atMs + limitMs,
        fields: {
          pevId: { eq: run.setup.pevs[i]?.id },
          action: { eq: 'OPT_OUT' },
          sourceTime: { fromMs: atMs - SKEW_MS, toMs: atMs + SKEW_MS },
        },
      });
  },
);

Then(
  "the ESCI gives notice of the first PEV's end alone, within {duration}",
  async function (limitMs: number) {
    const { run } = this;
    const { n, atMs } = lastOf(run);
    const about = (i: number) => ({ pevId: { eq: run.setup.pevs[i]?.id } });
    const notice = { by: run.esci, name: 'TerminationNotice', afterN: n };
    const byMs = atMs + limitMs;
    await run.judge('sends', { ...notice, fromMs: atMs, byMs, select: about(0) });
    await run.judge('does-not-send', { ...notice, untilMs: byMs + 60_000, select: about(1) });
  },
);

/** Their urns. */
const bothPevs = (run: CaseRun): string[] => [0, 1].map((i) => run.pevUrn(i));

async function connectBoth(run: CaseRun): Promise<void> {
  expectBoth(run);
  await connect(run);
  await connect(run, 1);
}

/** Two PEVs and a socket for each, no cable in yet. */
function expectBoth(run: CaseRun): void {
  const { ids, setup, startMs } = run;
  const state = { capacityWh: 60_000, soc: 80, socFloor: 30, maxDischargeW: 9000 };
  setup.pevs = [0, 1].map((i) => ({ id: ids.of('pev', i), state: { ...state } }));
  setup.enrollments = [0, 1].map((i) => enrollmentOf(ids, i, startMs));
  const [esci] = setup.escis;
  if (esci !== undefined) esci.evseIds = [ids.of('evse'), ids.of('evse', 1)];
}

/** What the customer of one PEV sets at the ESCI; the rest is as a home or a plain site has it. */
async function preferFor(
  run: CaseRun,
  index: number,
  members: Record<string, unknown>,
  role = 'esci',
): Promise<void> {
  const [urn, source] = role === 'pev' ? [run.pevUrn(index), 'PEV_HMI'] : [run.esci, 'ESCI'];
  const preference = {
    pevId: run.setup.pevs[index]?.id,
    source,
    version: 2,
    enabled: true,
    socFloor: 30,
    ...members,
  };
  await act(run, urn, 'set-preference', preference);
}

/** The PEV of that index is sent such a message in time, and the other PEV is not, then or in ten minutes. */
async function toOneAlone(
  run: CaseRun,
  name: MessageName,
  index: number,
  ms: number,
  select: Fields,
): Promise<void> {
  const { n, atMs } = lastOf(run);
  const message = { by: run.esci, name, afterN: n, select };
  await run.judge('sends', { ...message, to: run.pevUrn(index), fromMs: atMs, byMs: atMs + ms });
  await run.judge('does-not-send', { ...message, to: run.pevUrn(1 - index), untilMs: atMs + OTHER_MS });
}

/** The PEV of that index is asked for what it reported, held for the longest that a command may hold. */
function ask(run: CaseRun, index: number, mostW: number, lengthMs: number): void {
  const event = theEvent(run);
  const pev = run.pevUrn(index);
  const reported = run.view.messages('AvailabilityReport', { source: pev }).at(-1)?.message?.data;
  const powerW = Math.min(mostW, reported?.maxDischargeW ?? mostW);
  const body = requestBody(run, event, powerW, Math.round(lengthMs / 1000));
  const meteringPointId = index === 0 ? meteringPoint(run) : run.ids.of('metering point', index);
  const own = {
    dispatchId: run.dispatchId(event.eventId, index),
    start: timeText(event.startMs),
    meteringPointId,
  };
  say(run, 'DispatchRequest', event.eventId, { ...body, ...own }, pev);
}
