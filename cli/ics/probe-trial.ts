/** Cases of the suite played on one device as probes: each on a device opened anew, under claims that make it apply. */
import { claimsFor, type Probe, type Tried } from '../../lab/ics';
import type { Connector } from '../../lab/connectors';
import type { TestProfile } from '../../lab/profile/load';
import type { Suite } from '../../lab/session/suite';
import type { CaseStopped, DeviceRole, Ics } from '../../schemas';
import { executionsOf, judgeRun } from '../../verdicts';
import { quietRun } from '../quiet-run';

export interface ProbeSetting {
  readonly suite: Suite;
  readonly profile: TestProfile;
  readonly connector: Connector;
  readonly role: DeviceRole;
  /** Longest real time a case may take, ms. */
  readonly maxCaseMs: number;
}

export type CaseOutcome = Pick<Tried, 'outcome' | 'why'>;

/** Ends of a case after which nothing can be said of the device. */
const UNTRIED: ReadonlySet<string | undefined> = new Set([
  'no-hook',
  'not-possible',
  'interrupted',
  'adapter',
  'livelock',
  'kit',
] satisfies CaseStopped['kind'][]);

export class ProbeTrial {
  /** What was shown of the items that other cases make use of: those speak in a class that the device keeps. */
  private readonly classes: NonNullable<Ics['responseClasses']>[number][] = [];
  private readonly channels: NonNullable<Ics['channels']>[number][] = [];

  constructor(private readonly setting: ProbeSetting) {}

  /** The first of its cases that passes shows it; where none does, the first says why. */
  async try(probe: Probe): Promise<Tried> {
    let found: Tried = { probe, outcome: 'untried', why: 'no test case shows it' };
    for (const [i, { id, conditions }] of probe.cases.entries()) {
      const { outcome, why } = await this.outcomeOf(id, conditions);
      if (outcome === 'shown') {
        this.keep(probe);
        return { probe, outcome, by: id };
      }
      if (i === 0 || (found.outcome === 'untried' && outcome === 'not shown'))
        found = { probe, outcome, why: `${id}: ${why}` };
    }
    return found;
  }

  /** Plays one case under the conditions that make it apply. */
  async outcomeOf(
    id: string,
    conditions: readonly string[],
    claims: Partial<Ics> = {},
  ): Promise<CaseOutcome> {
    const { suite, profile, connector, role, maxCaseMs } = this.setting;
    const ics = claimsFor(role, conditions, { ...this.usual(), ...claims });
    const records = await quietRun({
      suite,
      profile,
      connector,
      selection: { role, only: [id] },
      ics,
      maxCaseMs,
    });
    const [judged] = judgeRun(records).roles[0]?.cases ?? [];
    const stopped = executionsOf(records)[0]?.end?.stopped?.kind;
    if (judged?.verdict === 'pass') return { outcome: 'shown' };
    const untried = judged?.verdict !== 'fail' && UNTRIED.has(stopped);
    return { outcome: untried ? 'untried' : 'not shown', why: judged?.cause ?? 'the case was not played' };
  }

  private keep({ item, value }: Probe): void {
    if (item === 'responseClasses') this.classes.push(value as (typeof this.classes)[number]);
    if (item === 'channels') this.channels.push(value as (typeof this.channels)[number]);
  }

  private usual(): Partial<Ics> {
    return {
      ...(this.classes.length === 0 ? {} : { responseClasses: [...this.classes] }),
      ...(this.channels.length === 0 ? {} : { channels: [...this.channels] }),
    };
  }
}
