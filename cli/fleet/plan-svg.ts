/** The picture of a plan: requested, served and short over time, and which kinds of PEV give when. */
import { clockText } from './clock';
import type { Outcome } from './outcome';
import type { Summary } from './summary';

const WIDTH = 800;
const HEIGHT = 500;
const PLOT = { left: 68, top: 78, right: 572, bottom: 400 };

/** Kinds that get a colour of their own; smaller ones are drawn together. */
const GREATEST_KINDS = 8;
// Distinct also without full colour vision, from cool to warm so that neighbours differ.
const COLOURS = [
  '#4477aa',
  '#66ccee',
  '#228833',
  '#ccbb44',
  '#ee8866',
  '#aa3377',
  '#bbbbbb',
  '#775533',
  '#dddddd',
];

interface Layer {
  name: string;
  powersW: Float64Array;
  share: number;
  colour: string;
}

/** The plan as SVG, 800 by 500, on a light ground. */
export function planSvg(outcome: Outcome, summary: Summary): string {
  const { start, stepS, requestW } = outcome.request;
  const mostW = Math.max(1, ...requestW, ...outcome.servedW);
  const ticks = powerTicks(mostW);
  const topW = ticks.at(-1)!;
  const durationS = requestW.length * stepS;
  const x = (seconds: number): number => PLOT.left + ((PLOT.right - PLOT.left) * seconds) / durationS;
  const y = (powerW: number): number => PLOT.bottom - ((PLOT.bottom - PLOT.top) * powerW) / topW;
  const layers = layersOf(outcome, summary);

  /** An area between two profiles, in steps. */
  const area = (lowW: ArrayLike<number>, highW: ArrayLike<number>): string => {
    const up: string[] = [];
    const back: string[] = [];
    for (let t = 0; t < requestW.length; t++) {
      const [from, to] = [x(t * stepS), x((t + 1) * stepS)];
      up.push(`${round(from)} ${round(y(highW[t]!))}L${round(to)} ${round(y(highW[t]!))}`);
      back.unshift(`${round(to)} ${round(y(lowW[t]!))}L${round(from)} ${round(y(lowW[t]!))}`);
    }
    return `M${up.join('L')}L${back.join('L')}Z`;
  };
  const line = (powersW: Float64Array): string =>
    `M${Array.from(powersW, (w, t) => `${round(x(t * stepS))} ${round(y(w))}L${round(x((t + 1) * stepS))} ${round(y(w))}`).join('L')}`;

  let below = new Float64Array(requestW.length);
  const stack = layers.map((layer) => {
    const above = below.map((w, t) => w + layer.powersW[t]!);
    const path = `<path d="${area(below, above)}" fill="${layer.colour}"/>`;
    below = above;
    return path;
  });
  const short = outcome.servedW.some((w, t) => w < requestW[t]!);
  const title = `${summary.pevs.toLocaleString('en-US')} PEVs, ${clockText(start, 0)} to ${clockText(start, durationS)}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif" font-size="13" fill="#222" role="img" aria-label="${escape(title)}">`,
    '<defs><pattern id="short" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#fde0dd"/><line x1="0" y1="0" x2="0" y2="6" stroke="#cc3311" stroke-width="2"/></pattern></defs>',
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    `<text x="${PLOT.left}" y="28" font-size="18" font-weight="600">${escape(title)}</text>`,
    `<text x="${PLOT.left}" y="50" fill="#555">${escape(headline(summary))}</text>`,
    ...ticks.map(
      (w) =>
        `<line x1="${PLOT.left}" x2="${PLOT.right}" y1="${round(y(w))}" y2="${round(y(w))}" stroke="#e3e3e3"/><text x="${PLOT.left - 8}" y="${round(y(w) + 4)}" text-anchor="end" fill="#555">${tickText(w, topW)}</text>`,
    ),
    `<text x="${PLOT.left - 8}" y="${PLOT.top - 12}" text-anchor="end" fill="#555">${unitOf(topW).name}</text>`,
    ...stack,
    short ? `<path d="${area(outcome.servedW, requestW)}" fill="url(#short)"/>` : '',
    `<path d="${line(outcome.servedW)}" fill="none" stroke="#222" stroke-width="1.2" stroke-dasharray="2 2"/>`,
    `<path d="${line(requestW)}" fill="none" stroke="#000" stroke-width="2.2"/>`,
    `<line x1="${PLOT.left}" x2="${PLOT.right}" y1="${PLOT.bottom}" y2="${PLOT.bottom}" stroke="#222"/>`,
    ...timeTicks(start.ofDayS ?? 0, durationS).map(
      (s) =>
        `<line x1="${round(x(s))}" x2="${round(x(s))}" y1="${PLOT.bottom}" y2="${PLOT.bottom + 5}" stroke="#222"/><text x="${round(x(s))}" y="${PLOT.bottom + 20}" text-anchor="middle" fill="#555">${clockText(start, s)}</text>`,
    ),
    `<text x="${(PLOT.left + PLOT.right) / 2}" y="${PLOT.bottom + 40}" text-anchor="middle" fill="#555">${start.ofDayS === undefined ? 'time after the start' : 'time of day'}</text>`,
    ...legend(layers, short, summary),
    ...wrapped(summary.certificate, 112).map(
      (text, n) => `<text x="24" y="${PLOT.bottom + 66 + 17 * n}" font-size="12.5">${escape(text)}</text>`,
    ),
    '</svg>',
    '',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

/** The kinds from the one that gives most, at the bottom; small ones together. */
function layersOf(outcome: Outcome, summary: Summary): Layer[] {
  const all = summary.archetypes
    .map(({ name, share }, kind) => ({ name, share, powersW: outcome.byKindW[kind]! }))
    .filter(({ share }) => share > 0)
    .toSorted((a, b) => b.share - a.share);
  const shown = all.length <= GREATEST_KINDS ? all : all.slice(0, GREATEST_KINDS - 1);
  const others = all.slice(shown.length);
  if (others.length > 0) {
    shown.push({
      name: `${others.length} others`,
      share: others.reduce((sum, layer) => sum + layer.share, 0),
      powersW: outcome.servedW.map((_, t) => others.reduce((sum, layer) => sum + layer.powersW[t]!, 0)),
    });
  }
  return shown.map((layer, n) => ({ ...layer, colour: COLOURS[n]! }));
}

function headline(summary: Summary): string {
  const percent = summary.requestedWh === 0 ? 100 : (100 * summary.servedWh) / summary.requestedWh;
  const hours = Number((summary.fullPowerS / 3600).toFixed(2));
  return `${Number(percent.toFixed(1))} % of the energy asked for is served, in full for ${hours} h`;
}

function legend(layers: readonly Layer[], short: boolean, summary: Summary): string[] {
  const left = PLOT.right + 22;
  let top = PLOT.top + 4;
  const entries: string[] = [];
  const entry = (mark: (y: number) => string, text: string, value = ''): void => {
    entries.push(mark(top), `<text x="${left + 26}" y="${top + 5}">${escape(text)}</text>`);
    if (value !== '')
      entries.push(`<text x="${WIDTH - 18}" y="${top + 5}" text-anchor="end" fill="#555">${value}</text>`);
    top += 23;
  };
  const box = (fill: string) => (y: number) =>
    `<rect x="${left}" y="${y - 6}" width="18" height="13" fill="${fill}"/>`;
  const stroke = (width: number, dash: string) => (y: number) =>
    `<line x1="${left}" x2="${left + 18}" y1="${y}" y2="${y}" stroke="#000" stroke-width="${width}"${dash}/>`;
  entry(stroke(2.2, ''), 'requested');
  entry(stroke(1.2, ' stroke-dasharray="2 2"'), 'served');
  if (short) {
    const percent = (100 * summary.shortfallWh) / summary.requestedWh;
    entry(box('url(#short)'), 'short', `${Number(percent.toFixed(1))} %`);
  }
  top += 14;
  entries.push(`<text x="${left}" y="${top + 5}" fill="#555">who gives</text>`);
  entries.push(`<text x="${WIDTH - 18}" y="${top + 5}" text-anchor="end" fill="#555">share</text>`);
  top += 24;
  // As they lie upon each other.
  for (const layer of layers.toReversed())
    entry(box(layer.colour), layer.name, `${(100 * layer.share).toFixed(1)} %`);
  return entries;
}

/** Round powers from 0 to at least the most, five or so. */
function powerTicks(mostW: number): number[] {
  const rough = mostW / 5;
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = size * [1, 2, 2.5, 5, 10].find((factor) => factor * size >= rough)!;
  return Array.from({ length: Math.ceil(mostW / step - 1e-9) + 1 }, (_, n) => n * step);
}

function unitOf(topW: number): { name: string; size: number } {
  return topW >= 1e9
    ? { name: 'GW', size: 1e9 }
    : topW >= 1e6
      ? { name: 'MW', size: 1e6 }
      : topW >= 1e3
        ? { name: 'kW', size: 1e3 }
        : { name: 'W', size: 1 };
}

function tickText(powerW: number, topW: number): string {
  return String(Number((powerW / unitOf(topW).size).toPrecision(4)));
}

const MINUTE_STEPS = [1, 5, 15, 30, 60, 120, 180, 240, 360, 720, 1440];

/** Seconds since the start at round times of day, nine at most. */
function timeTicks(ofDayS: number, durationS: number): number[] {
  const stepS =
    60 * (MINUTE_STEPS.find((minutes) => durationS / (60 * minutes) <= 8) ?? Math.ceil(durationS / 480));
  const first = (stepS - (ofDayS % stepS)) % stepS;
  const ticks: number[] = [];
  for (let s = first; s <= durationS; s += stepS) ticks.push(s);
  return ticks;
}

/** Lines of at most so many characters, broken between words. */
function wrapped(text: string, characters: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1)!;
    if (last !== '' && last.length + 1 + word.length > characters) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
