/** What a command means (PR2-X-04): its sign and its unit, seen in the power that followed it. */
import { RESPONSE_CLASSES } from '../profile/response-classes';
import { fail, pass } from '../checks/check';
import { dispatchesOf, inForceAt } from '../checks/dispatches';
import { instantText, powerText } from '../checks/texts';
import type { Oracle } from './oracle';

const IDLE_W = 50;

export const commandUnderstood: Oracle = {
  name: 'command-understood-in-sign-and-unit',
  judge(view, dut) {
    if (!dut.startsWith('urn:pr2:pev:')) return [];
    const expected = 'discharge of the power asked, in watts, counted as negative';
    let last: number | undefined;
    for (const d of dispatchesOf(view, dut)) {
      for (const { powerW: asked, t0Ms, n } of d.setpoints) {
        const atMs = t0Ms + RESPONSE_CLASSES[d.responseClass].fullMs;
        const powerW = view.curve(dut).powerAt(atMs);
        if (asked < 4 * IDLE_W || atMs > view.nowMs || !inForceAt(d, atMs) || powerW === undefined) continue;
        last = n;
        const observed = `${powerText(powerW)} at ${instantText(atMs)}, when ${powerText(asked)} of discharge was asked`;
        const basis = [n, view.curve(dut).pointAt(atMs)?.n ?? n];
        const near = (value: number): boolean => Math.abs(value - asked) <= asked / 10;
        const wrong = near(powerW)
          ? 'the sign is inverted'
          : near(-powerW * 1000) || near(-powerW / 1000)
            ? 'watts and kilowatts are mixed up'
            : undefined;
        if (wrong !== undefined)
          return [{ requirement: 'PR2-X-04', judgement: fail(expected, observed, basis, wrong) }];
      }
    }
    return last === undefined
      ? []
      : [{ requirement: 'PR2-X-04', judgement: pass(expected, 'sign and unit as asked', [last]) }];
  },
};
