/**
 * The sequence diagram of a case: one row for each message, each an SVG strip with its arrow, each openable by
 * keyboard. Positions are percentages, so that it fits a phone and a sheet of paper alike.
 */
import { gistOf, numberOf, partyName, titleOf } from '../log/message-text';
import type { Hop } from '../log/wire';
import type { Divergence } from '../model/divergence';
import type { CaseModel } from '../model/report-model';
import { sequenceOf, withKeywords, type Act, type Row } from '../model/sequence';
import { vicinity } from '../model/vicinity';
import { actText, drawText, readingText } from '../log/record-text';
import { clockText, count, durationText } from '../text/figures';
import { html, join, nothing, trusted, type Html } from '../text/html';
import { visibleLine } from '../text/visible';
import { messageOf } from './message-details';
import { verdictMark } from './parts';

/** Messages listed one by one when a fold is opened. */
const LISTED = 10;

/** Of a failed case with more rows than this only what surrounds its breaches is drawn. */
const ROWS = 200;

/** A message that takes longer on its way is told to be late; the bench's own links take milliseconds. */
const SLOW_MS = 250;

/**
 * How much of a case is written: all, with messages over many lines and folds with their first messages; all, with a
 * line for each message; or only what surrounds its breaches.
 */
export type Extent = 'whole' | 'lines' | 'near';

interface Frame {
  readonly lanes: readonly string[];
  readonly dut: string | undefined;
  readonly anchor: string;
  readonly extent: Extent;
  /** Log position of the message that shows the first divergence. */
  readonly shownN: number | undefined;
}

/** The diagram, with the first divergence marked where there is one. */
export function sequenceDiagram(model: CaseModel, extent: Extent): Html {
  const { lanes, rows: all } = sequenceOf(model.log, model.breaches);
  const near = extent === 'near' || (model.breaches.length > 0 && all.length > ROWS);
  const rows = near ? vicinity(all, model.breaches) : all;
  const dut = model.log.head.devices.find((d) => d.dut)?.urn;
  const { divergence } = model;
  const shownN = divergence?.showing === 'message' ? divergence.n : undefined;
  const frame: Frame = { lanes, dut, anchor: model.anchor, extent, shownN };
  const drawn = withKeywords(rows).map((row) => rowOf(row, frame));
  return html`<figure>
    <figcaption>
      <b>What went over the wire</b>Times are UTC on the bench's clock. Open a row to read the whole message;
      replies and relayed copies are told apart by the log record they come from.
      ${near ? 'Only what surrounds the breaches is drawn; every message is in run.ndjson.' : nothing}
    </figcaption>
    <div class="seq" role="group" aria-label="Sequence of messages">
      <div class="lanes"><span></span>${laneNames(model, frame)}</div>
      <div class="body">
        <svg class="lines" aria-hidden="true">${lifelines(frame)}</svg>
        <ol>
          ${drawn}
        </ol>
      </div>
    </div>
  </figure>`;
}

/** Anchor of the row that marks the first divergence. */
export function divergenceAnchor(anchor: string): string {
  return `${anchor}~divergence`;
}

function laneNames(model: CaseModel, { lanes, dut }: Frame): Html {
  const part = (urn: string): string => {
    if (urn === dut) return 'under test';
    const device = model.log.head.devices.find((d) => d.urn === urn);
    if (device === undefined || device.standIn === 'tester') return 'played by the kit';
    return device.standIn === 'reference' ? 'reference' : 'plugged in';
  };
  return html`<div class="names">
    ${lanes.map((urn) => html`<span${urn === dut ? html` class="dut"` : nothing}>${partyName(urn)}<small>${part(urn)}</small></span>`)}
  </div>`;
}

