/**
 * Power over time as SVG: measured, asked for, reported limit, state of charge and floor, the breach shaded.
 * Shapes are drawn in a box of 1000 by 1000 that stretches with the page; words are placed by percent, so that
 * they keep their size on a phone and on paper.
 */
import { scaleLinear, scaleUtc, type ScaleLinear } from 'd3-scale';
import { line, curveStepAfter } from 'd3-shape';
import { partyName } from '../log/message-text';
import type { Divergence } from '../model/divergence';
import { powerHistory, type Point, type PowerHistory } from '../model/power';
import type { CaseModel } from '../model/report-model';
import { closeUpOf, overviewOf, type Stretch } from '../model/stretch';
import { clockText, number, percentText, powerText } from '../text/figures';
import { html, join, nothing, trusted, type Html } from '../text/html';
import { BOX, pc, POWER_HEIGHT, round, rounded, type X } from './plot-box';
import { clipped, outlines, thinned, until } from './plot-curves';
import { breachShapes, markLabels, marks } from './plot-marks';

/** Height of the panel of the state of charge, in pixels. */
const SOC_HEIGHT = 96;
/** PEVs drawn of one case. */
const DRAWN = 3;

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
      return history === undefined || !worthDrawing(history) ? nothing : plots(history, model.breaches);
    }),
  );
}

function worthDrawing({ powerW, requests }: PowerHistory): boolean {
  return powerW.length > 1 && (requests.length > 0 || powerW.some((p) => Math.abs(p.value) > 1));
}

function plots(history: PowerHistory, breaches: readonly Divergence[]): Html {
  const whole = overviewOf(history);
  const [divergence] = breaches;
  const closeUp = divergence === undefined ? undefined : closeUpOf(whole, divergence);
  return html`<figure>
      <figcaption>
        <b>Power at the terminals of ${partyName(history.pev)}</b>${caption(history, whole)}
      </figcaption>
      ${legend(history, breaches.length > 0)}${panel(history, whole, breaches, false)}${socPanel(history, whole, breaches)}
    </figure>
    ${
      closeUp === undefined
        ? nothing
        : html`<figure>
            <figcaption><b>Closer: ${clockText(closeUp.fromMs)} to ${clockText(closeUp.toMs)}</b></figcaption>
            ${panel(history, closeUp, breaches, true)}
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

function legend({ limitW, soc, floor }: PowerHistory, breached: boolean): Html {
  const item = (className: string, text: string, there = true): Html =>
    there
      ? html`<span
          ><svg aria-hidden="true"><line class="${className}" x1="0" x2="100%" y1="50%" y2="50%" /></svg
          >${text}</span
        >`
      : nothing;
  return html`<div class="key">
    ${item('pw', 'measured')}${item('rq', 'asked for')}${item('lm', 'most it reported it can give', limitW.length > 0)}${item('sc', 'state of charge', soc.length > 1)}${item('fl', 'floor', soc.length > 1 && floor.length > 0)}${
      !breached
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
  breaches: readonly Divergence[],
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
  return html`<svg
    class="plot"
    height="${POWER_HEIGHT + 40}"
    role="img"
    aria-label="${spoken(history, stretch)}"
  >
    ${box(POWER_HEIGHT, [
      breachShapes(x, breaches, stretch),
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
      ...outlines(history.requests).map((o) => path('rq', measured(clipped(o, stretch)))),
      path('pw', measured(thinned(clipped(history.powerW, stretch)))),
      marks(x, breaches[0], stretch),
    ])}${yLabels(y, powerText)}${xLabels(x, stretch)}${markLabels(x, breaches[0], stretch, close)}
  </svg>`;
}

function socPanel({ soc, floor }: PowerHistory, stretch: Stretch, breaches: readonly Divergence[]): Html {
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
    height="${SOC_HEIGHT + 24}"
    role="img"
    aria-label="State of charge from ${percentText(first?.value ?? 0)} to ${percentText(last?.value ?? 0)}"
  >
    ${box(SOC_HEIGHT, [
      breachShapes(x, breaches, stretch),
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
  const ticks = thin(
    x
      .ticks(4)
      .filter(
        (t) => t.getTime() > fromMs + (toMs - fromMs) * 0.04 && t.getTime() < toMs - (toMs - fromMs) * 0.04,
      ),
  );
  const stepMs = ticks.length > 1 ? (ticks[1]?.getTime() ?? 0) - (ticks[0]?.getTime() ?? 0) : 60_000;
  const letters = stepMs % 60_000 === 0 ? 5 : stepMs % 1_000 === 0 ? 8 : 12;
  return html`${ticks.map((t) => html`<text x="${pc(x(t) / 10)}" y="${POWER_HEIGHT + 28}" text-anchor="middle">${clockText(t.getTime()).slice(0, letters)}</text>`)}`;
}

/** At most five, so that they do not touch on a phone. */
function thin<T>(ticks: readonly T[]): T[] {
  const every = Math.ceil(ticks.length / 5);
  return ticks.filter((_, i) => i % every === 0);
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
