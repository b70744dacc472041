/** What the log shows of an island: who forms a voltage when, where the switch stands, what the grid does. */
import type { Readings } from '../../../schemas';
import { DEFAULT_NOMINAL } from '../../profile/nominal';
import type { CaseView } from '../../../runlog/case-view';

export type Position = 'OPEN' | 'CLOSED';

/** Whether a PEV forms a voltage of its own, from this instant until the next. */
export interface Forming {
  readonly n: number;
  readonly atMs: number;
  readonly forming: boolean;
  readonly values: Readings;
}

export interface Movement {
  readonly n: number;
  readonly atMs: number;
  readonly position: Position;
}

export interface GridChange {
  readonly n: number;
  readonly atMs: number;
  readonly inRange: boolean;
}

/** Above this a line is live, V (P_DEADBUS): what a PEV calls its mode does not count for more than its voltage. */
function liveV(view: CaseView, pev: string): number {
  const state = view.stateOf(pev);
  const nominalV = numberOr(state?.['nominalV'], DEFAULT_NOMINAL.voltageV);
  return (nominalV * view.param('P_DEADBUS')) / 100;
}

/** Readings that tell whether the PEV forms; one that is down (an instrument's 0 W) does not. */
export function formingOf(view: CaseView, pev: string): Forming[] {
  const live = liveV(view, pev);
  return view.readingsOf(pev).flatMap(({ n, atMs, witness, values }) => {
    const tells = values.mode !== undefined || values.islandVoltageV !== undefined;
    if (!tells && witness !== 'instrument') return [];
    const forming = values.mode === 'forming' || (values.islandVoltageV ?? 0) >= live;
    return [{ n, atMs, forming, values }];
  });
}

/** Whether it forms at an instant: the last reading at or before it; undefined without one. */
export function formingAt(series: readonly Forming[], atMs: number): Forming | undefined {
  return series.findLast((f) => f.atMs <= atMs);
}

/** True movements of the isolation switch; before the first it is closed. */
export function movementsOf(view: CaseView): Movement[] {
  return view.ofKind('electrical').flatMap(({ n, at, values }) => {
    const position = values['position'];
    return position === 'OPEN' || position === 'CLOSED' ? [{ n, atMs: at, position }] : [];
  });
}

/** Where the switch truly stands after everything that the log holds up to `atMs`. */
export function positionAt(movements: readonly Movement[], atMs: number): Position {
  return movements.findLast((m) => m.atMs <= atMs)?.position ?? 'CLOSED';
}

/** Changes of the grid that the kit made; before the first it is in range. */
export function gridOf(view: CaseView): GridChange[] {
  return view.ofKind('electrical').flatMap(({ n, at, values }) => {
    const v = values;
    if (typeof v['gridPresent'] !== 'boolean') return [];
    const pu = numberOr(v['voltagePu'], 1);
    const hz = numberOr(v['frequencyHz'], NaN);
    return [{ n, atMs: at, inRange: v['gridPresent'] && inWindow(view, pu, hz) }];
  });
}

/** Whether a voltage and a frequency are in the window in which a PEV may enter service; NaN Hz is as it should be. */
export function inWindow(view: CaseView, voltagePu: number, frequencyHz: number): boolean {
  return (
    voltagePu >= view.param('P_ES_V_MIN') &&
    voltagePu <= view.param('P_ES_V_MAX') &&
    !(frequencyHz < view.param('P_ES_F_MIN') || frequencyHz > view.param('P_ES_F_MAX'))
  );
}

/** Since when the grid has been in range without a break at `atMs`; undefined where it is not. */
export function inRangeSince(changes: readonly GridChange[], atMs: number): number | undefined {
  let sinceMs: number | undefined = -Infinity;
  for (const c of changes) {
    if (c.atMs > atMs) break;
    sinceMs = c.inRange ? (sinceMs ?? c.atMs) : undefined;
  }
  return sinceMs;
}

/** The synchroniser's last word by `atMs`, as the kit gave it. */
export function syncAt(view: CaseView, atMs: number): Record<string, number> | undefined {
  const told = view.ofKind('stimulus').findLast((s) => s.name === 'sync' && s.at <= atMs);
  return told?.params as Record<string, number> | undefined;
}

/** P_SYNC: each limit itself is inside. */
export function inStep(view: CaseView, sync: Record<string, number> | undefined): boolean {
  if (sync === undefined) return false;
  const within = (name: string, limit: string): boolean =>
    Math.abs(sync[name] ?? Infinity) <= view.param(limit);
  return within('df', 'P_SYNC_F') && within('dVpct', 'P_SYNC_V') && within('dPhiDeg', 'P_SYNC_PHASE');
}

/** A value of a log record that should be a number. */
export function numberOr(value: unknown, fallback: number): number {
  return typeof value === 'number' ? value : fallback;
}
