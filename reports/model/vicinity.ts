/** What surrounds a breach, for a case whose like is told in full already; the rest is left to the run log. */
import type { Divergence } from './divergence';
import { IN_SIGHT, positionsShown, type Row } from './sequence';

/**
 * The rows with the messages around the first divergence and those that show a breach or that it is about; every
 * other run of messages becomes one row that counts them. What people, nature and the kit did stays.
 */
export function vicinity(rows: readonly Row[], breaches: readonly Divergence[]): Row[] {
  const centre = rows.findIndex((r) => r.kind === 'divergence');
  const shown = positionsShown(breaches);
  const near = (row: Row, i: number): boolean =>
    (centre >= 0 && Math.abs(i - centre) <= IN_SIGHT) || (row.kind === 'hop' && shown.has(row.hop.n));
  const out: Row[] = [];
  rows.forEach((row, i) => {
    const hops = row.kind === 'hop' ? [row.hop] : row.kind === 'fold' ? row.hops : [];
    if (hops.length === 0 || near(row, i)) {
      out.push(row);
      return;
    }
    const last = out.at(-1);
    if (last?.kind === 'left') out[out.length - 1] = { kind: 'left', hops: [...last.hops, ...hops] };
    else out.push({ kind: 'left', hops });
  });
  return out;
}
