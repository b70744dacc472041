/** Premises with a common limit as a tree for PEVs in any order. */
import type { Tree } from './tree';

export interface Grouping {
  /** The PEVs, those of the same premises next to each other. */
  order: number[];
  tree: Tree;
}

/** Groups PEVs by premises; premises without a limit, and PEVs without premises, are not limited. */
export function groupByPremises(
  pevs: readonly { premises?: string }[],
  premisesW: Readonly<Record<string, number>>,
): Grouping {
  const members = new Map<string | undefined, number[]>();
  pevs.forEach(({ premises }, i) => {
    const group = members.get(premises);
    if (group) group.push(i);
    else members.set(premises, [i]);
  });
  const start = [0];
  const capW: number[] = [];
  for (const [premises, group] of members) {
    start.push(start.at(-1)! + group.length);
    capW.push(premises === undefined ? Infinity : (premisesW[premises] ?? Infinity));
  }
  const order = [...members.values()].flat();
  return { order, tree: [{ start: Int32Array.from(start), capW: Float64Array.from(capW) }] };
}
