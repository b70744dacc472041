/** Checks on what is said in an island: status as it is and in time, a request only when the discharge is over. */
import { partsOf } from '../../../reference-impl/endpoint/identifiers';
import type { CaseView } from '../../../runlog/case-view';
import { fail, pass, type Check } from '../check';
import { clockAheadMs } from '../clock';
import { durationText, instantText, powerText } from '../texts';
import { formingAt, formingOf } from './facts';

interface Reports {
  readonly pev: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly basisN: number;
}

/** Slack for transit and for rounding to whole seconds. */
const SLACK_MS = 1000;
/** A gauge of fuel may show no more than quarters of its tank. */
const GAUGE_PCT = 25;

/** An M26 at least every P_MET_INT while it supplies, each with the power, voltage and charge that are read. */
export const reportsIsland: Check<Reports> = (view, a) => {
  if (view.nowMs < a.toMs) return { untilMs: a.toMs };
  const limitMs = view.param('P_MET_INT') * 1000 + SLACK_MS;
  const expected = `a true status at least every ${durationText(limitMs - SLACK_MS)} from ${instantText(a.fromMs)} to ${instantText(a.toMs)}`;
  const reports = view.messages('EmergencyGenerationStatus', { by: a.pev, fromMs: a.fromMs, toMs: a.toMs });
  const series = formingOf(view, a.pev);
  let beforeMs = a.fromMs;
  for (const r of reports) {
    const basis = [a.basisN, r.n];
    if (r.atMs - beforeMs > limitMs)
      return fail(expected, `none from ${instantText(beforeMs)} to ${instantText(r.atMs)}`, basis);
    beforeMs = r.atMs;
    const body = r.message?.data;
    const powers = [r.atMs - 1, r.atMs, r.atMs + 1].map((ms) => view.curve(a.pev).powerAt(ms) ?? 0);
    if (body === undefined || !powers.some((w) => Math.abs(w - body.W) <= Math.max(50, Math.abs(w) * 0.05)))
      return fail(
        expected,
        `${powerText(body?.W ?? NaN)} told at ${instantText(r.atMs)}, ${powerText(powers[1] ?? NaN)} read`,
        basis,
      );
    const read = formingAt(series, r.atMs)?.values;
    if (Math.abs((read?.islandVoltageV ?? NaN) - (body.V ?? NaN)) > 5)
      return fail(
        expected,
        `${body.V} V told at ${instantText(r.atMs)}, ${read?.islandVoltageV} V read`,
        basis,
      );
    const running = engineAround(view, a.pev, r.atMs);
    if (running !== undefined && body.ice.running !== running)
      return fail(
        expected,
        `an engine that ${body.ice.running ? 'runs' : 'rests'} told at ${instantText(r.atMs)}, one that ${running ? 'runs' : 'rests'} read`,
        basis,
      );
    const fuelPct = view.reading(a.pev, 'fuelPct', r.atMs)?.values.fuelPct;
    if (Math.abs((body.ice.fuelPct ?? NaN) - (fuelPct ?? NaN)) > GAUGE_PCT)
      return fail(
        expected,
        `${body.ice.fuelPct} % of fuel told at ${instantText(r.atMs)}, ${fuelPct} % read`,
        basis,
      );
    if (Math.abs((read?.soc ?? NaN) - body.soc) > 1)
      return fail(expected, `${body.soc} % told at ${instantText(r.atMs)}, ${read?.soc} % read`, basis);
  }
  const last = reports[reports.length - 1];
  if (a.toMs - beforeMs > limitMs)
    return fail(expected, `none after ${instantText(beforeMs)}`, [a.basisN, last?.n ?? a.basisN]);
  return pass(expected, `${reports.length} reports`, [a.basisN, last?.n ?? a.basisN]);
};

/** Whether the engine runs, where the readings before and after agree on it. */
function engineAround(view: CaseView, pev: string, atMs: number): boolean | undefined {
  const before = view.reading(pev, 'iceRunning', atMs - 1)?.values.iceRunning;
  const after = view.readingsOf(pev, atMs + 1).find((r) => r.values.iceRunning !== undefined)?.values;
  return before === after?.iceRunning ? before : undefined;
}

