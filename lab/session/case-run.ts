/**
 * One test case being run: its bench, its log records, its checks. Steps talk to this; they never see a connector.
 */
import type { ChannelType, Ics, LogRecord, ResponseClass } from '../../schemas';
import { unitFrom, urnOf } from '../../reference-impl/endpoint/identifiers';
import { Bench } from '../bench/bench';
import { REAL_CLOCK, type WallClock } from '../connectors/timers';
import type { RecordBody } from '../runlog/chain';
import type { BenchDevice, DeviceRole } from '../bench/bench-device';
import { CaseStop } from '../bench/case-stop';
import { ElectricalNetwork, type Point } from '../bench/electrical-network';
import { LiveTime } from '../bench/live-time';
import { IsolationSwitch } from '../bench/isolation-switch';
import { MessageNetwork } from '../bench/message-network';
import { CHECKS } from '../checks';
import { isPending, type Judgement } from '../checks/check';
import { doesAsDeclared } from '../checks/does-as-declared';
import { checkBody, leftMs } from '../checks/record';
import { staysUp } from '../checks/stays-up';
import { besidePeers, patienceMs, peerBreaches, peersOf, stoppedBesidePeers } from '../judging/peers';
import { ORACLES } from '../oracles';
import type { Oracle } from '../oracles/oracle';
import type { NominalGrid } from '../profile/nominal';
import { CaseView } from '../../runlog/case-view';
import type { CaseMemory } from './case-memory';
import { defaultSetup, type CaseSetup } from './case-setup';
import { DrawnIds } from './drawn-ids';
import type { DevicePool } from './device-pool';
import { valueOf } from './quantities';

export interface CaseInfo {
  readonly id: string;
  readonly requirement: string;
  readonly name: string;
  readonly feature: string;
  readonly line: number;
  readonly dut: DeviceRole;
  readonly tags: readonly string[];
  readonly keyword: 'must' | 'should';
  /** What the device must declare for the case to apply, its requirement's conditions included. */
  readonly conditions?: readonly string[];
  /** It is about a SHOULD of a requirement that is a MUST. */
  readonly should?: boolean;
  /** 2 or more where it ended in error before and is run again. */
  readonly attempt?: number;
}

export interface CaseContext {
  readonly seed: string;
  readonly pool: DevicePool;
  readonly append: (body: RecordBody) => LogRecord;
  /** All test parameters, P_*, of the profile. */
  readonly params: Readonly<Record<string, number>>;
  /** The grid of the profile; the default one without. */
  readonly nominal?: NominalGrid | undefined;
  /** What the device under test declares; without it everything is taken to be there. */
  readonly ics?: Ics | undefined;
  /** What watches the case; all oracles of the kit without. */
  readonly oracles?: readonly Oracle[];
  /** Whether the case has used up the real time it may take. */
  readonly outOfTime: () => boolean;
  /** Real time that the case may still take, ms; needed where a device has a clock of its own. */
  readonly leftMs?: () => number;
  /** What paces a device with a clock of its own; the real one without. */
  readonly wall?: WallClock;
}

type Party = Pick<BenchDevice, 'urn' | 'role' | 'dut' | 'standIn'>;

const CALMEST_FIRST: readonly ResponseClass[] = ['SCHEDULED', 'RESERVE', 'EMERGENCY', 'FAST', 'REGULATION'];

const DAY_MS = 86_400_000;
const FIRST_DAY_MS = Date.UTC(2031, 0, 1);

export class CaseRun {
  readonly view = new CaseView();
  readonly setup: CaseSetup;
  readonly memory: CaseMemory = {};
  readonly seed: string;
  readonly startMs: number;
  /** The names of this case: steps take every name from here. */
  readonly ids: DrawnIds;
  /** Checks recorded so far. */
  checks = 0;
  private benchOrNone: Bench | undefined;
  private stopped: CaseStop | undefined;
  private readonly early: RecordBody[] = [];
  private readonly dispatches = new Map<string, number>();

