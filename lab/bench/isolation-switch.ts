/**
 * The isolation switch of a premises, and the sensors on it. It moves as it is commanded, unless a scenario gives it a
 * fault; each sensor shows the truth, unless a scenario makes it lie. Pure state; the bench moves it in time.
 */
import type { SwitchInputs } from '../../schemas';

export type Position = 'OPEN' | 'CLOSED';

/** From command to movement of an automated switch without a fault, ms. */
const OPERATE_MS = 100;

export interface SwitchFault {
  /** Moves this long after the command instead, ms. */
  operateMs?: number;
  /** Does not move from where it stands, or cannot leave CLOSED. */
  stuck?: boolean;
  /** Falls back and comes again so often before it stays, 20 ms apart. */
  bounces?: number;
}

/** What a sensor shows instead of the truth; absent = the truth, null = nothing. */
export interface SensorOverrides {
  aux?: Position | null;
  coupling?: boolean | null;
  busV?: number | null;
}

export class IsolationSwitch {
  position: Position = 'CLOSED';
  fault: SwitchFault = {};
  shows: SensorOverrides = {};

  constructor(
    readonly esci: string,
    readonly switchId: string,
    readonly type: 'AUTO' | 'MANUAL',
  ) {}

  /**
   * The movements that a command brings about, as instants after it. A manual switch follows no command.
   */
  movements(command: Position): { afterMs: number; position: Position }[] {
    if (this.type === 'MANUAL' || this.fault.stuck === true) return [];
    const first = this.fault.operateMs ?? OPERATE_MS;
    const other: Position = command === 'OPEN' ? 'CLOSED' : 'OPEN';
    const out = [{ afterMs: first, position: command }];
    for (let i = 0; i < (this.fault.bounces ?? 0); i += 1) {
      out.push(
        { afterMs: first + 40 * i + 20, position: other },
        { afterMs: first + 40 * i + 40, position: command },
      );
    }
    return out;
  }

  /** What the sensors show, given the true voltage of the premises bus. */
  sensed(busV: number): SwitchInputs {
    const { shows, position } = this;
    return {
      aux: shows.aux === undefined ? position : shows.aux,
      coupling: shows.coupling === undefined ? position === 'CLOSED' : shows.coupling,
      busV: shows.busV === undefined ? busV : shows.busV,
    };
  }
}
