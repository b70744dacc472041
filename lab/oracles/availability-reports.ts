/**
 * What a PEV reports of itself, held against what the log knows of it: its session, its charge, its floor, the limits on
 * the way, the energy that follows from them, and when its customer leaves (PR2-A-06; in an answer PR2-A-07; a limit
 * that is passed over PR2-A-13). It watches every report of every case, so that a figure that is right at first and
 * wrong later is found; what comes again under its id was true when it was said first.
 */
import { clockWasSet, toleratedAheadMs } from '../checks/clock';
import { leastReportedW } from '../checks/connection/reported-limits';
import { authored, firstCopies } from '../checks/dispatches';
import { fail, pass } from '../checks/check';
import { energyText, instantText, powerText, socText } from '../checks/texts';
import type { CaseView, Sent } from '../../runlog/case-view';
import { departuresNamed } from './departures';
import { floorOf, limitsOf } from './limits';
import type { Oracle, OracleJudgement } from './oracle';
import { chargeBetween, sessionsBefore } from './own-facts';
import { hindrance } from './readiness';

type Report = Sent<'AvailabilityReport'>;

/** What is wrong with a report, and the log position that shows it. */
interface Wrong {
  readonly expected: string;
  readonly observed: string;
  readonly n?: number;
  readonly requirement?: string;
}

/** Of charge, and of a floor that is written in whole per cent. */
const NEAR_PCT = 1;
/** Of energy: what a report in steps of 50 Wh is off by, and what is rounded on the way. */
const NEAR_WH = 60;
/** The same below what is held, where it does no harm: what a report in tenths of a kilowatt-hour cuts off. */
const BELOW_WH = 110;
const NEAR_SHARE = 0.02;
const NEAR_MS = 1000;

export const availabilityReports: Oracle = {
  name: 'reports-itself-as-it-is',
  judge(view, dut) {
    if (!dut.startsWith('urn:pr2:pev:')) return [];
    const out = new Map<string, OracleJudgement>();
    for (const report of firstCopies(authored(view.messages('AvailabilityReport', { by: dut })))) {
      if (report.problems.length > 0) continue;
      const usual = report.message?.correlationid === undefined ? 'PR2-A-06' : 'PR2-A-07';
      const wrong = RULES.map((rule) => rule(view, dut, report)).find((found) => found !== undefined);
      const requirement = wrong?.requirement ?? usual;
      if (out.get(requirement)?.judgement.verdict === 'fail') continue;
      const basis = [...(wrong?.n === undefined ? [] : [wrong.n]), report.n];
      const seen = `the report of ${instantText(report.atMs)}`;
      const judgement =
        wrong === undefined
          ? pass('a report of session, charge, floor, limits and energy as they are', `${seen} is so`, basis)
          : fail(`in ${seen} ${wrong.expected}`, wrong.observed, basis);
      out.set(requirement, { requirement, judgement });
    }
    return [...out.values()];
  },
};

type Rule = (view: CaseView, pev: string, report: Report) => Wrong | undefined;

const RULES: readonly Rule[] = [
  sampledLately,
  ofThisSession,
  chargeAsItIs,
  floorNotBelow,
  withinLimits,
  leastNotBelow,
  phasesOfTheCable,
  energyAsHeld,
  readyOnlyWhere,
  departureAsNamed,
];

/** Figures are as old as an answer's may be, and may take as long as a first report to go out (P_AVAIL_AGE, P_T_AVAIL). */
function sampledLately(view: CaseView, pev: string, report: Report): Wrong | undefined {
  const { message, atMs } = report;
  const stepped = clockWasSet(view, pev);
  const saidMs = Date.parse(message?.data.asOf ?? '') - toleratedAheadMs(view, pev);
  if (stepped || !Number.isFinite(saidMs)) return undefined;
  const oldestMs = (view.param('P_AVAIL_AGE') + view.param('P_T_AVAIL')) * 1000 + NEAR_MS;
  if (saidMs >= atMs - oldestMs && saidMs <= atMs + NEAR_MS) return undefined;
  return {
    expected: `figures of the last ${oldestMs / 1000} s`,
    observed: `figures as of ${message?.data.asOf}`,
  };
}

