/**
 * An oracle: a check that watches every case whatever its scenario. A pure fold over the case's records; it knows
 * the devices and the requests that it sees in the log, and nothing of the scenario.
 */
import type { Ics } from '../../schemas';
import type { Judgement } from '../checks/check';
import type { CaseView } from '../../runlog/case-view';

export interface OracleJudgement {
  readonly requirement: string;
  readonly judgement: Judgement;
  /** A failure is only told, and fails nobody. */
  readonly finding?: true;
}

export interface Oracle {
  readonly name: string;
  /** It holds the device against itself alone: no doing of another party can excuse what it finds. */
  readonly alone?: boolean;
  /** It speaks only of a device that it fails, so that sound devices cannot show it. */
  readonly onlyOnFailure?: boolean;
  /** What it has to say of the device under test in this case: nothing where there was nothing to watch. `declared` is its ICS. */
  readonly judge: (view: CaseView, dut: string, declared?: Ics) => readonly OracleJudgement[];
}
