/** Checks on what a Utility asks: inside what was reported, renewed in time, changed with the next revision. */
import type { MessageBodies } from '../../../schemas';
import type { CaseView, Delivery, Sent } from '../../../runlog/case-view';
import { fail, pass, type Check } from '../check';
import { authored, dispatchesOf } from '../dispatches';
import { durationText, energyText, instantText, powerText } from '../texts';

type Event = MessageBodies['EnergySupplyEvent'];

export interface Command {
  readonly n: number;
  readonly atMs: number;
  readonly dispatchId: string;
  readonly eventId: string;
  readonly revision: number;
  readonly powerW: number;
  readonly validForS: number;
  /** The stretch it asks for. */
  readonly fromMs: number;
  readonly toMs: number;
  /** For how long it asks for this power, unless it is changed, ms. */
  readonly askedForMs: number;
}

/** Requests and changes that a Utility authored for a PEV, in order; a repeat under the same id counts once. */
export function commandsOf(view: CaseView, utility: string, pev: string): Command[] {
  const out: Command[] = [];
  const ids = new Set<string>();
  const announced = (eventId: string, beforeN: number): Event | undefined =>
    announcedTo(view, utility, pev, eventId, beforeN);
  for (const s of authored(view.sent)) {
    const message = s.message;
    if (s.by !== utility || message?.destination !== pev || ids.has(message.id)) continue;
    if (s.name !== 'DispatchRequest' && s.name !== 'DispatchUpdate') continue;
    ids.add(message.id);
    if (s.name === 'DispatchRequest') {
      const d = (s as Sent<'DispatchRequest'>).message?.data;
      if (d === undefined) continue;
      const fromMs = Date.parse(d.start);
      out.push({
        n: s.n,
        atMs: s.atMs,
        dispatchId: d.dispatchId,
        eventId: d.eventId,
        revision: d.revision,
        powerW: d.dischargePowerW,
        validForS: d.validForS,
        fromMs,
        toMs: fromMs + d.durationS * 1000,
        askedForMs: askedForMs(announced(d.eventId, s.n), fromMs, d.durationS * 1000),
      });
      continue;
    }
    const d = (s as Sent<'DispatchUpdate'>).message?.data;
    const before = out.filter((c) => c.dispatchId === d?.dispatchId).pop();
    if (d === undefined) continue;
    const fromMs = Math.max(
      s.atMs,
      d.effectiveAt === undefined ? s.atMs : Date.parse(d.effectiveAt),
      before?.fromMs ?? 0,
    );
    const { eventId = '', toMs = fromMs } = before ?? {};
    out.push({
      n: s.n,
      atMs: s.atMs,
      dispatchId: d.dispatchId,
      eventId,
      revision: d.revision,
      powerW: d.dischargePowerW,
      validForS: d.validForS,
      fromMs,
      toMs,
      askedForMs: askedForMs(announced(eventId, s.n), fromMs, Math.max(0, toMs - fromMs)),
    });
  }
  return out;
}

/** An event as its Utility had announced it last to a PEV before log position `beforeN`. */
export function announcedTo(
  view: CaseView,
  utility: string,
  pev: string,
  eventId: string,
  beforeN: number,
): Event | undefined {
  return authored(view.messages('EnergySupplyEvent', { by: utility, destination: pev })).findLast(
    (s) => s.n < beforeN && s.problems.length === 0 && s.message?.data.eventId === eventId,
  )?.message?.data;
}

/**
 * For how long a command from `fromMs` on asks for its own power, ms: until its event foresees another; a later interval
 * is asked for by a change of its own (specification, section 5, M03).
 */
export function askedForMs(event: Event | undefined, fromMs: number, lengthMs: number): number {
  const offsetS = event === undefined ? 0 : (fromMs - Date.parse(event.start)) / 1000;
  const current = event?.intervals.findLast((i) => i.offsetS <= offsetS + 1);
  if (event === undefined || current === undefined) return lengthMs;
  const next = event.intervals
    .filter((i) => i.offsetS > current.offsetS && i.dischargePowerW !== current.dischargePowerW)
    .map((i) => (i.offsetS - offsetS) * 1000);
  return Math.min(lengthMs, ...next);
}

