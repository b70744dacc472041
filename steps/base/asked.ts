/** What the Utility has to ask for in an event, by the time from which it holds. */
import type { Fields } from '../../lab/checks/fields';
import type { CaseRun } from '../../lab/session/case-run';
import { theEvent } from './event';

/** A command may come so long before the time from which it holds, ms. */
const AHEAD_MS = 60_000;

/** A request in the event at hand, to one PEV or to whom it likes. */
export async function hasRequested(run: CaseRun, fields: Fields, to?: string): Promise<void> {
  const { eventId, startMs } = theEvent(run);
  await hasSent(run, 'DispatchRequest', startMs, { to, select: { eventId: { eq: eventId } }, fields });
}

/** A change to so much, which names the time from which it holds. */
export async function hasChangedTo(run: CaseRun, powerW: number, atMs: number): Promise<void> {
  await hasSent(run, 'DispatchUpdate', atMs, {
    select: { dischargePowerW: { eq: powerW } },
    fields: { effectiveAt: { fromMs: atMs - 1000, toMs: atMs + 1000 } },
  });
}

/** When an instant has come by the Utility's own clock, which may be off a little (P_CLK_SKEW). */
export function surelyMs(run: CaseRun, atMs: number): number {
  return atMs + run.param('P_CLK_SKEW') * 1000;
}

async function hasSent(
  run: CaseRun,
  name: string,
  atMs: number,
  wanted: { to?: string | undefined; select: Fields; fields: Fields },
): Promise<void> {
  const { to, select, fields } = wanted;
  await run.judge('sends', {
    by: run.utility,
    name,
    ...(to === undefined ? {} : { to }),
    afterN: theEvent(run).n,
    fromMs: atMs - AHEAD_MS,
    byMs: surelyMs(run, atMs),
    select,
    fields,
  });
}
