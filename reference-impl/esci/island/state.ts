/**
 * Where the ESCI's island branch keeps its state (PR2-B, specification section 6). `GRID` is every state in which
 * the premises hang on the grid; TRIPPED is latched until it is cleared by hand.
 */
export type IslandPhase =
  | 'GRID'
  | 'GRID_LOST'
  | 'ISOLATING'
  | 'ISOLATED'
  | 'REQUESTING'
  | 'SUPPLYING'
  | 'WAIT_ES'
  | 'RETRANSFER'
  | 'TRIPPED';

export interface Island {
  phase: IslandPhase;
  /** Since when the phase holds, bench ms. */
  sinceMs: number;
}

export function newIsland(): Island {
  return { phase: 'GRID', sinceMs: 0 };
}

/** Whether the premises are, or may be, apart from the grid: no grid dispatch can run (PR2-B-10). */
export function isIslanded(island: Island): boolean {
  return island.phase !== 'GRID';
}
