/** How long a PEV may wait before it moves (PR2-A-19). */
import { RESPONSE_CLASSES, type Parameters, type ResponseClassName } from '../parameters';

/**
 * From the start to the first change of power, ms, so that a tenth of a step to full power is there just as the time of
 * the class is over; 0 where the ramp alone takes that long. A smaller step is there sooner, by less than a sample.
 */
export function latestStartMs(responseClass: ResponseClassName, { rampPctPerS }: Parameters): number {
  const tenthS = 10 / rampPctPerS;
  return Math.max(0, Math.floor((RESPONSE_CLASSES[responseClass].startS - tenthS) * 1000));
}
