/** What a decision of the PEV rests on: a snapshot of plain values, taken for one event. */
import type { ErrorCode } from '../../schemas';
import type { Parameters, ResponseClassName } from '../parameters';
import type { Battery } from '../physics/battery';
import type { EffectivePreference } from './preferences';

export interface Situation {
  readonly pevId: string;
  readonly parameters: Parameters;
  readonly preference: EffectivePreference;
  readonly classes: readonly ResponseClassName[];
  /** Wall time, ms. */
  readonly wallMs: number;
  readonly battery: Battery;
  readonly socPct: number;
  readonly floorPct: number;
  /** AC-side energy that this event may use: above the floor, less what other accepted events need, J. */
  readonly availableJ: number;
  /** Greatest power through the present connection; 0 where there is none that may export, W. */
  readonly greatestW: number;
  /** Greatest power that vehicle and customer allow, and the connection as far as it is known, W. */
  readonly prospectiveW: number;
  readonly leastW: number;
  readonly chargeW: number;
  /** Why the connection does not allow discharge now; null where it does. */
  readonly obstacle: ErrorCode | null;
  readonly gridInRange: boolean;
  /** Wall time at which the enter-service delay ends; null while the grid is out of range. */
  readonly inServiceWallMs: number | null;
  /** The home is on backup (PR2-B-10). */
  readonly islanded: boolean;
  /** Wall time before which it cannot be back on the grid; null where it is not on backup. */
  readonly islandEndsWallMs: number | null;
}

/** A computed energy that is a hair short of what it stands for counts as reaching it, J. */
export const DUST_J = 1e-3;
