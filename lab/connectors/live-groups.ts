/** Process groups of devices: ended as a whole, also when the kit itself ends first. */
import type { ChildProcess } from 'node:child_process';

const live = new Set<number>();
let watching = false;

/** Remembers a child that leads a group of its own. */
export function adopt(child: ChildProcess): void {
  if (child.pid === undefined) return;
  live.add(child.pid);
  if (watching) return;
  watching = true;
  process.once('exit', () => {
    for (const pid of live) signalGroup(pid, 'SIGKILL');
  });
}

/** Forgets a group and ends what is left of it. */
export function disown(child: ChildProcess): void {
  if (child.pid === undefined || !live.delete(child.pid)) return;
  signalGroup(child.pid, 'SIGKILL');
}

/** Signals every process of the group; false where there is none left. */
export function signalGroup(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}
