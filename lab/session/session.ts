/**
 * One run over the cases of one role: the devices plugged in, the run log, and the cases one after the other.
 */
import type { ListedFailure, RunPlan } from '../../schemas';
import type { RecordBody } from '../runlog/chain';
import type { LogSink } from '../runlog/writer';
import type { DeviceRole } from '../bench/bench-device';
import type { Requirement } from '../catalogue/catalogue';
import type { NominalGrid } from '../profile/nominal';
import type { Reading } from '../profile/readings';
import { CaseRun, type CaseInfo } from './case-run';
import { catalogueRecord } from './catalogue-record';
import type { DevicePool } from './device-pool';
import type { Suite } from './suite';

export interface SessionHead {
  readonly suite: Suite;
  readonly roles: readonly DeviceRole[];
  readonly seed: string;
  readonly profile: {
    readonly name: string;
    readonly params: Readonly<Record<string, number>>;
    readonly nominal?: NominalGrid;
    /** How the run reads the unclear places of the use case. */
    readonly readings?: readonly Reading[];
  };
  readonly ics: Readonly<Record<string, unknown>>;
  readonly ixit: Readonly<Record<string, unknown>>;
  /** What was plugged in; not how, so that a run is the same in process and over a wire. */
  readonly devices: readonly { role: DeviceRole; dut: boolean; hello: unknown }[];
  readonly tags?: string;
  /** The cases chosen, in the order of the suite. */
  readonly plan?: RunPlan;
  /** The vendor's list, where the run was given one. */
  readonly knownFailures?: readonly ListedFailure[];
  /** Longest real time a case may take, ms; no limit without. */
  readonly maxCaseMs?: number;
}

export interface SessionEvents {
  caseBegins?(info: CaseInfo): void;
  caseEnds?(run: CaseRun): void;
}

export class Session {
  private readonly requirements: ReadonlyMap<string, Requirement>;
  private ended = false;
  private stop: () => boolean = () => false;

  constructor(
    readonly head: SessionHead,
    readonly pool: DevicePool,
    private readonly log: LogSink,
    private readonly notApplicable: (info: CaseInfo) => string | undefined,
    private readonly events: SessionEvents = {},
  ) {
    this.requirements = new Map(head.suite.catalogue.requirements.map((r) => [r.id, r]));
    this.log.append({
      kind: 'run',
      format: 1,
      suite: { version: head.suite.version, digest: head.suite.digest },
      roles: [...head.roles],
      seed: head.seed,
      profile: profileRecord(head.profile),
      catalogue: catalogueRecord(head.suite.catalogue.requirements, head.profile.readings),
      ...(head.profile.readings === undefined
        ? {}
        : {
            readings: head.profile.readings.map(({ id, place, question, chosen, why }) => ({
              id,
              place,
              question,
              chosen,
              why,
            })),
          }),
      ics: head.ics,
      ixit: head.ixit,
      devices: head.devices.map((d) => ({ ...d })),
      ...(head.tags === undefined ? {} : { tags: head.tags }),
      ...(head.plan === undefined ? {} : { plan: head.plan }),
      ...(head.knownFailures === undefined ? {} : { knownFailures: head.knownFailures }),
    } as unknown as RecordBody);
  }

  /** Begins the case that the tags of a scenario name. Its `notApplicable` says so where the ICS does. */
  begin(info: Omit<CaseInfo, 'keyword'>): { run: CaseRun; notApplicable: string | undefined } {
    const full: CaseInfo = { ...info, keyword: this.requirements.get(info.requirement)?.keyword ?? 'must' };
    this.events.caseBegins?.(full);
    const run = new CaseRun(full, {
      seed: this.head.seed,
      pool: this.pool,
      append: (body) => this.log.append(body),
      params: this.head.profile.params,
      nominal: this.head.profile.nominal,
      outOfTime: this.timer(),
    });
    return { run, notApplicable: this.notApplicable(full) };
  }

  /** Tells whether a case that begins now has used up its real time. */
  private timer(): () => boolean {
    const { maxCaseMs = Infinity } = this.head;
    const begun = performance.now();
    return () => performance.now() - begun > maxCaseMs;
  }

  async end(run: CaseRun, notApplicable?: string): Promise<void> {
    await run.end(notApplicable);
    const stop = run.stopReason;
    if (stop?.kind === 'adapter' || stop?.kind === 'peer') {
      const device = run.view.case?.devices.find((d) => d.urn === stop.device);
      if (device !== undefined) this.pool.markBroken(device.role);
    }
    this.events.caseEnds?.(run);
  }

  /** Asked before each case: true ends the run there, with what was judged so far. */
  stopWhen(stop: () => boolean): void {
    this.stop = stop;
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

function profileRecord({ name, params, nominal }: SessionHead['profile']) {
  return {
    name,
    params,
    ...(nominal === undefined ? {} : { nominalV: nominal.voltageV, nominalHz: nominal.frequencyHz }),
  };
}

let current: Session | undefined;

/** The session that the step definitions run in; one at a time. */
export function currentSession(): Session | undefined {
  return current;
}

export function setCurrentSession(session: Session | undefined): void {
  current = session;
}
