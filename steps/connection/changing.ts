/** The kit's Utility changes an event that it announced: M03 with a later revision (PR2-A-08, PR2-A-09). */
import { CaseStop } from '../../lab/bench/case-stop';
import type { CaseRun } from '../../lab/session/case-run';
import { timeText } from '../../reference-impl/endpoint/identifiers';
import type { MessageBodies } from '../../schemas';
import { When } from '../world';
import { theEvent } from '../base/event';
import { noticeClassOf, say } from '../base/tester';

When('the utility changes the event to {power}', async function (powerW: number) {
  await change(this.run, { revision: theEvent(this.run).revision + 1, powerW });
});

When(
  'the utility changes the event to {power} in revision {int}',
  async function (powerW: number, revision: number) {
    await change(this.run, { revision, powerW });
  },
);

When('the utility moves the event to {duration} from now', async function (leadMs: number) {
  const event = theEvent(this.run);
  await change(this.run, {
    revision: event.revision + 1,
    powerW: event.powerW,
    startMs: this.bench.nowMs + leadMs,
  });
});

When('the further event is moved to {duration} after this one', async function (gapMs: number) {
  const { run } = this;
  const first = theEvent(run);
  const further = run.memory.events?.find((e) => e.startMs > first.startMs);
  if (further === undefined) throw new CaseStop('kit', 'no step before announced a further event');
  run.memory.event = further;
  const { revision, powerW, eventId } = further;
  await change(run, { revision: revision + 1, powerW, startMs: first.endMs + gapMs });
  const moved = theEvent(run);
  run.memory.events = (run.memory.events ?? []).map((e) => (e.eventId === eventId ? moved : e));
  run.memory.event = first;
});

When(
  'revision {int} of the event comes late, asking for {power}',
  async function (revision: number, powerW: number) {
    const latest = theEvent(this.run);
    await change(this.run, { revision, powerW });
    this.run.memory.event = latest;
  },
);

/** The class of notice stays as it was announced, unless the start moves; the length stays in any case. */
async function change(
  run: CaseRun,
  to: { readonly revision: number; readonly powerW: number; readonly startMs?: number },
): Promise<void> {
  const event = theEvent(run);
  const before = run.view.sentAt(event.n)?.message?.data as MessageBodies['EnergySupplyEvent'] | undefined;
  if (before === undefined) throw new CaseStop('kit', 'no step before announced the event');
  const { revision, powerW, startMs = event.startMs } = to;
  const { durationS } = before;
  const moved =
    startMs === event.startMs ? {} : { noticeClass: noticeClassOf((startMs - run.bench.nowMs) / 1000) };
  const n = say(run, 'EnergySupplyEvent', event.eventId, {
    ...before,
    ...moved,
    revision,
    start: timeText(startMs),
    intervals: [{ offsetS: 0, durationS, dischargePowerW: powerW }],
  });
  run.memory.event = { ...event, revision, powerW, startMs, endMs: startMs + durationS * 1000, n };
  await run.bench.runFor(50);
}
