/**
 * What a peer owes for a case to mean anything, beyond what the oracles ask of every device: in a case of its own the
 * scenario's checks see to it.
 */
import { nameOf, type Message } from '../../schemas';
import type { CaseView } from '../../runlog/case-view';
import { nearestOf } from '../../runlog/sent';
import { fail, type Judgement } from '../checks/check';
import { dispatchesOf, inForceAt } from '../checks/dispatches';
import { durationText, instantText, powerText } from '../checks/texts';
import { limitsOf } from '../oracles/limits';
import type { Oracle } from '../oracles/oracle';
import { RESPONSE_CLASSES } from '../profile/response-classes';
import { disturbed, duty, pluggedIn } from './duty';

const passesOn: Oracle = duty('passes-on-what-is-not-its-own', 'esci', 'PR2-A-01', judgePassing);
const tellsConnection: Oracle = duty('tells-of-a-connection', 'esci', 'PR2-A-12', judgeNotice);
const reportsWhenConnected: Oracle = duty('reports-when-connected', 'pev', 'PR2-A-06', judgeReport);
const dischargesWhatItAccepted: Oracle = duty('discharges-what-it-accepted', 'pev', 'PR2-A-17', judgePower);
const saysWhyItStops: Oracle = duty('says-why-it-stops', 'pev', 'PR2-A-21', judgeNoticeOfStop);

export const PEER_DUTIES: readonly Oracle[] = [
  passesOn,
  tellsConnection,
  reportsWhenConnected,
  dischargesWhatItAccepted,
  saysWhyItStops,
];

/** An ESCI passes on, or refuses, what came for another and whose way is open. */
function judgePassing(view: CaseView, esci: string): Judgement | undefined {
  const limitMs = view.param('P_T_FWD') * 1000;
  const seen = new Set<string>();
  for (const s of view.sent) {
    const { message } = s;
    if (message === undefined || s.problems.length > 0 || s.by === esci || nameOf(message.type) === undefined)
      continue;
    const { id, destination } = message;
    const came = s.deliveries.find((d) => d.to === esci && d.outcome === 'delivered' && d.trusted);
    if (came === undefined || destination === esci || seen.has(id)) continue;
    seen.add(id);
    const dueMs = came.atMs + limitMs;
    const role = /^urn:pr2:(pev|utility):/.exec(destination)?.[1];
    if (role === undefined || dueMs > view.nowMs || disturbed(view, esci, came.n, dueMs)) continue;
    if (role === 'pev' && !pluggedIn(view, destination, came.n, dueMs)) continue;
    if (role === 'pev' && !hasGreeted(view, esci, destination, came.n)) continue;
    const what = `the ${nameOf(message.type)} that came at ${instantText(came.atMs)} for ${destination}`;
    const expected = `what is not its own passed on within ${durationText(limitMs)}, unchanged but for its own name in via`;
    const copy = view.sent.find((o) => o.by === esci && o.message?.id === id && o.n > s.n);
    const answered = view.answersTo(id).some((o) => o.by === esci && o.n > came.n && o.atMs <= dueMs);
    if (copy?.message !== undefined && copy.atMs <= dueMs) {
      if (unsigned(copy.message) !== unsigned(message))
        return fail(expected, `${what} was changed`, [came.n, copy.n]);
      if (nearestOf(copy.message) !== esci)
        return fail(expected, `${what} went on without its name`, [came.n, copy.n]);
    } else if (!answered) return fail(expected, `${what} was not`, [came.n]);
  }
  return undefined;
}

/** The ESCI had told the PEV of its connection since the cable went in: before that nothing can be passed on to it. */
function hasGreeted(view: CaseView, esci: string, pev: string, n: number): boolean {
  const plug = view.stimuliAt(pev).findLast((s) => s.name === 'plug-in' && s.n < n);
  const notices = view.messages('ConnectionNotice', { by: esci, destination: pev, afterN: plug?.n ?? 0 });
  return notices.some((s) => s.n < n);
}

