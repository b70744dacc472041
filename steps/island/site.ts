/** The home before the outage: its switch, its papers, what its customer wants. */
import { CaseStop } from '../../lab/bench/case-stop';
import type { CaseRun } from '../../lab/session/case-run';
import { note } from '../base/network';
import { act } from '../base/connection';
import { Given, When } from '../world';

type SwitchType = 'AUTO' | 'MANUAL';

/** A commissioned home whose customer wants backup, with 55 % of a battery of 60 kWh above the floor, and no engine. */
function home(run: CaseRun, type: SwitchType): void {
  const { setup } = run;
  setup.isolationSwitch = { switchId: run.ids.of('switch'), type };
  Object.assign(setup.escis[0]?.state ?? {}, {
    switch: { switchId: run.ids.of('switch'), type },
    commissioning: record(run, type, 400),
    preferences: { enabled: true, socFloor: 25, backupEnabled: true },
  });
  Object.assign(setup.pevs[0]?.state ?? {}, {
    capacityWh: 60_000,
    soc: 80,
    socFloor: 25,
    efficiency: 0.9,
    maxDischargeW: 7000,
    hasIce: false,
  });
  run.memory.floor = 25;
}

/** The stand-in ESCI knows of no switch and asks for nothing: the tester speaks in its place. */
function forTester(run: CaseRun): void {
  const state = run.setup.escis[0]?.state ?? {};
  for (const member of ['switch', 'commissioning', 'preferences']) delete state[member];
}

function record(run: CaseRun, switchType: SwitchType, validDays: number): Record<string, unknown> {
  return {
    equipmentId: run.ids.of('equipment'),
    certification: ['UL 1008'],
    switchType,
    sensing: ['AUX_CONTACT', 'GRID_COUPLING', 'BUS_VOLTAGE'],
    validUntil: new Date(run.startMs + validDays * 86_400_000).toISOString().slice(0, 10),
  };
}

function amend(run: CaseRun, members: Record<string, unknown>): void {
  Object.assign(run.setup.escis[0]?.state ?? {}, members);
}

function wishes(run: CaseRun, members: Record<string, unknown>): void {
  const before = run.setup.escis[0]?.state['preferences'] as Record<string, unknown> | undefined;
  amend(run, { preferences: { ...before, ...members } });
}

Given('a home with an automated isolation switch', function () {
  home(this.run, 'AUTO');
});

Given('a home with a manual isolation switch', function () {
  home(this.run, 'MANUAL');
});

Given('a home with an automated isolation switch, for which the tester speaks', function () {
  home(this.run, 'AUTO');
  forTester(this.run);
});

Given('a home with a manual isolation switch, for which the tester speaks', function () {
  home(this.run, 'MANUAL');
  forTester(this.run);
});

Given('nobody has enrolled', function () {
  this.run.setup.enrollments = [];
});

Given('the site was never commissioned', function () {
  amend(this.run, { commissioning: null });
});

Given('the commissioning of the site ends today', function () {
  amend(this.run, { commissioning: record(this.run, this.run.setup.isolationSwitch?.type ?? 'AUTO', 0) });
});

Given('the commissioning of the site ended yesterday', function () {
  amend(this.run, { commissioning: record(this.run, this.run.setup.isolationSwitch?.type ?? 'AUTO', -1) });
});

Given('the site was commissioned for a manual switch', function () {
  amend(this.run, { commissioning: record(this.run, 'MANUAL', 400) });
});

Given('the site was commissioned without naming how it senses', function () {
  amend(this.run, { commissioning: { ...record(this.run, 'AUTO', 400), sensing: [] } });
});

Given('the site was commissioned without naming its certificates', function () {
  amend(this.run, { commissioning: { ...record(this.run, 'AUTO', 400), certification: [] } });
});

When('the commissioning record turns out to be damaged', async function () {
  await act(this.run, this.run.esci, 'commissioning', { record: 'corrupt' });
});

