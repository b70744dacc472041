/**
 * Telemetry of a discharge names the metering point that the request named (PR2-A-16): who settles by it finds the values
 * of a PEV by that name.
 */
import { fail, pass } from '../checks/check';
import { authored, dispatchesOf } from '../checks/dispatches';
import { instantText } from '../checks/texts';
import { partsOf } from '../../reference-impl/endpoint/identifiers';
import type { CaseView, Sent } from '../../runlog/case-view';
import type { Oracle } from './oracle';
import { telemetryOf } from './sessions';

/** The clock by which a value is dated, and the way of the answer: near an end it may be of the one or the other. */
const NEAR_MS = 2000;

export const metersWhereItWasAsked: Oracle = {
  name: 'telemetry-names-the-requests-meter',
  judge(view, dut) {
    const { role } = partsOf(dut);
    if (role !== 'pev' && role !== 'esci') return [];
    const expected = 'telemetry of a discharge under the metering point that its request named';
    let last: number | undefined;
    const told =
      role === 'pev' ? [ofPev(view, dut)] : view.devicesOf('pev').map((d) => ofEsci(view, dut, d.urn));
    for (const { pev, message, n, atMs, problems } of told.flat()) {
      if (message === undefined || problems.length > 0) continue;
      const named = meterNamedFor(view, pev, atMs);
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

type Told = Sent<'EnergyTelemetry'> & { readonly pev: string };

function ofPev(view: CaseView, pev: string): Told[] {
  return authored(view.messages('EnergyTelemetry', { by: pev })).map((s) => ({ ...s, pev }));
}

function ofEsci(view: CaseView, esci: string, pev: string): Told[] {
  return telemetryOf(view, esci, pev).map((s) => ({ ...s, pev }));
}

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
