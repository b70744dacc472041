/**
 * One test case being run: its bench, its log records, its checks. Steps talk to this; they never see a connector.
 */
import type { ChannelType, Ics, ResponseClass } from '../../schemas';
import { unitFrom, urnOf } from '../../reference-impl/endpoint/identifiers';
import { CaseView } from '../../runlog/case-view';
import { Bench } from '../bench/bench';
import type { BenchDevice } from '../bench/bench-device';
import { CaseStop } from '../bench/case-stop';
import type { Point } from '../bench/electrical-network';
import { LiveTime } from '../bench/live-time';
import { MessageNetwork } from '../bench/message-network';
import type { Judgement } from '../checks/check';
import { REAL_CLOCK } from '../connectors/timers';
import { stoppedBesidePeers } from '../judging/peers';
import { ORACLES } from '../oracles';
import type { RecordBody } from '../runlog/chain';
import type { CaseContext, CaseInfo } from './case-info';
import { CaseJudging } from './case-judging';
import type { CaseMemory } from './case-memory';
import { caseRecord, type Party } from './case-record';
import { defaultSetup, type CaseSetup } from './case-setup';
import { electricalNetwork, peersOf, plannedDevices, pointsOf } from './case-start';
import { DrawnIds } from './drawn-ids';
import { valueOf } from './quantities';

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
  private readonly judging: CaseJudging;
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
    this.judging = new CaseJudging(this, context.oracles ?? ORACLES, (body) => this.record(body));
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

  /** Checks recorded so far. */
  get checks(): number {
    return this.judging.checks;
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

  /** Bench time, ms; that of the beginning before there is a bench. */
  get nowMs(): number {
    return this.benchOrNone?.nowMs ?? this.startMs;
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
    const { context, setup, seed, startMs, view } = this;
    const { pool, append, outOfTime } = context;
    const points = pointsOf(setup, this.ids);
    const devices = [];
    for (const { role, index, id, state } of plannedDevices(setup, this.info, context.ics)) {
      const device = await pool.device(role, index, id, urnOf(role, id) === this.dut);
      devices.push({ device, state });
    }
    this.recordCase(
      devices.map(({ device, state }) => ({ ...device, state })),
      points,
    );
    const live = this.liveTime(devices.map(({ device }) => device));
    const network = new MessageNetwork();
    const electrical = electricalNetwork(setup, points);
    const bench = new Bench({ seed, startMs, view, network, electrical, append, outOfTime, live });
    this.benchOrNone = bench;
    for (const { device, state } of devices) {
      await bench.start(device, {
        case: this.info.id,
        seed: `${seed}/${device.urn}`,
        resume: false,
        storage: pool.storageOf(device),
        clock: { offsetMs: setup.offsetsMs[device.urn] ?? 0, speed: live?.speed ?? 1 },
        peers: peersOf(device.role, setup),
        points: points
          .filter((p) => device.role !== 'esci' || p.esci === device.urn)
          .map(({ point, evseId, meteringPointId }) => ({ point, evseId, meteringPointId })),
        links: { V: 'while-plugged' },
        params: this.params,
        state,
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
    return this.judging.check(name, args, requirement, should);
  }

  /** Ends the case: the oracles look at the whole of it, and why it stopped early is written down. */
  async end(notApplicable?: string): Promise<void> {
    if (this.benchOrNone !== undefined && this.stopped === undefined)
      await this.guard(() => this.bench.readAll());
    if (this.benchOrNone !== undefined) await this.guard(() => this.bench.hush());
    if (this.benchOrNone !== undefined) await this.guard(() => this.bench.powerUp());
    const { judging } = this;
    if (this.stopped?.consequence === true) judging.survival(this.stopped);
    if (this.stopped?.refusal === true) judging.refusal(this.stopped);
    // The kit's own error outweighs why the case ended early.
    if (this.benchOrNone !== undefined) this.stopped = judging.runOracles() ?? this.stopped;
    if (this.view.case === undefined && this.benchOrNone === undefined) this.recordCase([], []);
    const stopped = stoppedBesidePeers(this.stopped?.told, this.view, judging.peerBreaches());
    this.record({
      kind: 'end-case',
      at: this.nowMs,
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
    this.record({ kind: 'step', at: this.nowMs, text, keyword });
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

  /** Runs something that may stop the case, and notes it where it does. */
  async guard(run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      if (!(error instanceof CaseStop)) throw error;
      this.stop(error);
    }
  }

  private recordCase(parties: readonly Party[], points: readonly Point[]): void {
    const { info, seed, startMs, params } = this;
    const played = this.utilityIsDevice || parties.length === 0 ? undefined : this.utility;
    this.record(caseRecord({ info, seed, startMs, parties, points, played, params }));
  }

  /** All test parameters, P_*, as this case has them. */
  private get params(): Readonly<Record<string, number>> {
    return { ...this.context.params, ...this.setup.params };
  }
}

/** How a customer is told where the scenario names no way: e-mail, or the first way that the device declares. */
function usualChannel(ics: Ics | undefined): ChannelType {
  const kept = ics?.channels;
  return kept === undefined || kept.includes('EMAIL') ? 'EMAIL' : (kept[0] ?? 'EMAIL');
}
