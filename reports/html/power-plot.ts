/**
 * Power over time as SVG: measured, asked for, reported limit, state of charge and floor, the breach shaded.
 * Shapes are drawn in a box of 1000 by 1000 that stretches with the page; words are placed by percent, so that
 * they keep their size on a phone and on paper.
 */
import { scaleLinear, scaleUtc, type ScaleLinear, type ScaleTime } from 'd3-scale';
import { area, line, curveStepAfter } from 'd3-shape';
import { partyName } from '../log/message-text';
import type { Divergence } from '../model/divergence';
import { powerHistory, type Point, type PowerHistory } from '../model/power';
import type { CaseModel } from '../model/report-model';
import { breachOf, closeUpOf, overviewOf, type Stretch } from '../model/stretch';
import { clockText, durationText, number, percentText, powerText } from '../text/figures';
import { html, join, nothing, trusted, type Html } from '../text/html';

const BOX = 1000;
/** Heights of the two panels, in pixels. */
const POWER_HEIGHT = 240;
const SOC_HEIGHT = 96;
/** PEVs drawn of one case. */
const DRAWN = 3;
/** Points of one line; more are thinned to the extremes of each column. */
const POINTS = 1_500;

type X = ScaleTime<number, number>;
type Y = ScaleLinear<number, number>;

/** Plots of the PEVs that take part, where their power was read and something was asked or flowed. */
export function powerPlots(model: CaseModel): Html {
  const hops = model.hops();
  const pevs = model.log.head.devices
    .filter((d) => d.role === 'pev')
    .toSorted((a, b) => Number(b.dut) - Number(a.dut));
  return join(
    pevs.slice(0, DRAWN).map(({ urn }) => {
      const history = powerHistory(model.log.records, hops, urn);
      return history === undefined || !worthDrawing(history) ? nothing : plots(history, model.divergence);
    }),
  );
}

function worthDrawing({ powerW, requests }: PowerHistory): boolean {
  return powerW.length > 1 && (requests.length > 0 || powerW.some((p) => Math.abs(p.value) > 1));
}

function plots(history: PowerHistory, divergence: Divergence | undefined): Html {
  const whole = overviewOf(history);
  const closeUp = divergence === undefined ? undefined : closeUpOf(whole, divergence);
  return html`<figure>
      <figcaption>
        <b>Power at the terminals of ${partyName(history.pev)}</b>${caption(history, whole)}
      </figcaption>
      ${legend(history, divergence)}${panel(history, whole, divergence, false)}${socPanel(history, whole, divergence)}
    </figure>
    ${
      closeUp === undefined
        ? nothing
        : html`<figure>
            <figcaption><b>Closer: ${clockText(closeUp.fromMs)} to ${clockText(closeUp.toMs)}</b></figcaption>
            ${panel(history, closeUp, divergence, true)}
          </figure>`
    }`;
}

function caption({ powerW, requests }: PowerHistory, { fromMs, toMs }: Stretch): string {
  const seen = powerW.filter((p) => p.atMs >= fromMs && p.atMs <= toMs).map((p) => p.value);
  const least = seen.reduce((a, b) => Math.min(a, b), Infinity);
  const most = seen.reduce((a, b) => Math.max(a, b), -Infinity);
  const asked = requests.map((r) => r.powerW).reduce((a, b) => Math.max(a, b), 0);
  const range =
    seen.length === 0
      ? 'nothing was measured here'
      : least === most
        ? `${powerText(least)} throughout`
        : `measured between ${powerText(least)} and ${powerText(most)}`;
  return `Minus is discharge. ${asked === 0 ? 'No request was accepted' : `At most ${powerText(asked)} asked for`}; ${range}. UTC.`;
}

function legend({ limitW, soc, floor }: PowerHistory, divergence: Divergence | undefined): Html {
  const item = (className: string, text: string, there = true): Html =>
    there
      ? html`<span
          ><svg aria-hidden="true"><line class="${className}" x1="0" x2="100%" y1="50%" y2="50%" /></svg
          >${text}</span
        >`
      : nothing;
  return html`<div class="key">
    ${item('pw', 'measured')}${item('rq', 'asked for')}${item('lm', 'most it reported it can give', limitW.length > 0)}${item('sc', 'state of charge', soc.length > 1)}${item('fl', 'floor', soc.length > 1 && floor.length > 0)}${
      divergence === undefined
        ? nothing
        : html`<span
            ><svg aria-hidden="true"><rect class="br" width="100%" height="100%" /></svg>in breach</span
          >`
    }
  </div>`;
}

