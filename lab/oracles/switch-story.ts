/** The isolation switch and what its sensors show, as the kit made them. */
import type { Position } from '../checks/island/facts';
import type { CaseView } from '../../runlog/case-view';

/** Where the switch stands, and what its sensors show, from log position `n` until the next. */
export interface SwitchSeen {
  readonly n: number;
  readonly sinceMs: number;
  readonly truth: Position;
  readonly aux: Position | null;
  readonly coupling: boolean | null;
  /** What the bus sensor shows, V; undefined where it shows the truth. */
  readonly busV: number | null | undefined;
}

type Shown = Pick<SwitchSeen, 'aux' | 'coupling' | 'busV'>;

/**
 * Switch and sensors from before the first electrical change to after the last. Each sensor shows the truth, unless the
 * scenario made it show something else.
 */
export function switchStoryOf(view: CaseView): SwitchSeen[] {
  let truth: Position = 'CLOSED';
  let shows: Partial<Shown> = {};
  const seen = (n: number, sinceMs: number): SwitchSeen => {
    const { aux = truth, coupling = truth === 'CLOSED', busV } = shows;
    return { n, sinceMs, truth, aux, coupling, busV };
  };
  const story = [seen(-1, -Infinity)];
  for (const { n, at, values } of view.ofKind('electrical')) {
    const {
      position,
      shows: set,
      sensors,
    } = values as { position?: unknown; shows?: Partial<Shown>; sensors?: string };
    if (position === 'OPEN' || position === 'CLOSED') truth = position;
    if (set !== undefined) shows = set;
    if (sensors === 'true') shows = {};
    story.push(seen(n, at));
  }
  return story;
}
