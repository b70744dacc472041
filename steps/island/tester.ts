/** The tester in the place of the ESCI, and the customer in person: what the PEV or the ESCI is told. */
import { TRANSIT_MS } from '../../lab/bench/message-network';
import { CaseStop } from '../../lab/bench/case-stop';
import { clockAheadMs } from '../../lab/checks/clock';
import type { CaseRun } from '../../lab/session/case-run';
import { timeText } from '../../reference-impl/endpoint/identifiers';
import type { MessageBodies, MessageName } from '../../schemas';
import { act, connect } from '../base/connection';
import { prefer } from '../base/customer';
import { urnOfRole } from '../base/network';
import { lastOf } from '../base/outcome-power';
import { say } from '../base/tester';
import { Given, Then, When } from '../world';
import { requireIsland, setGrid } from './outage';
import { SWITCH_ID } from './site';

const REQUEST_ID = 'backup-1';
const UNHEARD = '00000000-0000-4000-8000-000000000000';
const KINDS: Readonly<Record<string, 'AUX_CONTACT' | 'GRID_COUPLING' | 'DEAD_BUS' | 'ATTESTATION'>> = {
  contact: 'AUX_CONTACT',
  coupling: 'GRID_COUPLING',
  bus: 'DEAD_BUS',
  word: 'ATTESTATION',
};

/** The report of the switch that a request refers to: the last one that a step sent. */
const reports = new WeakMap<CaseRun, { id: string; asOfMs: number }>();
/** The first of them. */
const firstReports = new WeakMap<CaseRun, string>();
/** Attestations that were sent, so that one can be sent again. */
const words = new WeakMap<CaseRun, MessageBodies['IsolationAttestation']>();

/** Says it as the ESCI on the PEV's link; it has arrived when the step ends, and its arrival is what times count from. */
async function tell<N extends MessageName>(
  run: CaseRun,
  name: N,
  subject: string,
  data: MessageBodies[N],
): Promise<string> {
  const { bench } = run;
  const time = timeText(bench.nowMs + clockAheadMs(run.view, run.pev)); // by the clock that its reports are dated by
  const message = bench.puppet(run.esci).compose(bench.nowMs, name, run.pev, subject, data, { time });
  const n = bench.inject(run.esci, run.pev, { message });
  run.memory.lastSaidN = n;
  await bench.runFor(TRANSIT_MS);
  run.memory.last = { n, atMs: bench.nowMs };
  return message.id;
}

type State = MessageBodies['GridStatus']['state'];

export async function tellGrid(run: CaseRun, state: State): Promise<void> {
  await tell(run, 'GridStatus', 'session', { state, sinceS: 0 });
}

/** `contact open, coupling unknown` with the position that the ESCI makes of it. */
async function tellSwitch(
  run: CaseRun,
  position: 'OPEN' | 'CLOSED' | 'UNKNOWN',
  evidence: string,
  over: { ageMs?: number; switchId?: string; gridPresent?: boolean } = {},
): Promise<void> {
  const atMs = run.bench.nowMs - (over.ageMs ?? 0);
  const asOfMs = atMs + clockAheadMs(run.view, run.pev);
  const id = await tell(run, 'IsolationStatus', 'session', {
    switchId: over.switchId ?? SWITCH_ID,
    type: run.setup.isolationSwitch?.type ?? 'AUTO',
    position,
    evidence: evidence
      .split(', ')
      .filter((part) => part !== 'nothing')
      .map((part) => {
        const [kind = '', indicates = ''] = part.split(' ');
        const known = KINDS[kind];
        if (known === undefined) throw new CaseStop('kit', `no evidence called ${kind}`);
        return { kind: known, indicates: indicates.toUpperCase() as 'OPEN', at: timeText(asOfMs) };
      }),
    asOf: timeText(asOfMs),
    gridPresent: over.gridPresent ?? false,
    premisesV: 0,
  });
  reports.set(run, { id, asOfMs: atMs });
  if (!firstReports.has(run)) firstReports.set(run, id);
}

