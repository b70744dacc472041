/** What the utility asks of the PEV. */
import { CaseStop } from '../../lab/bench/case-stop';
import type { CaseRun } from '../../lab/session/case-run';
import { timeMs } from '../../reference-impl/endpoint/identifiers';
import type { MessageBodies, ResponseClass } from '../../schemas';
import { When } from '../world';
import { act } from './connection';
import { theEvent } from './event';
import { request, requestBody, say, untilRequestIsDue, update, type sayAtPev } from './tester';

type CancelReason = MessageBodies['EventCancel']['reason'];

When('the utility requests {power} for {duration}', async function (powerW: number, lengthMs: number) {
  await ask(this.run, powerW, lengthMs);
});

When(
  'the utility requests {power} for {duration} with class {class}',
  async function (powerW: number, lengthMs: number, responseClass: ResponseClass) {
    await requireService(this.run);
    await ask(this.run, powerW, lengthMs, { responseClass });
  },
);

When('the utility changes the request to {power}', async function (powerW: number) {
  if (this.run.utilityIsDevice) {
    await act(this.run, this.run.utility, 'change-request', {
      eventId: theEvent(this.run).eventId,
      dischargePowerW: powerW,
    });
    return;
  }
  update(this.run, powerW);
  await this.bench.runFor(50);
});

When('the utility cancels the event', async function () {
  await cancel(this.run);
});

When('the utility cancels the event for the reason {word}', async function (reason: string) {
  await cancel(this.run, reason as CancelReason);
});

/** The request goes out shortly before the event begins, and has arrived when the step ends. */
export async function ask(
  run: CaseRun,
  powerW: number,
  lengthMs: number,
  members: Record<string, unknown> = {},
  put: typeof say | typeof sayAtPev = say,
): Promise<void> {
  if (run.utilityIsDevice)
    throw new CaseStop(
      'kit',
      'in a case of the utility the request is its own; the operator creates the event',
    );
  const event = theEvent(run);
  await untilRequestIsDue(run, event);
  request(
    run,
    { ...requestBody(run, event, powerW, Math.round(lengthMs / 1000)), ...(members as object) },
    put,
  );
  await run.bench.runFor(50);
}

/**
 * A PEV that has said that it may not enter service before the event begins cannot show its response times, and does
 * nothing wrong by it.
 */
async function requireService(run: CaseRun): Promise<void> {
  const event = theEvent(run);
  const { startMs } = event;
  await untilRequestIsDue(run, event);
  const report = run.view.messages('AvailabilityReport', { source: run.pev }).pop()?.message;
  const until = report?.data.readiness.notReadyUntil;
  if (report?.data.readiness.state === 'NOT_READY' && until !== undefined && timeMs(until) > startMs)
    throw new CaseStop('precondition', `the PEV is not in service before ${until}, as it reported`, run.pev);
}

export async function cancel(run: CaseRun, reason: CancelReason = 'ABATED'): Promise<void> {
  const event = theEvent(run);
  run.memory.refreshing = false;
  if (run.utilityIsDevice) {
    await act(run, run.utility, 'cancel-event', { eventId: event.eventId, reason });
    return;
  }
  say(run, 'EventCancel', event.eventId, {
    eventId: event.eventId,
    revision: event.revision + 1,
    reason,
  });
  await run.bench.runFor(50);
}