function panel(
  history: PowerHistory,
  stretch: Stretch,
  divergence: Divergence | undefined,
  close: boolean,
): Html {
  const x = scaleUtc([new Date(stretch.fromMs), new Date(stretch.toMs)], [0, BOX]);
  const asked = history.requests.flatMap((r) => [0, -r.powerW]);
  const values = [...history.powerW.map((p) => p.value), ...asked, ...history.limitW.map((p) => -p.value), 0];
  const y = scaleLinear([Math.min(...extent(values)), Math.max(...extent(values))], [BOX, 0]).nice(4);
  const measured = line<Point>()
    .x((p) => x(p.atMs))
    .y((p) => y(p.value));
  const steps = line<Point>()
    .x((p) => x(p.atMs))
    .y((p) => y(p.value))
    .curve(curveStepAfter);
  return html`<svg class="plot" height="${POWER_HEIGHT}" role="img" aria-label="${spoken(history, stretch)}">
    ${box(POWER_HEIGHT, [
      breachShape(x, divergence, stretch),
      grid(y),
      path(
        'lm',
        steps(
          until(
            history.limitW.map((p) => ({ atMs: p.atMs, value: -p.value })),
            stretch,
          ),
        ),
      ),
      ...history.requests.map((r) =>
        path('rq', measured(clipped(requestOutline(r.fromMs, r.toMs, -r.powerW), stretch))),
      ),
      path('pw', measured(thinned(clipped(history.powerW, stretch)))),
      marks(x, divergence, stretch),
    ])}${yLabels(y, powerText)}${xLabels(x, stretch)}${markLabels(x, divergence, stretch, close)}
  </svg>`;
}

function socPanel({ soc, floor }: PowerHistory, stretch: Stretch, divergence: Divergence | undefined): Html {
  const shown = clipped(soc, stretch);
  if (shown.length < 2) return nothing;
  const x = scaleUtc([new Date(stretch.fromMs), new Date(stretch.toMs)], [0, BOX]);
  const values = extent([...shown.map((p) => p.value), ...floor.map((p) => p.value)]);
  const y = scaleLinear([Math.min(...values) - 1, Math.max(...values) + 1], [BOX, 0]).nice(2);
  const straight = line<Point>()
    .x((p) => x(p.atMs))
    .y((p) => y(p.value));
  const steps = line<Point>()
    .x((p) => x(p.atMs))
    .y((p) => y(p.value))
    .curve(curveStepAfter);
  const [first] = shown;
  const last = shown.at(-1);
  return html`<svg
    class="plot"
    height="${SOC_HEIGHT + 26}"
    role="img"
    aria-label="State of charge from ${percentText(first?.value ?? 0)} to ${percentText(last?.value ?? 0)}"
  >
    ${box(SOC_HEIGHT, [
      breachShape(x, divergence, stretch),
      grid(y, 2),
      path('fl', steps(until(floor, stretch))),
      path('sc', straight(thinned(shown))),
    ])}${yLabels(y, (v) => `${number(v, 1)} %`, 2, SOC_HEIGHT)}
  </svg>`;
}

function box(height: number, shapes: readonly Html[]): Html {
  return html`<svg
    width="100%"
    height="${height}"
    y="12"
    viewBox="0 0 ${BOX} ${BOX}"
    preserveAspectRatio="none"
  >
    ${shapes}
  </svg>`;
}

function grid(y: Y, ticks = 4): Html {
  return join(
    y
      .ticks(ticks)
      .map(
        (v) =>
          html`<line
            class="${v === 0 ? 'z' : 'g'}"
            x2="${BOX}"
            y1="${round(y(v))}"
            y2="${round(y(v))}"
            vector-effect="non-scaling-stroke"
          />`,
      ),
  );
}

function yLabels(y: Y, text: (v: number) => string, ticks = 4, height = POWER_HEIGHT): Html {
  return join(
    y
      .ticks(ticks)
      .map(
        (v) => html`<text class="halo" x="0" y="${round(12 + (y(v) / BOX) * height - 4)}">${text(v)}</text>`,
      ),
  );
}

function xLabels(x: X, { fromMs, toMs }: Stretch): Html {
  const spanMs = toMs - fromMs;
  const text = (date: Date): string =>
    clockText(date.getTime()).slice(0, spanMs > 600_000 ? 5 : spanMs > 8_000 ? 8 : 12);
  return join(
    x.ticks(4).map((date) => {
      const percent = x(date) / 10;
      if (percent < 4 || percent > 96) return nothing;
      return html`<text x="${pc(percent)}" y="${POWER_HEIGHT + 28}" text-anchor="middle"
        >${text(date)}</text
      >`;
    }),
  );
}

function breachShape(x: X, divergence: Divergence | undefined, stretch: Stretch): Html {
  if (divergence === undefined) return nothing;
  const { fromMs, toMs } = breachOf(divergence);
  const from = Math.max(fromMs, stretch.fromMs);
  const to = Math.min(toMs, stretch.toMs);
  if (to < from) return nothing;
  const shape = area<number>()
    .x((ms) => x(ms))
    .y0(0)
    .y1(BOX)([from, to]);
  return html`<path class="br" d="${trusted(shape ?? '')}" />`;
}

interface Mark {
  readonly atMs: number;
  readonly line: string;
  readonly text: string;
  readonly label: string;
}

