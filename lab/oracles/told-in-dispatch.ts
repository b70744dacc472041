/**
 * What a PEV tells while it discharges, beside power and register: the session and the charge in its telemetry
 * (PR2-A-16), the command that a confirmation is about (PR2-A-18), and the instant, the foresight and the reason of
 * a notice of the end (PR2-A-21). It watches every case, since a constant is right in most of them.
 */
import { toleratedAheadMs } from '../checks/clock';
import { authored, dispatchesOf, isRepeat, setpointAt, type Dispatch } from '../checks/dispatches';
import { fail, pass } from '../checks/check';
import { instantText, socText } from '../checks/texts';
import type { CaseView, Sent } from '../../runlog/case-view';
import { reasonWrong } from './notice-reasons';
import { chargeBetween, sessionsBefore } from './own-facts';
import type { Oracle, OracleJudgement } from './oracle';

const ZERO_W = 50;
const NEAR_PCT = 1;
/** What nobody can see coming; a grid that is about to trip it, or a command that runs out, a PEV may. */
const SUDDEN: readonly string[] = ['FAULT', 'RESTART'];

interface Wrong {
  readonly expected: string;
  readonly observed: string;
  readonly n: number;
}

export const toldInDispatch: Oracle = {
  name: 'tells-of-its-dispatch-as-it-is',
  judge(view, dut) {
    if (!dut.startsWith('urn:pr2:pev:')) return [];
    const telemetry = authored(view.messages('EnergyTelemetry', { by: dut }));
    const confirmations = authored(view.messages('DispatchConfirmation', { by: dut }));
    const notices = authored(view.messages('TerminationNotice', { by: dut }));
    return [
      ...judgeEach('PR2-A-16', 'session and charge in telemetry as they are', telemetry, (s) =>
        telemetryWrong(view, dut, s),
      ),
      ...judgeEach('PR2-A-18', 'the command that is in force in each confirmation', confirmations, (s) =>
        confirmationWrong(view, dut, s),
      ),
      ...judgeEach('PR2-A-21', 'the end as it comes in each notice of it', notices, (s) =>
        noticeWrong(view, dut, s, notices),
      ),
    ];
  },
};

function judgeEach<S extends Sent>(
  requirement: string,
  expected: string,
  all: readonly S[],
  wrongIn: (sent: S) => Wrong | undefined,
): OracleJudgement[] {
  const sound = all.filter((s) => s.problems.length === 0);
  const [first] = sound;
  if (first === undefined) return [];
  for (const sent of sound) {
    const wrong = wrongIn(sent);
    if (wrong !== undefined)
      return [{ requirement, judgement: fail(wrong.expected, wrong.observed, [wrong.n, sent.n]) }];
  }
  const judgement = pass(expected, `${sound.length} of them`, [first.n, sound[sound.length - 1]?.n ?? 0]);
  return [{ requirement, judgement }];
}

function telemetryWrong(view: CaseView, pev: string, s: Sent<'EnergyTelemetry'>): Wrong | undefined {
  const data = s.message?.data;
  const sessions = sessionsBefore(view, pev, s.n);
  const last = sessions[sessions.length - 1];
  if (data === undefined || last === undefined) return undefined;
  if (data.sessionId !== last.sessionId)
    return {
      expected: `telemetry of the session ${last.sessionId}`,
      observed: `of the session ${data.sessionId} at ${instantText(s.atMs)}`,
      n: last.n,
    };
  const between = data.soc === undefined ? undefined : chargeBetween(view, pev, s.atMs, s.atMs);
  if (data.soc === undefined || between === undefined) return undefined;
  if (data.soc >= between.low - NEAR_PCT && data.soc <= between.high + NEAR_PCT) return undefined;
  return {
    expected: `a charge from ${socText(between.low)} to ${socText(between.high)} (± ${NEAR_PCT}) in telemetry, as it is read before and after`,
    observed: `${socText(data.soc)} at ${instantText(s.atMs)}`,
    n: between.n,
  };
}

/**
 * A renewal asks for the same power: a confirmation may name it or the command that it renews, and none before that. A
 * repeat says what was right when it was said first.
 */
function confirmationWrong(view: CaseView, pev: string, s: Sent<'DispatchConfirmation'>): Wrong | undefined {
  const data = s.message?.data;
  const d = dispatchesOf(view, pev).find((one) => one.dispatchId === data?.dispatchId);
  const over = overBefore(view, pev, s, 0);
  if (over !== undefined) return over;
  if (data === undefined || d === undefined || data.state !== 'AT_POWER' || isRepeat(view, s))
    return undefined;
  const inForce = d.setpoints.filter((p) => p.t0Ms <= s.atMs);
  const now = inForce[inForce.length - 1];
  const before = inForce.findLastIndex((p) => p.powerW !== now?.powerW);
  const least = inForce[before + 1];
  if (least === undefined || data.revision >= least.revision) return undefined;
  return {
    expected: `a confirmation of revision ${least.revision}, whose power is in force`,
    observed: `revision ${data.revision} at ${instantText(s.atMs)}`,
    n: least.n,
  };
}

