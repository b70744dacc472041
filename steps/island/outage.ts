/** The grid goes and comes back; the switch does what it does; its sensors show what they show. */
import { CaseStop } from '../../lab/bench/case-stop';
import type { IsolationSwitch, Position, SensorOverrides } from '../../lab/bench/isolation-switch';
import { formingOf } from '../../lab/checks/island/facts';
import type { CaseRun } from '../../lab/session/case-run';
import { TRANSIT_MS } from '../../lab/bench/message-network';
import { timeText } from '../../reference-impl/endpoint/identifiers';
import type { MessageBodies, MessageName } from '../../schemas';
import { act, connect } from '../base/connection';
import { theRequest } from '../base/outcome-power';
import { Given, When } from '../world';
import { electrical, remember } from './site';

When('the grid fails', async function () {
  await fails(this.run);
});

/** The kit speaks in the PEV's name while the PEV itself still feeds: it has P_AI to find out, and says so afterwards. */
When(
  'the grid fails, and the PEV tells of its end {duration} later, before it has let go',
  async function (ms: number) {
    const { run, bench } = this;
    await fails(run);
    const { last } = run.memory;
    await bench.runFor(ms);
    if ((run.view.curve(run.pev).powerAt(bench.nowMs) ?? 0) > -1000)
      throw new CaseStop('precondition', 'the PEV has let go of the grid before its end was told', run.pev);
    tellOfEnd(run);
    await bench.runFor(TRANSIT_MS);
    if (last !== undefined) run.memory.last = last;
  },
);

/** M16 and M13 as a PEV would give them that has lost the grid and feeds no more. */
function tellOfEnd(run: CaseRun): void {
  const { bench, pev } = run;
  const { dispatchId, eventId, revision } = theRequest(run);
  const pevId = run.ids.of('pev');
  const now = timeText(bench.nowMs);
  const told = run.view.messages('DispatchConfirmation', { by: pev }).at(-1)?.message?.data;
  const registerWh = told?.registerWh ?? 0;
  const say = <N extends MessageName>(name: N, data: MessageBodies[N]): void => {
    const message = bench.puppet(pev).compose(bench.nowMs, name, run.utility, eventId, data);
    bench.inject(pev, run.esci, { message });
  };
  const end = { pevId, eventId, dispatchId, reason: 'GRID', predicted: false, effectiveAt: now } as const;
  say('TerminationNotice', { ...end, registerWh, originator: 'PEV' });
  const state = { pevId, dispatchId, revision, state: 'ENDED', activePowerW: 0, at: now } as const;
  say('DispatchConfirmation', { ...state, reboundDelayS: 0, registerWh });
}

When('the grid returns', async function () {
  await setGrid(this.run, { present: true });
});

When('the grid returns at {hertz}', async function (frequencyHz: number) {
  await setGrid(this.run, { present: true, frequencyHz });
});

When('the grid returns with {percent} of its voltage', async function (percent: number) {
  await setGrid(this.run, { present: true, voltagePu: percent / 100 });
});

When('the home draws just what the PEV gives', async function () {
  await act(this.run, this.run.pev, 'matched-load', { on: true });
});

When('the home draws {power}', async function (W: number) {
  await act(this.run, this.run.pev, 'load', { W });
});

When('the home draws {power} on phase {int}', async function (W: number, phase: number) {
  await act(this.run, this.run.pev, 'load', { W, phase });
});

/** The parts of the home's draw follow each other, some time apart. */
When(
  'the home draws {power} for {duration}, then {power}',
  async function (high: number, ms: number, low: number) {
    await act(this.run, this.run.pev, 'load', { W: high });
    await this.bench.runFor(ms);
    await act(this.run, this.run.pev, 'load', { W: low });
  },
);

Given('the PEV supplies the home', async function () {
  await supply(this.run);
});

Given('the PEV supplies the home with {power}', async function (W: number) {
  await supply(this.run);
  await act(this.run, this.run.pev, 'load', { W });
  await this.bench.runFor(1000);
});

Given('the PEV has come to supply the home', async function () {
  await requireIsland(this.run, suppliedWithinMs(this.run));
});

When('the customer ends the backup at the PEV', async function () {
  await act(this.run, this.run.pev, 'user-stop', {});
  await this.bench.runFor(1000);
});

/** The switch has not moved yet: the gap of the transfer (P_XFER) has just begun. */
When('the PEV has let go of the home', async function () {
  const { run, bench } = this;
  const off = (): boolean => formingOf(run.view, run.pev).pop()?.forming === false;
  if (!(await bench.waitFor(off, bench.nowMs + 900_000)))
    throw new CaseStop('precondition', 'the PEV has not let go of the home', run.dut);
  run.memory.last = { n: formingOf(run.view, run.pev).pop()?.n ?? 0, atMs: bench.nowMs };
});

/** Connected, the grid lost, and the home under voltage: the case cannot go on without. */
export async function supply(run: CaseRun): Promise<void> {
  await connect(run);
  await fails(run);
  await requireIsland(run, suppliedWithinMs(run));
}