export interface ReportHeard {
  readonly sent: Sent<'AvailabilityReport'>;
  readonly delivery: Delivery;
}

/**
 * The reports of a PEV in the order in which its Utility heard them, without those that a younger one had overtaken on
 * the way: they are no longer its last word (PR2-A-15).
 */
export function reportsHeard(view: CaseView, pev: string, utility: string): ReportHeard[] {
  const firstSent = new Map<string | undefined, number>();
  for (const { message, n } of view.messages('AvailabilityReport', { source: pev }))
    if (!firstSent.has(message?.id)) firstSent.set(message?.id, n);
  let youngest = -1;
  return view
    .received(utility, 'AvailabilityReport', { source: pev })
    .toSorted((a, b) => a.delivery.n - b.delivery.n)
    .filter(({ sent }) => {
      const n = firstSent.get(sent.message?.id) ?? sent.n;
      const isOvertaken = n < youngest;
      youngest = Math.max(youngest, n);
      return !isOvertaken;
    });
}

/** The report of a PEV that its Utility had to go by before log position `beforeN`. */
export function lastReport(
  view: CaseView,
  pev: string,
  utility: string,
  beforeN: number,
): Sent<'AvailabilityReport'> | undefined {
  return reportsHeard(view, pev, utility).findLast(({ delivery }) => delivery.n < beforeN)?.sent;
}

interface UtilityArgs {
  readonly utility: string;
  readonly pev: string;
  /** The event's creation, or what else it is measured from. */
  readonly basisN: number;
}

/**
 * No request asks for more power than the last report, nor for more energy than it leaves: what has flowed since the
 * report is gone (PR2-A-15).
 */
export const commandsWithinReport: Check<UtilityArgs> = (view, a) => {
  const expected = 'every request within the power and the energy that the PEV last reported';
  const commands = commandsOf(view, a.utility, a.pev);
  if (commands.length === 0) return fail(expected, 'no request was made', [a.basisN]);
  const heard = reportsHeard(view, a.pev, a.utility);
  let lastN = a.basisN;
  for (const c of commands) {
    const report = heard.findLast(({ delivery }) => delivery.n < c.n)?.sent;
    if (report?.message === undefined)
      return fail(
        expected,
        `${powerText(c.powerW)} asked at ${instantText(c.atMs)} of a PEV that had reported nothing`,
        [a.basisN, c.n],
      );
    const { maxDischargeW, availableEnergyWh, asOf } = report.message.data;
    const basis = [a.basisN, report.n, c.n];
    if (c.powerW > maxDischargeW)
      return fail(
        expected,
        `${powerText(c.powerW)} asked at ${instantText(c.atMs)}, ${powerText(maxDischargeW)} reported`,
        basis,
      );
    const asksWh = (c.powerW * Math.max(0, c.askedForMs)) / 3_600_000;
    const goneWh =
      view.curve(a.pev).energyJ(Date.parse(asOf), Math.max(Date.parse(asOf), c.atMs)).exportJ / 3600;
    const leftWh = availableEnergyWh - goneWh;
    if (asksWh > leftWh + 1)
      return fail(
        expected,
        `${energyText(asksWh)} asked at ${instantText(c.atMs)}, ${energyText(leftWh)} left of what was reported`,
        basis,
      );
    lastN = c.n;
  }
  return pass(expected, `${commands.length} requests and changes, all within`, [a.basisN, lastN]);
};

interface AtMostArgs extends UtilityArgs {
  readonly eventIds: readonly string[];
  readonly maxWh: number;
  /** No bound where absent. */
  readonly maxW?: number;
}

/** The first requests of the events together ask for no more than this; asking for nothing is asking for less. */
export const asksAtMost: Check<AtMostArgs> = (view, a) => {
  const expected = `requests of at most ${energyText(a.maxWh)}${a.maxW === undefined ? '' : ` and at most ${powerText(a.maxW)}`}`;
  const firsts = a.eventIds.flatMap(
    (id) => commandsOf(view, a.utility, a.pev).find((c) => c.eventId === id) ?? [],
  );
  const wh = firsts.reduce((sum, c) => sum + (c.powerW * (c.toMs - c.fromMs)) / 3_600_000, 0);
  const most = Math.max(0, ...firsts.map((c) => c.powerW));
  const basis = [a.basisN, ...firsts.map((c) => c.n)];
  const alive = view.sent.filter((s) => s.by === a.utility && s.n > a.basisN).pop();
  if (alive === undefined) return fail(expected, 'the utility has said nothing at all since', [a.basisN]);
  if (wh > a.maxWh + 0.5 || most > (a.maxW ?? Infinity))
    return fail(expected, `${energyText(wh)} at up to ${powerText(most)}`, basis);
  return pass(
    expected,
    firsts.length === 0 ? 'nothing was asked' : `${energyText(wh)} at up to ${powerText(most)}`,
    [...basis, alive.n],
  );
};

