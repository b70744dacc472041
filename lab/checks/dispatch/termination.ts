/** Checks on the notice of an end: ahead of it where it can be foreseen, true, and followed by the end (PR2-A-21). */
import type { CaseView, Sent } from '../../../runlog/case-view';
import { fail, inconclusive, pass, type Check } from '../check';
import { authored } from '../dispatches';
import { durationText, energyText, instantText, powerText, socText } from '../texts';
import { flowText, ZERO_W } from './curves';

interface NoticeArgs {
  /** Who gives notice: the PEV, or the ESCI for it. */
  readonly by: string;
  readonly pev: string;
  readonly afterN: number;
  readonly byMs: number;
}

interface AheadArgs extends NoticeArgs {
  /** What it may give as its reason. */
  readonly reason: string | readonly string[];
  /** Where less than P_T_PRETERM may be left: by then, notice is at once, whatever its lead. */
  readonly atOnceByMs?: number;
}

/** Notice comes at least P_T_PRETERM before the announced end, and the power does not go down before that. */
export const noticeAhead: Check<AheadArgs> = (view, a) => {
  const leadMs = view.param('P_T_PRETERM') * 1000;
  const reasons = [a.reason].flat();
  const expected = `notice of reason ${reasons.join(' or ')} ${a.atOnceByMs === undefined ? '' : 'at once or '}at least ${durationText(leadMs)} before the power goes down`;
  const notices = noticesOf(view, a).filter((s) => reasons.includes(s.message?.data.reason ?? ''));
  const first = notices[0];
  const downFrom =
    first === undefined ? undefined : goesDown(view, a.pev, first.atMs, Math.min(view.nowMs, a.byMs));
  if (first?.message === undefined) {
    if (view.nowMs < a.byMs) return { untilMs: a.byMs };
    const other = noticesOf(view, a)[0];
    return fail(
      expected,
      other === undefined ? 'no notice came' : `notice of reason ${other.message?.data.reason} came`,
      [a.afterN, ...(other === undefined ? [] : [other.n])],
    );
  }
  if (a.atOnceByMs !== undefined && first.atMs <= a.atOnceByMs)
    return pass(expected, `notice at ${instantText(first.atMs)}, at once`, [a.afterN, first.n]);
  if (!first.message.data.predicted)
    return fail(expected, 'the notice says that the end was not foreseen', [a.afterN, first.n]);
  const announcedMs = Date.parse(first.message.data.effectiveAt);
  if (announcedMs - first.atMs < leadMs)
    return fail(
      expected,
      `the notice came ${durationText(announcedMs - first.atMs)} before the end that it announces`,
      [a.afterN, first.n],
    );
  if (downFrom === undefined) {
    if (view.nowMs < a.byMs) return { untilMs: a.byMs };
    return fail(expected, `notice at ${instantText(first.atMs)}, and no end by ${instantText(a.byMs)}`, [
      a.afterN,
      first.n,
    ]);
  }
  const basis = [a.afterN, first.n, downFrom.n];
  const observedMs = downFrom.atMs - first.atMs;
  if (observedMs < leadMs - 1)
    return fail(expected, `the power went down ${durationText(observedMs)} after the notice`, basis);
  return pass(expected, `${durationText(observedMs)} before`, basis, [
    { name: 'notice', valueMs: observedMs, limitMs: leadMs },
  ]);
};

/** The power is gone within P_T_STOP of the end announced last, and stays away. */
export const endsAsAnnounced: Check<NoticeArgs> = (view, a) => {
  const stopMs = view.param('P_T_STOP') * 1000;
  const watchMs = 300_000;
  const expected = `no power from ${durationText(stopMs)} after the announced end on`;
  const notice = noticesOf(view, a).pop();
  if (notice?.message === undefined)
    return view.nowMs < a.byMs ? { untilMs: a.byMs } : fail(expected, 'no notice came', [a.afterN]);
  const announcedMs = Date.parse(notice.message.data.effectiveAt);
  const dueMs = announcedMs + stopMs;
  if (view.nowMs < dueMs) return { untilMs: dueMs };
  const curve = view.curve(a.pev);
  const flows = curve.firstWhere(dueMs, Math.min(view.nowMs, dueMs + watchMs), (p) => p < -ZERO_W);
  if (flows !== undefined) return fail(expected, flowText(flows), [a.afterN, notice.n, flows.n]);
  if (view.nowMs < dueMs + watchMs) return { untilMs: dueMs + watchMs };
  const gone = curve.firstWhere(notice.atMs, dueMs, (p) => p >= -ZERO_W);
  if (gone === undefined)
    return fail(expected, 'the device gave no reading of its power', [a.afterN, notice.n]);
  const valueMs = Math.max(0, gone.atMs - announcedMs);
  return pass(
    expected,
    `gone ${durationText(valueMs)} after the end announced for ${instantText(announcedMs)}`,
    [a.afterN, notice.n, gone.n],
    [{ name: 'stop', valueMs, limitMs: stopMs }],
  );
};

