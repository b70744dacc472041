/**
 * What an ESCI says in the place of a PEV that cannot speak any more, whatever the case is about (PR2-A-21): that it is
 * the ESCI who speaks and foresaw nothing, when it was, and register and state of charge as far as they are known.
 */
import { clockAheadMs } from '../checks/clock';
import { NEAR_WH } from '../checks/measured';
import { durationText, energyText, instantText, socText } from '../checks/texts';
import type { CaseView, Sent } from '../../runlog/case-view';
import { partsOf, timeMs, urnOf } from '../../reference-impl/endpoint/identifiers';
import { eachMessage } from './each-message';
import type { Oracle } from './oracle';
import { cableOf, telemetryOf, upset } from './sessions';

type Notice = Sent<'TerminationNotice'>;

/** How exactly the instant of a loss is told: a meter may look every second, and a time may be cut to whole seconds. */
const NEAR_MS = 2500;
/** Power below this is none, W. */
const STILL_W = 50;
/** A charge that is told in whole percent, %. */
const NEAR_PCT = 1;

export const speaksTrulyForAPev: Oracle = {
  name: 'speaks-truly-for-a-pev',
  judge(view, dut) {
    if (partsOf(dut).role !== 'esci') return [];
    const notices = view
      .messages('TerminationNotice', { by: dut, source: dut })
      .filter((s) => s.problems.length === 0);
    const expected = 'a notice in the place of a PEV that says who speaks, when it was, register and charge';
    const about = { requirement: 'PR2-A-21', expected, seen: `${notices.length} notices` };
    return eachMessage(about, notices, (notice) => untrueIn(view, dut, notice));
  },
};

function untrueIn(view: CaseView, dut: string, notice: Notice): string | undefined {
  const told = notice.message?.data;
  if (told === undefined) return undefined;
  if (told.originator !== 'ESCI') return `${told.originator} named as who speaks`;
  if (told.predicted) return 'an end told as foreseen';
  const pev = urnOf('pev', told.pevId);
  const wasMs = timeMs(told.effectiveAt) - clockAheadMs(view, dut);
  const out = cableOf(view, pev).findLast((s) => s.n < notice.n && s.name !== 'plug-in');
  const isOut = out !== undefined && cableOf(view, pev).findLast((s) => s.n < notice.n)?.n === out.n;
  if (told.reason === 'UNPLUG' && out === undefined) return 'a cable told as pulled that is in';
  const untimely = upset(view, dut, wasMs, notice.atMs)
    ? undefined
    : wrongInstant(view, pev, wasMs, isOut ? out.at : undefined);
  return untimely ?? wrongCharge(view, dut, pev, notice) ?? wrongRegister(view, dut, pev, notice, wasMs);
}

/** The cable was pulled at another time, or the power had been gone for long by the time told. */
function wrongInstant(view: CaseView, pev: string, wasMs: number, outMs?: number): string | undefined {
  if (outMs !== undefined)
    return Math.abs(wasMs - outMs) > NEAR_MS
      ? `${instantText(wasMs)} told of a cable that was pulled at ${instantText(outMs)}`
      : undefined;
  const lateMs = NEAR_MS + view.param('P_T_POSTTERM') * 1000;
  const before = view.curve(pev).powerAt(wasMs - lateMs);
  return before !== undefined && -before < STILL_W
    ? `${instantText(wasMs)} told, when the power had been gone for more than ${durationText(lateMs)}`
    : undefined;
}

/** Of what the PEV last told, nothing older is said. */
function wrongCharge(view: CaseView, dut: string, pev: string, notice: Notice): string | undefined {
  const known = view.sent.findLast(
    (s) =>
      s.n < notice.n &&
      s.message?.source === pev &&
      typeof (s.message.data as { soc?: unknown }).soc === 'number' &&
      s.deliveries.some((d) => d.to === dut && d.outcome === 'delivered' && d.n < notice.n),
  );
  const { soc } = (known?.message?.data ?? {}) as { soc?: number };
  if (soc === undefined) return undefined;
  const told = notice.message?.data.soc;
  if (told === undefined) return undefined; // a relay need not read what it passes on
  const is = view.reading(pev, 'soc', notice.atMs)?.values.soc ?? soc;
  const [low, high] = [Math.min(is, soc) - NEAR_PCT, Math.max(is, soc) + NEAR_PCT];
  return told < low || told > high
    ? `${socText(told)} told, where the PEV had told ${socText(soc)}`
    : undefined;
}

/** When the meter was read: what is told may have been read a while before. */
function readMs(view: CaseView, dut: string, { message, atMs }: Sent<'EnergyTelemetry'>): number {
  return message === undefined ? atMs : timeMs(message.data.at) - clockAheadMs(view, dut);
}

/** The register goes on from the last telemetry of the session by what flowed since. */
function wrongRegister(
  view: CaseView,
  dut: string,
  pev: string,
  notice: Notice,
  wasMs: number,
): string | undefined {
  const before = telemetryOf(view, dut, pev).findLast(
    (s) => s.n < notice.n && readMs(view, dut, s) <= wasMs && s.message?.data.quality === 'MEASURED',
  );
  const told = notice.message?.data.registerWh;
  const trouble = view.stimuliAt(dut).some((s) => s.name === 'meter-fault');
  if (
    before?.message === undefined ||
    told === undefined ||
    trouble ||
    upset(view, dut, before.atMs, notice.atMs)
  )
    return undefined;
  const flowedWh = view.curve(pev).energyJ(readMs(view, dut, before), notice.atMs).exportJ / 3600;
  const grewWh = told - before.message.data.exportRegisterWh;
  const tolWh = NEAR_WH + (view.param('P_MET_ACC') / 100) * Math.max(told, flowedWh);
  return Math.abs(grewWh - flowedWh) > tolWh
    ? `a register of ${energyText(told)}, ${energyText(grewWh)} more than at ${instantText(before.atMs)}, while ${energyText(flowedWh)} flowed`
    : undefined;
}
