/** The top of the page: the headline, what it rests on, and the one reason where there is only one. */
import { explained } from '../model/common-cause';
import type { ReportModel } from '../model/report-model';
import { count } from '../text/figures';
import { html, nothing, type Html } from '../text/html';
import {
  deviceName,
  strengthSentence,
  headlineSentence,
  ROLE_NAMES,
  SIGNS,
  tally,
  troubled,
  WITNESSES,
  type AnyVerdict,
} from '../views/words';
import { standingSentence } from '../views/standing-words';
import { changedParams } from './declarations';
import { tone } from './parts';

const FILLS: Readonly<Record<'f' | 'w' | 'p' | 'n', string>> = {
  f: 'var(--fail)',
  w: 'var(--warn)',
  p: 'var(--pass)',
  n: 'var(--lane)',
};

export function masthead(model: ReportModel): Html {
  const { run } = model.log;
  const headline = model.headline;
  const ics = run.ics[model.role];
  return html`<header class="top ${headline.replaceAll(' ', '-')}">
    <div class="kicker">
      <span>PR2 conformance report: <b>customer discharges the PEV</b></span
      ><span>judged as <b>${ROLE_NAMES[model.role]}</b></span>
    </div>
    <h1>${headline.charAt(0).toUpperCase()}${headline.slice(1)}</h1>
    <p class="device">${deviceName(model)}</p>
    <p class="lead">${headlineSentence(model)}</p>
    ${standing(model)}
    <p class="evidence">
      Weakest evidence behind a verdict: <b>${model.evidence}</b>, ${WITNESSES[model.evidence]}.
      ${strengthSentence(model)}
    </p>
    ${bar(model.requirements.map((r) => r.verdict))}${commonCause(model)}
    <dl class="facts">
      ${fact('Suite', `${run.suite.version}, ${run.suite.digest.slice(0, 19)}…`)}${fact('Profile', profile(model))}${fact('Seed', run.seed)}${fact('Declared', ics === undefined ? 'nothing' : [...ics.scenarios, ...(ics.responseClasses ?? [])].join(', '))}${fact('Test cases', tallyWords(model.cases.map((c) => c.verdict)))}${run.meter === undefined ? nothing : fact('Measured by', `${run.meter.vendor} ${run.meter.product} ${run.meter.version}`)}${run.tags === undefined ? nothing : fact('Only cases that match', run.tags)}
    </dl>
    ${navigation(model)}
  </header>`;
}

function standing(model: ReportModel): Html {
  const sentence = standingSentence(model);
  return sentence === undefined ? nothing : html`<p><a href="#known-failures">${sentence}</a></p>`;
}

function fact(term: string, value: string): Html {
  return html`<div>
    <dt>${term}</dt>
    <dd>${value}</dd>
  </div>`;
}

function profile(model: ReportModel): string {
  const { name, params } = model.log.run.profile;
  const changed = Object.keys(changedParams(params)).length;
  return changed === 0 ? name : `${name}, ${count(changed, 'parameter')} other than default`;
}

function tallyWords(verdicts: readonly AnyVerdict[]): string {
  return tally(verdicts)
    .map(({ verdict, n }) => `${n} ${verdict}`)
    .join(', ');
}

/** The requirements as one bar, worst first, and the same in numbers. */
function bar(verdicts: readonly AnyVerdict[]): Html {
  const parts = tally(verdicts);
  let x = 0;
  const rects = parts.map(({ verdict, n }) => {
    const width = (n / verdicts.length) * 100;
    const rect = html`<rect
      x="${x.toFixed(3)}%"
      width="${width.toFixed(3)}%"
      height="100%"
      fill="${FILLS[tone(verdict)]}"
    />`;
    x += width;
    return rect;
  });
  return html`<svg class="bar" role="img" aria-label="Requirements: ${tallyWords(verdicts)}">${rects}</svg>
    <p class="legend">
      ${parts.map(({ verdict, n }) => html`<span class="${tone(verdict)}">${SIGNS[verdict]} <b>${n}</b> ${verdict}</span>`)}
    </p>`;
}

function commonCause({ commonCause: cause }: ReportModel): Html {
  if (cause === undefined) return nothing;
  return html`<div class="note${cause.kind === 'failed' ? '' : ' open'}" role="note">
    <b>One reason explains ${explained(cause)}</b>${cause.text.charAt(0).toUpperCase()}${cause.text.slice(1)}.
  </div>`;
}

function navigation(model: ReportModel): Html {
  const { open } = troubled(model);
  const failed = model.requirements.filter((r) => r.verdict === 'fail');
  const link = (id: string, text: string, there = true): Html =>
    there ? html`<a href="#${id}">${text}</a>` : nothing;
  return html`<nav class="nav" aria-label="Parts of this report">
    ${link('failed', `What failed (${count(failed.length, 'requirement')})`, failed.length > 0)}${link('open', `What could not be judged (${count(open.length, 'case')})`, open.length > 0)}${link('retried', `What ran again (${count(model.retried.length, 'attempt')})`, model.retried.length > 0)}${link('requirements', 'Requirements')}${link('timing', 'Response times', model.timings.length > 0)}${link(
      'passed',
      'What passed',
      model.cases.some((c) => c.verdict === 'pass'),
    )}${link('declared', 'What was declared')}${link('words', 'Words')}
  </nav>`;
}
