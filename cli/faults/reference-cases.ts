/** The cases as the reference devices play them, each run once and only when it is asked for. */
import type { DeviceRole } from '../../schemas';
import { PassingLog } from '../../lab/runlog';
import { referenceDevice } from '../../lab/session/reference';
import type { Suite } from '../../lab/session/suite';
import { Listener, type Dialogue } from './dialogue';
import type { Findings } from './findings';
import { runInProcess } from './in-process-run';

export interface PlayedCase {
  readonly dialogue: Dialogue;
  readonly findings: Findings;
}

export class ReferenceCases {
  private readonly played = new Map<string, PlayedCase>();

  constructor(
    private readonly suite: Suite,
    private readonly seed: string,
  ) {}

  /** The cases of a role by their ids. */
  async of(role: DeviceRole, ids: readonly string[]): Promise<ReadonlyMap<string, PlayedCase>> {
    const cases = ids.filter((id) => !this.played.has(id));
    if (cases.length > 0) await this.play(role, cases);
    return this.played;
  }

  private async play(role: DeviceRole, cases: readonly string[]): Promise<void> {
    const { suite, seed } = this;
    const connector = new Listener(() => referenceDevice(role));
    const found = (id: string, findings: Findings): boolean => {
      this.played.set(id, { dialogue: connector.take(), findings });
      return false;
    };
    await runInProcess({ suite, seed, role, connector, log: new PassingLog(), cases, found });
  }
}
