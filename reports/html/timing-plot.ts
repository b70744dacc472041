/** How long the device took, against how long it may take: each measurement a dot, the limit a line. */
import { scaleLinear } from 'd3-scale';
import type { ReportModel } from '../model/report-model';
import type { Timing } from '../model/timing';
import { count, durationText } from '../text/figures';
import { html, join, nothing, trusted, type Html } from '../text/html';

const NAMES: Readonly<Record<string, string>> = {
  ack: 'answer to a request',
  start: 'first movement of the power',
  full: 'full power reached',
  stop: 'power stopped',
  notice: 'notice given',
  report: 'report sent',
  forward: 'message passed on',
};

const COLUMNS = 80;
/** Dots on top of each other; more are told by number. */
const STACK = 5;

export function timingSection(model: ReportModel): Html {
  if (model.timings.length === 0) return nothing;
  return html`<section id="timing">
    <h2>Response times</h2>
    <p class="soft small">
      Each dot is one measurement of this run in bench time; the line is the limit. The axis runs from zero to
      a little beyond the larger of limit and slowest.
    </p>
    <div class="scroll" tabindex="0" role="group" aria-label="Response times">
      <table>
        <thead>
          <tr>
            <th>What</th>
            <th>Class</th>
            <th>Measurements</th>
            <th class="num">Median</th>
            <th class="num">95 %</th>
            <th class="num">Slowest</th>
            <th class="num">Limit</th>
            <th class="num">Within</th>
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
    <th scope="row">${NAMES[t.name] ?? t.name}</th>
    <td>${t.responseClass ?? ''}</td>
    <td>${strip(t)}</td>
    <td class="num">${durationText(t.medianMs)}</td>
    <td class="num">${durationText(t.p95Ms)}</td>
    <td class="num">${durationText(t.worstMs)}</td>
    <td class="num">${durationText(t.limitMs)}</td>
    <td class="num ${all ? 'p' : 'f'}">${t.within} of ${t.measurements.length}</td>
  </tr>`;
}

function strip(t: Timing): Html {
  const x = scaleLinear([0, Math.max(t.limitMs, t.worstMs) * 1.08 || 1], [0, 100]);
  const columns = new Map<number, { n: number; late: boolean }>();
  for (const m of t.measurements) {
    const column = Math.round((x(Math.max(0, m.valueMs)) / 100) * COLUMNS);
    const known = columns.get(column);
    columns.set(column, { n: (known?.n ?? 0) + 1, late: known?.late === true || m.valueMs > m.limitMs });
  }
  const dots = [...columns].map(([column, { n, late }]) => {
    const cx = pc((column / COLUMNS) * 100);
    const stack = Array.from(
      { length: Math.min(n, STACK) },
      (_, i) => html`<circle class="${late ? 'bad' : 'dot'}" cx="${cx}" cy="${36 - i * 6}" r="2.75" />`,
    );
    return n > STACK
      ? html`${stack}<text x="${cx}" y="${36 - STACK * 6}" text-anchor="middle">${n}</text>`
      : join(stack);
  });
  const limit = pc(x(t.limitMs));
  return html`<svg
    class="strip"
    role="img"
    aria-label="${count(t.measurements.length, 'measurement')}, ${t.within} within the limit of ${durationText(t.limitMs)}"
  >
    <line class="z" x2="100%" y1="40" y2="40" />
    <line class="mkl" x1="${limit}" x2="${limit}" y1="2" y2="46" />
    ${dots}
  </svg>`;
}

function pc(value: number): Html {
  return trusted(`${Number(value.toFixed(2))}%`);
}