function noticeWrong(
  view: CaseView,
  pev: string,
  s: Sent<'TerminationNotice'>,
  all: readonly Sent<'TerminationNotice'>[],
): Wrong | undefined {
  const data = s.message?.data;
  const d = dispatchesOf(view, pev).find((one) => one.dispatchId === data?.dispatchId);
  if (data !== undefined && data.originator !== 'PEV')
    return {
      expected: 'a notice of the PEV with originator PEV',
      observed: `${data.originator} at ${instantText(s.atMs)}`,
      n: s.n,
    };
  if (data === undefined || d === undefined) return undefined;
  const over = overBefore(view, pev, s, view.param('P_T_POSTTERM') * 1000);
  if (over !== undefined) return over;
  if (data.predicted && SUDDEN.includes(data.reason))
    return {
      expected: `an end for ${data.reason} that is not called predicted`,
      observed: `predicted at ${instantText(s.atMs)}`,
      n: d.requestN,
    };
  const next = all.find((o) => o.n > s.n && o.message?.data.dispatchId === data.dispatchId);
  const lie = reasonWrong(view, pev, s, next?.atMs ?? Infinity);
  if (lie !== undefined) return lie;
  const stop = stopAfter(view, pev, d, s, Math.min(next?.atMs ?? Infinity, d.plannedEndMs));
  const saidMs = Date.parse(data.effectiveAt) - toleratedAheadMs(view, pev);
  const nearMs = (view.param('P_CLK_SKEW') + 1) * 1000;
  if (stop === undefined || saidMs <= stop.atMs + nearMs) return undefined;
  return {
    expected: `an end no later than ${instantText(stop.atMs)}, when the power was gone`,
    observed: `one at ${instantText(saidMs)} is announced`,
    n: stop.n,
  };
}

/** Once the PEV has said that a dispatch is over it says nothing of it any more, an end that had to be told apart. */
function overBefore(
  view: CaseView,
  pev: string,
  s: Sent<'DispatchConfirmation'> | Sent<'TerminationNotice'>,
  graceMs: number,
): Wrong | undefined {
  const dispatchId = s.message?.data.dispatchId;
  const ended = authored(view.messages('DispatchConfirmation', { by: pev })).find(
    ({ n, message }) =>
      n < s.n &&
      message?.data.dispatchId === dispatchId &&
      message?.data.state === 'ENDED' &&
      !refused(view, message.id),
  );
  if (ended === undefined || isRepeat(view, s)) return undefined;
  // What is said at one instant may come in any order, but an end is none to be said twice.
  const again = s.name === 'DispatchConfirmation' && s.message?.data.state === 'ENDED';
  if (s.atMs <= ended.atMs + graceMs && !again) return undefined;
  return {
    expected: `nothing more of a dispatch that ended at ${instantText(ended.atMs)}`,
    observed: `${s.name} of it at ${instantText(s.atMs)}`,
    n: ended.n,
  };
}

/** A message that was refused, as by who was busy, may be said anew (PR2-X-10). */
function refused(view: CaseView, id: string): boolean {
  return view
    .answersTo(id)
    .some((a) => a.message?.type === 'pr2.Receipt.v1' && a.message.data.status === 'REJECTED');
}

/** Where the power that is asked for goes while the notice is the last word on it. */
function stopAfter(
  view: CaseView,
  pev: string,
  d: Dispatch,
  s: Sent,
  untilMs: number,
): { readonly atMs: number; readonly n: number } | undefined {
  // What somebody does to the PEV may end it otherwise, and a clock that was set dates the end by another hour.
  const stepped = view
    .stimuliAt(pev)
    .some((x) => x.name === 'clock-step' || (x.at >= s.atMs && x.at <= untilMs));
  const others = d.endings.some((e) => e.n > s.n && e.atMs < untilMs && e.why !== 'planned end');
  if (stepped || others) return undefined;
  const stop = view.curve(pev).firstWhere(s.atMs, Math.min(untilMs, view.nowMs), (p) => p >= -ZERO_W);
  const fell = stop !== undefined && stop.atMs > s.atMs && stop.atMs < d.plannedEndMs - 10_000;
  return fell && setpointAt({ ...d, endings: [] }, stop.atMs) > ZERO_W ? stop : undefined;
}
