/**
 * The two solvers in plain JavaScript on the dispatch programme: yalps (MIT) and javascript-lp-solver (Unlicense).
 * Both keep a dense tableau, so they are for small programmes; upper bounds are rows of their own to them.
 */
import jsLpSolver from 'javascript-lp-solver';
import { solve as solveYalps } from 'yalps';
import type { DispatchLp } from './dispatch-lp';

interface Model {
  constraints: Record<string, { max: number }>;
  variables: Record<string, Record<string, number>>;
}

function modelOf(lp: DispatchLp): Model {
  const model: Model = { constraints: {}, variables: {} };
  for (let r = 0; r < lp.rows; r++) model.constraints[`r${r}`] = { max: lp.rowUpper[r]! };
  for (let c = 0; c < lp.columns; c++) {
    model.constraints[`u${c}`] = { max: lp.upper[c]! };
    const variable: Record<string, number> = { gain: lp.gain[c]!, [`u${c}`]: 1 };
    for (let at = lp.starts[c]!; at < lp.starts[c + 1]!; at++) variable[`r${lp.indices[at]}`] = 1;
    model.variables[`x${c}`] = variable;
  }
  return model;
}

/** Objective found by yalps; prepared, so that only `run` is the solver's own time. */
export function yalps(lp: DispatchLp): { run: () => number } {
  const model = modelOf(lp);
  return {
    run: () => solveYalps({ direction: 'maximize', objective: 'gain', ...model }, { maxPivots: 1e6 }).result,
  };
}

/** Objective found by javascript-lp-solver. */
export function javascriptLpSolver(lp: DispatchLp): { run: () => number } {
  const model = modelOf(lp);
  return {
    run: () => {
      const answer: unknown = jsLpSolver.Solve({ optimize: 'gain', opType: 'max', ...model });
      return Number((answer as { result?: number }).result);
    },
  };
}
