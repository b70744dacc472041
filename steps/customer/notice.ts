/** How long ahead an event is announced, and of what class (PR2-A-09). */
import { toleratedAheadMs } from '../../lab/checks/clock';
import type { CaseRun } from '../../lab/session/case-run';
import type { NoticeClass } from '../../schemas';
import { act } from '../base/connection';
import { announce, theEvent } from '../base/event';
import { answered, saidOf } from '../base/outcome-messages';
import { timeText } from '../../reference-impl/endpoint/identifiers';
import { create } from '../connection/announcing';
import { Given, Then, When } from '../world';

const HOUR_MS = 3_600_000;
const LENGTH_MS = HOUR_MS;
const POWER_W = 4000;

Given('a customer who accepts short notice', function () {
  const { setup } = this.run;
  setup.notificationPreferences = setup.notificationPreferences.map((p) => ({
    ...p,
    acceptShortNotice: true,
  }));
  for (const pev of setup.pevs) Object.assign(pev.state, { preferences: { acceptShortNotice: true } });
});

When(
  'the operator creates an event {duration} ahead for {reason}',
  async function (leadMs: number, reason: string) {
    await create(this.run, POWER_W, clockOf(this.run) + leadMs, LENGTH_MS, { reason });
  },
);

When(
  'the operator creates an event whose start is {duration} gone by, for {reason}',
  async function (agoMs: number, reason: string) {
    await create(this.run, POWER_W, clockOf(this.run) - agoMs, LENGTH_MS, { reason });
  },
);

When('the operator moves the event to {duration} from now', async function (leadMs: number) {
  const { eventId } = theEvent(this.run);
  const startMs = this.bench.nowMs + leadMs;
  await act(this.run, this.run.utility, 'change-event', {
    eventId,
    patch: { start: timeText(startMs) },
  });
  this.run.memory.movedToMs = startMs;
});

When(
  'the utility announces an event {duration} ahead as {notice} for {reason}',
  async function (leadMs: number, noticeClass: string, reason: string) {
    await announce(this.run, {
      startMs: this.bench.nowMs + leadMs,
      lengthMs: LENGTH_MS,
      powerW: POWER_W,
      members: { noticeClass, reason },
    });
  },
);

Then(
  'event and alert are both sent {duration} ahead or earlier, as {notice}',
  async function (leadMs: number, noticeClass: string) {
    await givesNotice(this.run, leadMs, noticeClass as NoticeClass);
  },
);

Then('the PEV opts in to the event', async function () {
  await answered(this.run, {
    request: saidOf(this.run),
    name: 'EventResponse',
    fields: { decision: { eq: 'OPT_IN' } },
  });
});

Then('the PEV opts out of the event with {code}', async function (code: string) {
  await answered(this.run, {
    request: saidOf(this.run),
    name: 'EventResponse',
    fields: { decision: { eq: 'OPT_OUT' }, code: { eq: code } },
  });
});

/** What the clock of the utility shows: its operator reckons by that. */
export function clockOf(run: CaseRun): number {
  return run.bench.nowMs + toleratedAheadMs(run.view, run.utility);
}

async function givesNotice(run: CaseRun, leadMs: number, noticeClass: NoticeClass): Promise<void> {
  const event = theEvent(run);
  await run.judge('gives-notice', {
    utility: run.utility,
    eventId: event.eventId,
    startMs: event.startMs,
    noticeClass,
    leadMs,
    afterN: event.n,
  });
}
