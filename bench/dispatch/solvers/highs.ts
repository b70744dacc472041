/** HiGHS (npm `highs`, WebAssembly, MIT) on the dispatch programme, by its structured interface. */
import loadHighs, { type Highs } from 'highs';
import { cpuMs } from '../measure';
import type { DispatchLp } from './dispatch-lp';

export interface LpSolution {
  /** Σ gain · x. */
  objective: number;
  x: Float64Array;
  /** Processor time of the solve alone, ms. */
  solveMs: number;
}

/** A solver with its options set; keep and use it again. */
export async function loadSolver(): Promise<(lp: DispatchLp, tight?: boolean) => LpSolution> {
  const highs = await loadHighs();
  return (lp, tight = false) => solve(highs, lp, tight);
}

function solve(highs: Highs, lp: DispatchLp, tight: boolean): LpSolution {
  if (lp.columns === 0) return { objective: 0, x: new Float64Array(0), solveMs: 0 };
  const model = highs.createModel({
    numCols: lp.columns,
    numRows: lp.rows,
    sense: highs.constants.objectiveSense.maximize,
    colCost: lp.gain,
    colLower: new Float64Array(lp.columns),
    colUpper: lp.upper,
    rowLower: lp.rowLower,
    rowUpper: lp.rowUpper,
    matrix: {
      format: 'csc',
      numRows: lp.rows,
      numCols: lp.columns,
      starts: lp.starts,
      indices: lp.indices,
      values: new Float64Array(lp.indices.length).fill(1),
    },
  });
  try {
    model.options.set({ output_flag: false, time_limit: 600 });
    if (tight) model.options.set({ primal_feasibility_tolerance: 1e-10, dual_feasibility_tolerance: 1e-10 });
    let modelStatus = 0;
    const solveMs = cpuMs(() => ({ modelStatus } = model.run()));
    if (modelStatus !== highs.constants.modelStatus.optimal)
      throw new Error(`HiGHS ended with status ${modelStatus}`);
    return { objective: model.getObjectiveValue(), x: model.getSolution().colValue, solveMs };
  } finally {
    model.dispose();
  }
}
