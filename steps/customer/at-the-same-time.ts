/** What the customer does at two places at the same time, by the clocks of both (PR2-A-20). */
import { clockAheadMs } from '../../lab/checks/clock';
import type { CaseRun } from '../../lab/session/case-run';
import { timeText } from '../../reference-impl/endpoint/identifiers';
import { act } from '../base/connection';
import { theEvent } from '../base/event';
import { When } from '../world';
import { hear, limit } from './opting';

type Deed = 'opt-in' | 'opt-out';

/** One hop on an undisturbed link of the bench. */
const HOP_MS = 10;

/** The same time by what each writes as its own: whose clock is ahead has its button pressed earlier. */
When('the customer opts out at the PEV and in again at the EVSE at the same time', async function () {
  await atOnce(this.run, 'opt-out', 'opt-in');
});

When('the customer opts out at the EVSE and in again at the PEV at the same time', async function () {
  await atOnce(this.run, 'opt-in', 'opt-out');
});

When(
  'the customer opts out at the PEV and in at the EVSE at the same time, the opt-out being heard first',
  async function () {
    await act(this.run, this.run.pev, 'opt-out', { eventId: theEvent(this.run).eventId, source: 'HMI' });
    hear(this.run, { action: 'OPT_IN', source: 'EVSE', sourceTime: byPevsClock(this.run) });
    await this.bench.runFor(50);
  },
);

When(
  'the customer opts out at the PEV and in at the EVSE at the same time, the opt-in being heard first',
  async function () {
    hear(this.run, { action: 'OPT_IN', source: 'EVSE', sourceTime: byPevsClock(this.run, HOP_MS) });
    await this.bench.runFor(HOP_MS);
    await act(this.run, this.run.pev, 'opt-out', { eventId: theEvent(this.run).eventId, source: 'HMI' });
  },
);

When(
  'the customer limits the event to {power} at the PEV and to {power} at the EVSE at the same time',
  async function (atPevW: number, atEvseW: number) {
    await limit(this.run, this.run.pev, 'HMI', { W: atPevW });
    hear(this.run, {
      action: 'OVERRIDE',
      source: 'EVSE',
      sourceTime: byPevsClock(this.run),
      limits: { W: atEvseW },
    });
    await this.bench.runFor(50);
  },
);

/**
 * What is done at the PEV and at the EVSE bears the same time by the clock of each: a whole second by that of the ESCI,
 * for one that writes no less.
 */
async function atOnce(run: CaseRun, atPev: Deed, atEvse: Deed): Promise<void> {
  const { bench } = run;
  const { eventId } = theEvent(run);
  const esciAheadMs = clockAheadMs(run.view, run.esci);
  const aheadMs = esciAheadMs - clockAheadMs(run.view, run.pev);
  const wholeMs = Math.ceil((bench.nowMs + esciAheadMs + 1000) / 1000) * 1000 - esciAheadMs;
  const deeds = [
    { atMs: wholeMs + aheadMs, urn: run.pev, deed: atPev, source: 'HMI' },
    { atMs: wholeMs, urn: run.esci, deed: atEvse, source: 'EVSE' },
  ];
  for (const { atMs, urn, deed, source } of deeds.toSorted((a, b) => a.atMs - b.atMs)) {
    await bench.runUntil(atMs);
    await act(run, urn, deed, { eventId, source });
  }
}

/** Now, or a little later, as the PEV's own clock has it: the same time as that of an action at its panel. */
function byPevsClock(run: CaseRun, laterMs = 0): string {
  return timeText(run.bench.nowMs + laterMs + clockAheadMs(run.view, run.pev));
}
