/**
 * One run over the cases of one role: the devices plugged in, the run log, and the cases one after the other.
 */
import type { TestCase, Requirement } from '../catalogue/catalogue';
import { notApplicable } from '../ics';
import type { LogSink } from '../runlog/writer';
import type { CaseInfo } from './case-info';
import { CaseRun } from './case-run';
import type { DevicePool } from './device-pool';
import { runRecord, type SessionHead } from './run-record';

export interface SessionEvents {
  caseBegins?(info: CaseInfo): void;
  caseEnds?(run: CaseRun): void;
}

export class Session {
  private readonly requirements: ReadonlyMap<string, Requirement>;
  private readonly cases: ReadonlyMap<string, TestCase>;
  private ended = false;
  private stop: () => boolean = () => false;
  private wanted: (caseId: string) => boolean = () => true;
  private attempt = 1;

  constructor(
    readonly head: SessionHead,
    readonly pool: DevicePool,
    private readonly log: LogSink,
    private readonly events: SessionEvents = {},
    /** The log has its first record already: a run that is gone on with. */
    begun = false,
  ) {
    this.requirements = new Map(head.suite.catalogue.requirements.map((r) => [r.id, r]));
    this.cases = new Map(head.suite.catalogue.cases.map((c) => [c.id, c]));
    if (!begun) this.log.append(runRecord(head));
  }

  /** Begins the case that the tags of a scenario name. Its `notApplicable` says so where the ICS does. */
  begin(info: Omit<CaseInfo, 'keyword' | 'conditions' | 'should' | 'attempt'>): {
    run: CaseRun;
    notApplicable: string | undefined;
  } {
    const known = this.cases.get(info.id);
    const full: CaseInfo = {
      ...info,
      keyword: this.requirements.get(info.requirement)?.keyword ?? 'must',
      conditions: [
        ...(this.requirements.get(info.requirement)?.conditions ?? []),
        ...(known?.conditions ?? []),
      ],
      should: known?.should ?? false,
      ...(this.attempt === 1 ? {} : { attempt: this.attempt }),
    };
    // Alone: nothing that a case before left behind may be why it errs, or why it does not.
    if (this.attempt > 1) for (const { role } of this.head.devices) this.pool.markBroken(role);
    this.events.caseBegins?.(full);
    const run = new CaseRun(full, {
      seed: this.head.seed,
      pool: this.pool,
      append: (body) => this.log.append(body),
      params: this.head.profile.params,
      nominal: this.head.profile.nominal,
      ics: this.head.ics[info.dut],
      ...this.timer(),
    });
    return { run, notApplicable: this.whyNot(full) };
  }

  /** Why the ICS of the device judged takes the case away; undefined where it does not. */
  private whyNot({ dut, requirement, id }: CaseInfo): string | undefined {
    const ics = this.head.ics[dut];
    return ics === undefined
      ? undefined
      : notApplicable(this.requirements.get(requirement), this.cases.get(id), ics);
  }

  /** The real time that a case that begins now may take. */
  private timer(): { leftMs: () => number; outOfTime: () => boolean } {
    const { maxCaseMs = Infinity } = this.head;
    const begun = performance.now();
    const leftMs = (): number => maxCaseMs - (performance.now() - begun);
    return { leftMs, outOfTime: () => leftMs() < 0 };
  }

  async end(run: CaseRun, whyNot?: string): Promise<void> {
    await run.end(whyNot);
    const stop = run.stopReason;
    if (stop?.lost === true) {
      const device = run.view.case?.devices.find((d) => d.urn === stop.device);
      if (device !== undefined) this.pool.markBroken(device.role);
    }
    this.events.caseEnds?.(run);
  }

  /** Asked before each case: true ends the run there, with what was judged so far. */
  stopWhen(stop: () => boolean): void {
    this.stop = stop;
  }

  /**
   * Only the cases that `wanted` holds for are begun; the others are passed over without a word.
   * @param attempt from 1; from the second on each case gets devices that are opened afresh
   */
  choose(wanted: (caseId: string) => boolean, attempt = 1): void {
    this.wanted = wanted;
    this.attempt = attempt;
  }

  wants(caseId: string): boolean {
    return this.wanted(caseId);
  }

  get stopping(): boolean {
    return this.stop();
  }

  /** Lets go of everything without the `end` record: the run is incomplete, and its log says so. */
  async abandon(): Promise<void> {
    if (this.ended) return;
    this.ended = true;
    this.log.close();
    await this.pool.close();
  }

  /** Closes the log with its `end` record and lets go of the devices. */
  async finish(): Promise<void> {
    if (this.ended) return;
    this.ended = true;
    this.log.append({ kind: 'end' });
    this.log.close();
    await this.pool.close();
  }
}

let current: Session | undefined;

/** The session that the step definitions run in; one at a time. */
export function currentSession(): Session | undefined {
  return current;
}

export function setCurrentSession(session: Session | undefined): void {
  current = session;
}