async function ask(
  run: CaseRun,
  over: Partial<MessageBodies['EmergencyGenerationRequest']> = {},
): Promise<void> {
  await tell(run, 'EmergencyGenerationRequest', REQUEST_ID, {
    requestId: REQUEST_ID,
    sink: 'HOME',
    nominalV: run.setup.nominalV,
    nominalHz: run.setup.nominalHz,
    maxW: 6000,
    socFloor: 25,
    isolationRef: reports.get(run)?.id ?? UNHEARD,
    ...over,
  });
}

/** What only the ESCI may say to a PEV, said by the utility and left to the ESCI to pass on. */
When('a report of an open switch arrives from the utility for the PEV', async function () {
  const at = timeText(this.bench.nowMs);
  say(this.run, 'IsolationStatus', 'session', {
    switchId: SWITCH_ID,
    type: 'AUTO',
    position: 'OPEN',
    evidence: [
      { kind: 'AUX_CONTACT', indicates: 'OPEN', at },
      { kind: 'GRID_COUPLING', indicates: 'OPEN', at },
    ],
    asOf: at,
    gridPresent: false,
    premisesV: 0,
  });
  await this.bench.runFor(50);
});

When('a request for backup arrives from the utility for the PEV', async function () {
  const { nominalV, nominalHz } = this.run.setup;
  say(this.run, 'EmergencyGenerationRequest', REQUEST_ID, {
    requestId: REQUEST_ID,
    sink: 'HOME',
    nominalV,
    nominalHz,
    maxW: 6000,
    socFloor: 25,
    isolationRef: UNHEARD,
  });
  await this.bench.runFor(50);
});

Then(
  "no {message} of the utility's reaches the PEV in {duration}",
  async function (name: MessageName, ms: number) {
    const from = lastOf(this.run);
    await this.run.judge('does-not-send', {
      by: this.run.esci,
      name,
      to: this.run.pev,
      source: this.run.utility,
      relayed: true,
      afterN: from.n,
      untilMs: from.atMs + ms,
    });
  },
);

When('the ESCI reports the grid as ABSENT', async function () {
  await tellGrid(this.run, 'ABSENT');
});

When('the ESCI reports the grid as IN_RANGE', async function () {
  await tellGrid(this.run, 'IN_RANGE');
});

When('the ESCI reports the switch {word}, {}', async function (position: 'OPEN', evidence: string) {
  await tellSwitch(this.run, position, evidence.replace(/^with /, '').replace(' and ', ', '));
});

When('the ESCI reports another switch open by contact and coupling', async function () {
  await tellSwitch(this.run, 'OPEN', 'contact open, coupling open', { switchId: 'sw2' });
});

When('the ESCI requests backup', async function () {
  await ask(this.run);
});

When('the ESCI requests backup with a floor of {percent}', async function (socFloor: number) {
  await ask(this.run, { socFloor });
});

When('the ESCI requests backup at {volt} and {hertz}', async function (nominalV: number, nominalHz: number) {
  await ask(this.run, { nominalV, nominalHz });
});

When('the ESCI requests backup for {duration}', async function (ms: number) {
  await ask(this.run, { maxDurationS: ms / 1000 });
});

When('the ESCI requests backup on a report that it never gave', async function () {
  await ask(this.run, { isolationRef: UNHEARD });
});

When('the ESCI requests backup on its first report', async function () {
  await ask(this.run, { isolationRef: firstReports.get(this.run) ?? UNHEARD });
});

When(
  'the ESCI reports the switch as it was {duration} ago, open by contact and coupling',
  async function (ageMs: number) {
    await tellSwitch(this.run, 'OPEN', 'contact open, coupling open', { ageMs });
  },
);

When('the customer switches backup off at the PEV', async function () {
  await prefer(this.run, { backupEnabled: false });
});

When('a request for backup arrives when the report is {duration} old', async function (ageMs: number) {
  const { run, bench } = this;
  await bench.runUntil((reports.get(run)?.asOfMs ?? bench.nowMs) + ageMs - TRANSIT_MS);
  await ask(run);
});

When('the ESCI ends the backup', async function () {
  await tell(this.run, 'GenerationStop', REQUEST_ID, { requestId: REQUEST_ID, reason: 'GRID_RETURNED' });
});

