/** One fault or variant tried against the suite, in process, with the log in memory. */
import type { DeviceRole, Ics, LogRecord } from '../../schemas';
import type { Device } from '../../reference-impl/device';
import type { Fault, Variant } from '../../reference-impl/faults';
import { InProcessConnector } from '../../lab/connectors';
import { defaultParameters } from '../../lab/profile/parameters';
import { MemoryLog } from '../../lab/runlog';
import { DevicePool } from '../../lab/session/device-pool';
import { referenceConnector, referenceDevice } from '../../lab/session/reference';
import { Session } from '../../lab/session/session';
import type { Suite } from '../../lab/session/suite';
import { planCases, runCases } from '../run-cases';

/** A check that failed, and where. */
export interface Kill {
  readonly case: string;
  readonly requirement: string;
  readonly check: string;
  /** It is about a SHOULD: enough to catch a fault that breaks it, and no charge against a variant. */
  readonly finding?: true;
}

export type FaultOutcome =
  | { readonly kind: 'killed as intended'; readonly by: Kill }
  | { readonly kind: 'killed by another'; readonly by: Kill }
  | { readonly kind: 'survived' }
  /** Its log is the unmodified actor's: it never did what it is named for, so nothing can be concluded. */
  | { readonly kind: 'never fired' };

export class Trial {
  /** Logs of the unmodified actors by role and selection, to tell whether a fault fired. */
  private readonly plain = new Map<string, string>();

  constructor(
    private readonly suite: Suite,
    private readonly seed: string,
  ) {}

  /** Its own requirement's cases first, stopped at the first intended kill; then all the role's. */
  async fault(fault: Fault): Promise<FaultOutcome> {
    const intended = (k: Kill): boolean => k.requirement === fault.breaks;
    const own = `@${fault.breaks}`;
    const near = await this.run(fault.role, fault.make, own, intended);
    const asIntended = near.kills.find(intended);
    if (asIntended !== undefined) return { kind: 'killed as intended', by: asIntended };
    const all = await this.run(fault.role, fault.make, undefined, intended);
    const wider = all.kills.find(intended);
    if (wider !== undefined) return { kind: 'killed as intended', by: wider };
    const other = near.kills[0] ?? all.kills[0];
    if (other !== undefined) return { kind: 'killed by another', by: other };
    return all.text === (await this.plainText(fault.role)) ? { kind: 'never fired' } : { kind: 'survived' };
  }

  /** Every case of the role; whatever fails, or comes to no verdict, is a false alarm. */
  async variant(variant: Variant): Promise<readonly Kill[]> {
    const { kills, undecided } = await this.run(variant.role, variant.make, undefined, () => false);
    return [...kills.filter((k) => k.finding !== true), ...undecided];
  }

  /** Every check that it fails, in every case of its role. */
  async allKills(fault: Fault): Promise<readonly Kill[]> {
    return (await this.run(fault.role, fault.make, undefined, () => false)).kills;
  }

  /** What the steps of a role's cases check, each once; the oracles, which watch every case, left out. */
  async thens(role: DeviceRole): Promise<Kill[]> {
    const text = await this.plainText(role);
    const thens = new Map<string, Kill>();
    let of = '';
    for (const line of text.trimEnd().split('\n')) {
      const record = JSON.parse(line) as LogRecord;
      if (record.kind === 'case') of = record.case;
      if (record.kind !== 'check' || record.oracle === true) continue;
      const { requirement, check } = record;
      thens.set(`${of} ${requirement} ${check}`, { case: of, requirement, check });
    }
    return [...thens.values()];
  }

  private async plainText(role: DeviceRole): Promise<string> {
    const known = this.plain.get(role);
    if (known !== undefined) return known;
    const { text } = await this.run(
      role,
      () => referenceDevice(role),
      undefined,
      () => false,
    );
    this.plain.set(role, text);
    return text;
  }

  private async run(
    role: DeviceRole,
    make: () => Device,
    tags: string | undefined,
    enough: (kill: Kill) => boolean,
  ): Promise<{ kills: Kill[]; undecided: Kill[]; text: string }> {
    const log = new MemoryLog();
    const connector = new InProcessConnector(make);
    const hello = await connector.open();
    const kills: Kill[] = [];
    const undecided: Kill[] = [];
    const session = new Session(
      {
        suite: this.suite,
        roles: [role],
        seed: this.seed,
        profile: { name: 'default', params: defaultParameters() },
        ics: this.declared(role, hello.ics),
        ixit: {},
        devices: [],
      },
      new DevicePool(new Map([[role, { role, connector, hello }]]), referenceConnector, 'storage'),
      log,
      {
        caseEnds: ({ info, view }) => {
          kills.push(...killsIn(info.id, view.records));
          undecided.push(...stopsIn(info.id, info.requirement, view.records));
        },
      },
    );
    const selection = tags === undefined ? { role } : { role, tags };
    if (this.hasCases(role, tags)) {
      await runCases(await planCases(this.suite, selection), session, () => kills.some(enough));
    }
    await session.finish();
    return { kills, undecided, text: log.text() };
  }

  /**
   * A device that declares what the reference declares plays every case, the ones for another kind of switch as well,
   * as the reference can; where it declares something else, what that denies does not apply.
   */
  private declared(role: DeviceRole, ics: Ics | undefined): Record<string, unknown> {
    const { identity: _own, ...said } = { ...ics };
    const { identity: _usual, ...usual } = { ...referenceDevice(role).hello().ics };
    return JSON.stringify(said) === JSON.stringify(usual) ? {} : { [role]: ics };
  }

  private hasCases(role: DeviceRole, tags: string | undefined): boolean {
    return this.suite.catalogue.cases.some(
      (c) => c.dut === role && (tags === undefined || tags === `@${c.requirement}`),
    );
  }
}

function killsIn(id: string, records: readonly LogRecord[]): Kill[] {
  return records.flatMap((r) =>
    r.kind === 'check' && r.verdict === 'fail'
      ? [
          {
            case: id,
            requirement: r.requirement,
            check: r.check,
            ...(r.finding === true ? { finding: true as const } : {}),
          },
        ]
      : [],
  );
}

/** A case that ended before its end, and why. */
function stopsIn(id: string, requirement: string, records: readonly LogRecord[]): Kill[] {
  return records.flatMap((r) =>
    r.kind === 'end-case' && r.stopped !== undefined
      ? [{ case: id, requirement, check: `${r.stopped.kind}: ${r.stopped.text}` }]
      : [],
  );
}
