/** One test case on the page: a failed or unjudged one in full, a passed one folded. */
import { partyName, titleOf, numberOf } from '../log/message-text';
import { drawText, readingText } from '../log/record-text';
import { ofKind } from '../log/run-log';
import { awaitedName } from '../model/likely-cause';
import type { CaseModel, Check, ReportModel } from '../model/report-model';
import { durationText } from '../text/figures';
import { html, nothing, type Html } from '../text/html';
import { repeatCommand } from '../views/words';
import { clock, instant, pairs, verdictMark } from './parts';
import { powerPlots } from './power-plot';
import { divergenceAnchor, sequenceDiagram, type Extent } from './sequence-diagram';

/** Breaches of one case told side by side; the table of checks has all. */
const BREACHES = 6;
/** Readings listed behind one case; the run log has all. */
const READINGS = 12;

export interface Detail {
  /** False where the log is so long that only failures are drawn. */
  readonly drawn: boolean;
  /** How often the case passed in this run; one execution stands for all. */
  readonly times: number;
}

/** A case that failed or could not be judged, with everything that a vendor needs to see why. */
export function caseArticle(report: ReportModel, model: CaseModel, extent: Extent): Html {
  const { head } = model.log;
  const open = model.verdict === 'fail' ? '' : ' open';
  return html`<article id="${model.anchor}" class="case${open}" aria-labelledby="${model.anchor}~name">
    <header>
      <p class="eyebrow">
        ${verdictMark(model.verdict)}<span class="id">${model.id}</span>
        <span>${head.feature}:${head.scenarioLine}</span>
        ${model.attempt === 1 ? nothing : html`<span>attempt ${model.attempt}</span>`}
      </p>
      <h3 id="${model.anchor}~name">${head.name}</h3>
      ${requirementsOf(report, model)}
      ${model.cause === undefined || model.divergence !== undefined ? nothing : html`<p>${model.cause}</p>`}
    </header>
    ${versus(model)} ${facts(report, model)} ${powerPlots(model)} ${sequenceDiagram(model, extent)}
    ${readingsTable(model)} ${checksTable(model.checks, 'All checks of this case')}
  </article>`;
}

/** The requirements that the case broke, else its own, each in words and with its place in the use case. */
function requirementsOf(report: ReportModel, model: CaseModel): Html {
  const broken = model.breaches.map((b) => b.check.requirement);
  const ids = [...new Set(broken.length > 0 ? broken : [model.log.head.requirement])];
  return html`<ul class="rule">
    ${ids.slice(0, BREACHES).map((id) => {
      const known = report.log.run.catalogue.find((r) => r.id === id);
      return html`<li>
        <b>${id}</b> ${known === undefined ? nothing : html`${known.text}`}
        <span class="small">(${placeOf(known?.sources)})</span>
      </li>`;
    })}
  </ul>`;
}

/** A passed case, folded: the same evidence. */
export function passedCase(report: ReportModel, model: CaseModel, { drawn, times }: Detail): Html {
  const { head } = model.log;
  return html`<li id="${model.anchor}">
    <details>
      <summary>
        <span class="v p"
          ><i aria-hidden="true"><span>✓</span></i></span
        ><span
          >${head.name}${times === 1 ? nothing : html` <span class="soft small">passed ${times} times, shown once</span>`}${model.attempt === 1 ? nothing : html` <span class="soft small">passed at attempt ${model.attempt}</span>`}</span
        ><span class="id soft">${model.id}</span>
      </summary>
      <div class="in">
        ${checksTable(model.checks, undefined)}${pairs('pairs small', [
          ['Took', `${durationText(model.durationMs)} of bench time`],
          ['Evidence', model.evidence ?? 'messages on the wire'],
          ['Repeat', html`<code>${repeatCommand(report, model.id)}</code>`],
        ])}${drawn ? html`${powerPlots(model)}${sequenceDiagram(model, 'lines')}` : html`<p class="soft small">The run is long: diagrams are drawn for failures only. This case is in run.ndjson, records ${head.n} to ${model.log.end?.n ?? head.n}; run alone, it is drawn.</p>`}
      </div>
    </details>
  </li>`;
}

/** `use case L88`; nothing for what the use case only implies. */
export function placeOf(sources: readonly string[] | undefined): string {
  return sources === undefined || sources.length === 0
    ? 'implied by the use case'
    : `use case ${sources.join(', ')}`;
}

/** Expected beside observed: each breach, first what shows first; of an unjudged case what has no judgement. */
function versus(model: CaseModel): Html {
  const open = model.checks.filter((c) => c.verdict === 'inconclusive' || c.verdict === 'error');
  const deciding = model.breaches.length > 0 ? model.breaches.map((b) => b.check) : open;
  return html`<div>
    ${deciding.slice(0, BREACHES).map(
      (c) =>
        html`<div class="versus">
          ${deciding.length > 1 ? html`<div class="by">${c.requirement}, ${c.check.replaceAll('-', ' ')}</div>` : nothing}
          <div>
            <dl>
              <dt>Expected</dt>
              <dd>${c.expected}</dd>
            </dl>
          </div>
          <div class="seen">
            <dl>
              <dt>Observed</dt>
              <dd>${c.observed}</dd>
              ${c.cause === undefined ? nothing : html`<dd class="small soft">${c.cause}</dd>`}
            </dl>
          </div>
        </div>`,
    )}
  </div>`;
}

