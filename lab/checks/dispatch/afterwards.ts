/** Checks on what follows an event: the delay before charging, and what a further event needs (PR2-A-23). */
import type { CaseView, Sent } from '../../../runlog/case-view';
import { fail, inconclusive, pass, type Check } from '../check';
import { authored } from '../dispatches';
import { durationText, energyText, instantText, socText } from '../texts';
import { ZERO_W } from './curves';

interface DelayArgs {
  readonly pev: string;
  readonly eventEndMs: number;
  /** Charging must have begun by then: the customer's departure. */
  readonly byMs: number;
  readonly afterN: number;
}

/** Charging begins, and not before the delay that the report of the end declares. */
export const chargesAfterDelay: Check<DelayArgs> = (view, a) => {
  const expected = `charging no earlier than the declared delay after ${instantText(a.eventEndMs)}, and before ${instantText(a.byMs)}`;
  const ended = endingsOf(view, a.pev, a.afterN)[0];
  const curve = view.curve(a.pev);
  const charges =
    view.nowMs <= a.eventEndMs
      ? undefined
      : curve.firstWhere(a.eventEndMs, Math.min(view.nowMs, a.byMs), (p) => p > ZERO_W);
  if (charges === undefined) {
    if (view.nowMs < a.byMs) return { untilMs: a.byMs };
    return fail(expected, 'it never charged', [a.afterN, ...(ended === undefined ? [] : [ended.n])]);
  }
  const delayS = ended?.message?.data.reboundDelayS;
  if (ended === undefined || ended.n > charges.n)
    return fail(expected, `charging from ${instantText(charges.atMs)} on, before any report of the end`, [
      a.afterN,
      charges.n,
    ]);
  if (delayS === undefined)
    return fail(expected, 'the report of the end declares no delay', [a.afterN, ended.n]);
  const waitedMs = charges.atMs - a.eventEndMs;
  const observed = `charging ${durationText(waitedMs)} after the end, with ${durationText(delayS * 1000)} declared`;
  const basis = [a.afterN, ended.n, charges.n];
  return waitedMs >= delayS * 1000 - 1 ? pass(expected, observed, basis) : fail(expected, observed, basis);
};

interface TargetArgs {
  readonly pev: string;
  readonly departureMs: number;
  readonly departureSoc: number;
  /** It holds no more than that either, within P_SOC_TOL. */
  readonly noMore?: true;
  readonly basisN: number;
}

/** At the departure the battery holds what the customer wanted; 0.5 % for the rounding of readings and requests. */
export const holdsTarget: Check<TargetArgs> = (view, a) => {
  const mostSoc = a.noMore ? a.departureSoc + view.param('P_SOC_TOL') + 0.5 : 100;
  const expected = `${socText(a.departureSoc)} of charge${a.noMore ? ' and no more' : ''} at ${instantText(a.departureMs)}`;
  if (view.nowMs < a.departureMs) return { untilMs: a.departureMs };
  const reading = view.reading(a.pev, 'soc', a.departureMs);
  const soc = reading?.values.soc;
  if (reading === undefined || soc === undefined)
    return fail(expected, 'the device gave no reading of its state of charge', [a.basisN]);
  return soc >= a.departureSoc - 0.5 && soc <= mostSoc
    ? pass(expected, socText(soc), [a.basisN, reading.n])
    : fail(expected, socText(soc), [a.basisN, reading.n]);
};

interface SpreadArgs {
  readonly pev: string;
  readonly count: number;
  readonly afterN: number;
}

/** From so many on, one of delays drawn evenly lies beyond a quarter of the time but for once in 10^12. */
const MANY = 20;

/** So many reports of an end declare delays inside 0 to P_REBOUND, not always the same, and not all at its beginning. */
export const delaysSpread: Check<SpreadArgs> = (view, a) => {
  const maxS = view.param('P_REBOUND');
  const expected = `${a.count} declared delays between 0 and ${maxS} s, not all equal and spread over that time`;
  const ended = endingsOf(view, a.pev, a.afterN);
  const delays = ended.map((s) => s.message?.data.reboundDelayS);
  const basis = [a.afterN, ...ended.map((s) => s.n)].slice(0, 50);
  if (ended.length < a.count)
    return inconclusive(
      expected,
      `${ended.length} ends`,
      basis,
      'fewer ends than the scenario brought about',
    );
  const wrong = ended.find(
    (s) => !((s.message?.data.reboundDelayS ?? -1) >= 0 && (s.message?.data.reboundDelayS ?? -1) <= maxS),
  );
  if (wrong !== undefined)
    return fail(expected, `${wrong.message?.data.reboundDelayS ?? 'none'} at ${instantText(wrong.atMs)}`, [
      a.afterN,
      wrong.n,
    ]);
  const greatestS = Math.max(...delays.map((s) => s ?? 0));
  if (delays.length >= MANY && greatestS < maxS / 4)
    return fail(expected, `none above ${greatestS} s`, basis);
  const different = new Set(delays).size;
  return different > 1
    ? pass(expected, `${different} different ones`, basis)
    : fail(expected, `always ${delays[0]} s`, basis);
};

interface NeedArgs {
  readonly pev: string;
  readonly atMs: number;
  readonly needWh: number;
  readonly floor: number;
  readonly capacityWh: number;
  readonly efficiency: number;
  readonly basisN: number;
}

/** What an accepted event needs is above the floor when it begins; 1 % for the rounding of readings. */
export const needIsThere: Check<NeedArgs> = (view, a) => {
  const expected = `${energyText(a.needWh)} available at ${instantText(a.atMs)}`;
  if (view.nowMs < a.atMs) return { untilMs: a.atMs };
  const reading = view.reading(a.pev, 'soc', a.atMs);
  const soc = reading?.values.soc;
  if (reading === undefined || soc === undefined)
    return fail(expected, 'the device gave no reading of its state of charge', [a.basisN]);
  const availableWh = ((soc - a.floor) / 100) * a.capacityWh * a.efficiency;
  const observed = energyText(availableWh);
  return availableWh >= a.needWh * 0.99
    ? pass(expected, observed, [a.basisN, reading.n])
    : fail(expected, observed, [a.basisN, reading.n]);
};

function endingsOf(view: CaseView, pev: string, afterN: number): Sent<'DispatchConfirmation'>[] {
  return authored(view.messages('DispatchConfirmation', { by: pev, afterN })).filter(
    (s) => s.message?.data.state === 'ENDED',
  );
}