/** A message without what a relay adds. */
function unsigned(message: Message): string {
  const { via: _via, viatime: _viatime, ...rest } = message;
  return JSON.stringify(Object.entries(rest).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** An ESCI tells of each PEV that is plugged in, to it too. */
function judgeNotice(view: CaseView, esci: string): Judgement | undefined {
  const limitMs = view.param('P_T_AUTH') * 1000;
  for (const plug of view.ofKind('stimulus')) {
    if (plug.device !== esci || plug.name !== 'plug-in' || plug.refused !== undefined) continue;
    const dueMs = plug.at + limitMs;
    if (dueMs > view.nowMs || disturbed(view, esci, plug.n, dueMs)) continue;
    const told = view.messages('ConnectionNotice', { by: esci, afterN: plug.n, toMs: dueMs });
    if (told.some((s) => s.message?.destination.startsWith('urn:pr2:utility:'))) continue;
    return fail(
      `a ConnectionNotice within ${durationText(limitMs)} of plugging in`,
      `none came for the cable of ${instantText(plug.at)}`,
      [plug.n],
    );
  }
  return undefined;
}

/** A PEV reports what is available when its ESCI has told it of the connection. */
function judgeReport(view: CaseView, pev: string): Judgement | undefined {
  const limitMs = view.param('P_T_AVAIL') * 1000;
  for (const { delivery } of view.received(pev, 'ConnectionNotice')) {
    const dueMs = delivery.atMs + limitMs;
    if (dueMs > view.nowMs || disturbed(view, pev, delivery.n, dueMs)) continue;
    const told = view.messages('AvailabilityReport', { by: pev, source: pev, toMs: dueMs });
    if (told.some((s) => s.atMs >= delivery.atMs - limitMs)) continue;
    return fail(
      `an AvailabilityReport within ${durationText(limitMs)} of the ConnectionNotice`,
      `none came after that of ${instantText(delivery.atMs)}`,
      [delivery.n],
    );
  }
  return undefined;
}

/** A PEV that accepted and has said nothing since begins, comes to the power asked and stays there. */
function judgePower(view: CaseView, pev: string): Judgement | undefined {
  const curve = view.curve(pev);
  for (const d of dispatchesOf(view, pev)) {
    const { startMs: beginsMs, fullMs } = RESPONSE_CLASSES[d.responseClass];
    for (const [i, { powerW: asked, t0Ms, n }] of d.setpoints.entries()) {
      const fromMs = Math.max(t0Ms, d.startMs + d.windowMs);
      const toMs = Math.min(d.setpoints[i + 1]?.t0Ms ?? Infinity, view.nowMs);
      const due = Math.min(asked, limitsOf(view, pev, fromMs).powerW);
      const isShort = (atMs: number, share: number): boolean => {
        const powerW = curve.powerAt(atMs);
        return atMs <= toMs && powerW !== undefined && -powerW < due * share - 50;
      };
      const reached = curve.firstWhere(fromMs, toMs, (powerW) => -powerW >= due * 0.9);
      const fell =
        reached === undefined
          ? undefined
          : curve
              .corners(reached.atMs, toMs)
              .find((c) => isShort(c.atMs, FELL) && isShort(c.atMs + HOLDS_MS, FELL));
      const postMs = view.param('P_T_POSTTERM') * 1000;
      const short =
        fell === undefined
          ? [[fromMs + beginsMs + 1000, 0.1] as const, [fromMs + fullMs + 1000, 0.9] as const].find(
              ([atMs, share]) => isShort(atMs, share),
            )?.[0]
          : fell.atMs + postMs <= view.nowMs
            ? fell.atMs
            : undefined;
      if (short === undefined || due < 4 * 50 || !inForceAt(d, short)) continue;
      const saidBy = fell === undefined ? short : short + postMs;
      if (disturbed(view, pev, d.requestN, saidBy) || toldOtherwise(view, pev, d.requestN, saidBy)) continue;
      return fail(
        `${powerText(due)} discharged, as accepted, or a word of why not`,
        `${powerText(-(curve.powerAt(short) ?? 0))} at ${instantText(short)}`,
        [n, curve.pointAt(short)?.n ?? n],
      );
    }
  }
  return undefined;
}

/** Discharge below this share of what it was counts as stopped, where it stays so. */
const FELL = 0.25;
const HOLDS_MS = 2_000;

/** A PEV that is stopped at its own panel, or by a fault, gives notice. */
function judgeNoticeOfStop(view: CaseView, pev: string): Judgement | undefined {
  const limitMs = view.param('P_T_POSTTERM') * 1000;
  for (const { n, at, name, device, refused } of view.ofKind('stimulus')) {
    if (device !== pev || refused !== undefined || (name !== 'user-stop' && name !== 'power-fault')) continue;
    const stops = dispatchesOf(view, pev).some(
      (d) =>
        at > Math.max(d.startMs, d.acceptedMs) && at < d.plannedEndMs && !d.endings.some((e) => e.atMs < at),
    );
    const dueMs = at + limitMs;
    if (!stops || dueMs > view.nowMs || disturbed(view, pev, n, dueMs)) continue;
    if (view.messages('TerminationNotice', { by: pev, source: pev, afterN: n, toMs: dueMs }).length > 0)
      continue;
    return fail(
      `a TerminationNotice within ${durationText(limitMs)} of the stop`,
      `none came after the ${name} of ${instantText(at)}`,
      [n],
    );
  }
  return undefined;
}

/** It spoke of an end, of less, or of its customer's wish. */
function toldOtherwise(view: CaseView, pev: string, afterN: number, toMs: number): boolean {
  const filter = { by: pev, source: pev, afterN, toMs };
  const less = (data: Record<string, unknown>): boolean =>
    ['CURTAILED', 'STANDBY', 'ENDED'].includes(String(data['state']));
  return (
    view.messages('TerminationNotice', filter).length > 0 ||
    view.messages('ParticipationNotice', filter).length > 0 ||
    view.messages('DispatchConfirmation', { ...filter, where: less }).length > 0
  );
}
