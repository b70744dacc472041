/** Where it went wrong, on a plot: the breach shaded, its limits and its first instant marked. */
import { area } from 'd3-shape';
import { overrunOf } from '../../runlog/divergence';
import type { Divergence } from '../model/divergence';
import { breachOf, type Stretch } from '../model/stretch';
import { clockText, durationText } from '../text/figures';
import { html, join, trusted, type Html } from '../text/html';
import { BOX, pc, POWER_HEIGHT, round, rounded, type X } from './plot-box';

/** Each breach shaded, once where they overlap. */
export function breachShapes(x: X, breaches: readonly Divergence[], stretch: Stretch): Html {
  const shapes = merged(breaches.map(breachOf))
    .map(({ fromMs, toMs }) => [Math.max(fromMs, stretch.fromMs), Math.min(toMs, stretch.toMs)])
    .filter(([from = 0, to = 0]) => to > from)
    .map((edges) =>
      area<number>()
        .x((ms) => x(ms))
        .y0(0)
        .y1(BOX)(edges),
    );
  return html`${shapes.map((d) => html`<path class="br" d="${trusted(rounded(d ?? ''))}" />`)}`;
}

function merged(stretches: readonly Stretch[]): Stretch[] {
  const out: Stretch[] = [];
  for (const s of stretches.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const last = out.at(-1);
    if (last === undefined || s.fromMs > last.toMs) out.push(s);
    else out.splice(-1, 1, { fromMs: last.fromMs, toMs: Math.max(last.toMs, s.toMs) });
  }
  return out;
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
  const overrun = overrunOf(divergence.check);
  const found: Mark[] = [{ atMs: divergence.atMs, line: 'dv', text: 'mf', label: 'first divergence' }];
  if (overrun !== undefined) {
    const { zeroMs, limitMs } = overrun;
    found.push({ atMs: limitMs, line: 'mkl', text: 'mk', label: `limit, ${durationText(limitMs - zeroMs)}` });
    found.push({ atMs: zeroMs, line: 'mkl', text: 'mk', label: 'the clock starts' });
  }
  return found.filter((m) => m.atMs >= stretch.fromMs && m.atMs <= stretch.toMs);
}

export function marks(x: X, divergence: Divergence | undefined, stretch: Stretch): Html {
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

export function markLabels(x: X, divergence: Divergence | undefined, stretch: Stretch, close: boolean): Html {
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
