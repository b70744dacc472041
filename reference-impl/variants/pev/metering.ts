/** PEVs that measure and report otherwise than usual. */
import type { Variant } from '../../faults/fault';
import { conformantPev } from '../../pev/conformant';
import { decides } from './make';

const J_PER_WH = 3600;
const TENTH_WH = 100;

export const METERING_VARIANTS: readonly Variant[] = [
  decides('has-a-meter-of-whole-watt-hours', {
    shown: ({ exportJ, importJ, powerW }) => ({ exportJ: whole(exportJ), importJ: whole(importJ), powerW }),
  }),
  decides('has-registers-that-started-long-ago', {
    shown: ({ exportJ, importJ, powerW }) => ({
      exportJ: exportJ + 7_654_321 * J_PER_WH,
      importJ: importJ + 8_765_432 * J_PER_WH,
      powerW,
    }),
  }),
  decides('has-a-meter-that-counts-one-per-cent-too-much', {
    shown: ({ exportJ, importJ, powerW }) => ({ exportJ: exportJ * 1.01, importJ: importJ * 1.01, powerW }),
  }),
  decides('reports-twice-as-often', {
    meterIntervalS: (responseClass, parameters) =>
      conformantPev.meterIntervalS(responseClass, parameters) / 2,
    statusIntervalS: ({ meterIntervalS }) => meterIntervalS / 2,
  }),
  decides('counts-its-energy-in-tenths-of-a-kilowatt-hour', {
    report: (fresh) => {
      const availableEnergyWh = tenths(fresh.availableEnergyWh);
      const durationS = Math.floor((availableEnergyWh * 3600) / Math.max(1, fresh.maxDischargeW));
      return { ...fresh, availableEnergyWh, availableDurationS: durationS };
    },
    decideEvent: (q) => conformantPev.decideEvent({ ...q, availableJ: inTenths(q.availableJ) }),
    decideDispatch: (q) => conformantPev.decideDispatch({ ...q, availableJ: inTenths(q.availableJ) }),
    decideUpdate: (q) => conformantPev.decideUpdate({ ...q, availableJ: inTenths(q.availableJ) }),
  }),
  decides('reports-a-curve', {
    report: (fresh) => {
      const points = [1, 0.75, 0.5].map((share) => Math.max(1, Math.round(fresh.maxDischargeW * share)));
      const durationS = (powerW: number): number =>
        Math.min(86_400, Math.floor((fresh.availableEnergyWh * 3600) / powerW));
      if (fresh.maxDischargeW === 0) return fresh;
      return { ...fresh, curve: points.map((powerW) => ({ powerW, durationS: durationS(powerW) })) };
    },
  }),
];

/** Energy rounded down to what its display has figures for. */
function tenths(wh: number): number {
  return Math.floor(wh / TENTH_WH + 1e-6) * TENTH_WH;
}

function inTenths(joules: number): number {
  return tenths(joules / J_PER_WH) * J_PER_WH;
}

function whole(joules: number): number {
  return Math.floor(joules / J_PER_WH + 1e-6) * J_PER_WH;
}