/** What a reader has to find: where the clock began, where the limit was, where it went wrong. */
function marksOf(divergence: Divergence | undefined, stretch: Stretch): Mark[] {
  if (divergence === undefined) return [];
  const late = divergence.check.measured?.find((m) => m.valueMs > m.limitMs);
  const limitMs = late === undefined ? undefined : divergence.atMs - (late.valueMs - late.limitMs);
  const marks: Mark[] = [{ atMs: divergence.atMs, line: 'dv', text: 'mf', label: 'first divergence' }];
  if (limitMs !== undefined && late !== undefined) {
    marks.push({ atMs: limitMs, line: 'mkl', text: 'mk', label: `limit ${durationText(late.limitMs)}` });
  }
  return marks.filter((m) => m.atMs >= stretch.fromMs && m.atMs <= stretch.toMs);
}

function marks(x: X, divergence: Divergence | undefined, stretch: Stretch): Html {
  return join(
    marksOf(divergence, stretch).map(
      (m) =>
        html`<line
          class="${m.line}"
          x1="${round(x(m.atMs))}"
          x2="${round(x(m.atMs))}"
          y2="${BOX}"
          vector-effect="non-scaling-stroke"
        />`,
    ),
  );
}

function markLabels(x: X, divergence: Divergence | undefined, stretch: Stretch, close: boolean): Html {
  return join(
    marksOf(divergence, stretch)
      .filter((m) => close || m.line === 'dv')
      .map((m, i) => {
        const percent = x(m.atMs) / 10;
        const text = close ? `${m.label} ${clockText(m.atMs)}` : m.label;
        const right = percent < 60;
        return html`<text
          class="${m.text} halo"
          x="${pc(percent)}"
          dx="${right ? 5 : -5}"
          y="${POWER_HEIGHT + 4 - i * 16}"
          text-anchor="${right ? 'start' : 'end'}"
          >${text}</text
        >`;
      }),
  );
}

function requestOutline(fromMs: number, toMs: number, value: number): Point[] {
  return [
    { atMs: fromMs, value: 0 },
    { atMs: fromMs, value },
    { atMs: toMs, value },
    { atMs: toMs, value: 0 },
  ];
}

/** The part of a straight-line curve inside the stretch, its ends interpolated. */
function clipped(points: readonly Point[], { fromMs, toMs }: Stretch): Point[] {
  const out: Point[] = [];
  points.forEach((p, i) => {
    const before = points[i - 1];
    if (before !== undefined) {
      for (const edge of [fromMs, toMs]) {
        if (before.atMs < edge && edge < p.atMs) out.push({ atMs: edge, value: between(before, p, edge) });
      }
    }
    if (p.atMs >= fromMs && p.atMs <= toMs) out.push(p);
  });
  return out;
}

function between(a: Point, b: Point, atMs: number): number {
  return a.value + ((b.value - a.value) * (atMs - a.atMs)) / (b.atMs - a.atMs);
}

/** Steps carried to both ends of the stretch. */
function until(points: readonly Point[], { fromMs, toMs }: Stretch): Point[] {
  const before = points.findLast((p) => p.atMs <= fromMs);
  const inside = points.filter((p) => p.atMs > fromMs && p.atMs <= toMs);
  const all = before === undefined ? inside : [{ atMs: fromMs, value: before.value }, ...inside];
  const last = all.at(-1);
  return last === undefined ? [] : [...all, { atMs: toMs, value: last.value }];
}

/** Keeps first, last, least and most of each column, so that no spike is lost. */
function thinned(points: readonly Point[]): Point[] {
  if (points.length <= POINTS) return [...points];
  const size = Math.ceil((points.length * 4) / POINTS);
  const out: Point[] = [];
  for (let i = 0; i < points.length; i += size) {
    const column = points.slice(i, i + size);
    const sorted = column.toSorted((a, b) => a.value - b.value);
    const kept = new Set([column[0], column.at(-1), sorted[0], sorted.at(-1)]);
    out.push(...column.filter((p) => kept.has(p)));
  }
  return out;
}

function path(className: string, d: string | null): Html {
  return d === null || d === ''
    ? nothing
    : html`<path class="${className}" d="${trusted(rounded(d))}" vector-effect="non-scaling-stroke" />`;
}

function spoken(history: PowerHistory, stretch: Stretch): string {
  return `Power of ${partyName(history.pev)} from ${clockText(stretch.fromMs)} to ${clockText(stretch.toMs)}. ${caption(history, stretch)}`;
}

function extent(values: readonly number[]): [number, number] {
  return [
    values.reduce((a, b) => Math.min(a, b), Infinity),
    values.reduce((a, b) => Math.max(a, b), -Infinity),
  ];
}

function rounded(d: string): string {
  return d.replace(/\d+\.\d+/g, (n) => String(Number(Number(n).toFixed(1))));
}

function round(value: number): number {
  return Number(value.toFixed(1));
}

function pc(value: number): Html {
  return trusted(`${Number(value.toFixed(2))}%`);
}