/** Connected, the grid lost, the switch truly open, the tester's report and request accepted, the home under voltage. */
Given("the PEV supplies the home at the tester's request", async function () {
  const { run } = this;
  await connect(run);
  const { bench } = run;
  Object.assign(bench.setup.electrical.grid, { present: false });
  await bench.electricalChanged({ gridPresent: false, voltagePu: 1, frequencyHz: run.setup.nominalHz });
  await bench.moveSwitch(run.esci, 'OPEN');
  await tellGrid(run, 'ABSENT');
  await tellSwitch(run, 'OPEN', 'contact open, coupling open, word open');
  await ask(run);
  await requireIsland(run, 60_000);
});

// The customer's word on a manual switch.

When('the customer attests at the {role} that the switch is open', async function (role: string) {
  const urn = urnOfRole(this.run, role);
  await panel(this.run, urn, SWITCH_ID, 1);
  await panel(this.run, urn, SWITCH_ID, 2);
});

/** At the ESCI's panel, or at the PEV's where that is the only one that the ESCI declares. */
When('the customer attests that the switch is open', async function () {
  await attestOpen(this.run);
});

Given('the PEV supplies the home behind the opened switch', async function () {
  const { run } = this;
  await connect(run);
  await setGrid(run, { present: false });
  await run.bench.moveSwitch(run.esci, 'OPEN');
  await attestOpen(run);
  await requireIsland(run, (run.param('P_T_EMERG') + 30) * 1000);
});

async function attestOpen(run: CaseRun): Promise<void> {
  const urn = run.declared?.attestationAt === 'PEV' ? run.pev : run.esci;
  await panel(run, urn, SWITCH_ID, 1);
  await panel(run, urn, SWITCH_ID, 2);
}

When('the customer attests at the {role} that another switch is open', async function (role: string) {
  const urn = urnOfRole(this.run, role);
  const refused = await panel(this.run, urn, 'sw9', 1);
  if (refused === undefined) await panel(this.run, urn, 'sw9', 2);
});

When('the customer takes only the first step at the {role}', async function (role: string) {
  await panel(this.run, urnOfRole(this.run, role), SWITCH_ID, 1);
});

When('the customer takes only the second step at the {role}', async function (role: string) {
  await panel(this.run, urnOfRole(this.run, role), SWITCH_ID, 2);
});

When('the customer takes the second step at the {role}', async function (role: string) {
  await panel(this.run, urnOfRole(this.run, role), SWITCH_ID, 2);
});

async function panel(run: CaseRun, urn: string, switchId: string, step: 1 | 2): Promise<string | undefined> {
  const token = step === 2 ? { confirmToken: `token-${run.view.records.length}` } : {};
  return act(run, urn, 'attest', { switchId, statement: 'OPEN', step, ...token });
}

When('an attestation {duration} old arrives at the {role}', async function (ageMs: number, role: string) {
  const { bench } = this;
  await attest(this.run, role, {
    switchId: SWITCH_ID,
    statement: 'OPEN',
    // Its age is judged by the clock of the one that it reaches.
    at: timeText(bench.nowMs + TRANSIT_MS - ageMs + clockAheadMs(this.run.view, urnOfRole(this.run, role))),
    confirmToken: `message-${this.run.view.records.length}`,
  });
});

When('an attestation of another switch arrives at the {role}', async function (role: string) {
  await attest(this.run, role, {
    switchId: 'sw9',
    statement: 'OPEN',
    at: timeText(this.bench.nowMs),
    confirmToken: `message-${this.run.view.records.length}`,
  });
});

When('the same attestation arrives at the {role} in a new message', async function (role: string) {
  const before = words.get(this.run);
  if (before === undefined) throw new CaseStop('kit', 'no attestation was sent before');
  await attest(this.run, role, { ...before, at: timeText(this.bench.nowMs) });
});

/** M22 of the customer's app, straight to the device. */
async function attest(
  run: CaseRun,
  role: string,
  data: MessageBodies['IsolationAttestation'],
): Promise<void> {
  const { bench } = run;
  words.set(run, data);
  const customer = 'urn:pr2:customer:c1';
  const to = urnOfRole(run, role);
  const message = bench
    .puppet(customer)
    .compose(bench.nowMs, 'IsolationAttestation', to, data.switchId, data);
  const n = bench.inject(customer, to, { message });
  run.memory.lastSaidN = n;
  await bench.runFor(TRANSIT_MS);
  run.memory.last = { n, atMs: bench.nowMs };
}