interface ChangeArgs extends UtilityArgs {
  readonly powerW: number;
  readonly fromMs: number;
  readonly byMs: number;
}

/** The operator's change goes out as a change of the running request, with the next revision (PR2-A-22). */
export const changesRequest: Check<ChangeArgs> = (view, a) => {
  const expected = `a DispatchUpdate to ${powerText(a.powerW)} with the next revision by ${instantText(a.byMs)}`;
  const commands = commandsOf(view, a.utility, a.pev);
  const at = commands.findIndex((c) => c.n > a.basisN && c.powerW === a.powerW);
  const change = commands[at];
  if (change === undefined)
    return view.nowMs < a.byMs ? { untilMs: a.byMs } : fail(expected, 'none came', [a.basisN]);
  const before = commands
    .slice(0, at)
    .filter((c) => c.dispatchId === change.dispatchId)
    .pop();
  if (before === undefined)
    return fail(expected, `a request of its own, ${change.dispatchId}`, [a.basisN, change.n]);
  if (change.revision !== before.revision + 1)
    return fail(expected, `revision ${change.revision} after ${before.revision}`, [before.n, change.n]);
  if (change.atMs > a.byMs)
    return fail(expected, `it came ${durationText(change.atMs - a.byMs)} late`, [a.basisN, change.n]);
  return pass(expected, `revision ${change.revision} after ${durationText(change.atMs - a.fromMs)}`, [
    a.basisN,
    change.n,
  ]);
};

/** Each command is renewed, and the renewal accepted by the PEV, before the time of the one before it is over (PR2-X-05). */
export const renewsInTime: Check<UtilityArgs> = (view, a) => {
  const expected = 'each command renewed before its time is over';
  const refreshes = dispatchesOf(view, a.pev).flatMap((d) =>
    d.plannedEndMs > view.nowMs ? d.refreshes : [],
  );
  const first = refreshes[0];
  if (first === undefined) return fail(expected, 'no command was accepted', [a.basisN]);
  let before = first;
  for (const next of refreshes.slice(1)) {
    const overMs = before.atMs + before.validForMs;
    if (next.atMs > overMs)
      return fail(expected, `renewed ${durationText(next.atMs - overMs)} after the time was over`, [
        before.n,
        next.n,
      ]);
    before = next;
  }
  if (before.atMs + before.validForMs < view.nowMs)
    return fail(expected, `not renewed since ${instantText(before.atMs)}`, [a.basisN, before.n]);
  if (refreshes.length < 2)
    return fail(expected, `never renewed; the one command holds for ${durationText(first.validForMs)}`, [
      a.basisN,
      first.n,
    ]);
  return pass(expected, `${refreshes.length - 1} renewals`, [first.n, before.n]);
};

interface ValidityArgs extends UtilityArgs {
  readonly minS: number;
  readonly maxS: number;
}

/** Each command says for how long it holds, within the bounds of P_WATCHDOG (PR2-X-05). */
export const validityInBounds: Check<ValidityArgs> = (view, a) => {
  const expected = `each command good for ${a.minS} s to ${a.maxS} s`;
  const commands = commandsOf(view, a.utility, a.pev);
  if (commands.length === 0) return fail(expected, 'no command was given', [a.basisN]);
  const wrong = commands.find((c) => c.validForS < a.minS || c.validForS > a.maxS);
  if (wrong !== undefined)
    return fail(expected, `${wrong.validForS} s at ${instantText(wrong.atMs)}`, [a.basisN, wrong.n]);
  const last = commands[commands.length - 1];
  return pass(expected, `${commands.length} commands`, [a.basisN, last?.n ?? a.basisN]);
};
