/**
 * The whole decision for the PEVs of one event in plain terms: who gives how much, when, what is served, what is
 * short and what holds each PEV back (PR2-A-13, A-15, PR2-X-13). For some thousand PEVs; larger fleets use the
 * columns directly.
 */
import { type Binding, bindings } from './binding';
import { fairPlan } from './fair-plan';
import { type Fleet, GREATEST_W, emptyFleet, fleetOf, put, storeAt } from './fleet';
import { type Grid, gridOf } from './grid';
import { inMinimumSteps, liftToMinimum } from './minimum-step';
import { shortfallOf } from './shortfall';
import { addFleet, emptyPlaces, emptySketch } from './sketch';
import { treePlan } from './tree-plan';
import { type Grouping, groupByPremises } from './premises';

/** What a PEV offers for an event. */
export interface PevOffer {
  pevId: string;
  /** The power it reports available, W. */
  maxW: number;
  /** The least it gives when it gives, W. */
  minW?: number;
  /** Energy above its reserve, Wh at the EVSE. */
  availableWh: number;
  /** When it leaves, s after the start of the request; absent: it stays. */
  departureS?: number;
  /** A further limit: cordset, contract, W. */
  capW?: number;
  /** The premises whose common limit it shares. */
  premises?: string;
  /** The customer opted out: it takes no part, and that is no shortfall of its own. */
  optedOut?: boolean;
}

/** A part of the request with constant power. */
export interface Stretch {
  durationS: number;
  powerW: number;
}

/** As Binding; `opted-out`; `minimum-step`: less than it can do would have been left for it; `premises`: the common limit. */
export type OfferBinding = Binding | 'opted-out' | 'minimum-step' | 'premises';

export interface PevAllocation {
  pevId: string;
  /** One for each step of the allocation, W. */
  setpointsW: number[];
  energyWh: number;
  binding: OfferBinding;
}

export interface AllocationStep {
  startS: number;
  durationS: number;
  requestW: number;
  /** With `shortfallW` this is the request, to the watt. */
  servedW: number;
  shortfallW: number;
}

export interface Allocation {
  /** The stretches of the request, divided further only where some setpoint changes within. */
  steps: AllocationStep[];
  /** In the order of the offers. */
  pevs: PevAllocation[];
  servedWh: number;
  shortfallWh: number;
  /** True where no plan at all can serve more: always without minimum steps and common limits. */
  exact: boolean;
}

/**
 * Allocates a request. Everybody gives the same as long as nothing is lost by it. Throws a RangeError for a figure
 * that is not finite or negative, and for a request that has no grid (see gridOf).
 * @param premisesW greatest power of premises, W
 */
export function allocate(
  offers: readonly PevOffer[],
  request: readonly Stretch[],
  premisesW: Readonly<Record<string, number>> = {},
): Allocation {
  const grid = gridOf(request, offers);
  const fleet = emptyFleet(offers.length);
  offers.forEach((offer, i) => put(fleet, i, storeOf(offer, grid)));
  const limited = offers.some(({ premises }) => premises !== undefined && premises in premisesW);
  const schedule = limited
    ? withinPremises(fleet, groupByPremises(offers, premisesW), grid)
    : fairPlan(fleet, grid.requestW, grid.stepS);
  return assemble(offers, fleet, grid, schedule, limited);
}

function storeOf(offer: PevOffer, grid: Grid): Parameters<typeof put>[2] {
  const takesPart = offer.optedOut !== true;
  const { departureS = Infinity } = offer;
  return {
    maxW: takesPart ? Math.min(offer.maxW, offer.capW ?? Infinity, GREATEST_W) : 0,
    minW: offer.minW ?? 0,
    energyJ: offer.availableWh * 3600,
    stays: Math.min(grid.requestW.length, Math.max(0, Math.floor(departureS / grid.stepS))),
  };
}

/** The heuristic within common limits; PEVs of the same premises are put next to each other for it. */
function withinPremises(fleet: Fleet, { order, tree }: Grouping, { requestW, stepS }: Grid): Int32Array[] {
  const grouped = fleetOf(order.map((i) => storeAt(fleet, i)));
  const { setpointsW, room } = treePlan(inMinimumSteps(grouped, stepS), tree, requestW, stepS);
  liftToMinimum(setpointsW, grouped, stepS, undefined, room);
  return setpointsW.map((column) => {
    const setpointW = new Int32Array(fleet.size);
    order.forEach((i, n) => (setpointW[i] = column[n]!));
    return setpointW;
  });
}

function assemble(
  offers: readonly PevOffer[],
  fleet: Fleet,
  grid: Grid,
  schedule: readonly Int32Array[],
  limited: boolean,
): Allocation {
  const sketch = emptySketch(grid.requestW.length, grid.stepS);
  addFleet(sketch, fleet, emptyPlaces(fleet.size));
  const proof = shortfallOf(sketch, grid.requestW);
  const columns = grid.steps(schedule);
  const steps = columns.map(({ t, startS, durationS }) => {
    const servedW = schedule[t]!.reduce((sum, w) => sum + w, 0);
    return {
      startS,
      durationS,
      requestW: grid.requestW[t]!,
      servedW,
      shortfallW: grid.requestW[t]! - servedW,
    };
  });
  const energyJ = (powerOf: (n: number) => number): number =>
    steps.reduce((sum, step, n) => sum + powerOf(n) * step.durationS, 0);
  const shortfallJ = energyJ((n) => steps[n]!.shortfallW);
  const bindingOf = bindings(fleet, proof, grid.stepS);
  const pevs = offers.map((offer, i): PevAllocation => {
    const setpointsW = columns.map(({ t }) => schedule[t]![i]!);
    const energyWh = energyJ((n) => setpointsW[n]!) / 3600;
    return { pevId: offer.pevId, setpointsW, energyWh, binding: bindingFor(offer, i) };
  });
  const servedWh = energyJ((n) => steps[n]!.servedW) / 3600;
  return { steps, pevs, servedWh, shortfallWh: shortfallJ / 3600, exact: shortfallJ === proof.energyJ };

  function bindingFor(offer: PevOffer, i: number): OfferBinding {
    if (offer.optedOut === true) return 'opted-out';
    const binding = bindingOf(i);
    if (binding !== 'none' || shortfallJ === 0) return binding;
    return limited && offer.premises !== undefined
      ? 'premises'
      : (offer.minW ?? 0) > 0
        ? 'minimum-step'
        : 'none';
  }
}
