/** What a utility does by its own clock after that was set (PR2-X-03). */
import { theEvent } from '../base/event';
import { Then } from '../world';

/** How long before the start a request may come, ms, and how long after. */
const AHEAD_MS = 60_000;
const AFTER_MS = 30_000;

Then(
  'the utility asks for the event {duration} earlier than ordered, as its clock says',
  async function (ms: number) {
    const { run } = this;
    const { n, startMs, eventId } = theEvent(run);
    const atMs = startMs - ms;
    await run.judge('sends', {
      by: run.utility,
      name: 'DispatchRequest',
      to: run.pev,
      afterN: n,
      fromMs: atMs - AHEAD_MS,
      byMs: atMs + AFTER_MS,
      select: { eventId: { eq: eventId } },
    });
  },
);