  constructor(
    readonly info: CaseInfo,
    private readonly context: CaseContext,
  ) {
    this.seed = `${context.seed}/${info.id}`;
    this.ids = new DrawnIds(this.seed);
    const day = Math.floor(this.draw('day') * 1000);
    const minute = Math.floor(this.draw('minute of day') * 1440);
    this.startMs = FIRST_DAY_MS + day * DAY_MS + minute * 60_000;
    this.setup = defaultSetup(this.ids, this.startMs, context.nominal, usualChannel(context.ics));
  }

  /** A number in [0, 1) of this case, the same for the same seed and label. */
  draw(label: string): number {
    return unitFrom(this.seed, label);
  }

  /** Draws a quantity, rounded to `step`, and writes it down where a reader finds it. */
  drawBetween(label: string, low: number, high: number, step: number, unit: string): number {
    const value = valueOf({ label, low, high, step }, this.seed);
    this.record({ kind: 'draw', name: label, value, unit });
    return value;
  }

  /**
   * The id of a dispatch of an event, the `nth` that the kit asks for in it. It says nothing of the event, and two events
   * never share one.
   */
  dispatchId(eventId: string, nth = 1): string {
    const key = `${eventId} ${nth}`;
    const index = this.dispatches.get(key) ?? this.dispatches.size;
    this.dispatches.set(key, index);
    return this.ids.of('dispatch', index);
  }

  /** A test parameter, P_*, as this case has it. */
  param(name: string): number {
    const value = this.setup.params[name] ?? this.context.params[name];
    if (value === undefined) throw new CaseStop('kit', `no test parameter ${name}`);
    return value;
  }

  /** What the device under test declares; undefined where nothing is known. */
  get declared(): Ics | undefined {
    return this.context.ics;
  }

  /** The response class of a case that is about none: SCHEDULED, or the calmest that the device keeps. */
  get usualClass(): ResponseClass {
    const kept = this.context.ics?.responseClasses;
    return CALMEST_FIRST.find((c) => kept === undefined || kept.includes(c)) ?? 'SCHEDULED';
  }

  /** Messages a second that the device under test takes from one peer: P_RATE, else what it declares (PR2-X-10). */
  get rate(): number {
    const { role, hello } = this.bench.deviceAt(this.dut);
    const given = this.setup.params['P_RATE'] ?? this.context.params['P_RATE'];
    const rate = given ?? (this.declared ?? hello.ics)?.maxMessagesPerS;
    if (rate === undefined) throw new CaseStop('kit', `the ${role} declares no maxMessagesPerS`);
    return rate;
  }

  /** The bench; it must have been started. */
  get bench(): Bench {
    if (this.benchOrNone === undefined)
      throw new CaseStop('kit', 'a step needs devices that no step before it started');
    return this.benchOrNone;
  }

  get started(): boolean {
    return this.benchOrNone !== undefined;
  }

  /** The first PEV. */
  get pev(): string {
    return this.pevUrn(0);
  }

  pevUrn(index: number): string {
    return urnOf('pev', this.ids.of('pev', index));
  }

  get esci(): string {
    return urnOf('esci', this.ids.of('esci'));
  }

  get utility(): string {
    return urnOf('utility', this.ids.of('utility'));
  }

  /** Urn of the customer of that index; the first is that of the first PEV. */
  customerUrn(index = 0): string {
    return urnOf('customer', this.ids.of('customer', index));
  }

  /** Urn of the device under test. */
  get dut(): string {
    return this.info.dut === 'pev' ? this.pev : this.info.dut === 'esci' ? this.esci : this.utility;
  }

  /** Whether the Utility is a device (its own cases), else the kit plays it. */
  get utilityIsDevice(): boolean {
    return this.info.dut === 'utility';
  }

