/**
 * One fault or variant tried against the suite, in process. A case in which it answers as the reference does is the
 * reference's own case again, and is not run a second time.
 */
import type { DeviceRole } from '../../schemas';
import type { Device } from '../../reference-impl/device';
import type { Fault, Variant } from '../../reference-impl/faults';
import { InProcessConnector } from '../../lab/connectors';
import { MemoryLog, PassingLog } from '../../lab/runlog';
import { referenceDevice } from '../../lab/session/reference';
import type { Suite } from '../../lab/session/suite';
import { answersAlike } from './dialogue';
import type { Findings, Kill } from './findings';
import { runInProcess } from './in-process-run';
import { ReferenceCases } from './reference-cases';

export type FaultOutcome =
  | { readonly kind: 'killed as intended'; readonly by: Kill }
  | { readonly kind: 'killed by another'; readonly by: Kill }
  | { readonly kind: 'survived' }
  /** Its log is the unmodified actor's: it never did what it is named for, so nothing can be concluded. */
  | { readonly kind: 'never fired' };

interface Tried extends Findings {
  /** The cases in which it did not answer as the reference does. */
  readonly otherwise: readonly string[];
}

export class Trial {
  private readonly reference: ReferenceCases;

  constructor(
    private readonly suite: Suite,
    private readonly seed: string,
  ) {
    this.reference = new ReferenceCases(suite, seed);
  }

  /** Its own requirement's cases first, stopped at the first intended kill; then the others of the role. */
  async fault(fault: Fault): Promise<FaultOutcome> {
    const intended = (k: Kill): boolean => k.requirement === fault.breaks;
    const tried: Tried[] = [];
    for (const own of [true, false]) {
      const cases = this.casesOf(fault.role, (requirement) => (requirement === fault.breaks) === own);
      const found = await this.try(fault, cases, intended);
      const by = found.kills.find(intended);
      if (by !== undefined) return { kind: 'killed as intended', by };
      tried.push(found);
    }
    const [by] = tried.flatMap((t) => t.kills);
    if (by !== undefined) return { kind: 'killed by another', by };
    const fired = await this.fired(
      fault,
      tried.flatMap((t) => t.otherwise),
    );
    return { kind: fired ? 'survived' : 'never fired' };
  }

  /** Every case of the role; whatever fails, or comes to no verdict, is a false alarm. */
  async variant(variant: Variant): Promise<readonly Kill[]> {
    const { kills, undecided } = await this.try(variant, this.casesOf(variant.role), () => false);
    return [...kills.filter((k) => k.finding !== true), ...undecided];
  }

  /** Every check that it fails, in every case of its role. */
  async allKills(fault: Fault): Promise<readonly Kill[]> {
    return (await this.try(fault, this.casesOf(fault.role), () => false)).kills;
  }

  /** What the steps of a role's cases check, each once; the oracles, which watch every case, left out. */
  async thens(role: DeviceRole): Promise<Kill[]> {
    const log = await this.logOf(role, () => referenceDevice(role), this.casesOf(role));
    const thens = new Map<string, Kill>();
    let of = '';
    for (const record of log.records) {
      if (record.kind === 'case') of = record.case;
      if (record.kind !== 'check' || record.oracle === true) continue;
      const { requirement, check } = record;
      thens.set(`${of} ${requirement} ${check}`, { case: of, requirement, check });
    }
    return [...thens.values()];
  }

  private casesOf(role: DeviceRole, about: (requirement: string) => boolean = () => true): string[] {
    const { cases } = this.suite.catalogue;
    return cases.filter((c) => c.dut === role && about(c.requirement)).map((c) => c.id);
  }

  /** Tries the device on the cases, up to the first kill that is enough. */
  private async try(
    { role, make }: Pick<Fault, 'role' | 'make'>,
    cases: readonly string[],
    enough: (kill: Kill) => boolean,
  ): Promise<Tried> {
    const { suite, seed } = this;
    const played = await this.reference.of(role, cases);
    const greetsAlike = JSON.stringify(make().hello()) === JSON.stringify(referenceDevice(role).hello());
    const kills: Kill[] = [];
    const undecided: Kill[] = [];
    const found = (_id: string, findings: Findings): boolean => {
      kills.push(...findings.kills);
      undecided.push(...findings.undecided);
      return findings.kills.some(enough);
    };
    const otherwise: string[] = [];
    for (const id of cases) {
      const reference = played.get(id);
      if (greetsAlike && reference !== undefined && (await answersAlike(make, reference.dialogue)))
        found(id, reference.findings);
      else otherwise.push(id);
    }
    const connector = new InProcessConnector(make);
    if (!kills.some(enough))
      await runInProcess({ suite, seed, role, connector, log: new PassingLog(), cases: otherwise, found });
    return { kills, undecided, otherwise };
  }

  /** Whether a log of these cases tells it from the reference. */
  private async fired({ role, make }: Fault, cases: readonly string[]): Promise<boolean> {
    if (cases.length === 0) return false;
    const own = await this.logOf(role, make, cases);
    return own.text() !== (await this.logOf(role, () => referenceDevice(role), cases)).text();
  }

  private async logOf(role: DeviceRole, make: () => Device, cases: readonly string[]): Promise<MemoryLog> {
    const { suite, seed } = this;
    const log = new MemoryLog();
    const connector = new InProcessConnector(make);
    await runInProcess({ suite, seed, role, connector, log, cases, found: () => false });
    return log;
  }
}
