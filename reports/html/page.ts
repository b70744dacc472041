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
/** Cases listed under one requirement that failed. */
const LISTED = 12;
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
        ${trusted(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <a class="skip" href="#main">Skip to what was found</a>${masthead(model)}
        <main id="main" tabindex="-1">
          ${failedList(model, failed)}${openList(open)}${articles(model, 'The failed cases', failed)}${articles(model, 'The cases without a judgement', open)}${requirementMatrix(model)}${timingSection(model)}${passed(model, records <= RECORDS_DRAWN)}${notApplicable(model)}${declarations(model)}${words(model)}
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

/** What failed, by requirement: the use case's words first, then each case in which it shows. */
function failedList(model: ReportModel, failed: readonly CaseModel[]): Html {
  if (failed.length === 0) return nothing;
  const position = new Map(failed.map((c, i) => [c, i]));
  const items = model.requirements
    .filter((r) => r.verdict === 'fail')
    .map(({ record, cases }) => {
      const broken = cases.flatMap((c) => {
        const breach = c.breaches.find((b) => b.check.requirement === record.id);
        return breach === undefined ? [] : [{ c, breach }];
      });
      const rest = broken.length - LISTED;
      return html`<li>
        <p class="req">
          <span class="f" aria-hidden="true">✗</span> ${record.text}
          <a href="#${record.id}"><span class="id">${record.id}</span></a>
        </p>
        <ul>
          ${broken.slice(0, LISTED).map(
            ({ c, breach }) =>
              html`<li>
                ${caseLink(c, (position.get(c) ?? IN_FULL) < IN_FULL)}
                <span class="soft">${breach.check.observed}</span>
              </li>`,
          )}
        </ul>
        ${rest > 0 ? html`<p class="soft small">and ${rest} more</p>` : nothing}
      </li>`;
    });
  return html`<section id="failed">
    <h2>What failed</h2>
    <ol class="todo">
      ${items}
    </ol>
  </section>`;
}

function openList(open: readonly CaseModel[]): Html {
  if (open.length === 0) return nothing;
  const rest = open.length - IN_FULL;
  return html`<section id="open">
    <h2>What could not be judged</h2>
    <ol class="todo">
      ${open.slice(0, IN_FULL).map(
        (c) =>
          html`<li>
            ${caseLink(c, true)}
            <span class="soft">${c.verdict}: ${c.cause ?? 'no reason was recorded'}</span>
          </li>`,
      )}
    </ol>
    ${rest > 0 ? html`<p class="soft small">and ${rest} more</p>` : nothing}
  </section>`;
}

function caseLink(c: CaseModel, linked: boolean): Html {
  return linked ? html`<a href="#${c.anchor}">${c.log.head.name}</a>` : html`${c.log.head.name}`;
}

function articles(model: ReportModel, title: string, cases: readonly CaseModel[]): Html {
  if (cases.length === 0) return nothing;
  const rest = cases.length - IN_FULL;
  return html`<section>
    <h2>${title}</h2>
    ${cases.slice(0, IN_FULL).map((c) => caseArticle(model, c))}
    ${rest > 0 ? html`<p class="soft">${rest} more are told in full in report.json and run.ndjson.</p>` : nothing}
  </section>`;
}

function passed(model: ReportModel, drawn: boolean): Html {
  const cases = model.cases.filter((c) => c.verdict === 'pass');
  if (cases.length === 0) return nothing;
  const own = new Map<string, CaseModel[]>();
  for (const c of cases.slice(0, PASSED_LISTED)) {
    const known = own.get(c.log.head.requirement);
    if (known === undefined) own.set(c.log.head.requirement, [c]);
    else known.push(c);
  }
  // Requirements in the use case's order; a case of one that the role does not owe comes last.
  const order = [...new Set([...model.requirements.map((r) => r.record.id), ...own.keys()])];
  const groups = order.flatMap((id) => {
    const members = own.get(id) ?? [];
    return members.length === 0
      ? []
      : [
          html`<h3 class="grp">
              ${id} <span class="soft">${model.log.run.catalogue.find((r) => r.id === id)?.text ?? ''}</span>
            </h3>
            <ul class="passed">
              ${members.map((c) => passedCase(model, c, { drawn }))}
            </ul>`,
        ];
  });
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
      A view of run.ndjson, made by pr2-conformance ${run.suite.version} (${run.suite.digest}); the log alone
      makes this page again, byte for
      byte.${model.log.complete ? nothing : html` The log ends before the run did.`}
    </p>
  </footer>`;
}
