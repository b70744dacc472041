/** A stop that nobody commanded needs its notice (PR2-A-21, PR2-A-11): who ends a dispatch early says so. */
import { fail, pass } from '../checks/check';
import { dispatchesOf, setpointAt } from '../checks/dispatches';
import { durationText, instantText, powerText } from '../checks/texts';
import type { CaseView } from '../../runlog/case-view';
import type { Oracle } from './oracle';

/** Discharge below a quarter of the setpoint counts as stopped. */
const STOPPED = 0.25;
/** As long as this it must have held, so that a ramp or a kink is not a stop. */
const HOLDS_MS = 2_000;

export const noticeForEveryStop: Oracle = {
  name: 'notice-for-every-stop',
  judge(view, dut) {
    if (!dut.startsWith('urn:pr2:pev:')) return [];
    const curve = view.curve(dut);
    const postMs = view.param('P_T_POSTTERM') * 1000;
    const expected = `a notice for each stop that nobody commanded, at the latest ${durationText(postMs)} after it`;
    let watched: number | undefined;
    for (const d of dispatchesOf(view, dut)) {
      const endMs = d.endings[0]?.atMs ?? d.plannedEndMs;
      const full = curve.firstWhere(
        d.startMs,
        endMs,
        (powerW) => -powerW >= setpointAt(d, d.startMs) * 0.9 && powerW < -50,
      );
      if (full === undefined) continue;
      watched = full.n;
      const stop = curve.corners(full.atMs, endMs).find((c) => {
        const asked = setpointAt(d, c.atMs);
        return (
          asked > 50 &&
          -c.powerW < asked * STOPPED &&
          d.setpoints.every((s) => Math.abs(s.t0Ms - c.atMs) > 60_000 || s.powerW === 0 || s.t0Ms > c.atMs) &&
          -(curve.powerAt(c.atMs + HOLDS_MS) ?? 0) < asked * STOPPED
        );
      });
      if (stop === undefined) continue;
      const byMs = speaksAgain(view, dut, stop.atMs) + postMs;
      if (byMs > view.nowMs) continue;
      const told = view.sent.some(
        (s) =>
          s.message?.source === dut &&
          s.atMs <= byMs &&
          s.atMs >= d.startMs &&
          (s.name === 'TerminationNotice' ||
            (s.name === 'ParticipationNotice' && s.by === dut) ||
            curtailed(s.message)),
      );
      if (!told) {
        return [
          {
            requirement: 'PR2-A-21',
            judgement: fail(
              expected,
              `discharge fell to ${powerText(-stop.powerW)} at ${instantText(stop.atMs)} and no notice came`,
              [d.requestN, stop.n],
            ),
          },
        ];
      }
    }
    return watched === undefined
      ? []
      : [{ requirement: 'PR2-A-21', judgement: pass(expected, 'no stop without its notice', [watched]) }];
  },
};

/** The instant itself, or that at which a device that lost its power just then is back: it cannot speak before. */
function speaksAgain(view: CaseView, dut: string, atMs: number): number {
  const restarts = view.restartsOf(dut);
  const down = restarts.find((r) => r.phase === 'down' && Math.abs(r.at - atMs) <= HOLDS_MS);
  const up = restarts.find((r) => r.phase === 'up' && down !== undefined && r.at >= down.at);
  return Math.max(atMs, up?.at ?? atMs);
}

function curtailed(message: { data: unknown }): boolean {
  const { state } = message.data as { state?: unknown };
  return state === 'CURTAILED' || state === 'STANDBY' || state === 'ENDED';
}
