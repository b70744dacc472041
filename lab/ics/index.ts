/** What a device declares of itself: ICS and IXIT (ISO/IEC 9646), and what follows for the cases. */
export { closest, didYouMean } from './closest';
export {
  applicability,
  conditionHolds,
  conditionOf,
  notApplicable,
  type Condition,
  type Result,
} from './condition';
export { loadDeclaration, readDeclaration, type Declaration, type Loaded } from './declaration';
export { ICS_ITEMS, type IcsItem } from './items';
export { mergeDeclaration } from './merge';
export { icsTemplate } from './template';
export { lintDeclaration, type Remark } from './lint';
export { reachOf, takenAway, type Conditions, type RequirementReach } from './reach';
export { icsDraft, type RateTried, type Tried } from './draft';
export { claimsFor, probesOf, type Probe } from './probes';