/** The notice's register is what the meter had counted by then, and its state of charge the PEV's. */
export const noticeTrue: Check<NoticeArgs & { readonly withSoc: boolean }> = (view, a) => {
  const accuracy = view.param('P_MET_ACC');
  const expected = `a notice with the register${a.withSoc ? ' and the state of charge' : ''} as they are (± ${accuracy} % of the energy of the discharge)`;
  const notice = noticesOf(view, a)[0];
  if (notice?.message === undefined)
    return view.nowMs < a.byMs ? { untilMs: a.byMs } : fail(expected, 'no notice came', [a.afterN]);
  const { registerWh, soc } = notice.message.data;
  const base = firstRegister(view, a.by, notice.n);
  if (base === undefined)
    return inconclusive(
      expected,
      'no register was reported before',
      [notice.n],
      'without an earlier value there is nothing to measure from',
    );
  const wh = view.curve(a.pev).energyJ(base.atMs, notice.atMs).exportJ / 3600;
  const gainedWh = registerWh - base.registerWh;
  const basis = [a.afterN, base.n, notice.n];
  if (Math.abs(gainedWh - wh) > (accuracy / 100) * wh + 2)
    return fail(
      expected,
      `it gained ${energyText(gainedWh)} since ${instantText(base.atMs)}, when ${energyText(wh)} flowed`,
      basis,
    );
  const before = view.reading(a.pev, 'soc', notice.atMs)?.values.soc;
  if (!a.withSoc || before === undefined)
    return pass(expected, `${energyText(gainedWh)} counted where ${energyText(wh)} flowed`, basis);
  if (soc === undefined) return fail(expected, 'the state of charge is left out', basis);
  // A device that is exact between its kinks is read seldom: what it held then lies between the readings on either side.
  const after = view.readingsOf(a.pev, notice.atMs).find((r) => r.values.soc !== undefined)?.values.soc;
  const held = [before, after ?? before].toSorted((x, y) => x - y);
  if (soc < (held[0] ?? before) - 1 || soc > (held[1] ?? before) + 1)
    return fail(
      expected,
      `it tells ${socText(soc)} where the battery holds ${held.map(socText).join(' to ')}`,
      basis,
    );
  return pass(
    expected,
    `${energyText(gainedWh)} counted where ${energyText(wh)} flowed, ${socText(soc)}`,
    basis,
  );
};

/** Notice is given before the contactor opens; where no contactor can be seen, before the power is gone. */
export const noticeBeforeOpening: Check<NoticeArgs> = (view, a) => {
  const expected = 'notice before the contactor opens';
  const notice = noticesOf(view, a)[0];
  const opened = view.readings.find(
    (r) => r.device === a.pev && r.n > a.afterN && r.values.contactor === 'OPEN',
  );
  const gone =
    opened ??
    view.readings.find(
      (r) => r.device === a.pev && r.n > a.afterN && Math.abs(r.values.powerW ?? Infinity) <= ZERO_W,
    );
  if (gone !== undefined && (notice === undefined || notice.n > gone.n)) {
    const when = `the ${opened === undefined ? 'power was gone' : 'contactor opened'} at ${instantText(gone.atMs)}`;
    return fail(
      expected,
      `${when}, ${notice === undefined ? 'and no notice had come' : `the notice came at ${instantText(notice.atMs)}`}`,
      [a.afterN, gone.n, ...(notice === undefined ? [] : [notice.n])],
    );
  }
  if (view.nowMs < a.byMs) return { untilMs: a.byMs };
  if (notice === undefined) return fail(expected, 'no notice came', [a.afterN]);
  if (gone === undefined)
    return fail(expected, `notice at ${instantText(notice.atMs)}, but the power never went`, [
      a.afterN,
      notice.n,
    ]);
  return pass(
    expected,
    `notice at ${instantText(notice.atMs)}, ${opened === undefined ? 'no power' : 'open'} at ${instantText(gone.atMs)}`,
    [a.afterN, notice.n, gone.n],
  );
};

