/** A Utility that is wrong as soon as an event has several PEVs, or about what is missing (PR2-X-13, PR2-A-24). */
import { conformantUtility } from '../../utility/behaviour';
import type { Fault } from '../fault';
import { decides, wrapped } from './make';

/** A Utility that takes the first target that it hears or speaks of for the only one. */
const isFirst = (memory: Record<string, unknown>, of: string, who: string): boolean =>
  (memory[of] ??= who) === who;

export const FLEET_FAULTS: readonly Fault[] = [
  wrapped('cancels-the-first-target-only', 'PR2-A-24', 'right for one and wrong for two at once', {
    emit: (m, memory) =>
      m.type !== 'pr2.EventCancel.v1' || isFirst(memory, m.subject, m.destination) ? [m] : [],
  }),
  wrapped('cancels-at-one-pev-twice', 'PR2-A-24', 'right message to the wrong party', {
    emit(m, memory) {
      if (m.type !== 'pr2.EventCancel.v1') return [m];
      return [{ ...m, destination: (memory[m.subject] ??= m.destination) as string }];
    },
  }),
  decides('makes-up-for-nobody', 'PR2-X-13', 'ignores', {
    allocate: (fleet, totalW, durationsS) => {
      const even = totalW.map((w) => Math.floor(w / 8));
      const plan = conformantUtility.allocate(fleet, totalW, durationsS);
      const powersW = Object.fromEntries(
        Object.entries(plan.powersW).map(([id, w]) => [id, w.map((x, k) => Math.min(x, even[k] ?? 0))]),
      );
      return { ...plan, powersW };
    },
  }),
  decides('asks-more-of-the-fleet-than-it-has', 'PR2-X-13', 'wrong unit', {
    allocate: (fleet, totalW, durationsS) =>
      conformantUtility.allocate(
        fleet.map((f) => ({ ...f, maxW: f.maxW * 1000, availableWh: f.availableWh * 1000 })),
        totalW,
        durationsS,
      ),
  }),
  wrapped('forgets-the-one-that-left', 'PR2-X-13', 'ignores', {
    records: (records) =>
      records.map((r) => {
        const { targets } = r;
        return Array.isArray(targets)
          ? { ...r, targets: targets.filter((t: { state?: unknown }) => t.state !== 'UNREACHABLE') }
          : r;
      }),
  }),
];