Given('a customer who wants no backup', function () {
  wishes(this.run, { backupEnabled: false });
});

Given('a customer who wants no discharge at all', function () {
  wishes(this.run, { enabled: false });
});

Given('a customer who has said nothing about backup', function () {
  const state = this.run.setup.escis[0]?.state ?? {};
  state['preferences'] = { enabled: true, socFloor: 25 };
});

Given(
  'a customer who wants backup with no more than {power} and down to {percent}',
  function (maxDischargeW: number, socFloor: number) {
    wishes(this.run, { maxDischargeW, socFloor });
  },
);

Given('an EVSE that cannot supply a home', function () {
  this.run.setup.cable.v2h = false;
});

Given('a PEV with {percent} charge', function (soc: number) {
  Object.assign(this.run.setup.pevs[0]?.state ?? {}, { soc });
});

Given('a PEV with a battery of {energy} and {percent} charge', function (capacityWh: number, soc: number) {
  Object.assign(this.run.setup.pevs[0]?.state ?? {}, { capacityWh, soc });
});

Given('a PEV on three phases', function () {
  this.run.setup.cable.phases = 3;
  Object.assign(this.run.setup.pevs[0]?.state ?? {}, { exportPhases: 3 });
});

Given('a PEV with a combustion engine and {percent} of fuel', function (fuelPct: number) {
  Object.assign(this.run.setup.pevs[0]?.state ?? {}, { hasIce: true, fuelPct });
});

When('the customer switches backup off at the ESCI', async function () {
  await wantsBackup(this.run, false);
});

When('the customer switches backup on at the ESCI', async function () {
  await wantsBackup(this.run, true);
});

async function wantsBackup(run: CaseRun, backupEnabled: boolean): Promise<void> {
  const pevId = run.ids.of('pev');
  const preference = { pevId, source: 'ESCI', version: 9, enabled: true, socFloor: 25, backupEnabled };
  await act(run, run.esci, 'set-preference', preference);
}

When('the customer resets the ESCI at its panel', async function () {
  await act(this.run, this.run.esci, 'clear-fault', {});
});

/** What the kit did to the electrical side stands in the log, and is the last thing that happened. */
export async function electrical(run: CaseRun, values: Record<string, unknown>): Promise<void> {
  const before = run.view.records.length;
  await run.bench.electricalChanged(values);
  remember(run, before);
}

/** The first electrical record from a position on is the last thing that happened. */
export function remember(run: CaseRun, fromIndex: number): void {
  const change = run.view.records.slice(fromIndex).find((r) => r.kind === 'electrical');
  if (change !== undefined) run.memory.last = { n: change.n, atMs: run.bench.nowMs };
  else note(run, { kind: 'electrical' });
}

When('the engine bay is ventilated', async function () {
  await act(this.run, this.run.pev, 'ice', { ventilated: true });
});

When('the engine bay is no longer ventilated', async function () {
  await act(this.run, this.run.pev, 'ice', { ventilated: false });
});

When('the engine will fail to start {int} times', async function (crankFails: number) {
  await act(this.run, this.run.pev, 'ice', { crankFails });
});

When('carbon monoxide is found', async function () {
  await act(this.run, this.run.pev, 'ice', { coAlarm: true });
});

When('the fuel runs out', async function () {
  await act(this.run, this.run.pev, 'ice', { fuelPct: 0 });
});

Given('the engine has started', async function () {
  const { bench, run } = this;
  const running = (): boolean => run.view.reading(run.pev, 'iceRunning')?.values.iceRunning === true;
  if (!(await bench.waitFor(running, bench.nowMs + 3_600_000)))
    throw new CaseStop('precondition', 'the engine has not started', run.pev);
  run.memory.last = { n: run.view.reading(run.pev, 'iceRunning')?.n ?? 0, atMs: bench.nowMs };
});
