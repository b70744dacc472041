/** The power-dispatch core: which PEVs give how much, when. Pure; watts and joules are whole numbers. */
export { Activity, type CellActivity } from './activity';
export { type Allocation, type PevAllocation, type PevOffer, type Stretch, allocate } from './allocate';
export { ARCHETYPES, type Archetype, type GeneratedFleet, generateFleet, pevIdOf } from './archetypes';
export { type Binding, bindings, countBindings, energyText, shortfallSentence } from './binding';
export { calmSchedule } from './calm-schedule';
export { type CausalKey, causalLevel } from './causal';
export { type LeastCost, leastCost, leastCostFleet } from './cost';
export { toDeviceSteps } from './device-steps';
export { type Changes, type Hysteresis, changesOf } from './emit';
export { fairPlan } from './fair-plan';
export { PowerIndex } from './fenwick';
export { type Fleet, GREATEST_W, type Store, emptyFleet, fleetOf, put, shardOf, storeAt } from './fleet';
export {
  type Ledger,
  type Participation,
  type ParticipationReason,
  delivered,
  deliveredByPev,
  ended,
  participationFactor,
  requested,
  totalsOf,
} from './ledger';
export { type Level, waterLevel, writeLevel } from './level';
export { type Levels, queueEntries } from './levels';
export { type Command, type Dispatch, LiveFleet } from './live-fleet';
export { type MeritOrder, meritOrder } from './merit';
export { inMinimumSteps, liftToMinimum } from './minimum-step';
export { type Plan, planOf } from './plan';
export { proportional } from './proportional';
export { semiContinuous, semiContinuousMerit } from './semi-continuous';
export { type Workspace, workspaceOf } from './served-profile';
export { scheduleOf } from './schedule';
export { setpoints } from './setpoints';
export { type Shortfall, shortfallOf } from './shortfall';
export {
  type Places,
  type Sketch,
  addFleet,
  addStore,
  copyOf,
  emptyPlaces,
  emptySketch,
  merge,
  placeOf,
} from './sketch';
export { takeOver } from './sticky';
export { type Tree, treeLevel, treeSupplyW } from './tree';
export { type TreePlan, treePlan } from './tree-plan';
export { vehiclePlan } from './vehicle-plan';
export { type ShardLevels, packCells, packLevels, unpackLevels, unpackSketch } from './wire';