/** The session is that of the last notice of a connection which reached the PEV; what was sampled before that is of the one before. */
function ofThisSession(view: CaseView, pev: string, { message, n, atMs }: Report): Wrong | undefined {
  const sessions = sessionsBefore(view, pev, n);
  const [last, before] = [sessions[sessions.length - 1], sessions[sessions.length - 2]];
  if (last === undefined || last.sessionId === message?.data.sessionId) return undefined;
  const sampledMs = sampledAt(view, pev, message?.data.asOf, atMs);
  if (before?.sessionId === message?.data.sessionId && sampledMs < last.atMs) return undefined;
  return {
    expected: `the session ${last.sessionId}`,
    observed: `the session ${message?.data.sessionId}`,
    n: last.n,
  };
}

function chargeAsItIs(view: CaseView, pev: string, { message, atMs }: Report): Wrong | undefined {
  const told = message?.data.soc ?? NaN;
  const between = chargeBetween(view, pev, sampledAt(view, pev, message?.data.asOf, atMs), atMs);
  if (between === undefined) return undefined;
  const { low, high, n } = between;
  if (told >= low - NEAR_PCT && told <= high + NEAR_PCT) return undefined;
  return {
    expected: `a charge from ${socText(low)} to ${socText(high)} (± ${NEAR_PCT}), as it is read before and after`,
    observed: socText(told),
    n,
  };
}

/** A PEV may keep more than its customer asks for, and never less. */
function floorNotBelow(view: CaseView, pev: string, { message, atMs }: Report): Wrong | undefined {
  const floor = floorOf(view, pev, atMs);
  const told = message?.data.socFloor ?? NaN;
  if (floor === undefined || told >= floor - 0.001) return undefined;
  return { expected: `a floor of at least ${socText(floor)}`, observed: socText(told) };
}

function withinLimits(view: CaseView, pev: string, { message, atMs }: Report): Wrong | undefined {
  const limit = limitsOf(view, pev, atMs);
  const told = message?.data.maxDischargeW ?? NaN;
  const requirement = 'PR2-A-13';
  if (limit.graceMs === 0 && told > limit.powerW)
    return {
      expected: `at most ${powerText(limit.powerW)}, the ${limit.name} limit`,
      observed: powerText(told),
      n: limit.n,
      requirement,
    };
  const least = leastReportedW(message?.data.limits);
  if (told <= least) return undefined;
  return {
    expected: `no more power than the least of its limits, ${powerText(least)}`,
    observed: powerText(told),
    requirement,
  };
}

/** What is less than its inverter can give is no power that it may be asked for. */
function leastNotBelow(view: CaseView, pev: string, { message }: Report): Wrong | undefined {
  const { minDischargeW: leastW } = (view.stateOf(pev) ?? {}) as { minDischargeW?: number };
  const told = message?.data.minDischargeW ?? NaN;
  const can = message?.data.maxDischargeW ?? 0;
  if (leastW === undefined || can < leastW || !(told < leastW)) return undefined;
  return { expected: `a least power of ${powerText(leastW)}`, observed: powerText(told) };
}

/** Power leaves by no more phases than the cable has (PR2-A-13). */
function phasesOfTheCable(view: CaseView, pev: string, { message, n }: Report): Wrong | undefined {
  const plug = view.stimuliAt(pev).findLast((s) => s.name === 'plug-in' && s.n < n);
  const { phases } = (plug?.params ?? {}) as { phases?: number };
  const told = message?.data.exportPhases ?? NaN;
  if (plug === undefined || phases === undefined || !(told > phases)) return undefined;
  return { expected: `no more phases than the ${phases} of the cable`, observed: `${told}`, n: plug.n };
}

/** A charge in whole per cent is as far off as this. */
const HALF_PCT = 0.5;

