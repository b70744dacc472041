/** Two PEVs at one ESCI that are both unplugged while they discharge. */
import { disconnect } from '../base/connection';
import { theEvent } from '../base/event';
import { lastOf } from '../base/outcome-power';
import { Then, When } from '../world';

When('the cables of both PEVs are pulled', async function () {
  await disconnect(this.run, 1);
  await disconnect(this.run, 0);
});

Then(
  "the ESCI gives notice of each PEV's end within {duration}, and names no request of the other",
  async function (limitMs: number) {
    const { run } = this;
    const { atMs } = lastOf(run);
    const { eventId, n } = theEvent(run);
    const notice = { by: run.esci, name: 'TerminationNotice', afterN: n };
    const byMs = atMs + limitMs;
    for (const i of [0, 1]) {
      const pevId = { eq: run.setup.pevs[i]?.id };
      // A notice need not name the request; one that does names that of its own PEV.
      const ofTheOther = { pevId, dispatchId: { eq: run.dispatchId(eventId, 1 - i) } };
      // The second cable came out just before the first.
      await run.judge('sends', { ...notice, fromMs: run.startMs, byMs, select: { pevId } });
      await run.judge('does-not-send', { ...notice, untilMs: byMs, select: ofTheOther });
    }
  },
);
