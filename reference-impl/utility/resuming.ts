/** Coming back after a restart (PR2-X-12): what the PEVs' watchdogs ended meanwhile is not taken up again. */
import { now, type Desk } from './desk';
import { releaseTarget, validForS } from './commands';
import { isOut, isRunning } from './lifecycle';

/** Lets go of every dispatch whose last command has run out. */
export function dropLapsed(desk: Desk): void {
  for (const event of desk.state.events) {
    if (!isRunning(event.state)) continue;
    for (const target of event.targets) {
      const { dispatch } = target;
      if (dispatch === null || !dispatch.live || isOut(target)) continue;
      if (desk.behaviour.resumes(now(desk) - dispatch.commandedMs, validForS(desk) * 1000)) continue;
      releaseTarget(desk, event, target);
      target.state = 'TERMINATED';
      target.code = 'RESTART';
    }
  }
}
