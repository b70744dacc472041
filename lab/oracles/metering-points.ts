/**
 * A PEV's telemetry of a discharge names the metering point that the request named (PR2-A-16): who settles by it finds the
 * values by that name. An ESCI's meter has a name of its own.
 */
import { authored, dispatchesOf } from '../checks/dispatches';
import { instantText } from '../checks/texts';
import { partsOf } from '../../reference-impl/endpoint/identifiers';
import type { CaseView } from '../../runlog/case-view';
import { eachMessage } from './each-message';
import type { Oracle } from './oracle';

/** The clock by which a value is dated, and the way of the answer: near an end it may be of the one or the other. */
const NEAR_MS = 2000;

export const metersWhereItWasAsked: Oracle = {
  name: 'telemetry-names-the-requests-meter',
  judge(view, dut) {
    if (partsOf(dut).role !== 'pev') return [];
    const expected = 'telemetry of a discharge under the metering point that its request named';
    const told = authored(view.messages('EnergyTelemetry', { by: dut })).flatMap((s) => {
      const named = meterNamedFor(view, dut, s.atMs);
      return s.message === undefined || s.problems.length > 0 || named === undefined
        ? []
        : [{ n: s.n, atMs: s.atMs, told: s.message.data.meteringPointId, named }];
    });
    const about = { requirement: 'PR2-A-16', expected, seen: 'so it is' };
    return eachMessage(about, told, (value) =>
      value.told === value.named
        ? undefined
        : `"${value.told}" at ${instantText(value.atMs)}, where the request named "${value.named}"`,
    );
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
