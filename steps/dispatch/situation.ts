/** The battery, the grid and the customer's plans, where a discharge depends on them. */
import { CaseStop } from '../../lab/bench/case-stop';
import type { CaseRun } from '../../lab/session/case-run';
import { timeText } from '../../reference-impl/endpoint/identifiers';
import type { ErrorCode } from '../../schemas';
import { Given, Then, When } from '../world';
import { act } from '../base/connection';
import { prefer } from '../base/customer';
import { theEvent } from '../base/event';
import { loses, note, urnOfRole } from '../base/network';
import { lastOf } from '../base/outcome-power';
import { update } from '../base/tester';

Given('a PEV that discharges at no less than {power}', function (powerW: number) {
  Object.assign(this.run.setup.pevs[0]?.state ?? {}, { minDischargeW: powerW });
});

Given('a PEV that charges at up to {power}', function (powerW: number) {
  Object.assign(this.run.setup.pevs[0]?.state ?? {}, { maxChargeW: powerW });
});

When('the charge of the PEV has fallen to {energy} above the floor', async function (energyWh: number) {
  await setCharge(this.run, energyWh);
  await this.bench.runFor(1000);
});

When(
  'the charge of the second PEV has fallen to {energy} above the floor',
  async function (energyWh: number) {
    await setCharge(this.run, energyWh, 1);
    await this.bench.runFor(1000);
  },
);

When('the charge of the PEV has risen to {energy} above the floor', async function (energyWh: number) {
  await setCharge(this.run, energyWh);
  await this.bench.runFor(1000);
});

When(
  'the charge of the PEV turns out to be only {energy} above the floor',
  async function (energyWh: number) {
    await setCharge(this.run, energyWh);
  },
);

When('the charge of the PEV turns out to be as low as its tolerance allows', async function () {
  await setLowest(this.run);
});

/** So long the charge stays where it is when it hovers, ms. */
const HOVER_MS = 60_000;

When(
  'the charge hovers between there and {energy} above the floor {int} times, and the utility asks for {power} each time',
  async function (highWh: number, times: number, powerW: number) {
    const { run, bench } = this;
    const fromMs = bench.nowMs;
    for (let i = 0; i < times; i += 1) {
      for (const move of [() => setCharge(run, highWh), () => setLowest(run)]) {
        await move();
        update(run, powerW);
        await bench.runFor(HOVER_MS);
      }
    }
    run.memory.last = { n: theEvent(run).n, atMs: fromMs };
  },
);

Then('no power has left the PEV meanwhile', async function () {
  const { run, bench } = this;
  const { n, atMs } = lastOf(run);
  await run.judge('no-discharge', { pev: run.pev, fromMs: atMs, untilMs: bench.nowMs, basisN: n });
});

When('the EVSE can pass no more than {power}', async function (maxW: number) {
  await act(this.run, this.run.esci, 'derate', { element: 'evse', maxW });
  await this.bench.runFor(1000);
});

When(
  'the customer wants {energy} more than the event leaves, by {duration} after it',
  async function (energyWh: number, afterMs: number) {
    const { run } = this;
    const event = theEvent(run);
    const { capacityWh, efficiency } = batteryOf(run);
    const soc = run.view.reading(run.pev, 'soc')?.values.soc;
    if (soc === undefined)
      throw new CaseStop('no-hook', 'the PEV gives no reading of its state of charge', run.pev);
    const leftMs = event.endMs - Math.max(event.startMs, run.bench.nowMs);
    const givesWh = (event.powerW * leftMs) / 3_600_000;
    const departureSoc =
      Math.round((soc - (givesWh / efficiency / capacityWh) * 100 + (energyWh / capacityWh) * 100) * 10) / 10;
    await prefer(run, { departure: timeText(event.endMs + afterMs), departureSoc });
  },
);

When('the customer decides to leave in {duration}', async function (ms: number) {
  await act(this.run, this.run.pev, 'departure', {
    at: this.bench.nowMs + ms,
    soc: this.run.memory.floor ?? 0,
  });
});

When('a ground fault occurs in the PEV', async function () {
  await act(this.run, this.run.pev, 'power-fault', { kind: 'ground' });
});

When(
  /^the grid (?:is at|goes to) (\d+) % of its voltage and (?:its own frequency|(\d+(?:\.\d+)?) Hz (above|below) its frequency)$/,
  async function (percent: string, hz: string | undefined, side: string | undefined) {
    const offsetHz = Number(hz ?? 0) * (side === 'below' ? -1 : 1);
    await grid(this.run, Number(percent) / 100, this.run.setup.nominalHz + offsetHz);
  },
);

When('the grid is back to normal', async function () {
  await grid(this.run, 1, this.run.setup.nominalHz);
});

When(
  'the grid dips to {percent} of its voltage for {duration}',
  async function (percent: number, ms: number) {
    await grid(this.run, percent / 100, this.run.setup.nominalHz);
    await this.bench.runFor(ms);
    await grid(this.run, 1, this.run.setup.nominalHz);
  },
);

When('nothing the PEV sends gets through any more', function () {
  const { run } = this;
  run.bench.setup.network.setLink(run.pev, run.esci, false);
  note(run, { kind: 'link', state: 'down', from: run.pev, to: run.esci });
});

When(
  'the next {int} {message}s from the {role} are lost',
  function (count: number, name: string, role: string) {
    loses(this.run, { by: urnOfRole(this.run, role), name, count });
  },
);

When('the utility leaves every {message} unanswered', function (name: string) {
  this.bench.puppet(this.run.utility).withheld.add(name);
  note(this.run, { kind: 'unanswered', name, by: this.run.utility });
});

When('the utility refuses every {message} with {code}', function (name: string, code: ErrorCode) {
  this.bench.puppet(this.run.utility).refused.set(name, code);
  note(this.run, { kind: 'refused', name, by: this.run.utility });
});

/** What the kit gave the first PEV for a battery. */
export function batteryOf(
  run: CaseRun,
  pev = 0,
): { capacityWh: number; efficiency: number; socFloor: number } {
  const {
    capacityWh = 60_000,
    efficiency = 0.9,
    socFloor = 30,
  } = (run.setup.pevs[pev]?.state ?? {}) as Partial<Record<string, number>>;
  return { capacityWh, efficiency, socFloor };
}

/** Energy above the floor counts at the AC terminals; a hundredth of a watt-hour more, so that rounding down gives the figure. */
async function setCharge(run: CaseRun, energyWh: number, pev = 0): Promise<void> {
  const { capacityWh, efficiency, socFloor } = batteryOf(run, pev);
  const floor = pev === 0 ? (run.memory.floor ?? socFloor) : socFloor;
  await act(run, run.pevUrn(pev), 'set-soc', {
    soc: floor + (energyWh === 0 ? 0 : ((energyWh + 0.01) / (capacityWh * efficiency)) * 100),
  });
}

/** P_SOC_TOL below the floor: whoever may still discharge at the floor is over it now. */
async function setLowest(run: CaseRun): Promise<void> {
  const floor = run.memory.floor ?? batteryOf(run).socFloor;
  await act(run, run.pev, 'set-soc', { soc: floor - run.param('P_SOC_TOL') });
}

async function grid(run: CaseRun, voltagePu: number, frequencyHz: number): Promise<void> {
  const { bench } = run;
  Object.assign(bench.setup.electrical.grid, { voltagePu, frequencyHz });
  await bench.electricalChanged({ voltagePu, frequencyHz });
  const record = run.view.ofKind('electrical').pop();
  run.memory.last = { n: record?.n ?? 0, atMs: bench.nowMs };
}