  /** Starts the devices with the situation as the steps left it; the second call does nothing. */
  async start(): Promise<Bench> {
    if (this.benchOrNone !== undefined) return this.benchOrNone;
    const { pool } = this.context;
    const points = this.points();
    const planned = [
      ...(this.utilityIsDevice ? numbered('utility', [this.setup.utility]) : []),
      ...numbered('esci', this.setup.escis),
      ...numbered('pev', this.setup.pevs),
    ];
    const devices = [];
    for (const plan of planned) {
      const urn = urnOf(plan.role, plan.id);
      devices.push({ plan, device: await pool.device(plan.role, plan.index, plan.id, urn === this.dut) });
    }
    const parties = devices.map(({ plan, device }) => ({
      ...device,
      state: this.initialState(plan.role, plan.state),
    }));
    this.recordCase(parties, points);
    const { seed, startMs, view } = this;
    const network = new MessageNetwork();
    const electrical = new ElectricalNetwork(points, this.setup.nominalV, this.setup.nominalHz);
    const { isolationSwitch } = this.setup;
    if (isolationSwitch !== undefined) {
      const { switchId, type } = isolationSwitch;
      electrical.switches.set(this.esci, new IsolationSwitch(this.esci, switchId, type));
    }
    const live = this.liveTime(devices.map(({ device }) => device));
    const bench = new Bench({
      seed,
      startMs,
      view,
      network,
      electrical,
      append: this.context.append,
      outOfTime: this.context.outOfTime,
      live,
    });
    this.benchOrNone = bench;
    for (const { plan, device } of devices) {
      await bench.start(device, {
        case: this.info.id,
        seed: `${seed}/${device.urn}`,
        resume: false,
        storage: pool.storageOf(device),
        clock: { offsetMs: this.setup.offsetsMs[device.urn] ?? 0, speed: live?.speed ?? 1 },
        peers: this.peersOf(plan.role),
        points: points
          .filter((p) => plan.role !== 'esci' || p.esci === device.urn)
          .map(({ point, evseId, meteringPointId }) => ({ point, evseId, meteringPointId })),
        links: { V: 'while-plugged' },
        params: { ...this.context.params, ...this.setup.params },
        state: this.initialState(plan.role, plan.state),
      } as never);
    }
    return bench;
  }

  /**
   * Runs the bench until the check is decided, then writes the judgement down. `args` must be JSON: they are logged,
   * so that the check can be run again from the log alone. What a SHOULD asks for is a finding where it is not met: a
   * scenario says so by its tag, a step by `should`.
   */
  async judge(
    name: string,
    args: object,
    requirement = this.info.requirement,
    {
      should = this.info.should === true && requirement === this.info.requirement,
    }: { should?: boolean } = {},
  ): Promise<Judgement> {
    const check = CHECKS[name];
    if (check === undefined) throw new CaseStop('kit', `no check named ${name}`);
    const { bench, view } = this;
    await bench.readAll();
    const ask = (): ReturnType<typeof check> => asked(name, () => check(view, args as never));
    let outcome = ask();
    while (isPending(outcome)) {
      const { untilMs } = outcome;
      if (bench.nowMs >= untilMs) throw new CaseStop('kit', `check ${name} is undecided at its own deadline`);
      const seen = view.records.length;
      if (!(await bench.waitFor(() => view.records.length > seen, untilMs))) await bench.readAll();
      outcome = ask();
    }
    if (outcome.verdict === 'fail') await this.waitForPeers();
    this.recordCheck(requirement, name, args, this.besidePeers(outcome, args, false), false, should);
    return outcome;
  }

  /** Before a failure is put down to the device under test, its peers get the time in which they may owe something. */
  private async waitForPeers(): Promise<void> {
    if (peersOf(this.view).length === 0 || peerBreaches(this.view, this.oracles).length > 0) return;
    await this.guard(() => this.bench.runFor(patienceMs((name) => this.param(name))));
  }

  private besidePeers(j: Judgement, args: object, oracle: boolean): Judgement {
    if (j.verdict !== 'fail' || peersOf(this.view).length === 0) return j;
    const left = leftMs({ ...j, at: this.bench.nowMs, args, oracle }, this.view, this.dut);
    return besidePeers(j, left, peerBreaches(this.view, this.oracles));
  }

