/** Checks on the confirmation of a power: true, in time, and sent again where it was lost (PR2-A-18). */
import type { MessageName, ResponseClass } from '../../../schemas';
import { RESPONSE_CLASSES } from '../../profile/response-classes';
import type { CaseView, Sent } from '../../../runlog/case-view';
import { fail, inconclusive, pass, type Check } from '../check';
import { authored } from '../dispatches';
import { mismatch, fieldsText, type Fields } from '../fields';
import { toleranceW } from '../power';
import { durationText, instantText, powerText } from '../texts';

interface ConfirmsArgs {
  readonly pev: string;
  readonly dispatchId: string;
  readonly setpointW: number;
  readonly responseClass: ResponseClass;
  /** t0: the later of receipt and the start. */
  readonly t0Ms: number;
  /** The request, as the kit sent it. */
  readonly basisN: number;
}

/** AT_POWER comes within P_T_CONF of the band's first entry, not before it, with the power that flows. */
export const confirmsAtPower: Check<ConfirmsArgs> = (view, a) => {
  const confirmMs = view.param('P_T_CONF') * 1000;
  const expected = `DispatchConfirmation AT_POWER within ${durationText(confirmMs)} of ${powerText(a.setpointW)} being reached, and not before`;
  const latestMs = a.t0Ms + RESPONSE_CLASSES[a.responseClass].fullMs + confirmMs;
  const curve = view.curve(a.pev);
  const tolW = toleranceW(view, a.setpointW);
  const inBand = (powerW: number): boolean => Math.abs(-powerW - a.setpointW) <= tolW;
  const found = authored(view.messages('DispatchConfirmation', { by: a.pev, afterN: a.basisN })).find(
    (s) => s.message?.data.dispatchId === a.dispatchId && s.message.data.state === 'AT_POWER',
  );
  const full =
    view.nowMs < a.t0Ms ? undefined : curve.firstWhere(a.t0Ms, Math.min(view.nowMs, latestMs), inBand);
  const dueMs = full === undefined ? latestMs : Math.min(latestMs, full.atMs + confirmMs);
  if (found?.message === undefined) {
    if (view.nowMs <= dueMs) return { untilMs: dueMs + 1 };
    return fail(
      expected,
      full === undefined
        ? 'the power was never reached, and nothing was confirmed'
        : `none came; the power was there at ${instantText(full.atMs)}`,
      [a.basisN, ...(full === undefined ? [] : [full.n])],
    );
  }
  const { activePowerW } = found.message.data;
  const flowingW = curve.powerAt(found.atMs);
  if (flowingW === undefined)
    return fail(expected, 'the device gave no reading of its power', [a.basisN, found.n]);
  if (full === undefined || found.atMs < full.atMs || !inBand(flowingW)) {
    return fail(expected, `confirmed at ${instantText(found.atMs)}, when ${powerText(-flowingW)} flowed`, [
      a.basisN,
      found.n,
    ]);
  }
  if (found.atMs > dueMs)
    return fail(expected, `confirmed ${durationText(found.atMs - full.atMs)} after the power was there`, [
      a.basisN,
      full.n,
      found.n,
    ]);
  if (!inBand(activePowerW))
    return fail(
      expected,
      `it told ${powerText(activePowerW)} of signed power where ${powerText(flowingW)} flowed`,
      [a.basisN, found.n],
    );
  return pass(expected, `after ${durationText(found.atMs - full.atMs)}, with ${powerText(activePowerW)}`, [
    a.basisN,
    full.n,
    found.n,
  ]);
};

interface OneOfArgs {
  readonly by: string;
  readonly options: readonly { readonly name: MessageName; readonly fields: Fields }[];
  readonly afterN: number;
  readonly byMs: number;
}

