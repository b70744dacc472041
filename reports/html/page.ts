/** report.html: one file, no script, no network; a view of the run log for whoever has to act on it. */
import { createHash } from 'node:crypto';
import { titleOf } from '../log/message-text';
import type { Divergence } from '../model/divergence';
import type { CaseModel, ReportModel } from '../model/report-model';
import { count } from '../text/figures';
import { html, nothing, trusted, type Html } from '../text/html';
import { deviceName, retriedSentence, ROLE_NAMES, troubled } from '../views/words';
import { caseArticle, passedCase } from './case-article';
import { declarations, notApplicable, words } from './declarations';
import { knownFailures } from './known-failures';
import { masthead } from './masthead';
import { instant } from './parts';
import { requirementMatrix } from './requirement-matrix';
import { newBreaches, representatives } from './selection';
import type { Extent } from './sequence-diagram';
import { STYLE } from './style';
import { timingSection } from './timing-plot';

/** Above this many records passed cases get no diagrams, so that the page opens at once. */
const RECORDS_DRAWN = 6_000;
/** Executions told in full: so many in all, and of one case. */
const IN_FULL = 300;
const OF_ONE_CASE = 3;
/** Cases without a judgement told in full, of one cause; and causes listed. */
const OF_ONE_CAUSE = 2;
const CAUSES = 100;
/** Failures that show the same breach and are told with all their messages; of later ones what surrounds it. */
const OF_ONE_BREACH = 3;
/** Failures whose messages are written over many lines; of later ones each message is one line. */
const WRITTEN_OUT = 15;
/** Cases listed under one requirement that failed. */
const LISTED = 12;
/** Passed cases listed, each once, however often it ran. */
const PASSED_LISTED = 5_000;

