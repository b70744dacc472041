/** The bus of the premises as its sensor shows it: the grid behind a closed switch, else what a PEV forms (PR2-B-02). */
import type { CaseView } from '../../runlog/case-view';
import { formingAt, formingOf } from '../checks/island/facts';
import { remembered } from '../checks/remembered';
import { gridStoryOf, nominalVoltageV } from './grid-story';
import { lately } from './lately';
import { switchStoryOf, type SwitchSeen } from './switch-story';

/** A voltage that rises or falls is read a little before or after it is told, ms. */
const NEAR_MS = 1000;

interface At {
  readonly n: number;
  readonly atMs: number;
}

/** Voltages that the sensor shows about an instant, V; undefined where it shows none, or nobody knows what a PEV forms. */
export function premisesNear(
  view: CaseView,
  esci: string,
  seen: readonly SwitchSeen[],
  at: At,
): number[] | undefined {
  const formed = formedNear(view, at.atMs);
  if (formed === undefined || seen.some((s) => s.busV === null)) return undefined;
  const grids = lately(gridStoryOf(view, esci), at, NEAR_MS);
  return seen.flatMap((s) => {
    if (typeof s.busV === 'number') return [s.busV];
    return [...(s.truth === 'CLOSED' ? grids.map((g) => g.voltageV) : []), ...formed];
  });
}

/** What PEVs form about an instant, V; undefined where none of them shows it. */
function formedNear(view: CaseView, atMs: number): number[] | undefined {
  const pevs = view.devicesOf('pev');
  const near = pevs.flatMap(({ urn }) => {
    const series = formingOf(view, urn);
    const before = formingAt(series, atMs - NEAR_MS);
    const about = series.filter((f) => f.atMs > atMs - NEAR_MS && f.atMs <= atMs + NEAR_MS);
    return before === undefined ? about : [before, ...about];
  });
  return near.length === 0 ? undefined : near.map((f) => (f.forming ? (f.values.islandVoltageV ?? NaN) : 0));
}

/**
 * Whether the bus may be told as dead: its sensor has shown it so since it last hung on a live grid, and where no other
 * sign stands beside the contact, for the whole of P_DEAD_T. That the grid is back on it may be seen `reactionMs` late.
 */
export function busBoreOut(
  view: CaseView,
  esci: string,
  report: At,
  { decides, reactionMs }: { readonly decides: boolean; readonly reactionMs: number },
): boolean {
  const needMs = decides ? view.param('P_DEAD_T') * 1000 : 0;
  let deadSinceMs: number | undefined;
  let longestMs = -1;
  for (const { n, sinceMs, dead, onGrid } of busStoryOf(view, esci)) {
    if (n > report.n || sinceMs > report.atMs) break;
    if (deadSinceMs !== undefined) longestMs = Math.max(longestMs, sinceMs - deadSinceMs);
    if (onGrid && report.atMs - sinceMs > reactionMs) longestMs = -1;
    deadSinceMs = dead ? (deadSinceMs ?? sinceMs) : undefined;
  }
  if (deadSinceMs !== undefined) longestMs = Math.max(longestMs, report.atMs - deadSinceMs);
  return longestMs >= needMs;
}

interface BusSeen {
  readonly n: number;
  readonly sinceMs: number;
  /** Whether the sensor can show a dead bus from then on. */
  readonly dead: boolean;
  /** Whether the grid feeds it. */
  readonly onGrid: boolean;
}

/** The bus of an ESCI's premises at each change of switch, sensors or grid, oldest first. */
const busStoryOf = remembered((view: CaseView, esci: string): BusSeen[] => {
  const liveV = (nominalVoltageV(view, esci) * view.param('P_DEADBUS')) / 100;
  const grids = gridStoryOf(view, esci);
  let at = 0;
  // The switch's story has each change of the grid as well.
  return switchStoryOf(view).map(({ n, sinceMs, truth, busV }) => {
    while ((grids[at + 1]?.n ?? Infinity) <= n) at++;
    const onGrid = truth === 'CLOSED' && (grids[at]?.voltageV ?? 0) >= liveV;
    // Behind an open switch it may be dead, unless its sensor shows otherwise.
    const dead = typeof busV === 'number' ? busV < liveV : busV === undefined && !onGrid;
    return { n, sinceMs, dead, onGrid };
  });
});
