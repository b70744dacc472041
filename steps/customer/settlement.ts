/** What is reported when an event is over (PR2-A-10). */
import type { CaseRun } from '../../lab/session/case-run';
import type { Fields } from '../../lab/checks/fields';
import { theEvent } from '../base/event';
import { Then } from '../world';

/** A report may take 10 s after the end; one that nobody confirmed a little longer. */
const REPORT_MS = 10_000;

Then('the report of the event says {reported}', async function (outcome: string) {
  await reported(this.run, { outcome: { eq: outcome } });
});

/** M19 within its time after the event's end, or after what ended it before. */
export async function reported(run: CaseRun, fields: Fields): Promise<void> {
  const event = theEvent(run);
  await run.judge('sends', {
    by: run.esci,
    name: 'EventReport',
    afterN: event.n,
    fromMs: event.endMs,
    byMs: Math.max(event.endMs, run.bench.nowMs) + REPORT_MS,
    measure: 'report',
    select: { eventId: { eq: event.eventId } },
    fields,
  });
}
