/** What the tests of these checks share: instants, verdicts, power written down as corners. */
import { isPending, type Judgement, type Pending } from '../check';
import { P, type Script } from '../customer/testing';

/** An instant of the hand-made case as RFC 3339 text. */
export function iso(ms: number): string {
  return new Date(ms).toISOString();
}

/** `pass`, `fail`, `inconclusive`, or `pending` where the check wants to see more. */
export function verdictOf(outcome: Judgement | Pending): string {
  return isPending(outcome) ? 'pending' : outcome.verdict;
}

/** The PEV's power, signed, as [instant ms, W] corners; straight lines between them. */
export function draws(script: Script, ...corners: readonly (readonly [number, number])[]): number[] {
  return corners.map(([at, powerW]) => script.reading(at, P, { powerW }));
}

/** The body of a request of 3 kW for an hour from the zero of the case on. */
export const REQUEST = {
  dispatchId: 'd1',
  eventId: 'e1',
  revision: 0,
  sink: 'GRID',
  dischargePowerW: 3000,
  start: iso(0),
  durationS: 3600,
  responseClass: 'SCHEDULED',
  validForS: 900,
};

/** Parameters as the specification has them, section 4.2. */
export const PARAMS = {
  P_TOL: 5,
  P_RAMP: 10,
  P_T_CONF: 5,
  P_T_FWD: 5,
  P_T_PRETERM: 60,
  P_T_STOP: 10,
  P_MET_INT: 60,
  P_MET_ACC: 2,
  P_SOC_TOL: 1,
  P_SOC_HYST: 2,
  P_REBOUND: 600,
};
