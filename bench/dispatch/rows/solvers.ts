/** The plan against linear programming solvers on the same fleet and request, in the same process. */
import { planOf } from '../../../reference-impl/dispatch';
import { STEP_S, constantRequest, randomFleet } from '../fleets';
import { cpuMs, measure } from '../measure';
import { planAll, plannerOf } from '../planner';
import { type Row, factor, textTable, timeText } from '../report';
import { dispatchLp } from '../solvers/dispatch-lp';
import type { loadSolver } from '../solvers/highs';
import { javascriptLpSolver, yalps } from '../solvers/tableau';

export interface SolverTime {
  solver: string;
  size: number;
  intervals: number;
  ms: number;
  /** Of the plan and setpoints for the same, ms. */
  planMs: number;
  /** Relative difference of the energy served. */
  difference: number;
}

type Highs = Awaited<ReturnType<typeof loadSolver>>;

/** Solves one size by HiGHS, and by the tableau solvers where they can. */
export function compare(highs: Highs, size: number, intervals: number, withTableaus: boolean): SolverTime[] {
  const fleet = randomFleet(size, 99, intervals);
  const requestW = constantRequest(fleet, 0.3, intervals);
  const planner = plannerOf(fleet, requestW);
  const planMs = measure({ plan: () => planAll(planner, fleet, requestW) }).plan;
  const servedW = planOf(planner.sketch, requestW).servedW.reduce((sum, w) => sum + w, 0);
  const lp = dispatchLp(fleet, requestW, STEP_S);
  const timed = (solver: string, ms: number, objective: number): SolverTime => ({
    solver,
    size,
    intervals,
    ms,
    planMs,
    difference: Math.abs(objective - servedW) / servedW,
  });
  const { objective, solveMs } = highs(lp);
  const times = [timed('HiGHS', solveMs, objective)];
  if (!withTableaus) return times;
  for (const [solver, { run }] of Object.entries({
    yalps: yalps(lp),
    'javascript-lp-solver': javascriptLpSolver(lp),
  })) {
    let found = 0;
    const ms = cpuMs(() => (found = run()));
    times.push(timed(solver, ms, found));
  }
  return times;
}

const GATES: Record<number, number> = { 1000: 200, 10_000: 5000 };

export function solverRows(times: readonly SolverTime[]): Row[] {
  return times
    .filter((t) => t.solver === 'HiGHS' && t.size in GATES)
    .map((t) => {
      const ratio = t.ms / t.planMs;
      const gate = GATES[t.size]!;
      return {
        metric: `the plan against HiGHS, ${t.size.toLocaleString('en-US')} × ${t.intervals}`,
        measured: `${factor(ratio)} as fast (${timeText(t.ms)} to ${timeText(t.planMs)}), optimum within ${t.difference.toExponential(1)}`,
        gate: `≥ ${gate.toLocaleString('en-US')}×, within 1e-9`,
        goal: '',
        pass: ratio >= gate && t.difference <= 1e-9,
        values: { ratio, solverMs: t.ms, planMs: t.planMs, difference: t.difference },
      };
    });
}

export function solverTable(times: readonly SolverTime[]): string {
  return textTable(
    ['solver', 'PEVs × intervals', 'solve', 'plan and setpoints', 'ratio', 'difference'],
    times.map((t) => [
      t.solver,
      `${t.size.toLocaleString('en-US')} × ${t.intervals}`,
      timeText(t.ms),
      timeText(t.planMs),
      factor(t.ms / t.planMs),
      t.difference.toExponential(1),
    ]),
  );
}
