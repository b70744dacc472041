/** Checks on the combustion engine that keeps the charge up (PR2-B-09). */
import { fail, pass, type Check } from '../check';
import { instantText, socText } from '../texts';

interface Runs {
  readonly pev: string;
  readonly fromMs: number;
  readonly byMs: number;
  /** Charge between which it starts. */
  readonly minSoc?: number;
  readonly maxSoc?: number;
  readonly running: boolean;
  readonly basisN: number;
}

/** The engine starts, or stops, by then, at a charge within the bounds. */
export const engineTurns: Check<Runs> = (view, a) => {
  const turn = a.running ? 'running' : 'at rest';
  const low = a.minSoc === undefined ? '' : `, at ${socText(a.minSoc)} or more`;
  const high = a.maxSoc === undefined ? '' : `, at ${socText(a.maxSoc)} or less`;
  const expected = `the engine ${turn} by ${instantText(a.byMs)}${low}${high}`;
  const told = view.readingsOf(a.pev, a.fromMs).filter((r) => r.values.iceRunning !== undefined);
  const first = told.find((r) => r.values.iceRunning === a.running);
  if (first === undefined || first.atMs > a.byMs) {
    if (view.nowMs < a.byMs) return { untilMs: a.byMs };
    return fail(expected, 'it did not', [a.basisN, told.pop()?.n ?? a.basisN]);
  }
  const soc = first.values.soc ?? NaN;
  const tol = view.param('P_SOC_TOL');
  const ok =
    (a.minSoc === undefined || soc >= a.minSoc - tol) && (a.maxSoc === undefined || soc <= a.maxSoc + tol);
  const observed = `at ${socText(soc)}, ${instantText(first.atMs)}`;
  return ok ? pass(expected, observed, [a.basisN, first.n]) : fail(expected, observed, [a.basisN, first.n]);
};

interface Stays {
  readonly pev: string;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly running: boolean;
  readonly basisN: number;
}

/** The engine neither starts nor stops in the window. */
export const engineStays: Check<Stays> = (view, a) => {
  const expected = `the engine ${a.running ? 'running' : 'at rest'} from ${instantText(a.fromMs)} to ${instantText(a.untilMs)}`;
  const told = view.readingsOf(a.pev, -Infinity, a.untilMs).filter((r) => r.values.iceRunning !== undefined);
  const inside = [told.findLast((r) => r.atMs <= a.fromMs), ...told.filter((r) => r.atMs > a.fromMs)];
  const other = inside.find((r) => r !== undefined && r.values.iceRunning !== a.running);
  if (other !== undefined)
    return fail(expected, `${a.running ? 'at rest' : 'running'} at ${instantText(other.atMs)}`, [
      a.basisN,
      other.n,
    ]);
  if (view.nowMs < a.untilMs) return { untilMs: a.untilMs };
  const last = told.pop();
  if (last === undefined) return fail(expected, 'the PEV gave no reading of its engine', [a.basisN]);
  return pass(expected, 'it stayed so', [a.basisN, last.n]);
};