/** The device sends one of several messages by then. */
export const sendsOneOf: Check<OneOfArgs> = (view, a) => {
  const expected = `${a.options.map((o) => `${o.name} with ${fieldsText(o.fields)}`).join(', or ')} by ${instantText(a.byMs)}`;
  for (const option of a.options) {
    const found = authored(view.messages(option.name, { by: a.by, afterN: a.afterN })).find(
      (s) => mismatch(s.message?.data, option.fields) === undefined,
    );
    if (found !== undefined && found.atMs <= a.byMs)
      return pass(expected, `${option.name} at ${instantText(found.atMs)}`, [a.afterN, found.n]);
  }
  return view.nowMs < a.byMs ? { untilMs: a.byMs } : fail(expected, 'none of them came', [a.afterN]);
};

interface RepeatArgs {
  readonly by: string;
  readonly name: MessageName;
  readonly afterN: number;
  readonly untilMs: number;
}

/** Each message of the name that was lost comes again under its id, and arrives (PR2-X-09, A-18). */
export const resent: Check<RepeatArgs> = (view, a) => {
  const expected = `each lost ${a.name} sent again under its id until it arrives, by ${instantText(a.untilMs)}`;
  if (view.nowMs < a.untilMs) return { untilMs: a.untilMs };
  const copies = copiesById(view, a);
  const lost = [...copies.values()].filter((all) => all.some(wasLost));
  const first = lost[0]?.[0];
  if (first === undefined)
    return inconclusive(
      expected,
      `no ${a.name} was lost`,
      [a.afterN],
      'the device sent none that the scenario could lose',
    );
  const gone = lost.find((all) => !all.some(arrived));
  if (gone?.[0] !== undefined)
    return fail(
      expected,
      `the one of ${instantText(gone[0].atMs)} never arrived; sent ${gone.length} times`,
      [a.afterN, ...gone.map((s) => s.n)],
    );
  return pass(
    expected,
    `${lost.length} lost, each arrived in the end`,
    [a.afterN, ...lost.flat().map((s) => s.n)].slice(0, 50),
  );
};

/** Each message of the name is sent so often under one id, and never with another body. */
export const sentTimes: Check<RepeatArgs & { readonly times: number }> = (view, a) => {
  const expected = `each ${a.name} sent ${a.times} times under one id, by ${instantText(a.untilMs)}`;
  if (view.nowMs < a.untilMs) return { untilMs: a.untilMs };
  const copies = [...copiesById(view, a).values()].map((all) => untilAlive(view, all, a));
  const first = copies[0]?.[0];
  if (first === undefined) return fail(expected, `no ${a.name} came`, [a.afterN]);
  const wrong = copies.find(
    (all) => all.length !== a.times || new Set(all.map((s) => JSON.stringify(s.message?.data))).size > 1,
  );
  if (wrong !== undefined)
    return fail(
      expected,
      `${wrong.length} times${wrong.length === a.times ? ', with different bodies' : ''}`,
      [a.afterN, ...wrong.map((s) => s.n)].slice(0, 50),
    );
  return pass(
    expected,
    `${copies.length} of them, each ${a.times} times`,
    [a.afterN, ...copies.flat().map((s) => s.n)].slice(0, 50),
  );
};

/** Who waits with the rest for a sign of life of the other may begin again at one: what follows it is not counted. */
function untilAlive(
  view: CaseView,
  all: readonly Sent[],
  { by, times }: { by: string; times: number },
): Sent[] {
  const last = all[times - 1];
  if (last === undefined) return [...all];
  const aliveN = view.sent
    .filter((s) => s.message?.source === last.message?.destination)
    .flatMap((s) => s.deliveries.filter((d) => d.to === by && d.outcome === 'delivered' && d.n > last.n))
    .reduce((least, d) => Math.min(least, d.n), Infinity);
  return all.filter((s) => s.n < aliveN);
}

function copiesById(view: CaseView, a: RepeatArgs): Map<string, Sent[]> {
  const copies = new Map<string, Sent[]>();
  for (const s of authored(view.messages(a.name, { by: a.by, afterN: a.afterN, toMs: a.untilMs }))) {
    const id = String(s.message?.id);
    copies.set(id, [...(copies.get(id) ?? []), s]);
  }
  return copies;
}

function wasLost(s: Sent): boolean {
  return s.deliveries.some((d) => d.outcome === 'lost');
}

function arrived(s: Sent): boolean {
  return s.deliveries.some((d) => d.outcome === 'delivered');
}