  private get oracles(): readonly Oracle[] {
    return this.context.oracles ?? ORACLES;
  }

  /** Ends the case: the oracles look at the whole of it, and why it stopped early is written down. */
  async end(notApplicable?: string): Promise<void> {
    if (this.benchOrNone !== undefined && this.stopped === undefined)
      await this.guard(() => this.bench.readAll());
    if (this.benchOrNone !== undefined) await this.guard(() => this.bench.hush());
    if (this.benchOrNone !== undefined) await this.guard(() => this.bench.powerUp());
    if (this.stopped?.consequence === true) this.recordSurvival(this.stopped);
    if (this.stopped?.refusal === true) this.recordRefusal(this.stopped);
    if (this.benchOrNone !== undefined) this.runOracles();
    if (this.view.case === undefined && this.benchOrNone === undefined) this.recordCase([], []);
    const breaches = peerBreaches(this.view, this.oracles);
    const stopped = stoppedBesidePeers(this.stopped?.told, this.view, breaches);
    this.record({
      kind: 'end-case',
      at: this.benchOrNone?.nowMs ?? this.startMs,
      ...(stopped === undefined ? {} : { stopped }),
      ...(notApplicable === undefined ? {} : { notApplicable }),
    });
  }

  /** Notes why the case cannot go on; the first reason stays. */
  stop(stop: CaseStop): void {
    this.stopped ??= stop;
  }

  get stopReason(): CaseStop | undefined {
    return this.stopped;
  }

  /** Writes down the step that begins now; the report shows the case in the feature's words. */
  step(text: string, keyword: string): void {
    this.record({ kind: 'step', at: this.benchOrNone?.nowMs ?? this.startMs, text, keyword });
  }

  /** Appends to the log; what a case says before its own record stands waits for it. */
  private record(body: RecordBody): void {
    if (this.view.case === undefined && body.kind !== 'case') {
      this.early.push(body);
      return;
    }
    this.view.add(this.context.append(body));
    for (const waiting of this.early.splice(0)) this.view.add(this.context.append(waiting));
  }

  /** Where a device has a clock of its own the bench goes as fast as the slowest of them allows. */
  private liveTime(devices: readonly BenchDevice[]): LiveTime | undefined {
    const live = devices.filter((d) => d.live);
    if (live.length === 0) return undefined;
    // A person acts in real time.
    const speeds = live.map((d) => (d.hands === undefined ? (d.hello.clock.maxSpeed ?? 1) : 1));
    const speed = Math.min(...speeds);
    const { wall = REAL_CLOCK, leftMs: untilLimitMs = () => Infinity } = this.context;
    const settable = live.every((d) => d.hello.clock.kind === 'settable');
    return new LiveTime({ wall, speed, settable, fromMs: this.startMs, leftMs: untilLimitMs });
  }

  /** A device that dies or falls silent on what the case does to it has failed it (architecture, Verdicts). */
  private recordSurvival(stop: CaseStop): void {
    const args = { n: this.view.records.at(-1)?.n ?? 0, text: stop.message };
    this.recordCheck(this.info.requirement, 'stays-up', args, staysUp(this.view, args), false);
  }

  /** What a condition of the case says that the device declares, it has to do: refusing it is no missing hook. */
  private recordRefusal({ device, message }: CaseStop): void {
    const { conditions = [] } = this.info;
    if (device !== this.dut || conditions.length === 0 || this.context.ics === undefined) return;
    const args = { conditions, n: this.view.records.at(-1)?.n ?? 0, text: message };
    this.recordCheck(this.info.requirement, 'does-as-declared', args, doesAsDeclared(this.view, args), false);
  }

