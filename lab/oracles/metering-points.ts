/**
 * A PEV's telemetry of a discharge names the metering point that the request named (PR2-A-16): who settles by it finds the
 * values by that name. An ESCI's meter has a name of its own.
 */
import { fail, pass } from '../checks/check';
import { authored, dispatchesOf } from '../checks/dispatches';
import { instantText } from '../checks/texts';
import { partsOf } from '../../reference-impl/endpoint/identifiers';
import type { CaseView } from '../../runlog/case-view';
import type { Oracle } from './oracle';

/** The clock by which a value is dated, and the way of the answer: near an end it may be of the one or the other. */
const NEAR_MS = 2000;

export const metersWhereItWasAsked: Oracle = {
  name: 'telemetry-names-the-requests-meter',
  judge(view, dut) {
    if (partsOf(dut).role !== 'pev') return [];
    const expected = 'telemetry of a discharge under the metering point that its request named';
    let last: number | undefined;
    for (const { message, n, atMs, problems } of authored(view.messages('EnergyTelemetry', { by: dut }))) {
      if (message === undefined || problems.length > 0) continue;
      const named = meterNamedFor(view, dut, atMs);
      if (named === undefined) continue;
      if (message.data.meteringPointId !== named) {
        const observed = `"${message.data.meteringPointId}" at ${instantText(atMs)}, where the request named "${named}"`;
        return [{ requirement: 'PR2-A-16', judgement: fail(expected, observed, [n]) }];
      }
      last = n;
    }
    return last === undefined
      ? []
      : [{ requirement: 'PR2-A-16', judgement: pass(expected, 'so it is', [last]) }];
  },
};

/** What the one request in force at an instant, and a while before and after, names. */
function meterNamedFor(view: CaseView, pev: string, atMs: number): string | undefined {
  const inForce = dispatchesOf(view, pev).filter(
    (d) =>
      atMs >= Math.max(d.startMs, d.acceptedMs) + d.windowMs + NEAR_MS &&
      atMs <= (d.endings[0]?.atMs ?? d.plannedEndMs) - NEAR_MS,
  );
  const [only, ...others] = inForce;
  if (only === undefined || others.length > 0) return undefined;
  return view
    .received(pev, 'DispatchRequest')
    .map(({ sent }) => sent.message?.data)
    .find((data) => data?.dispatchId === only.dispatchId)?.meteringPointId;
}