export function reportHtml(model: ReportModel): string {
  const { failed, open } = troubled(model);
  const told = {
    failed: representatives(failed, OF_ONE_CASE, IN_FULL),
    open: openInFull(open),
  };
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
          ${knownFailures(model)} ${failedList(model, told.failed)} ${openList(open, told.open)}
          ${articles(model, 'The failed cases', told.failed, failed.length)}
          ${articles(model, 'The cases without a judgement', told.open, open.length)} ${retried(model)}
          ${requirementMatrix(model)} ${timingSection(model)} ${passed(model)} ${notApplicable(model)}
          ${declarations(model)} ${words(model)}
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
function failedList(model: ReportModel, told: readonly CaseModel[]): Html {
  const here = new Set(told);
  const items = model.requirements
    .filter((r) => r.verdict === 'fail')
    .map(({ record, cases }) => {
      const broken = cases.flatMap((c) => {
        const breach = c.breaches.find((b) => b.check.requirement === record.id);
        return breach === undefined ? [] : [{ c, breach }];
      });
      const listed = broken.filter(({ c }) => here.has(c)).slice(0, LISTED);
      return html`<li>
        <p class="req">
          <span class="f" aria-hidden="true">✗</span> ${record.text}
          <a href="#${record.id}"><span class="id">${record.id}</span></a>
        </p>
        <ul>
          ${listed.map(
            ({ c, breach }) =>
              html`<li>
                ${caseLink(c)} <span class="soft">${breach.check.observed}</span>
                <span class="soft small">${firstShown(c, breach)}</span>
              </li>`,
          )}
        </ul>
        ${andMore(broken.length - listed.length)}
      </li>`;
    });
  if (items.length === 0) return nothing;
  return html`<section id="failed">
    <h2>What failed</h2>
    <ol class="todo">
      ${items}
    </ol>
  </section>`;
}

/** Where to look: the instant of the breach and the message that shows it or that it rests on. */
function firstShown(c: CaseModel, { atMs, hop }: Divergence): Html {
  const message =
    hop === undefined
      ? nothing
      : html`,
          <a href="#${c.anchor}~${hop.n}">${titleOf(hop)}</a
          >${hop.id === undefined ? nothing : html` <code>${hop.id}</code>`}`;
  return html`${instant(atMs)}${message}`;
}

/** Attempts that ended in error and were followed by another: their traces, told in full as long as they are few. */
function retried(model: ReportModel): Html {
  if (model.retried.length === 0) return nothing;
  const told = model.retried.slice(0, IN_FULL);
  return html`<section id="retried">
    <h2>What ended in error and ran again</h2>
    <p class="soft small">
      ${retriedSentence(model)} The verdict is that of the last attempt; these are the ones before.
    </p>
    ${told.map((c) => caseArticle(model, c, 'lines'))} ${andMore(model.retried.length - told.length)}
  </section>`;
}

/** Of the cases without a judgement the first of each cause; the others say nothing that these do not. */
function openInFull(open: readonly CaseModel[]): CaseModel[] {
  const told = new Map<string, number>();
  return open
    .filter((c) => {
      const n = (told.get(causeOf(c)) ?? 0) + 1;
      told.set(causeOf(c), n);
      return n <= OF_ONE_CAUSE;
    })
    .slice(0, IN_FULL);
}

function causeOf(c: CaseModel): string {
  return `${c.verdict}: ${c.cause ?? 'no reason was recorded'}`;
}

/** What has no judgement, by cause: one remedy often opens many cases. */
function openList(open: readonly CaseModel[], told: readonly CaseModel[]): Html {
  if (open.length === 0) return nothing;
  const full = new Set(told);
  const byCause = new Map<string, CaseModel[]>();
  for (const c of open) {
    const known = byCause.get(causeOf(c));
    if (known === undefined) byCause.set(causeOf(c), [c]);
    else known.push(c);
  }
  const groups = [...byCause].toSorted(([, a], [, b]) => b.length - a.length);
  return html`<section id="open">
    <h2>What could not be judged</h2>
    <ol class="todo">
      ${groups.slice(0, CAUSES).map(([cause, cases]) => {
        const once = representatives(cases, 1, PASSED_LISTED);
        const listed = [...new Set([...cases.filter((c) => full.has(c)), ...once])];
        return html`<li>
          <p class="req">${cause} <span class="soft small">${count(cases.length, 'execution')}</span></p>
          <ul>
            ${listed.map((c) => (full.has(c) ? html`<li>${caseLink(c)}</li>` : html`<li id="${c.anchor}">${c.log.head.name} <span class="id soft">${c.id}</span></li>`))}
          </ul>
          ${andMore(cases.length - listed.length)}
        </li>`;
      })}
    </ol>
    ${andMore(groups.slice(CAUSES).reduce((n, [, cases]) => n + cases.length, 0))}
  </section>`;
}

function caseLink(c: CaseModel): Html {
  return html`<a href="#${c.anchor}">${c.log.head.name}</a>`;
}

function andMore(n: number): Html {
  return n > 0
    ? html`<p class="soft small">and ${count(n, 'more execution')}, in report.json and run.ndjson</p>`
    : nothing;
}

function articles(model: ReportModel, title: string, told: readonly CaseModel[], all: number): Html {
  if (told.length === 0) return nothing;
  const whole = newBreaches(
    told.filter((c) => c.verdict === 'fail'),
    OF_ONE_BREACH,
  );
  const writtenOut = new Set([...whole].slice(0, WRITTEN_OUT));
  const extentOf = (c: CaseModel): Extent =>
    writtenOut.has(c) ? 'whole' : whole.has(c) || c.verdict !== 'fail' ? 'lines' : 'near';
  return html`<section>
    <h2>${title}</h2>
    ${told.map((c) => caseArticle(model, c, extentOf(c)))} ${andMore(all - told.length)}
  </section>`;
}

/** Passed cases by requirement, in the use case's order; one that the role does not owe comes last. */
function passed(model: ReportModel): Html {
  const cases = model.cases.filter((c) => c.verdict === 'pass');
  if (cases.length === 0) return nothing;
  const drawn = cases.reduce((n, c) => n + c.log.records.length, 0) <= RECORDS_DRAWN;
  const times = new Map<string, number>();
  for (const c of cases) times.set(c.id, (times.get(c.id) ?? 0) + 1);
  const own = new Map<string, CaseModel[]>();
  for (const c of representatives(cases, 1, PASSED_LISTED)) {
    const known = own.get(c.log.head.requirement);
    if (known === undefined) own.set(c.log.head.requirement, [c]);
    else known.push(c);
  }
  const order = new Set([...model.requirements.map((r) => r.record.id), ...own.keys()]);
  const texts = new Map(model.log.run.catalogue.map((r) => [r.id, r.text]));
  const groups = [...order]
    .map((id) => ({ id, members: own.get(id) ?? [] }))
    .filter(({ members }) => members.length > 0)
    .map(
      ({ id, members }) =>
        html`<h3 class="grp">${id} <span class="soft">${texts.get(id) ?? ''}</span></h3>
          <ul class="passed">
            ${members.map((c) => passedCase(model, c, { drawn, times: times.get(c.id) ?? 1 }))}
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
      A view of run.ndjson, made by pr2-conformance ${run.suite.version} (${run.suite.digest}); the log alone
      makes this page again, byte for
      byte.${model.log.complete ? nothing : html` The log ends before the run did.`}
    </p>
  </footer>`;
}
