/** What an event came to, for those who took part (PR2-A-10, PR2-X-13). */
import type { MessageBodies } from '../../schemas';
import type { EventReport, GridEvent } from './state';

/** The statement to a customer over all of the customer's PEVs in an event. Participation is 0..1, 1 if nothing was asked. */
export function statementOf(
  eventId: string,
  reports: readonly EventReport[],
): MessageBodies['SettlementStatement'] {
  const deliveredWh = reports.reduce((sum, r) => sum + r.deliveredWh, 0);
  const requestedWh = reports.reduce((sum, r) => sum + r.requestedWh, 0);
  const only = reports.length === 1 ? reports[0]?.participation : undefined;
  const participation = only ?? (requestedWh === 0 ? 1 : Math.min(1, deliveredWh / requestedWh));
  return { eventId, deliveredWh, participation: Math.round(participation * 1e6) / 1e6 };
}

/** Energy an event was to bring, what it brought and what is missing, Wh; never hidden by an average. */
export function accountOf(event: GridEvent): {
  requestedWh: number;
  deliveredWh: number;
  shortfallWh: number;
} {
  const wanted = event.intervals.map(
    (_, k) => event.totalW?.[k] ?? event.targets.reduce((sum, t) => sum + (t.requestedW[k] ?? 0), 0),
  );
  const requestedWh = Math.round(
    event.intervals.reduce((sum, i, k) => sum + (i.durationS * (wanted[k] ?? 0)) / 3600, 0),
  );
  const deliveredWh = event.targets.reduce((sum, t) => sum + deliveredBy(t), 0);
  return { requestedWh, deliveredWh, shortfallWh: Math.max(0, requestedWh - deliveredWh) };
}

/** Energy of one target, Wh: as reported, else by the last register it named. */
function deliveredBy(target: GridEvent['targets'][number]): number {
  if (target.report !== null) return target.report.deliveredWh;
  if (target.startRegisterWh === null || target.lastRegisterWh === null) return 0;
  return Math.max(0, target.lastRegisterWh - target.startRegisterWh);
}
