/** How a total that several PEVs are to give together is divided among them: the dispatch core, asked by interval. */
import { allocate as divide, type PevOffer } from '../dispatch';

export type FleetMember = PevOffer;

export interface Allocation {
  /** Power of each PEV in each interval, W. */
  powersW: Record<string, number[]>;
  /** Power that nobody can give, by interval, W. */
  shortfallW: number[];
}

/** The dispatch core plans on a regular grid; this many steps are fine enough. */
const MOST_STEPS = 200;

/**
 * Divides a total, W by interval, within what each PEV has. A PEV is commanded one power for a whole interval: where
 * the core would let it give more at first and less later, it gives the mean, which takes no more energy.
 */
export function allocate(
  fleet: readonly FleetMember[],
  totalW: readonly number[],
  durationsS: readonly number[],
): Allocation {
  const lastS = onGrid(durationsS);
  const request = totalW.map((powerW, k) => ({ powerW, durationS: lastS[k] ?? 1 }));
  const { steps, pevs } = divide(fleet, request);
  const endsS = request.map((_, k) => lastS.slice(0, k + 1).reduce((sum, s) => sum + s, 0));
  const intervalOf = steps.map(({ startS }) => endsS.findIndex((endS) => startS < endS));
  const powersW = Object.fromEntries(
    pevs.map(({ pevId, setpointsW }, i) => {
      const leastW = fleet[i]?.minW ?? 0;
      const means = request.map(({ durationS }, k) => {
        const energyWs = setpointsW.reduce(
          (sum, w, n) => (intervalOf[n] === k ? sum + w * (steps[n]?.durationS ?? 0) : sum),
          0,
        );
        const meanW = Math.floor(energyWs / durationS);
        return meanW < leastW ? 0 : meanW;
      });
      return [pevId, means];
    }),
  );
  const shortfallW = totalW.map(
    (w, k) => w - Object.values(powersW).reduce((sum, p) => sum + (p[k] ?? 0), 0),
  );
  return { powersW, shortfallW };
}

/** Whole seconds, on a common grid that is not too fine; never less than it was, so that no energy is asked for twice. */
function onGrid(durationsS: readonly number[]): number[] {
  const wholeS = durationsS.map((s) => Math.max(1, Math.ceil(s)));
  const totalS = wholeS.reduce((sum, s) => sum + s, 0);
  if (totalS / wholeS.reduce(gcd, 0) <= MOST_STEPS) return wholeS;
  const stepS = Math.ceil(totalS / MOST_STEPS);
  return wholeS.map((s) => Math.ceil(s / stepS) * stepS);
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
