/** Whether a device's answer is one the lab protocol allows. Unknown members are: a later version may have them. */
import { checkLab, isUnknownMember, type HelloResult, type LabMethod, type LabSchema } from '../../schemas';
import { ConnectorError, LAB_PROTOCOL } from './connector';

const RESULT_OF: Readonly<Record<LabMethod, LabSchema>> = {
  hello: 'HelloResult',
  start: 'StepResult',
  deliver: 'StepResult',
  stimulate: 'StimulateResult',
  observe: 'ObserveResult',
  advance: 'AdvanceResult',
  query: 'QueryResult',
  stop: 'StopResult',
};

/** Methods whose answer says when the device next acts unasked. */
export const STEPS: ReadonlySet<LabMethod> = new Set(['start', 'deliver', 'stimulate', 'advance']);

/**
 * Judges a result. `clock` is the device's, known after hello; one that is not virtual owes no `next`, and null is
 * put in its place; a settable one that tells none is left without, for that is no promise to keep still.
 * @param at bench time of the call, ms; undefined for hello
 * @throws ConnectorError of kind `adapter`, or `protocol-version` for a hello of another one
 */
export function checkedResult(
  method: LabMethod,
  at: number | undefined,
  result: unknown,
  clock: HelloResult['clock']['kind'] | undefined,
): unknown {
  if (method === 'hello') refuseOtherProtocol(result);
  const whole = clock === 'virtual' || clock === undefined ? result : withNext(method, result);
  const problems = checkLab(RESULT_OF[method], whole).filter((p) => !isUnknownMember(p));
  if (problems.length > 0) {
    const what = problems
      .slice(0, 3)
      .map((p) => p.text)
      .join('; ');
    throw ConnectorError.adapter('malformed', `the answer to ${method} is not valid: ${what}`);
  }
  const { next } = whole as { next?: number | null };
  const bound = clock === 'virtual' || clock === undefined; // others live by their own time
  if (bound && STEPS.has(method) && typeof next === 'number' && at !== undefined && next < at) {
    throw ConnectorError.adapter(
      'malformed',
      `the answer to ${method} has next ${next}, which is before at ${at}; next may be at or later, or null for never`,
    );
  }
  return clock === 'settable' ? result : whole;
}

function refuseOtherProtocol(result: unknown): void {
  const protocol = (result as { protocol?: unknown } | null | undefined)?.protocol;
  if (typeof protocol === 'number' && protocol !== LAB_PROTOCOL) {
    throw new ConnectorError(
      'protocol-version',
      `the device speaks version ${protocol} of the lab protocol and this kit version ${LAB_PROTOCOL}; use matching versions`,
    );
  }
}

function withNext(method: LabMethod, result: unknown): unknown {
  if (!STEPS.has(method) || typeof result !== 'object' || result === null || 'next' in result) return result;
  return { next: null, ...result };
}
