/** All checks by the name under which they stand in the log; a name is never given another meaning. */
import type { Check } from './check';
import { answers, doesNotSend, refuses, sends, sendsExactly } from './messages';
import { connectionChecks } from './connection';
import { fleetChecks } from './fleet';
import { customerChecks } from './customer';
import { dispatchChecks } from './dispatch';
import { islandChecks } from './island';
import { randomisationChecks } from './randomisation';
import { restartChecks } from './restart';
import { declares } from './declares';
import { doesAsDeclared } from './does-as-declared';
import { staysUp } from './stays-up';
import { securityChecks } from './security';
import { holdsPower, keepsFloor, metersEnergy, noDischarge, reachesPower, stopsDischarge } from './power';

export const CHECKS: Readonly<Record<string, Check<never>>> = {
  answers,
  refuses,
  sends,
  'sends-exactly': sendsExactly,
  'does-not-send': doesNotSend,
  'reaches-power': reachesPower,
  'holds-power': holdsPower,
  'no-discharge': noDischarge,
  'stops-discharge': stopsDischarge,
  'meters-energy': metersEnergy,
  'keeps-floor': keepsFloor,
  'stays-up': staysUp,
  'does-as-declared': doesAsDeclared,
  declares,
  ...connectionChecks,
  ...fleetChecks,
  ...customerChecks,
  ...dispatchChecks,
  ...islandChecks,
  ...randomisationChecks,
  ...restartChecks,
  ...securityChecks,
};
