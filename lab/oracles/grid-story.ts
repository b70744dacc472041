/** The grid at the premises of an ESCI as the kit made it, and how it has to be called. */
import { inWindow, numberOr } from '../checks/island/facts';
import { remembered } from '../checks/remembered';
import { DEFAULT_NOMINAL } from '../profile/nominal';
import type { CaseView } from '../../runlog/case-view';
import type { MessageBodies } from '../../schemas';

export interface GridSeen {
  readonly n: number;
  readonly sinceMs: number;
  readonly state: MessageBodies['GridStatus']['state'];
  readonly voltageV: number;
  /** NaN where the kit has not said. */
  readonly frequencyHz: number;
}

/** Who has no window of its own to look through sees a change of the grid so late, ms; as the return of the grid is told. */
export const GRID_REACTION_MS = 5000;

/** Voltages this near are one, part of the nominal one. */
const NEAR_PART = 0.025;

/** From before the first change of the grid to after the last; before the first it is as it should be. */
export const gridStoryOf = remembered((view: CaseView, esci: string): GridSeen[] => {
  const nominalV = nominalVoltageV(view, esci);
  const story: GridSeen[] = [
    { n: -1, sinceMs: -Infinity, state: 'IN_RANGE', voltageV: nominalV, frequencyHz: NaN },
  ];
  const now = { gridPresent: true, voltagePu: 1, frequencyHz: NaN };
  for (const { n, at, values } of view.ofKind('electrical')) {
    if (!Object.keys(now).some((name) => name in values)) continue;
    // What a record leaves out stays as it was.
    Object.assign(now, values);
    const { gridPresent, voltagePu, frequencyHz } = now;
    const state = !gridPresent ? 'ABSENT' : inWindow(view, voltagePu, frequencyHz) ? 'IN_RANGE' : 'OUT';
    const voltageV = gridPresent ? voltagePu * nominalV : 0;
    story.push({ n, sinceMs: at, state, voltageV, frequencyHz });
  }
  return story;
});

/** Whether two voltages at an ESCI's premises are the same, as exactly as a meter tells. */
export function isNearV(view: CaseView, esci: string, a: number, b: number): boolean {
  return Math.abs(a - b) <= nominalVoltageV(view, esci) * NEAR_PART;
}

export function nominalVoltageV(view: CaseView, esci: string): number {
  const state = view.stateOf(esci);
  return numberOr(state?.['nominalV'], DEFAULT_NOMINAL.voltageV);
}
