/** What is known of a test case before it runs, and what its run may use. */
import type { Ics, LogRecord } from '../../schemas';
import type { DeviceRole } from '../bench/bench-device';
import type { WallClock } from '../connectors/timers';
import type { Oracle } from '../oracles/oracle';
import type { NominalGrid } from '../profile/nominal';
import type { RecordBody } from '../runlog/chain';
import type { DevicePool } from './device-pool';

export interface CaseInfo {
  readonly id: string;
  readonly requirement: string;
  readonly name: string;
  readonly feature: string;
  readonly line: number;
  readonly dut: DeviceRole;
  readonly tags: readonly string[];
  readonly keyword: 'must' | 'should';
  /** What the device must declare for the case to apply, its requirement's conditions included. */
  readonly conditions?: readonly string[];
  /** It is about a SHOULD of a requirement that is a MUST. */
  readonly should?: boolean;
  /** 2 or more where it ended in error before and is run again. */
  readonly attempt?: number;
}

export interface CaseContext {
  readonly seed: string;
  readonly pool: DevicePool;
  readonly append: (body: RecordBody) => LogRecord;
  /** All test parameters, P_*, of the profile. */
  readonly params: Readonly<Record<string, number>>;
  /** The grid of the profile; the default one without. */
  readonly nominal?: NominalGrid | undefined;
  /** What the device under test declares; without it everything is taken to be there. */
  readonly ics?: Ics | undefined;
  /** What watches the case; all oracles of the kit without. */
  readonly oracles?: readonly Oracle[];
  /** Whether the case has used up the real time it may take. */
  readonly outOfTime: () => boolean;
  /** Real time that the case may still take, ms; needed where a device has a clock of its own. */
  readonly leftMs?: () => number;
  /** What paces a device with a clock of its own; the real one without. */
  readonly wall?: WallClock;
}