  private async guard(run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      if (!(error instanceof CaseStop)) throw error;
      this.stop(error);
    }
  }

  private runOracles(): void {
    for (const oracle of this.oracles) {
      try {
        for (const { requirement, judgement, finding = false } of asked(oracle.name, () =>
          oracle.judge(this.view, this.dut, this.context.ics),
        ))
          this.recordCheck(
            requirement,
            oracle.name,
            {},
            oracle.alone === true ? judgement : this.besidePeers(judgement, {}, true),
            true,
            finding,
          );
      } catch (error) {
        if (!(error instanceof CaseStop)) throw error;
        this.stopped = error; // the kit's own error outweighs why the case ended early
      }
    }
  }

  private recordCheck(
    requirement: string,
    check: string,
    args: object,
    j: Judgement,
    oracle: boolean,
    finding = false,
  ): void {
    this.checks += 1;
    const at = this.benchOrNone?.nowMs ?? this.startMs;
    this.record(checkBody({ at, requirement, check, args, oracle, finding }, j, this.view, this.dut));
  }

  private recordCase(devices: readonly (Party & { state: object })[], points: readonly Point[]): void {
    const { info } = this;
    this.record({
      kind: 'case',
      at: this.startMs,
      case: info.id,
      requirement: info.requirement,
      name: info.name,
      feature: info.feature,
      scenarioLine: info.line,
      dut: info.dut,
      ...(info.attempt === undefined ? {} : { attempt: info.attempt }),
      tags: [...info.tags],
      keyword: info.keyword,
      seed: this.seed,
      devices: [
        ...devices.map(({ urn, role, dut, standIn, state }) => ({ urn, role, dut, standIn, state })),
        ...(this.utilityIsDevice || devices.length === 0
          ? []
          : [{ urn: this.utility, role: 'utility', dut: false, standIn: 'tester' }]),
      ],
      points: points.map(({ point, evseId, meteringPointId, esci }) => ({
        point,
        evseId,
        meteringPointId,
        esci,
      })),
      params: { ...this.context.params, ...this.setup.params },
    } as RecordBody);
  }

  private points(): Point[] {
    return this.setup.escis
      .flatMap((e) => e.evseIds.map((evseId) => ({ evseId, esci: urnOf('esci', e.id) })))
      .map((at, i) => ({
        ...at,
        point: this.ids.of('point', i),
        meteringPointId: this.ids.of('metering point', i),
        pev: null,
      }));
  }

  private peersOf(role: DeviceRole): Record<string, string[]> {
    const escis = this.setup.escis.map((e) => urnOf('esci', e.id));
    if (role === 'pev') return { esci: escis, utility: [this.utility] };
    if (role === 'utility') return { esci: escis };
    return { utility: [this.utility], pev: this.setup.pevs.map((p) => urnOf('pev', p.id)) };
  }

  private initialState(role: DeviceRole, state: Record<string, unknown>): Record<string, unknown> {
    if (role === 'utility') {
      const { enrollments, notificationPreferences } = this.setup;
      return { enrollments, notificationPreferences, ...state };
    }
    const classes = role === 'pev' && this.info.dut === 'pev' ? this.context.ics?.responseClasses : undefined;
    const declared = classes === undefined ? {} : { classes };
    return { nominalV: this.setup.nominalV, nominalHz: this.setup.nominalHz, ...declared, ...state };
  }
}

/** Devices of a role as a case starts them, with their index among those of the role. */
function numbered(role: DeviceRole, all: readonly { id: string; state: Record<string, unknown> }[]) {
  return all.map(({ id, state }, index) => ({ role, index, id, state }));
}

/** A judgement that throws is the kit's own error, and says so in its own name. */
function asked<T>(name: string, judge: () => T): T {
  try {
    return judge();
  } catch (error) {
    if (error instanceof CaseStop) throw error;
    const said = error instanceof Error ? error.message : String(error);
    throw new CaseStop('kit', `the check ${name} broke off: ${said}`);
  }
}

/** How a customer is told where the scenario names no way: e-mail, or the first way that the device declares. */
function usualChannel(ics: Ics | undefined): ChannelType {
  const kept = ics?.channels;
  return kept === undefined || kept.includes('EMAIL') ? 'EMAIL' : (kept[0] ?? 'EMAIL');
}
