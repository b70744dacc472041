/**
 * Each power that was asked for, was reached and held is confirmed in its time (PR2-A-18): the third of a dispatch like
 * the first, and that of a second event like that of the first. It watches every case, since most scenarios ask for
 * one confirmation and look no further.
 */
import { RESPONSE_CLASSES } from '../profile/response-classes';
import { fail, pass } from '../checks/check';
import { authored, dispatchesOf, inForceAt, type Dispatch, type Setpoint } from '../checks/dispatches';
import { toleranceW } from '../checks/power';
import { instantText, powerText } from '../checks/texts';
import type { CaseView, Sent } from '../../runlog/case-view';
import type { Oracle } from './oracle';
import { wentAway } from './went-away';

export const everyPowerConfirmed: Oracle = {
  name: 'confirms-every-power',
  judge(view, dut) {
    if (!dut.startsWith('urn:pr2:pev:')) return [];
    const expected = 'a confirmation of each power that was asked for and held, in its time';
    const told = authored(view.messages('DispatchConfirmation', { by: dut }));
    let last: Sent | undefined;
    for (const d of dispatchesOf(view, dut)) {
      for (const [i, asked] of d.setpoints.entries()) {
        const dueMs = dueOf(view, d, asked);
        if (!changes(view, d.setpoints, i) || !heldUntil(view, dut, d, i, dueMs)) continue;
        const found = told.find((s) => confirms(s, d, asked) && s.atMs <= dueMs);
        if (found === undefined) {
          const observed = `none by ${instantText(dueMs)} of the ${powerText(asked.powerW)} asked for by revision ${asked.revision}`;
          return [{ requirement: 'PR2-A-18', judgement: fail(expected, observed, [asked.n]) }];
        }
        last = found;
      }
    }
    return last === undefined
      ? []
      : [{ requirement: 'PR2-A-18', judgement: pass(expected, 'so they were', [last.n]) }];
  },
};

/** By the PEV's own clock a start may be later by P_CLK_SKEW. */
function dueOf(view: CaseView, d: Dispatch, { t0Ms }: Setpoint): number {
  const { fullMs } = RESPONSE_CLASSES[d.responseClass];
  return t0Ms + fullMs + (view.param('P_T_CONF') + view.param('P_CLK_SKEW')) * 1000;
}

/** Not a renewal, nor a change that leaves the power in the band in which it is. */
function changes(view: CaseView, setpoints: readonly Setpoint[], i: number): boolean {
  const [powerW, beforeW] = [setpoints[i]?.powerW ?? 0, setpoints[i - 1]?.powerW ?? 0];
  return powerW > 0 && Math.abs(powerW - beforeW) > toleranceW(view, powerW);
}

/** It stays asked for until then, the power is there when its class says so, and the PEV can say it. */
function heldUntil(view: CaseView, pev: string, d: Dispatch, i: number, dueMs: number): boolean {
  const asked = d.setpoints[i];
  if (asked === undefined || view.nowMs < dueMs || !inForceAt(d, dueMs)) return false;
  if (d.setpoints.slice(i + 1).some((s) => s.t0Ms <= dueMs && s.powerW !== asked.powerW)) return false;
  const tolW = toleranceW(view, asked.powerW);
  const fullMs = asked.t0Ms + RESPONSE_CLASSES[d.responseClass].fullMs;
  const curve = view.curve(pev);
  const away = curve.firstWhere(fullMs, dueMs, (p) => Math.abs(-p - asked.powerW) > tolW);
  if (curve.pointAt(fullMs) === undefined || away !== undefined) return false;
  const peers = (view.case?.devices ?? []).filter(({ role }) => role !== 'pev').map(({ urn }) => urn);
  return !peers.some((peer) => wentAway(view, { dut: pev, peer, fromN: asked.n, untilMs: dueMs }));
}

/** A limit inside the band leaves it at power, and may be told as what it is. */
function confirms({ n, message }: Sent<'DispatchConfirmation'>, d: Dispatch, asked: Setpoint): boolean {
  const data = message?.data;
  return (
    n > asked.n &&
    data?.dispatchId === d.dispatchId &&
    data.revision >= asked.revision &&
    (data.state === 'AT_POWER' || data.state === 'CURTAILED')
  );
}
