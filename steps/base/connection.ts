/** The cable goes in, and what was promised to come with it. */
import { CaseStop } from '../../lab/bench/case-stop';
import type { CaseRun } from '../../lab/session/case-run';
import { Given, When } from '../world';
import { enroll } from './tester';

const EFFICIENCY = 0.9;

Given('the PEV is connected', async function () {
  await connect(this.run);
});

Given(
  'the PEV is connected and has reported {energy} available at up to {power}',
  async function (energyWh: number, powerW: number) {
    holdEnergy(this.run, energyWh, powerW);
    await connect(this.run);
    const report = this.run.view.messages('AvailabilityReport', { by: this.run.pev }).pop()?.message?.data;
    if (report?.availableEnergyWh !== energyWh || report.maxDischargeW !== powerW) {
      const seen =
        report === undefined
          ? 'nothing'
          : `${report.availableEnergyWh} Wh at up to ${report.maxDischargeW} W`;
      throw new CaseStop(
        'precondition',
        `the PEV reported ${seen} where ${energyWh} Wh at up to ${powerW} W are available`,
        this.run.pev,
      );
    }
  },
);

When('the cable is pulled', async function () {
  await disconnect(this.run);
});

When('the cable is unlocked', async function () {
  await act(this.run, this.run.pev, 'unlock', {});
});

When('{duration} passes', async function (ms: number) {
  await this.bench.runFor(ms);
});

When('{duration} pass', async function (ms: number) {
  await this.bench.runFor(ms);
});

/** Capacity and floor are drawn; the charge is what makes the energy available exact. */
export function holdEnergy(run: CaseRun, energyWh: number, powerW: number): void {
  const capacityWh = run.drawBetween(
    'battery capacity',
    Math.max(40_000, energyWh * 3),
    Math.max(80_000, energyWh * 5),
    1000,
    'Wh',
  );
  const socFloor = run.drawBetween('floor', 20, 40, 1, '%');
  // A hundredth of a watt-hour above, so that rounding down gives the figure.
  const soc = socFloor + ((energyWh + 0.01) / (capacityWh * EFFICIENCY)) * 100;
  Object.assign(run.setup.pevs[0]?.state ?? {}, {
    capacityWh,
    soc,
    socFloor,
    efficiency: EFFICIENCY,
    maxDischargeW: powerW,
  });
  run.memory.floor = socFloor;
}

/** Starts the devices, enrolls, plugs the first PEV in and waits for its notice and report. */
export async function connect(run: CaseRun, index = 0): Promise<void> {
  const bench = await run.start();
  if (!run.utilityIsDevice) {
    enroll(run);
    await bench.runFor(1000);
  }
  await plugIn(run, index);
  const pev = run.pevUrn(index);
  const limitMs = (run.param('P_T_AUTH') + run.param('P_T_AVAIL')) * 1000 + 1000;
  const reported = await bench.waitFor(
    () =>
      run.view
        .messages('AvailabilityReport', { source: pev })
        .some((s) => s.deliveries.some((d) => d.to === run.utility)),
    bench.nowMs + limitMs,
  );
  if (!reported && run.dut !== pev)
    throw new CaseStop(
      'precondition',
      'no availability report reached the utility after the cable went in',
      run.dut,
    );
  if (!reported)
    throw new CaseStop('precondition', 'the PEV sent no availability report after the cable went in', pev);
  await bench.runFor(1000);
}

/** The cable alone: ESCI first, then PEV (lab protocol, Stimuli), unless a person plugs in at the PEV. */
export async function plugIn(run: CaseRun, index = 0, premises = 0): Promise<void> {
  const { bench, setup } = run;
  const esci = setup.escis[premises];
  const pevId = run.ids.of('pev', index);
  const evseId = esci?.evseIds[index] ?? esci?.evseIds[0] ?? run.ids.of('evse');
  const point = bench.setup.electrical.pointNamed(evseId);
  if (point === undefined) throw new CaseStop('kit', `no EVSE ${evseId}`);
  const pev = run.pevUrn(index);
  const params = { pevId, evseId, ...setup.cable };
  const [first, second] = handFirst(run, 'plug-in', point.esci, pev);
  if (!bench.isByHand(first, 'plug-in')) point.pev = pev;
  await act(run, first, 'plug-in', params);
  const n = run.memory.last?.n;
  point.pev = pev;
  await act(run, second, 'plug-in', params);
  // What the ESCI says while it is told of the cable comes before the PEV is told, and follows from the cable as well.
  const { last } = run.memory;
  if (last !== undefined && n !== undefined) run.memory.last = { ...last, n };
}

/**
 * From when a limit after plugging in counts, where the cable was the last thing that happened: an ESCI under test may
 * take P_T_AUTH to know its PEV, and says by its notice when it does. Without a notice it counts from the cable.
 */
export async function onceAuthenticated(
  run: CaseRun,
  last: { n: number; atMs: number },
): Promise<{ n: number; atMs: number }> {
  const record = run.view.records.find((r) => r.n === last.n);
  const isPlugIn = record?.kind === 'stimulus' && record.name === 'plug-in';
  if (!isPlugIn || run.dut !== run.esci) return last;
  const atMs = await authenticatedMs(run);
  return atMs === undefined ? last : { n: last.n, atMs };
}

/**
 * When the ESCI first named the PEV that was plugged in last, or, where it names none, first told of a connection;
 * undefined where it has done neither by P_T_AUTH.
 */
export async function authenticatedMs(run: CaseRun): Promise<number | undefined> {
  const plugged = run.view.stimuliAt(run.esci).findLast((s) => s.name === 'plug-in');
  if (plugged === undefined) return undefined;
  const notices = () => run.view.messages('ConnectionNotice', { by: run.esci, afterN: plugged.n });
  const named = (): number | undefined => notices().find((s) => s.message?.data.pevId !== undefined)?.atMs;
  await run.bench.waitFor(() => named() !== undefined, plugged.at + run.param('P_T_AUTH') * 1000 + 1000);
  return named() ?? notices()[0]?.atMs;
}

/** What a person does at one end of the cable has happened when it is done: the other end is told after it. */
function handFirst(run: CaseRun, name: string, one: string, other: string): [string, string] {
  return run.bench.isByHand(other, name) ? [other, one] : [one, other];
}

/** Pulls the cable: PEV first, then ESCI, unless a person pulls it at the ESCI. */
export async function disconnect(run: CaseRun, index = 0): Promise<void> {
  const pev = run.pevUrn(index);
  const pevId = run.ids.of('pev', index);
  const point = run.bench.setup.electrical.pointOfPev(pev);
  const esci = point?.esci ?? run.esci;
  const [first, second] = handFirst(run, 'unplug', pev, esci);
  await act(run, first, 'unplug', { pevId });
  if (point !== undefined) point.pev = null;
  await act(run, second, 'unplug', { pevId });
  // What happened is the pulling, at the PEV.
  const pulled = run.view.stimuliAt(pev).findLast((s) => s.name === 'unplug');
  if (pulled !== undefined) run.memory.last = { n: pulled.n, atMs: pulled.at };
}

/** A stimulus, remembered as the last thing that happened. Gives the product's refusal, if any. */
export async function act(
  run: CaseRun,
  urn: string,
  name: string,
  params: object,
): Promise<string | undefined> {
  const refused = await run.bench.stimulate(urn, name, params);
  const record = run.view.ofKind('stimulus').pop();
  if (record !== undefined) run.memory.last = { n: record.n, atMs: record.at };
  return refused;
}