interface Asks {
  readonly esci: string;
  readonly pev: string;
  readonly fromMs: number;
  readonly byMs: number;
  readonly basisN: number;
}

/** The request for backup comes by then, and only when no power flows to the grid any more. */
export const asksAfterDischarge: Check<Asks> = (view, a) => {
  const expected = `a request for backup by ${instantText(a.byMs)}, sent when the discharge is over`;
  const [asked] = view.messages('EmergencyGenerationRequest', { by: a.esci, fromMs: a.fromMs });
  if (asked === undefined) {
    if (view.nowMs < a.byMs) return { untilMs: a.byMs };
    return fail(expected, 'none was sent', [a.basisN]);
  }
  const basis = [a.basisN, asked.n];
  const powerW = view.curve(a.pev).powerAt(asked.atMs) ?? 0;
  if (powerW < -50)
    return fail(expected, `sent at ${instantText(asked.atMs)} with ${powerText(-powerW)} flowing`, basis);
  return asked.atMs <= a.byMs
    ? pass(expected, `sent after ${durationText(asked.atMs - a.fromMs)}`, basis)
    : fail(expected, `sent at ${instantText(asked.atMs)}`, basis);
};

/** Every request for backup refers to a report of an open switch, younger than P_PROOF_AGE, that went to the same PEV. */
export const asksOnFreshProof: Check<Asks> = (view, a) => {
  const oldestMs = view.param('P_PROOF_AGE') * 1000;
  const expected = `a request for backup by ${instantText(a.byMs)} that refers to a report of the open switch no older than ${durationText(oldestMs)}`;
  const [asked] = view.messages('EmergencyGenerationRequest', { by: a.esci, fromMs: a.fromMs });
  const request = asked?.message;
  if (asked === undefined || request === undefined) {
    if (view.nowMs < a.byMs) return { untilMs: a.byMs };
    return fail(expected, 'none was sent', [a.basisN]);
  }
  const proof = view
    .messages('IsolationStatus', { by: a.esci, destination: request.destination })
    .findLast((s) => s.message?.id === request.data.isolationRef);
  const data = proof?.message?.data;
  if (proof === undefined || data === undefined)
    return fail(
      expected,
      `it refers to ${request.data.isolationRef}, which ${partsOf(request.destination).id} never got`,
      [a.basisN, asked.n],
    );
  const basis = [a.basisN, proof.n, asked.n];
  if (data.position !== 'OPEN')
    return fail(expected, `it refers to a switch that is ${data.position}`, basis);
  const statedMs = Date.parse(data.asOf) - clockAheadMs(view, a.esci);
  if (statedMs > proof.atMs + SLACK_MS)
    return fail(expected, `the report is of a time to come, ${data.asOf}`, basis);
  // A sign that was old when it was reported is no younger for that.
  const ageMs = asked.atMs - Math.min(proof.atMs, statedMs + SLACK_MS);
  return ageMs <= oldestMs
    ? pass(expected, `the report is ${durationText(ageMs)} old`, basis)
    : fail(expected, `the report is ${durationText(ageMs)} old`, basis);
};

interface Warns {
  readonly pev: string;
  /** Charges at which a word is owed, %. */
  readonly socs: readonly number[];
  readonly fromMs: number;
  readonly byMs: number;
  readonly basisN: number;
}

/** So near the charge of a warning that a status in turn is hardly there by chance, %. */
const NEAR_PCT = 0.1;

/** As the charge comes near the floor a status is sent out of turn at each of these charges. */
export const warnsOfFloor: Check<Warns> = (view, a) => {
  const expected = `a status at a charge of ${a.socs.map((s) => `${s} %`).join(' and ')} by ${instantText(a.byMs)}`;
  const sent = view.messages('EmergencyGenerationStatus', { by: a.pev, fromMs: a.fromMs, toMs: a.byMs });
  const basis = [a.basisN, sent[sent.length - 1]?.n ?? a.basisN];
  const missing = a.socs.find(
    (soc) => !sent.some((s) => Math.abs((s.message?.data.soc ?? NaN) - soc) <= NEAR_PCT),
  );
  if (missing === undefined) return pass(expected, 'each was sent', basis);
  if (view.nowMs < a.byMs) return { untilMs: a.byMs };
  return fail(expected, `none near ${missing} %`, basis);
};
