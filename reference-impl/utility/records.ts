/** Records as a query gives them out. */
import { accountOf } from './settlement';
import type { GridEvent } from './state';

/** One event: its state, that of each target with its outcome, and what was wanted, given and missing, Wh. */
export function eventStates(event: GridEvent): object {
  return {
    eventId: event.eventId,
    revision: event.revision,
    state: event.state,
    noticeClass: event.noticeClass,
    targets: event.targets.map((t) => ({
      pevId: t.pevId,
      state: t.state,
      ...(t.withdrawn === null && t.code === null ? {} : { code: t.withdrawn ?? t.code }),
      ...(t.report === null ? {} : { outcome: t.report.outcome, deliveredWh: t.report.deliveredWh }),
    })),
    ...accountOf(event),
  };
}
