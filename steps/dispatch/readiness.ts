/** Whether a PEV may be in service, as it answers when asked. */
import type { CaseRun } from '../../lab/session/case-run';
import { Then, When } from '../world';
import { answered, saidOf } from '../base/outcome-messages';
import { say } from '../base/tester';

When('the utility asks for the availability', async function () {
  askAvailability(this.run);
  await this.bench.runFor(50);
});

Then('the PEV reports that it is not ready, and until when', async function () {
  const { run, bench } = this;
  await answered(run, {
    request: saidOf(run),
    name: 'AvailabilityReport',
    limitMs: run.param('P_T_AVREQ') * 1000,
    fields: {
      'readiness.state': { oneOf: ['NOT_READY', 'NO_GRID'] },
      'readiness.notReadyUntil': { fromMs: bench.nowMs, toMs: bench.nowMs + 600_000 },
    },
  });
});

Then('the PEV reports that it is not ready', async function () {
  const { run } = this;
  await answered(run, {
    request: saidOf(run),
    name: 'AvailabilityReport',
    limitMs: run.param('P_T_AVREQ') * 1000,
    fields: { 'readiness.state': { oneOf: ['NOT_READY', 'NO_GRID'] } },
  });
});

/** The first PEV's availability is asked for; the answer is another matter. */
export function askAvailability(run: CaseRun): void {
  const pevId = run.ids.of('pev');
  say(run, 'AvailabilityRequest', pevId, { pevId });
}
