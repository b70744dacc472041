/** The suite against a mutant: the cases that reach it and in which it answers otherwise, up to the first that objects. */
import { answersAlike } from '../../cli/faults/dialogue';
import type { Findings, Kill } from '../../cli/faults/findings';
import { runInProcess } from '../../cli/faults/in-process-run';
import { ReferenceCases } from '../../cli/faults/reference-cases';
import { InProcessConnector } from '../../lab/connectors';
import { PassingLog } from '../../lab/runlog';
import { referenceDevice } from '../../lab/session/reference';
import type { Suite } from '../../lab/session/suite';
import type { Device } from '../../reference-impl/device';
import type { DeviceRole } from '../../schemas';
import type { MutantSwitch } from './switch';

export type Fate =
  /** A check failed it. */
  | 'failed'
  /** A case came to no verdict with it, so nobody would call it conformant. */
  | 'no verdict'
  /** It answered otherwise, and every check passed: a gap of the suite, or something that nobody owes. */
  | 'passed'
  /** It answered as the reference does in every case. */
  | 'no difference'
  /** No case comes to its place. */
  | 'not reached';

export interface Outcome {
  readonly fate: Fate;
  /** What objected. */
  readonly by?: Kill;
  /** Cases in which it answered otherwise, in the order in which they were tried. */
  readonly otherwise: readonly string[];
}

export class MutantTrial {
  private readonly reference: ReferenceCases;
  private reaching: ReadonlyMap<number, readonly string[]> = new Map();

  constructor(
    private readonly suite: Suite,
    private readonly role: DeviceRole,
    private readonly seed: string,
    private readonly mutants: MutantSwitch,
  ) {
    this.reference = new ReferenceCases(suite, seed);
  }

  /** Plays every case on the reference: which mutants it reaches, and what the reference answers. */
  async prepare(): Promise<void> {
    const { cases } = this.suite.catalogue;
    const own = cases.filter((c) => c.dut === this.role).map((c) => c.id);
    this.reaching = await this.casesByMutant(own);
    await this.reference.of(this.role, own);
  }

  async try(id: number): Promise<Outcome> {
    const cases = this.reaching.get(id) ?? [];
    if (cases.length === 0) return { fate: 'not reached', otherwise: [] };
    const played = await this.reference.of(this.role, cases);
    const device = (): Device => this.device(id);
    const otherwise: string[] = [];
    for (const name of cases) {
      const dialogue = played.get(name)?.dialogue;
      if (dialogue !== undefined && (await answersAlike(device, dialogue))) continue;
      otherwise.push(name);
      const objection = await this.objection(device, name);
      if (objection !== undefined) return { ...objection, otherwise };
    }
    return { fate: otherwise.length === 0 ? 'no difference' : 'passed', otherwise };
  }

  private async objection(
    device: () => Device,
    name: string,
  ): Promise<{ fate: 'failed' | 'no verdict'; by: Kill } | undefined> {
    let told: Findings | undefined;
    await this.play(device, [name], (_, findings) => (told = findings));
    const kill = told?.kills.find((k) => k.finding !== true);
    if (kill !== undefined) return { fate: 'failed', by: kill };
    const [undecided] = told?.undecided ?? [];
    return undecided === undefined ? undefined : { fate: 'no verdict', by: undecided };
  }

  /** By mutant, the cases in which the reference comes to its place. */
  private async casesByMutant(cases: readonly string[]): Promise<ReadonlyMap<number, readonly string[]>> {
    const reaching = new Map<number, string[]>();
    const reached = new Set<number>();
    await this.play(
      () => this.device(0, reached),
      cases,
      (name) => {
        for (const id of reached) {
          const names = reaching.get(id);
          if (names === undefined) reaching.set(id, [name]);
          else names.push(name);
        }
        reached.clear();
      },
    );
    return reaching;
  }

  private async play(
    device: () => Device,
    cases: readonly string[],
    ends: (name: string, findings: Findings) => void,
  ): Promise<void> {
    const { suite, seed, role } = this;
    const found = (name: string, findings: Findings): boolean => {
      ends(name, findings);
      return false;
    };
    const connector = new InProcessConnector(device);
    await runInProcess({ suite, seed, role, connector, log: new PassingLog(), cases, found });
  }

  /** The reference device with a mutant in its place in each of its calls. */
  private device(id: number, reached?: Set<number>): Device {
    const during = <T>(act: () => T): T => this.mutants.during(id, reached, act);
    const device = during(() => referenceDevice(this.role));
    return {
      hello: () => during(() => device.hello()),
      start: (params, restored) => during(() => device.start(params, restored)),
      deliver: (params) => during(() => device.deliver(params)),
      stimulate: (params) => during(() => device.stimulate(params)),
      observe: (params) => during(() => device.observe(params)),
      advance: (params) => during(() => device.advance(params)),
      query: (params) => during(() => device.query(params)),
      stop: (params) => during(() => device.stop(params)),
      durable: () => during(() => device.durable()),
    };
  }
}
