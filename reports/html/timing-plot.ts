/** How long the device took, against how long it may take: each measurement a dot, the limit a line. */
import { scaleLinear } from 'd3-scale';
import type { ReportModel } from '../model/report-model';
import type { Timing } from '../model/timing';
import { count, durationText } from '../text/figures';
import { html, nothing, trusted, type Html } from '../text/html';

const NAMES: Readonly<Record<string, string>> = {
  ack: 'answer to a request',
  start: 'first movement of the power',
  full: 'full power reached',
  stop: 'power stopped',
  lead: 'notice ahead of an end',
  notice: 'notice given',
  report: 'report sent',
  forward: 'message passed on',
};

const COLUMNS = 38;
/** Dots on top of each other; where more would be, all columns are bars. */
const STACK = 5;
/** Height of the highest bar, in pixels. */
const BAR = 32;

export function timingSection(model: ReportModel): Html {
  if (model.timings.length === 0) return nothing;
  return html`<section id="timing">
    <h2>Response times</h2>
    <p class="soft small">
      Each dot is one measurement of this run, in bench time; where there are many, bars show how they spread.
      The dashed line is the limit. Every axis begins at zero and ends a little beyond the limit or the
      longest, whichever is more.
    </p>
    <div class="scroll" tabindex="0" role="group" aria-label="Response times">
      <table class="times">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Measurements</th>
            <th scope="col" class="num">Median</th>
            <th scope="col" class="num">95 %</th>
            <th scope="col" class="num">Worst</th>
            <th scope="col" class="num">Limit</th>
            <th scope="col" class="num">Kept</th>
          </tr>
        </thead>
        <tbody>
          ${model.timings.map(row)}
        </tbody>
      </table>
    </div>
  </section>`;
}

function row(t: Timing): Html {
  const all = t.within === t.measurements.length;
  return html`<tr>
    <th scope="row">
      ${NAMES[t.name] ?? t.name}<br /><span class="soft small">${t.responseClass ?? ''}</span>
    </th>
    <td>${strip(t)}</td>
    <td class="num">${durationText(t.medianMs)}</td>
    <td class="num">${durationText(t.p95Ms)}</td>
    <td class="num">${durationText(t.worstMs)}</td>
    <td class="num">${t.atLeast ? '≥' : '≤'} ${durationText(t.limitMs)}</td>
    <td class="num ${all ? 'p' : 'f'}">${t.within} of ${t.measurements.length}</td>
  </tr>`;
}

function strip(t: Timing): Html {
  const longestMs = t.measurements.at(-1)?.valueMs ?? 0;
  const x = scaleLinear([0, Math.max(t.limitMs, longestMs) * 1.08 || 1], [0, 100]);
  const columns = new Map<number, { n: number; late: boolean }>();
  for (const m of t.measurements) {
    const column = Math.round((x(Math.max(0, m.valueMs)) / 100) * COLUMNS);
    const known = columns.get(column);
    columns.set(column, {
      n: (known?.n ?? 0) + 1,
      late: known?.late === true || (t.atLeast ? m.valueMs < t.limitMs : m.valueMs > t.limitMs),
    });
  }
  const most = [...columns.values()].reduce((n, c) => Math.max(n, c.n), 1);
  const marks = [...columns].map(([column, { n, late }]) => {
    const className = late ? 'bad' : 'dot';
    const at = (column / COLUMNS) * 100;
    if (most <= STACK) {
      return Array.from(
        { length: n },
        (_, i) => html`<circle class="${className}" cx="${pc(at)}" cy="${36 - i * 6}" r="2.75" />`,
      );
    }
    const height = Math.max(1.5, (n / most) * BAR);
    return html`<rect
      class="${className}"
      x="${pc(at - 40 / COLUMNS)}"
      width="${pc(80 / COLUMNS)}"
      y="${(40 - height).toFixed(1)}"
      height="${height.toFixed(1)}"
    />`;
  });
  const limit = pc(x(t.limitMs));
  return html`<svg
    class="strip"
    role="img"
    aria-label="${count(t.measurements.length, 'measurement')}, ${t.within} within the limit of ${durationText(t.limitMs)}"
  >
    <line class="z" x2="100%" y1="40" y2="40" />
    <line class="mkl" x1="${limit}" x2="${limit}" y1="2" y2="46" />
    ${marks}
  </svg>`;
}

function pc(value: number): Html {
  return trusted(`${Number(value.toFixed(2))}%`);
}
