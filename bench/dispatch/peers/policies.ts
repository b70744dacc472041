/** Rules followed through a whole event, interval by interval, against the plan. */
import {
  type Fleet,
  meritOrder,
  proportional,
  waterLevel,
  writeLevel,
} from '../../../reference-impl/dispatch';
import { STEP_S } from '../fleets';
import { type Rule, firstComeFirstServed, lastAbsorbs, slices, weights } from './rules';

/** What a rule with an eye on the clock may look at. */
export interface Moment {
  availableW: Int32Array;
  requestW: number;
  /** Watt-intervals left. */
  left: Float64Array;
  /** Intervals until each leaves. */
  stays: Int32Array;
  fleet: Fleet;
}

export type Policy = (now: Moment, out: Int32Array) => void;

const stateless =
  (rule: Rule): Policy =>
  ({ availableW, requestW }, out) =>
    rule(availableW, requestW, out);

/** Whoever comes first by a key gives all it can. */
const inOrderOf =
  (key: (now: Moment, i: number) => number): Policy =>
  (now, out) => {
    const keys = Float64Array.from(now.availableW, (_, i) => key(now, i));
    const order = Uint32Array.from(keys.keys()).toSorted((a, b) => keys[a]! - keys[b]! || a - b);
    let leftW = now.requestW;
    out.fill(0);
    for (const i of order) {
      const powerW = Math.min(now.availableW[i]!, leftW);
      out[i] = powerW;
      leftW -= powerW;
      if (leftW === 0) break;
    }
  };

export const POLICIES: Record<string, Policy> = {
  'equal power (water level)': ({ availableW, requestW }, out) =>
    writeLevel(availableW, waterLevel(availableW, requestW), out),
  'proportional, exact': ({ availableW, requestW }, out) => void proportional(availableW, requestW, out),
  'EVerest-like 500 W slices': stateless(slices(500)),
  'OpenEMS-like, last absorbs': stateless(lastAbsorbs),
  'OpenDSS-like weights': stateless(weights),
  'first come, first served': stateless(firstComeFirstServed),
  'merit order': ({ availableW, requestW, fleet }, out) =>
    void meritOrder(availableW, fleet.price, requestW, out),
  'earliest departure first': inOrderOf(({ stays }, i) => stays[i]!),
  'least laxity first': inOrderOf(({ left, stays, fleet }, i) => stays[i]! - left[i]! / fleet.maxW[i]!),
  'longest-lasting first, no departures': inOrderOf(({ left, fleet }, i) => -left[i]! / fleet.maxW[i]!),
};

/** W served in each interval by following a policy. */
export function follow(policy: Policy, fleet: Fleet, requestW: Float64Array): Float64Array {
  const left = fleet.energyJ.map((e) => Math.floor(e / STEP_S));
  const out = new Int32Array(fleet.size);
  return requestW.map((powerW, t) => {
    const availableW = fleet.maxW.map((w, i) => (fleet.stays[i]! > t ? Math.min(w, left[i]!) : 0));
    policy({ availableW, requestW: powerW, left, stays: fleet.stays.map((d) => d - t), fleet }, out);
    let servedW = 0;
    for (let i = 0; i < fleet.size; i++) {
      servedW += out[i]!;
      left[i]! -= out[i]!;
    }
    return servedW;
  });
}
