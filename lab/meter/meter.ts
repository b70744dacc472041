/** An instrument at the AC terminals of a PEV: what the bench asks of it, and how it fails. */
import type { Identity, Readings } from '../../schemas';

/** What a meter reads: minus is discharge; a quantity that it does not have is left out. */
export type Metered = Pick<Readings, 'powerW' | 'voltageV' | 'frequencyHz' | 'exportJ' | 'importJ'>;

export interface Meter {
  /**
   * Reaches the meter and learns what it is.
   * @throws MeterError
   */
  open(): Promise<Identity>;
  /**
   * What it shows now; it is reached again where it was lost.
   * @throws MeterError
   */
  read(): Promise<Metered>;
  /** Lets go of it. Never throws. */
  close(): Promise<void>;
}

/** The message is one sentence: what happened to the meter, and what to do where that is known. */
export class MeterError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MeterError';
  }
}
