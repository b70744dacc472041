/** The tester in the place of the ESCI: what the PEV is told of grid and switch, asked, and ordered. */
import { TRANSIT_MS } from '../../lab/bench/message-network';
import { CaseStop } from '../../lab/bench/case-stop';
import { clockAheadMs } from '../../lab/checks/clock';
import type { CaseRun } from '../../lab/session/case-run';
import { timeText } from '../../reference-impl/endpoint/identifiers';
import type { MessageBodies, MessageName } from '../../schemas';
import { connect } from '../base/connection';
import { prefer } from '../base/customer';
import { Given, When } from '../world';
import { requireIsland } from './outage';

/** The id of a report that nobody gave. */
export const NEVER_GIVEN = '00000000-0000-4000-8000-000000000000';
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

async function tellGrid(run: CaseRun, state: State): Promise<void> {
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
    switchId: over.switchId ?? run.ids.of('switch'),
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
  const requestId = over.requestId ?? run.ids.of('backup request');
  await tell(run, 'EmergencyGenerationRequest', requestId, {
    requestId,
    sink: 'HOME',
    nominalV: run.setup.nominalV,
    nominalHz: run.setup.nominalHz,
    maxW: 6000,
    socFloor: 25,
    isolationRef: reports.get(run)?.id ?? NEVER_GIVEN,
    ...over,
  });
}

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
  await tellSwitch(this.run, 'OPEN', 'contact open, coupling open', {
    switchId: this.run.ids.ofNobody('switch'),
  });
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

When('the ESCI asks for backup once more, on a new report', async function () {
  await tellSwitch(this.run, 'OPEN', 'contact open, coupling open, word open');
  await ask(this.run, { requestId: this.run.ids.of('backup request', 1) });
  await requireIsland(this.run, 60_000);
});

When('the ESCI requests backup on a report that it never gave', async function () {
  await ask(this.run, { isolationRef: NEVER_GIVEN });
});

When('the ESCI requests backup on its first report', async function () {
  await ask(this.run, { isolationRef: firstReports.get(this.run) ?? NEVER_GIVEN });
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
  await end(this.run, this.run.ids.of('backup request'));
});

When('the ESCI ends that backup as well', async function () {
  await end(this.run, this.run.ids.of('backup request', 1));
});

async function end(run: CaseRun, requestId: string): Promise<void> {
  await tell(run, 'GenerationStop', requestId, { requestId, reason: 'GRID_RETURNED' });
}

Given("the PEV supplies the home at the tester's request", async function () {
  await supplyForTester(this.run);
});

Given(
  "the PEV supplies the home down to {percent} at the tester's request",
  async function (socFloor: number) {
    await supplyForTester(this.run, { socFloor });
  },
);

/** Connected, the grid lost, the switch truly open, the tester's report and request accepted, the home under voltage. */
async function supplyForTester(
  run: CaseRun,
  over: Partial<MessageBodies['EmergencyGenerationRequest']> = {},
): Promise<void> {
  await connect(run);
  const { bench } = run;
  Object.assign(bench.setup.electrical.grid, { present: false });
  await bench.electricalChanged({ gridPresent: false, voltagePu: 1, frequencyHz: run.setup.nominalHz });
  await bench.moveSwitch(run.esci, 'OPEN');
  await tellGrid(run, 'ABSENT');
  await tellSwitch(run, 'OPEN', 'contact open, coupling open, word open');
  await ask(run, over);
  await requireIsland(run, 60_000);
}
