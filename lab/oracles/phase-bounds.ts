/** What each phase of a cable carries to the grid, against what the cordset may carry on one of them (PR2-A-13). */
import { fail, pass } from '../checks/check';
import { formingAt, formingOf } from '../checks/island/facts';
import { instantText, powerText } from '../checks/texts';
import type { CaseView } from '../../runlog/case-view';
import { cordsetPhaseW } from './limits';
import type { Oracle } from './oracle';

/** An excess may last so long; readings are taken less often. */
const ALLOWED_MS = 1000;

export const phasesKept: Oracle = {
  name: 'power-of-each-phase-within-the-cordset',
  alone: true,
  judge(view, dut) {
    if (!dut.startsWith('urn:pr2:pev:')) return [];
    const series = formingOf(view, dut);
    let since: { atMs: number; n: number } | undefined;
    let last: number | undefined;
    for (const r of view.readingsOf(dut)) {
      const { powerPhaseW, powerW } = r.values;
      if (powerPhaseW === undefined || powerW === undefined) continue;
      const cable = cordsetOn(view, dut, r.atMs);
      if (cable === undefined || formingAt(series, r.atMs)?.forming === true) {
        since = undefined;
        continue;
      }
      const mostW = Math.max(...powerPhaseW.map((w) => -w));
      const allowedW = cable.phaseW * (1 + view.param('P_TOL_OVER') / 100) + 1;
      if (mostW > 0) last = r.n;
      if (mostW <= allowedW) {
        since = undefined;
        continue;
      }
      since ??= { atMs: r.atMs, n: r.n };
      if (r.atMs - since.atMs <= ALLOWED_MS) continue;
      const expected = `at most ${powerText(cable.phaseW)} on each phase, what the cordset carries`;
      const observed = `${powerText(mostW)} on one at ${instantText(r.atMs)}`;
      return [{ requirement: 'PR2-A-13', judgement: fail(expected, observed, [cable.n, since.n, r.n]) }];
    }
    if (last === undefined) return [];
    const judgement = pass('each phase within what the cordset carries on one', 'so it was', [last]);
    return [{ requirement: 'PR2-A-13', judgement }];
  },
};

/** What the cordset that is in carries on one phase, W; undefined where it is not known. */
function cordsetOn(view: CaseView, pev: string, atMs: number): { phaseW: number; n: number } | undefined {
  const plug = view.stimuliAt(pev).findLast((s) => s.name === 'plug-in' && s.at <= atMs);
  const phaseW = plug === undefined ? undefined : cordsetPhaseW(view, plug);
  return plug === undefined || phaseW === undefined ? undefined : { phaseW, n: plug.n };
}
