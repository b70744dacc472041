/**
 * What an ESCI's telemetry tells of its socket beside power and register, whatever the case is about (PR2-A-16): the
 * metering point, the grid's voltage and frequency, and no other charge than the PEV told or has. Each of them may be left
 * out but the first.
 */
import { clockAheadMs } from '../checks/clock';
import { instantText, socText } from '../checks/texts';
import { numberOr } from '../checks/island/facts';
import { DEFAULT_NOMINAL } from '../profile/nominal';
import { timeMs, urnOf } from '../../reference-impl/endpoint/identifiers';
import type { CaseView, Sent } from '../../runlog/case-view';
import { eachMessage } from './each-message';
import { GRID_REACTION_MS, gridStoryOf, isNearV } from './grid-story';
import { lately } from './lately';
import type { Oracle } from './oracle';
import { chargeBetween } from './own-facts';

type Telemetry = Sent<'EnergyTelemetry'>;

const NEAR_HZ = 0.05;
/** A charge that is told in whole percent, %. */
const NEAR_PCT = 1;
/** A report on its way, and a clock that is off by as much as it may be. */
const NEAR_MS = 2000;

export const socketAsItIs: Oracle = {
  name: 'telemetry-tells-of-its-socket',
  judge(view, dut) {
    if (!dut.startsWith('urn:pr2:esci:')) return [];
    const expected = "telemetry by the socket's metering point, with the grid and the charge as they are";
    const told = view
      .messages('EnergyTelemetry', { by: dut, source: dut })
      .filter((s) => s.problems.length === 0);
    const about = { requirement: 'PR2-A-16', expected, seen: `${told.length} of them` };
    return eachMessage(about, told, (s) => {
      const wrong = wrongMeter(view, dut, s) ?? wrongGrid(view, dut, s) ?? wrongCharge(view, dut, s);
      return wrong === undefined ? undefined : `${wrong} at ${instantText(s.atMs)}`;
    });
  },
};

/** The session that it names, as the ESCI itself told of it. */
function sessionOf(
  view: CaseView,
  dut: string,
  s: Telemetry,
): { pevId?: string; evseId: string } | undefined {
  return view
    .messages('ConnectionNotice', { by: dut, source: dut })
    .find((notice) => notice.message?.data.sessionId === s.message?.data.sessionId)?.message?.data;
}

/** Neither the name that the kit gave the meter of that socket, nor one by which a request asked for its values. */
function wrongMeter(view: CaseView, dut: string, s: Telemetry): string | undefined {
  const told = s.message?.data.meteringPointId;
  const session = sessionOf(view, dut, s);
  const fitted = view.case?.points.find((p) => p.esci === dut && p.evseId === session?.evseId);
  if (told === undefined || session?.pevId === undefined || fitted === undefined) return undefined;
  const asked = view
    .messages('DispatchRequest', { destination: urnOf('pev', session.pevId) })
    .some((r) => r.message?.data.meteringPointId === told);
  return told === fitted.meteringPointId || asked
    ? undefined
    : `"${told}" named for the meter "${fitted.meteringPointId}"`;
}

/** Behind a switch that may be open the socket has another voltage than the grid. */
function wrongGrid(view: CaseView, dut: string, s: Telemetry): string | undefined {
  const { voltageV, frequencyHz, quality } = s.message?.data ?? {};
  const story = gridStoryOf(view, dut);
  const trouble = view.stimuliAt(dut).some((x) => x.name === 'meter-fault');
  if (quality !== 'MEASURED' || trouble || story.some((g) => g.n < s.n && g.state === 'ABSENT'))
    return undefined;
  const seen = lately(story, s, GRID_REACTION_MS);
  const now = seen[0];
  if (voltageV !== undefined && !seen.some((g) => isNearV(view, dut, g.voltageV, voltageV)))
    return `${voltageV} V told of a grid of ${now?.voltageV} V`;
  const nominalHz = numberOr(view.stateOf(dut)?.['nominalHz'], DEFAULT_NOMINAL.frequencyHz);
  const hz = (g: { readonly frequencyHz: number }): number =>
    Number.isNaN(g.frequencyHz) ? nominalHz : g.frequencyHz;
  return frequencyHz !== undefined && !seen.some((g) => Math.abs(hz(g) - frequencyHz) <= NEAR_HZ)
    ? `${frequencyHz} Hz told of a grid of ${now === undefined ? nominalHz : hz(now)} Hz`
    : undefined;
}

/** Outside all that the PEV told since its last report, that report included, and outside what it holds. */
function wrongCharge(view: CaseView, dut: string, s: Telemetry): string | undefined {
  const told = s.message?.data.soc;
  const pevId = sessionOf(view, dut, s)?.pevId;
  if (told === undefined || pevId === undefined) return undefined;
  const pev = urnOf('pev', pevId);
  // What is told now may have been read a while ago.
  const readMs = timeMs(s.message?.data.at ?? '') - clockAheadMs(view, dut);
  const heard = view.sent.flatMap((m) => {
    const { soc } = (m.message?.data ?? {}) as { soc?: number };
    const here = m.deliveries.some((d) => d.to === dut && d.outcome === 'delivered' && d.n < s.n);
    return m.message?.source === pev && here && typeof soc === 'number'
      ? [{ soc, atMs: m.atMs, name: m.name }]
      : [];
  });
  const from = heard.findLastIndex((m) => m.name === 'AvailabilityReport' && m.atMs <= readMs - NEAR_MS);
  if (from < 0) return undefined;
  const is = chargeBetween(view, pev, readMs, s.atMs);
  const known = heard.slice(from).map((m) => m.soc);
  const bounds = is === undefined ? known : [...known, is.low, is.high];
  const [low, high] = [Math.min(...bounds) - NEAR_PCT, Math.max(...bounds) + NEAR_PCT];
  return told < low || told > high
    ? `${socText(told)} told of a PEV that last told ${socText(known.at(-1) ?? NaN)}`
    : undefined;
}
