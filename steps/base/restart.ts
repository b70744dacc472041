/** A device loses its power and gets it again, with what it made durable (PR2-X-12). */
import type { CaseRun } from '../../lab/session/case-run';
import { When } from '../world';
import { theEvent } from './event';
import { urnOfRole } from './network';

/** Time without power where a scenario does not say how long. */
const SHORT_MS = 5000;

When('the {role} restarts', async function (role: string) {
  await restart(this.run, urnOfRole(this.run, role), SHORT_MS);
});

When('the {role} is without power for {duration}', async function (role: string, downMs: number) {
  await restart(this.run, urnOfRole(this.run, role), downMs);
});

When('the {role} restarts at the instant at which the event starts', async function (role: string) {
  await this.bench.runUntil(theEvent(this.run).startMs);
  await restart(this.run, urnOfRole(this.run, role), SHORT_MS);
});

When('the {role} is without power while the event starts', async function (role: string) {
  await this.bench.runUntil(theEvent(this.run).startMs - SHORT_MS / 2);
  await restart(this.run, urnOfRole(this.run, role), SHORT_MS);
});

When('the {role} restarts at the instant at which the event ends', async function (role: string) {
  await this.bench.runUntil(theEvent(this.run).endMs);
  await restart(this.run, urnOfRole(this.run, role), SHORT_MS);
});

When('the {role} is without power while the event ends', async function (role: string) {
  await this.bench.runUntil(theEvent(this.run).endMs - SHORT_MS / 2);
  await restart(this.run, urnOfRole(this.run, role), SHORT_MS);
});

/** What happened is that it went; it comes back in its time. */
When('the {role} loses its power for {duration}', async function (role: string, downMs: number) {
  const { run, bench } = this;
  await bench.restart(urnOfRole(run, role), downMs);
  const down = run.view.ofKind('restart').pop();
  run.memory.last = { n: down?.n ?? 0, atMs: bench.nowMs };
});

/** Down now, up again `downMs` later. What happened last is the coming up; nobody but the device resumes anything. */
export async function restart(run: CaseRun, urn: string, downMs: number): Promise<void> {
  const { bench, memory } = run;
  await bench.restart(urn, downMs);
  const asked = memory.request !== undefined;
  if (asked && !run.utilityIsDevice && urn === run.pev) memory.refreshing = false;
  await bench.runFor(downMs);
  const up = run.view.restartsOf(urn).pop();
  memory.last = { n: up?.n ?? 0, atMs: up?.at ?? bench.nowMs };
}
