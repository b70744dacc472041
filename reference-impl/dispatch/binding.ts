/** What holds each PEV back when a request is not served in full, and the sentence that says so. */
import type { Fleet } from './fleet';
import type { Plan } from './plan';
import type { Shortfall } from './shortfall';

/**
 * `power`: it gives all the power it may for as long as it is short; `energy`: it has given all above its reserve;
 * `departure`: it gives all it can until it leaves; `out`: it takes no part; `none`: nothing is short.
 */
export type Binding = 'none' | 'out' | 'power' | 'energy' | 'departure';

/** What holds each PEV of the fleet back, by the certificate of the shortfall: a function of its index. */
export function bindings(fleet: Fleet, proof: Shortfall, stepS: number): (i: number) => Binding {
  /** Intervals of the set before the nth. */
  const before = [0];
  for (const inSet of proof.inSet) before.push(before.at(-1)! + inSet);
  const all = before.at(-1)!;
  return (i) => {
    if (proof.energyJ === 0) return 'none';
    const maxW = fleet.maxW[i]!;
    const units = Math.floor(fleet.energyJ[i]! / stepS);
    if (maxW === 0 || units === 0 || fleet.stays[i] === 0) return 'out';
    const present = before[Math.min(fleet.stays[i]!, proof.inSet.length)]!;
    if (units < maxW * present) return 'energy';
    return present < all ? 'departure' : 'power';
  };
}

/** How many PEVs are held back by what. O(N). */
export function countBindings(fleet: Fleet, proof: Shortfall, stepS: number): Record<Binding, number> {
  const count: Record<Binding, number> = { none: 0, out: 0, power: 0, energy: 0, departure: 0 };
  const bindingOf = bindings(fleet, proof, stepS);
  for (let i = 0; i < fleet.size; i++) count[bindingOf(i)] += 1;
  return count;
}

/**
 * The certificate as a sentence; `clock` turns seconds since the start into a time of day.
 * Example: "short by 1.2 MWh from 18:45: these 4,100 PEVs are empty or gone (3,900 empty, 200 gone), …".
 */
export function shortfallSentence(
  plan: Plan,
  proof: Shortfall,
  count: Record<Binding, number>,
  clock: (sinceStartS: number) => string,
): string {
  if (plan.unservedJ === 0) return 'served in full: no interval is short';
  const amount = energyText(plan.unservedJ);
  const since = clock(plan.firstShort * plan.stepS);
  const emptyOrGone = count.energy + count.departure;
  const parts: string[] = [];
  if (emptyOrGone > 0) {
    parts.push(
      `these ${number(emptyOrGone)} PEVs are empty or gone (${number(count.energy)} empty, ${number(count.departure)} gone)`,
    );
  }
  if (count.power > 0) parts.push(`${number(count.power)} already give all the power they may`);
  if (parts.length === 0) parts.push('no PEV can give anything');
  const intervals = proof.inSet.reduce((sum, inSet) => sum + inSet, 0);
  return (
    `short by ${amount} from ${since}: ${parts.join(', ')}; ` +
    `in ${number(intervals)} ${intervals === 1 ? 'interval' : 'intervals'} ${energyText(proof.askedJ)} are asked ` +
    `and no plan can give more than ${energyText(proof.capacityJ)}`
  );
}

/** Energy in the unit that reads best, with three digits that count. */
export function energyText(energyJ: number): string {
  const wh = energyJ / 3600;
  for (const [unit, size] of [
    ['GWh', 1e9],
    ['MWh', 1e6],
    ['kWh', 1e3],
  ] as const) {
    if (wh >= size) return `${Number((wh / size).toPrecision(3))} ${unit}`;
  }
  return `${Number(wh.toPrecision(3))} Wh`;
}

function number(n: number): string {
  return n.toLocaleString('en-US');
}