/** Energy is what charge and floor leave of the capacity at the AC terminals (D11), or less; duration is energy over power (D10). */
function energyAsHeld(view: CaseView, pev: string, { message, atMs }: Report): Wrong | undefined {
  const data = message?.data;
  const { capacityWh, efficiency } = (view.stateOf(pev) ?? {}) as {
    capacityWh?: number;
    efficiency?: number;
  };
  if (data === undefined) return undefined;
  const productWh = (data.maxDischargeW * data.availableDurationS) / 3600;
  const roundedWh = NEAR_SHARE * data.availableEnergyWh + data.maxDischargeW / 3600;
  if (Math.abs(productWh - data.availableEnergyWh) > roundedWh && data.maxDischargeW > 0)
    return {
      expected: 'a duration that is energy over power',
      observed: `${energyText(data.availableEnergyWh)}, and ${powerText(data.maxDischargeW)} for ${data.availableDurationS} s`,
    };
  if (capacityWh === undefined || efficiency === undefined) return undefined;
  const above = (soc: number): number => (Math.max(0, soc - data.socFloor) / 100) * capacityWh * efficiency;
  const heldWh = above(data.soc);
  // A charge that is told in whole per cent says less of the energy than the one that is read.
  const between = chargeBetween(view, pev, sampledAt(view, pev, data.asOf, atMs), atMs);
  const whole = Number.isInteger(data.soc);
  const mostWh = Math.max(heldWh, whole ? above(between?.high ?? data.soc + HALF_PCT) : 0);
  const leastWh = Math.min(heldWh, whole ? above(between?.low ?? data.soc - HALF_PCT) : Infinity);
  const socWh = (0.1 / 100) * capacityWh;
  if (data.availableEnergyWh <= mostWh * (1 + NEAR_SHARE) + NEAR_WH + socWh) {
    if (keepsSomeBack(view, pev) || data.maxDischargeW === 0) return undefined;
    if (data.availableEnergyWh >= leastWh * (1 - NEAR_SHARE) - BELOW_WH - socWh) return undefined;
  }
  return {
    expected: `${energyText(heldWh)}, what ${socText(data.soc)} are above ${socText(data.socFloor)} at the terminals`,
    observed: energyText(data.availableEnergyWh),
  };
}

/** What is promised to an event, or needed for the way, a PEV may leave out of what it calls available. */
function keepsSomeBack(view: CaseView, pev: string): boolean {
  return (
    departuresNamed(view, pev).length > 0 ||
    view.messages('EventResponse', { by: pev }).some((s) => s.message?.data.decision !== 'OPT_OUT')
  );
}

/** Where something keeps the PEV from discharging it is not ready. */
function readyOnlyWhere(view: CaseView, pev: string, { message, n, atMs }: Report): Wrong | undefined {
  if (message?.data.readiness.state !== 'READY') return undefined;
  const hinders = hindrance(view, pev, n, sampledAt(view, pev, message.data.asOf, atMs));
  return hinders === undefined
    ? undefined
    : { expected: `no READY, since ${hinders.why}`, observed: 'READY', n: hinders.n };
}

/** A departure that is told is one that somebody named. */
function departureAsNamed(view: CaseView, pev: string, { message, n }: Report): Wrong | undefined {
  const told = message?.data.departure;
  const stepped = clockWasSet(view, pev);
  if (told === undefined || stepped) return undefined;
  const named = departuresNamed(view, pev, n);
  const nearMs = NEAR_MS + view.param('P_CLK_SKEW') * 1000;
  if (named.length === 0 || named.some((ms) => Math.abs(Date.parse(told) - ms) <= nearMs)) return undefined;
  return {
    expected: `the departure at ${named.map(instantText).join(' or ')}`,
    observed: told,
  };
}

/** When the figures were taken, as the PEV says it; a time that lies elsewhere is judged by other checks. */
function sampledAt(view: CaseView, pev: string, asOf: string | undefined, sentMs: number): number {
  const saidMs = Date.parse(asOf ?? '') - toleratedAheadMs(view, pev);
  return saidMs <= sentMs && sentMs - saidMs <= view.param('P_AVAIL_AGE') * 1000 ? saidMs : sentMs;
}