function facts(report: ReportModel, model: CaseModel): Html {
  const d = model.divergence;
  const { head } = model.log;
  const draws = ofKind(model.log.records, 'draw');
  return html`${pairs('where', [
      [
        'First divergence',
        d === undefined
          ? undefined
          : html`<a href="#${divergenceAnchor(model.anchor)}">${instant(d.atMs)}</a>`,
      ],
      ['Shown by', d === undefined ? undefined : shownBy(model)],
      ['Likely cause', model.likelyCause?.text],
      ['Reading', readingOf(report, model)],
      ['Drawn values', draws.length === 0 ? undefined : draws.map(drawText).join(', ')],
      [
        'In the log',
        `records ${head.n} to ${model.log.end?.n ?? model.log.records.at(-1)?.n ?? head.n}, ${durationText(model.durationMs)} of bench time`,
      ],
    ])}
    <div>
      <h4>Repeat this case</h4>
      ${repeatCommand(report, model.id).includes('"$DUT"') ? html`<p class="soft small"><code>DUT</code> is what was given to <code>--dut</code>, for instance <code>exec:"node pev.js"</code>.</p>` : nothing}
      <pre class="cmd" tabindex="0">${repeatCommand(report, model.id)}</pre>
    </div>`;
}

/** The message, reading or silence in which the breach shows. */
function shownBy(model: CaseModel): Html {
  const d = model.divergence;
  if (d === undefined) return nothing;
  const message =
    d.hop === undefined
      ? nothing
      : html`<a href="#${model.anchor}~${d.hop.n}">${titleOf(d.hop)}</a> from
          ${partyName(d.hop.from)}${d.hop.id === undefined ? nothing : html`, message id <code>${d.hop.id}</code>`}`;
  if (d.showing === 'message') return message;
  if (d.showing === 'reading')
    return html`the reading of log record
    ${d.n ?? 0}${d.hop === undefined ? nothing : html`; it is about ${message}`}`;
  const awaited = awaitedName(d.check);
  return html`silence: ${awaited === undefined ? 'what was due' : `${numberOf(awaited) ?? ''} ${awaited}`} had
  not come by then${d.hop === undefined ? nothing : html`; the last message it rests on is ${message}`}`;
}

/** How the use case is read where it is unclear, as far as the broken requirement rests on it. */
function readingOf(report: ReportModel, model: CaseModel): Html | undefined {
  const judged = model.divergence?.check.requirement ?? model.log.head.requirement;
  const requirement = report.log.run.catalogue.find((r) => r.id === judged);
  const ids = requirement?.readings ?? requirement?.text.match(/\bD\d{1,2}\b/g) ?? [];
  if (ids.length === 0) return undefined;
  const known = new Map((report.log.run.readings ?? []).map((r) => [r.id, r]));
  return html`${ids.map((id) => {
    const reading = known.get(id);
    if (reading === undefined)
      return html`<p>${id}: the use case is unclear here, and this is how it is read.</p>`;
    const why = reading.why === undefined ? '' : ` (${reading.why})`;
    return html`<p>
      <b>${id}</b>, ${reading.place}: ${reading.question}${reading.question.endsWith('?') ? '' : '.'} Read as:
      ${reading.chosen}${why}.
    </p>`;
  })}`;
}

function readingsTable(model: CaseModel): Html {
  const all = ofKind(model.log.records, 'reading');
  const basis = new Set(model.checks.filter((c) => c.verdict !== 'pass').flatMap((c) => c.basis));
  const rested = all.filter((r) => basis.has(r.n));
  const last = rested.at(-1)?.n ?? Infinity;
  const shown = [
    ...new Set([...rested.slice(0, READINGS), ...all.filter((r) => r.n < last).slice(-3)]),
  ].toSorted((a, b) => a.n - b.n);
  if (shown.length === 0) return nothing;
  return html`<details class="more">
    <summary>Readings behind it</summary>
    <div class="scroll" tabindex="0" role="group" aria-label="Readings">
      <table>
        <thead>
          <tr>
            <th>At (UTC)</th>
            <th>Device</th>
            <th>Witness</th>
            <th>Read</th>
            <th class="num">Record</th>
          </tr>
        </thead>
        <tbody>
          ${shown.map(
            (r) =>
              html`<tr>
                <td>${clock(r.at)}</td>
                <td>${partyName(r.device)}</td>
                <td>${r.witness}</td>
                <td>
                  ${basis.has(r.n) ? html`<b>${readingText(r.readings, true)}</b>` : readingText(r.readings, true)}
                </td>
                <td class="num">${r.n}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p class="soft small">
      ${shown.length} of ${all.length} readings of this case; those that a failed check rests on are bold.
    </p>
  </details>`;
}

function checksTable(checks: readonly Check[], title: string | undefined): Html {
  if (checks.length === 0) return nothing;
  const table = html`<div class="scroll" tabindex="0" role="group" aria-label="Checks">
    <table class="checks">
      <thead>
        <tr>
          <th>Verdict</th>
          <th>Check</th>
          <th>Expected</th>
          <th>Observed</th>
        </tr>
      </thead>
      <tbody>
        ${checks.map(
          (c) =>
            html`<tr>
              <td>${verdictMark(c.verdict)}</td>
              <th scope="row">
                ${c.check.replaceAll('-', ' ')}<br /><span class="soft small"
                  >${c.requirement}${c.oracle === true ? ', watches every case' : ''}${c.finding === true ? ', a finding only' : ''}</span
                >
              </th>
              <td>${c.expected}</td>
              <td>${c.observed}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
  return title === undefined
    ? table
    : html`<details class="more">
        <summary>${title}</summary>
        ${table}
      </details>`;
}