function rowOf(row: Row, frame: Frame): Html {
  switch (row.kind) {
    case 'step':
      return html`<li class="step">
        <span
          ><i>${row.record.keyword.trim()}</i>
          ${row.record.text}${row.drawn.length === 0 ? nothing : html` <small class="soft">drawn: ${row.drawn.map(drawText).join(', ')}</small>`}</span
        >
      </li>`;
    case 'gap':
      return html`<li class="gap"><span>${durationText(row.ms)} later</span></li>`;
    case 'act':
      return actRow(row.record);
    case 'reading':
      return html`<li class="act rd plain">
        <div class="row">
          ${timeCell(row.record.at)}
          <p>
            <b>${partyName(row.record.device)}</b>, ${row.record.witness}:
            ${readingText(row.record.readings, false)}
          </p>
        </div>
      </li>`;
    case 'check':
      return html`<li class="chk">
        <p>${verdictMark(row.record.verdict)} <span>${row.record.observed}</span></p>
      </li>`;
    case 'fold':
      return foldRow(row.hops, frame);
    case 'left':
      return leftRow(row.hops);
    case 'divergence':
      return divergenceRow(row.divergence, frame);
    case 'hop':
      return hopRow(row.hop, frame);
  }
}

function hopRow(hop: Hop, frame: Frame): Html {
  return html`<li${hop.n === frame.shownN ? html` class="shows"` : nothing}>
    <details id="${frame.anchor}~${hop.n}${hop.again ? '~again' : ''}">
      <summary>
        <div class="row">${timeCell(hop.atMs)}${arrow(hop, frame)}</div>
      </summary>
      ${messageOf(hop, frame.extent === 'whole')}
    </details>
  </li>`;
}

function timeCell(atMs: number): Html {
  return html`<span class="t">${clockText(atMs)}</span>`;
}

function actRow(record: Act): Html {
  return html`<li class="act plain">
    <div class="row">
      ${timeCell(record.at)}
      <p>${actText(record)}</p>
    </div>
  </li>`;
}

function divergenceRow(divergence: Divergence, frame: Frame): Html {
  const { check, atMs } = divergence;
  return html`<li class="div" id="${divergenceAnchor(frame.anchor)}">
    <div class="row">
      <span class="t">${clockText(atMs)}</span>
      <div>
        <p><b>✗ First divergence</b> ${check.requirement}: ${check.check.replaceAll('-', ' ')}</p>
        <p>${check.observed}</p>
      </div>
    </div>
  </li>`;
}

function foldRow(hops: readonly Hop[], frame: Frame): Html {
  const [first] = hops;
  const last = hops.at(-1);
  if (first === undefined || last === undefined) return nothing;
  const kinds = new Map<string, number>();
  for (const h of hops)
    kinds.set(numberOf(h.name) ?? 'text', (kinds.get(numberOf(h.name) ?? 'text') ?? 0) + 1);
  const names = [...kinds].map(([name, n]) => `${name} ×${n}`).join(', ');
  const listed = frame.extent === 'whole' ? LISTED : 0;
  const rest = hops.length - listed;
  return html`<li>
    <details class="folded">
      <summary>
        <div class="row">
          ${timeCell(first.atMs)}
          <p class="fold">
            <span>${hops.length} more of the same kinds until ${clockText(last.atMs)}: ${names}</span>
          </p>
        </div>
      </summary>
      <ol>
        ${hops.slice(0, listed).map((hop) => hopRow(hop, frame))}
      </ol>
      ${
        rest > 0
          ? html`<p class="gap">
              <span
                >${listed === 0 ? '' : 'and '}${rest} in run.ndjson, records ${hops[listed]?.n ?? first.n} to
                ${last.n}</span
              >
            </p>`
          : nothing
      }
    </details>
  </li>`;
}

function leftRow(hops: readonly Hop[]): Html {
  return html`<li class="gap">
    <span
      >${count(hops.length, 'message')} left out: run.ndjson, records ${hops[0]?.n ?? 0} to
      ${hops.at(-1)?.n ?? 0}</span
    >
  </li>`;
}

function arrives(hop: Hop): boolean {
  return hop.fate === 'delivered';
}