interface ContactorArgs {
  readonly pev: string;
  readonly afterN: number;
  readonly byMs: number;
}

/** After a fault the contactor is open by then; where none can be seen, no power flows. */
export const contactorOpens: Check<ContactorArgs> = (view, a) => {
  const expected = `a contactor that is open by ${instantText(a.byMs)}`;
  if (view.nowMs < a.byMs) return { untilMs: a.byMs };
  const seen = view.reading(a.pev, 'contactor', a.byMs);
  if (seen !== undefined) {
    const observed = `it is ${seen.values.contactor}`;
    return seen.values.contactor === 'OPEN'
      ? pass(expected, observed, [a.afterN, seen.n])
      : fail(expected, observed, [a.afterN, seen.n]);
  }
  const flows = view.reading(a.pev, 'powerW', a.byMs);
  const observed = `none can be seen, and ${powerText(Math.abs(flows?.values.powerW ?? 0))} flows`;
  const basis = [a.afterN, flows?.n ?? a.afterN];
  return Math.abs(flows?.values.powerW ?? 0) <= ZERO_W
    ? pass(expected, observed, basis)
    : fail(expected, observed, basis);
};

interface FloorEndArgs {
  readonly pev: string;
  readonly floor: number;
  readonly afterN: number;
  readonly fromMs: number;
  readonly byMs: number;
}

/** The discharge ends at the floor: not below P_SOC_TOL under it, not more than P_SOC_TOL + P_SOC_HYST above. */
export const endsAtFloor: Check<FloorEndArgs> = (view, a) => {
  const tol = view.param('P_SOC_TOL');
  const high = a.floor + tol + view.param('P_SOC_HYST');
  const expected = `an end of the discharge between ${socText(a.floor - tol)} and ${socText(high)} of charge`;
  const curve = view.curve(a.pev);
  const gone =
    view.nowMs <= a.fromMs
      ? undefined
      : curve.firstWhere(a.fromMs, Math.min(view.nowMs, a.byMs), (p) => p >= -ZERO_W);
  if (gone === undefined)
    return view.nowMs < a.byMs
      ? { untilMs: a.byMs }
      : fail(expected, `still discharging at ${instantText(a.byMs)}`, [
          a.afterN,
          curve.pointAt(a.byMs)?.n ?? a.afterN,
        ]);
  const reading = view.reading(a.pev, 'soc', gone.atMs);
  const soc = reading?.values.soc;
  if (reading === undefined || soc === undefined)
    return fail(expected, 'the device gave no reading of its state of charge', [a.afterN, gone.n]);
  const observed = `${socText(soc)} when the power was gone at ${instantText(gone.atMs)}`;
  const basis = [a.afterN, reading.n, gone.n];
  return soc >= a.floor - tol && soc <= high
    ? pass(expected, observed, basis)
    : fail(expected, observed, basis);
};

function noticesOf(view: CaseView, a: NoticeArgs): Sent<'TerminationNotice'>[] {
  return authored(view.messages('TerminationNotice', { by: a.by, afterN: a.afterN }));
}

/** From when the power is a tenth below what it was at `fromMs`. */
function goesDown(view: CaseView, pev: string, fromMs: number, toMs: number) {
  const curve = view.curve(pev);
  const wasW = -(curve.powerAt(fromMs) ?? 0);
  return toMs <= fromMs ? undefined : curve.firstWhere(fromMs, toMs, (p) => -p < wasW * 0.9);
}

/** The first value of a register that the device itself had reported. */
function firstRegister(
  view: CaseView,
  by: string,
  beforeN: number,
): { n: number; atMs: number; registerWh: number } | undefined {
  for (const s of authored(view.sent)) {
    if (s.n >= beforeN) return undefined;
    if (s.by !== by) continue;
    const data = s.message?.data as
      { exportRegisterWh?: number; registerWh?: number; at?: string } | undefined;
    const registerWh = data?.exportRegisterWh ?? data?.registerWh;
    if (typeof registerWh === 'number')
      return { n: s.n, atMs: data?.at === undefined ? s.atMs : Date.parse(data.at), registerWh };
  }
  return undefined;
}
