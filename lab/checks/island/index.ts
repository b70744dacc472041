/** The checks on the home in an outage, by the name under which they stand in the log. */
import type { Check } from '../check';
import { formsAlone } from './alone';
import { engineStays, engineTurns } from './engine';
import { rejoinsGrid, switchOpens, switchStays } from './switch';
import { asksAfterDischarge, asksOnFreshProof, reportsIsland, warnsOfFloor } from './telling';
import { endsOverload, formsIsland, holdsIsland, noIsland, stopsIsland } from './voltage';

export const islandChecks: Readonly<Record<string, Check<never>>> = {
  'forms-alone': formsAlone,
  'forms-island': formsIsland,
  'no-island': noIsland,
  'stops-island': stopsIsland,
  'holds-island': holdsIsland,
  'ends-overload': endsOverload,
  'switch-opens': switchOpens,
  'switch-stays': switchStays,
  'rejoins-grid': rejoinsGrid,
  'reports-island': reportsIsland,
  'warns-of-floor': warnsOfFloor,
  'asks-after-discharge': asksAfterDischarge,
  'asks-on-fresh-proof': asksOnFreshProof,
  'engine-turns': engineTurns,
  'engine-stays': engineStays,
};
