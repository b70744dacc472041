/** What `pr2 fleet` prints, and the same as figures for summary.json. */
import { energyText, leastCost, shortfallSentence } from '../../reference-impl/dispatch';
import { clockText } from './clock';
import type { LoadedFleet } from './fleet-file';
import type { Outcome } from './outcome';

export interface Summary {
  pevs: number;
  requestedWh: number;
  servedWh: number;
  shortfallWh: number;
  /** Time from the start during which the request is served in full, s. */
  fullPowerS: number;
  /** Why nobody could serve more. */
  certificate: string;
  /** The part of the shortfall that is due to minimum steps, and to limits of a feeder where they are given, Wh. */
  limitedWh: number;
  /** With limits of a feeder: how far below the best possible this may be, Wh. */
  feederGapWh?: number;
  /** Where incentives are given: what this plan costs, and the least for which the same could be served. */
  incentive?: { plan: number; least: number };
  archetypes: { name: string; pevs: number; energyWh: number; share: number }[];
}

export function summaryOf(outcome: Outcome, loaded: LoadedFleet): Summary {
  const { stepS, requestW } = outcome.request;
  const energyWh = (powersW: Float64Array): number => (powersW.reduce((sum, w) => sum + w, 0) * stepS) / 3600;
  const servedWh = energyWh(outcome.servedW);
  const firstShort = requestW.findIndex((w, t) => outcome.servedW[t]! < w);
  const count = loaded.kinds.map(() => 0);
  for (const kind of loaded.kindOf) count[kind]! += 1;
  const incentive = incentiveOf(outcome, loaded);
  return {
    pevs: loaded.fleet.size,
    requestedWh: energyWh(requestW),
    servedWh,
    shortfallWh: energyWh(requestW) - servedWh,
    fullPowerS: (firstShort < 0 ? requestW.length : firstShort) * stepS,
    certificate: certificateOf(outcome, servedWh < energyWh(requestW)),
    limitedWh: energyWh(outcome.plan.servedW) - servedWh,
    ...(outcome.feederGapJ === undefined ? {} : { feederGapWh: outcome.feederGapJ / 3600 }),
    ...(incentive === undefined ? {} : { incentive }),
    archetypes: loaded.kinds.map((name, kind) => {
      const wh = energyWh(outcome.byKindW[kind]!);
      return { name, pevs: count[kind]!, energyWh: wh, share: servedWh === 0 ? 0 : wh / servedWh };
    }),
  };
}

/** The certificate of the plan; where limits alone are the reason of a shortfall, that the fleet is none. */
function certificateOf({ plan, proof, bindings, request, feederGapJ }: Outcome, short: boolean): string {
  if (short && plan.unservedJ === 0) {
    return `the fleet has power and energy for all of it; ${limitsOf(feederGapJ)} prevent the rest`;
  }
  return shortfallSentence(plan, proof, bindings, (s) => clockText(request.start, s));
}

function limitsOf(feederGap: number | undefined): string {
  return feederGap === undefined ? 'minimum steps of chargers' : 'limits of the feeder and minimum steps';
}

function incentiveOf({ energyJ, servedW, request }: Outcome, { fleet }: LoadedFleet): Summary['incentive'] {
  if (!fleet.price.some((price) => price > 0)) return undefined;
  // Thousandths per kWh, so 3.6e9 J times a price is one unit of the currency.
  const planned = energyJ.reduce((sum, e, i) => sum + e * fleet.price[i]!, 0) / 3.6e9;
  return { plan: planned, least: leastCost(fleet, servedW, request.stepS).cost / 1000 };
}

export function summaryText(summary: Summary, outcome: Outcome, files: readonly string[]): string {
  const { start, stepS, requestW } = outcome.request;
  const energy = (wh: number): string => energyText(wh * 3600);
  const peakW = requestW.reduce((most, w) => Math.max(most, w), 0);
  const percent = summary.requestedWh === 0 ? 100 : (100 * summary.servedWh) / summary.requestedWh;
  const lines: [string, string][] = [
    ['fleet', `${summary.pevs.toLocaleString('en-US')} PEVs`],
    [
      'request',
      `${energy(summary.requestedWh)} from ${clockText(start, 0)} to ${clockText(start, requestW.length * stepS)}, at most ${powerText(peakW)}`,
    ],
    ['served', `${energy(summary.servedWh)} (${Number(percent.toFixed(2))} %)`],
    ['full power', `${durationText(summary.fullPowerS)}, until ${clockText(start, summary.fullPowerS)}`],
    ['shortfall', energy(summary.shortfallWh)],
    ['why', summary.certificate],
  ];
  if (summary.limitedWh > 0) {
    lines.push(['of that', `${energy(summary.limitedWh)} because of ${limitsOf(summary.feederGapWh)}`]);
  }
  if (summary.feederGapWh !== undefined) {
    const more = summary.feederGapWh > 0 ? `more than ${energy(summary.feederGapWh)} more` : 'more';
    lines.push(['feeder', `apart from minimum steps, no plan within its limits can serve ${more}`]);
  }
  if (summary.incentive) {
    const { plan, least } = summary.incentive;
    lines.push([
      'incentives',
      `${plan.toFixed(2)} by this plan; the same service costs at least ${least.toFixed(2)}`,
    ]);
  }
  const head = lines.map(([name, text]) => `${name.padEnd(11)}${text}`);
  const shown = summary.archetypes.filter((a) => a.pevs > 0).toSorted((a, b) => b.energyWh - a.energyWh);
  const wide = Math.max(...shown.map((a) => a.name.length), 'archetype'.length);
  const row = (name: string, pevs: string, wh: string, share: string): string =>
    `${name.padEnd(wide)}  ${pevs.padStart(10)}  ${wh.padStart(9)}  ${share.padStart(7)}`;
  const table = [
    row('archetype', 'PEVs', 'energy', 'share'),
    ...shown.map((a) =>
      row(a.name, a.pevs.toLocaleString('en-US'), energy(a.energyWh), `${(100 * a.share).toFixed(1)} %`),
    ),
  ];
  return [...head, '', ...table, '', `written: ${files.join(', ')}`, ''].join('\n');
}

/** Power in the unit that reads best. */
export function powerText(powerW: number): string {
  for (const [unit, size] of [
    ['GW', 1e9],
    ['MW', 1e6],
    ['kW', 1e3],
  ] as const) {
    if (powerW >= size) return `${Number((powerW / size).toPrecision(3))} ${unit}`;
  }
  return `${powerW} W`;
}

function durationText(durationS: number): string {
  const hours = Math.floor(durationS / 3600);
  const minutes = (durationS % 3600) / 60;
  return hours === 0 ? `${minutes} min` : minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`;
}
