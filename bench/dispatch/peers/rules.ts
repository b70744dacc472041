/**
 * How other public software divides a request among PEVs in one interval, written anew from its documentation and
 * published description; see each rule. All get the generous part of the deal: exact knowledge of what every PEV can
 * give now.
 */

/** Writes setpoints, W, given what each PEV can give now and the request. */
export type Rule = (availableW: Int32Array, requestW: number, out: Int32Array) => void;

/** EVerest EnergyManager: slices of fixed power bought round robin until the request is met or nobody has a slice left. */
export function slices(sliceW: number): Rule {
  return (availableW, requestW, out) => {
    out.fill(0);
    let leftW = requestW;
    for (let bought = true; bought && leftW > 0;) {
      bought = false;
      for (let i = 0; i < availableW.length && leftW > 0; i++) {
        const moreW = Math.min(sliceW, availableW[i]! - out[i]!, leftW);
        if (moreW <= 0) continue;
        out[i]! += moreW;
        leftW -= moreW;
        bought = true;
      }
    }
  };
}

/** OpenEMS ess.core: proportional, each rounded down, the last one absorbs the remainder as far as it can. */
export const lastAbsorbs: Rule = (availableW, requestW, out) => {
  const supplyW = availableW.reduce((sum, w) => sum + w, 0);
  const targetW = Math.min(requestW, supplyW);
  let givenW = 0;
  for (let i = 0; i < availableW.length; i++) {
    out[i] = supplyW === 0 ? 0 : Math.trunc((targetW * availableW[i]!) / supplyW);
    givenW += out[i]!;
  }
  const last = availableW.length - 1;
  out[last] = Math.min(availableW[last]!, out[last]! + targetW - givenW);
};

/**
 * OpenDSS StorageController: the request by weight (equal here) among those with something to give, each clipped to
 * its rating. One control iteration: OpenDSS relies on repeating it with a power flow in between.
 */
export const weights: Rule = (availableW, requestW, out) => {
  const able = availableW.reduce((sum, w) => sum + (w > 0 ? 1 : 0), 0);
  const shareW = able === 0 ? 0 : Math.floor(requestW / able);
  for (let i = 0; i < availableW.length; i++) out[i] = Math.min(availableW[i]!, shareW);
};

/** evcc: first come, first served, in the order of the fleet. */
export const firstComeFirstServed: Rule = (availableW, requestW, out) => {
  let leftW = requestW;
  for (let i = 0; i < availableW.length; i++) {
    out[i] = Math.min(availableW[i]!, leftW);
    leftW -= out[i]!;
  }
};
