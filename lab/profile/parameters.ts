/** The test parameters P_* with their defaults: specification, section 4.2, as the schemas hold them. */
import { PARAMETER_DEFAULTS } from '../../schemas';

/** Fixed by the specification where it names no default: the watchdog a Utility must use follows its update interval. */
export function defaultParameters(): Record<string, number> {
  return { ...PARAMETER_DEFAULTS };
}
