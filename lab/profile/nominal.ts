/** Nominal voltage and frequency of the grid that a case plays. */
export interface NominalGrid {
  readonly voltageV: number;
  readonly frequencyHz: number;
}

/** Split phase of North America, where the use case comes from (ANSI C84.1). */
export const DEFAULT_NOMINAL: NominalGrid = { voltageV: 240, frequencyHz: 60 };
