/** report.html: one file, no script, no network; a view of the run log for whoever has to act on it. */
import { createHash } from 'node:crypto';
import type { CaseModel, ReportModel } from '../model/report-model';
import { html, nothing, trusted, type Html } from '../text/html';
import { deviceName, ROLE_NAMES, troubled } from '../views/words';
import { caseArticle, passedCase } from './case-article';
import { declarations, notApplicable, words } from './declarations';
import { masthead } from './masthead';
import { requirementMatrix } from './requirement-matrix';
import { STYLE } from './style';
import { timingSection } from './timing-plot';

/** Above this many records only failures get diagrams, so that the page still opens. */
const RECORDS_DRAWN = 60_000;
/** Failures shown in full; the rest are listed. */
const IN_FULL = 200;
/** Passed cases listed one by one. */
const PASSED_LISTED = 20_000;

export function reportHtml(model: ReportModel): string {
  const records = model.cases.reduce((n, c) => n + c.log.records.length, 0);
  const { failed, open } = troubled(model);
  const title = `${model.headline}: ${deviceName(model)} as PR2 ${ROLE_NAMES[model.role]}`;
  return html`${trusted('<!doctype html>')}
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy()}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <style>
          ${trusted(STYLE)}
        </style>
      </head>
      <body>
        <a class="skip" href="#main">Skip to what was found</a>${masthead(model)}
        <main id="main" tabindex="-1">
          ${list('failed', 'What failed', failed)}${list('open', 'What could not be judged', open)}${articles(model, failed)}${articles(model, open)}${requirementMatrix(model)}${timingSection(model)}${passed(model, records <= RECORDS_DRAWN)}${notApplicable(model)}${declarations(model)}${words(model)}
        </main>
        ${foot(model)}
      </body>
    </html> `.markup;
}

/** Nothing may be loaded, run or sent; the one style sheet is allowed by its digest. */
export function policy(): string {
  const digest = createHash('sha256').update(STYLE).digest('base64');
  return `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`;
}

function list(id: string, title: string, cases: readonly CaseModel[]): Html {
  if (cases.length === 0) return nothing;
  return html`<section id="${id}">
    <h2>${title}</h2>
    <ol class="todo">
      ${cases.map((c, i) => item(c, i < IN_FULL))}
    </ol>
  </section>`;
}

function item(c: CaseModel, linked: boolean): Html {
  const judged = c.divergence?.check.requirement ?? c.log.head.requirement;
  const name = linked
    ? html`<a href="#${c.anchor}">${c.log.head.name}</a>`
    : html`<b id="${c.anchor}">${c.log.head.name}</b>`;
  const said =
    c.divergence === undefined ? html`${c.cause ?? c.verdict}` : html`${c.divergence.check.observed}`;
  return html`<li>
    ${name} <span class="soft small">${judged}, <span class="id">${c.id}</span></span>
    <p>${said}</p>
  </li>`;
}

function articles(model: ReportModel, cases: readonly CaseModel[]): Html {
  const shown = cases.slice(0, IN_FULL);
  return html`${shown.map((c) => caseArticle(model, c))}${cases.length > IN_FULL ? html`<p class="soft">${cases.length - IN_FULL} more are listed above and told in full in report.json and run.ndjson.</p>` : nothing}`;
}

function passed(model: ReportModel, drawn: boolean): Html {
  const cases = model.cases.filter((c) => c.verdict === 'pass');
  if (cases.length === 0) return nothing;
  const byRequirement = new Map<string, CaseModel[]>();
  for (const c of cases.slice(0, PASSED_LISTED)) {
    const known = byRequirement.get(c.log.head.requirement);
    if (known === undefined) byRequirement.set(c.log.head.requirement, [c]);
    else known.push(c);
  }
  const groups = [...byRequirement].map(
    ([id, members]) =>
      html`<h4>${id}</h4>
        <ul class="passed">
          ${members.map((c) => passedCase(model, c, { drawn }))}
        </ul>`,
  );
  return html`<section id="passed">
    <h2>What passed</h2>
    <p class="soft small">Folded; open a case for its checks, its plot and its messages.</p>
    ${groups}
  </section>`;
}

function foot(model: ReportModel): Html {
  const { run } = model.log;
  return html`<footer class="foot">
    <p>
      A view of run.ndjson, made by pr2-conformance ${run.suite.version}; the log alone makes this page again,
      byte for byte.${model.log.complete ? nothing : html` The log ends before the run did.`}
    </p>
  </footer>`;
}