/** From the loss of the grid to the voltage behind an automated switch: to open, to ask, to form. */
function suppliedWithinMs(run: CaseRun): number {
  return (run.param('P_T_ISO') + run.param('P_T_EMERG') + 30) * 1000;
}

export async function requireIsland(run: CaseRun, limitMs: number): Promise<void> {
  const { bench, view, pev } = run;
  const on = (): boolean => formingOf(view, pev).pop()?.forming === true;
  if (!(await bench.waitFor(on, bench.nowMs + limitMs)))
    throw CaseStop.refused('the PEV has not come to supply the home', run.dut, refusalOf(run));
  await bench.runFor(5000);
}

/** The code with which the device under test would not supply the home, where it said so. */
function refusalOf({ view, dut }: CaseRun): string | undefined {
  const answer = view.messages('EmergencyGenerationResponse', { by: dut }).pop()?.message?.data;
  return answer?.code ?? view.messages('GenerationStop', { by: dut }).pop()?.message?.data.reason;
}

async function fails(run: CaseRun): Promise<void> {
  await setGrid(run, { present: false });
  if (run.memory.last) run.memory.gridLost = run.memory.last;
}

export async function setGrid(
  run: CaseRun,
  {
    present,
    voltagePu = 1,
    frequencyHz = run.setup.nominalHz,
  }: { present: boolean; voltagePu?: number; frequencyHz?: number },
): Promise<void> {
  Object.assign(run.bench.setup.electrical.grid, { present, voltagePu, frequencyHz });
  await electrical(run, { gridPresent: present, voltagePu, frequencyHz });
}

// The switch itself.

Given('the switch is stuck', function () {
  isolation(this.run).fault = { stuck: true };
});

Given('the switch takes {duration} to move', function (operateMs: number) {
  isolation(this.run).fault = { operateMs };
});

Given('the switch bounces {int} times before it stays', function (bounces: number) {
  isolation(this.run).fault = { bounces };
});

/** Whatever its drive is told, it moves at that instant. */
When('the grid fails, and the switch opens {duration} later', async function (ms: number) {
  const { run, bench } = this;
  isolation(run).fault = { stuck: true };
  bench.plan(bench.nowMs + ms, () => bench.moveSwitch(run.esci, 'OPEN'));
  await fails(run);
});

When('the switch falls closed', async function () {
  isolation(this.run).fault = { stuck: true };
  await move(this.run, 'CLOSED');
});

When('the switch is welded', function () {
  isolation(this.run).fault = { stuck: true };
});

When('the customer opens the switch by hand', async function () {
  await move(this.run, 'OPEN');
});

When('the customer closes the switch by hand', async function () {
  await move(this.run, 'CLOSED');
});

async function move(run: CaseRun, position: Position): Promise<void> {
  const before = run.view.records.length;
  await run.bench.moveSwitch(run.esci, position);
  remember(run, before);
}

// What its sensors show. Nothing at all is null.

When('the contact shows {word}', async function (shown: string) {
  await show(this.run, { aux: shown === 'nothing' ? null : (shown.toUpperCase() as Position) });
});

When('the coupling sensor shows {word}', async function (shown: string) {
  await show(this.run, { coupling: shown === 'nothing' ? null : shown === 'coupled' });
});

When('the bus sensor shows {volt}', async function (busV: number) {
  await show(this.run, { busV });
});

When('the bus sensor shows nothing', async function () {
  await show(this.run, { busV: null });
});

When('no sensor of the switch shows anything', async function () {
  await show(this.run, { aux: null, coupling: null, busV: null });
});

When('all sensors of the switch show the truth again', async function () {
  isolation(this.run).shows = {};
  if (this.run.started) await electrical(this.run, { sensors: 'true' });
});

/** From now on; what another step made a sensor show stays. */
export async function show(run: CaseRun, shows: SensorOverrides): Promise<void> {
  const fitted = isolation(run);
  fitted.shows = { ...fitted.shows, ...shows };
  await electrical(run, { shows: { ...fitted.shows } });
}

When(
  'island and grid differ by {hertz}, {percent} and {int} degrees',
  async function (df: number, dVpct: number, dPhiDeg: number) {
    if (joinsNoLiveHome(this.run)) return;
    await act(this.run, this.run.esci, 'sync', { df, dVpct, dPhiDeg });
  },
);

/** An ESCI that declares to close onto dead homes only needs no synchroniser that could be told anything. */
function joinsNoLiveHome(run: CaseRun): boolean {
  const { hello } = run.bench.deviceAt(run.esci);
  const declared = run.declared ?? hello.ics;
  return declared?.closedTransition === false && !hello.stimuli.includes('sync');
}

export function isolation(run: CaseRun): IsolationSwitch {
  const fitted = run.bench.setup.electrical.switches.get(run.esci);
  if (fitted === undefined) throw new CaseStop('kit', 'the scenario has no isolation switch');
  return fitted;
}
