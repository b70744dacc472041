/** The whole way from a fleet to a plan and the setpoints of the interval that begins now. */
import {
  Activity,
  type Fleet,
  type Places,
  type Plan,
  type Sketch,
  type Workspace,
  addFleet,
  emptyPlaces,
  emptySketch,
  planOf,
  setpoints,
  workspaceOf,
} from '../../reference-impl/dispatch';
import { STEP_S } from './fleets';

export interface Planner {
  sketch: Sketch;
  places: Places;
  work: Workspace;
  setpointW: Int32Array;
  plan: Plan;
}

export function plannerOf(fleet: Fleet, requestW: Float64Array): Planner {
  const work = workspaceOf(requestW.length);
  const sketch = emptySketch(requestW.length, STEP_S);
  const places = emptyPlaces(fleet.size);
  addFleet(sketch, fleet, places);
  return {
    sketch,
    places,
    work,
    setpointW: new Int32Array(fleet.size),
    plan: planOf(sketch, requestW, work),
  };
}

/** Everything anew: sketch, plan, activity, setpoints. */
export function planAll(planner: Planner, fleet: Fleet, requestW: Float64Array): void {
  planner.sketch.watts.fill(0);
  addFleet(planner.sketch, fleet, planner.places);
  planner.plan = planOf(planner.sketch, requestW, planner.work);
  setpoints(
    new Activity(planner.sketch, planner.plan.levels).to(0),
    fleet,
    planner.places,
    planner.setpointW,
  );
}