/** The strip of one message: lifelines, arrow, words. */
function arrow(hop: Hop, { lanes }: Frame): Html {
  const from = lanes.indexOf(hop.from);
  const to = hop.to === undefined ? -1 : lanes.indexOf(hop.to);
  const x1 = at(from, lanes.length);
  const x2 = to < 0 ? x1 + (from < lanes.length - 1 ? 8 : -8) : at(to, lanes.length);
  const arrived = arrives(hop);
  const end = arrived ? x2 : x1 + (x2 - x1) * 0.7;
  const classes = [
    's',
    hop.relayOf === undefined ? '' : 'rl',
    arrived ? '' : 'lost',
    hop.problems.length > 0 || hop.fate === 'refused' ? 'bad' : '',
  ]
    .filter((c) => c !== '')
    .join(' ');
  const forward = x2 >= x1;
  const head = arrived ? (forward ? 'M0 0L-8-4V4Z' : 'M0 0L8-4V4Z') : 'M-4-4L4 4M-4 4L4-4';
  return html`<svg class="${classes}" role="img" aria-label="${spoken(hop)}">
    <line class="a" x1="${pc(x1)}" x2="${pc(end)}" y1="26" y2="26" />
    <svg x="${pc(end)}" y="26"><path class="${arrived ? 'h' : 'a'}" d="${head}" /></svg
    >${label(hop, Math.min(x1, x2), Math.max(x1, x2), lanes.length)}
  </svg>`;
}

function label(hop: Hop, left: number, right: number, lanes: number): Html {
  const middle = (left + right) / 2;
  const [x, anchor]: [number, 'start' | 'middle' | 'end'] =
    lanes <= 2 || (middle > 30 && middle < 70)
      ? [middle, 'middle']
      : middle <= 30
        ? [Math.max(1, left), 'start']
        : [Math.min(99, right), 'end'];
  const number = numberOf(hop.name);
  const words = [
    number === undefined
      ? html`<tspan class="c">${titleOf(hop)}</tspan>`
      : html`<tspan class="c">${number}</tspan><tspan class="wide"> ${hop.name}</tspan>`,
    html`<tspan class="d"> ${gistOf(hop)}${fateText(hop)}</tspan>`,
  ];
  const shift = { middle: nothing, start: html` dx="6"`, end: html` dx="-6"` }[anchor];
  return html`<text class="halo ${anchor}" x="${pc(x)}" y="18" ${shift}>${words}</text>`;
}

function fateText(hop: Hop): string {
  const late =
    hop.arrivedMs !== undefined && hop.arrivedMs - hop.atMs >= SLOW_MS
      ? `, arrives ${durationText(hop.arrivedMs - hop.atMs)} later`
      : '';
  const fate = {
    delivered: late,
    lost: ', lost',
    refused: ', refused',
    unknown: '',
  }[hop.fate];
  return `${fate}${hop.again ? ', again' : ''}${hop.problems.length > 0 ? ', malformed' : ''}`;
}

function lifelines({ lanes, dut }: Frame): Html {
  return join(
    lanes.map(
      (urn, i) =>
        html`<line
          class="${urn === dut ? 'ld' : 'l'}"
          x1="${pc(at(i, lanes.length))}"
          x2="${pc(at(i, lanes.length))}"
          y2="100%"
        />`,
    ),
  );
}

function spoken(hop: Hop): string {
  return visibleLine(
    `${titleOf(hop)} ${gistOf(hop)}, ${partyName(hop.from)} to ${hop.to === undefined ? 'nobody' : partyName(hop.to)}${fateText(hop)}`,
  );
}

/** Position of a lane in percent of the width. */
function at(lane: number, lanes: number): number {
  return ((Math.max(0, lane) + 0.5) / Math.max(1, lanes)) * 100;
}

function pc(value: number): Html {
  return trusted(`${Number(value.toFixed(2))}%`);
}
