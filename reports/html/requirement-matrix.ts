/** The requirements in the order of the use case, each with its verdict, what it rests on, and its cases. */
import type { CaseVerdict } from '../../schemas';
import type { CaseModel, ReportModel, RequirementModel } from '../model/report-model';
import { html, nothing, type Html } from '../text/html';
import { SIGNS, VERDICT_ORDER } from '../views/words';
import { placeOf } from './case-article';
import { tone, verdictMark } from './parts';

/** Cases of a requirement linked one by one. */
const LINKED = 40;

export function requirementMatrix(model: ReportModel): Html {
  const groups = new Map<string, RequirementModel[]>();
  for (const r of model.requirements) {
    const known = groups.get(r.record.group);
    if (known === undefined) groups.set(r.record.group, [r]);
    else known.push(r);
  }
  return html`<section id="requirements">
    <h2>Requirements</h2>
    <p class="soft small">
      In the order of the use case. A requirement is as good as the worst of the checks that bear it,
      whichever case made them.
    </p>
    ${[...groups].map(([name, requirements]) => group(name, requirements))}
  </section>`;
}

function group(name: string, requirements: readonly RequirementModel[]): Html {
  return html`<table class="matrix">
    <caption>
      ${name}
    </caption>
    <thead>
      <tr>
        <th scope="col">Verdict</th>
        <th scope="col">Requirement</th>
        <th scope="col">Evidence</th>
        <th scope="col">Test cases</th>
      </tr>
    </thead>
    <tbody>
      ${requirements.map(row)}
    </tbody>
  </table>`;
}

function row({ record, verdict, cause, cases, evidence }: RequirementModel): Html {
  const should = record.keyword === 'should' ? ', recommended' : '';
  const condition = record.condition === undefined ? '' : `, if ${record.condition}`;
  return html`<tr id="${record.id}">
    <td>${verdictMark(verdict)}</td>
    <th scope="row" class="what">
      <b>${record.text}</b
      ><span class="meta"
        ><span class="id">${record.id}</span>, ${placeOf(record.sources)}${should}${condition}</span
      >${cause === undefined || verdict === 'fail' ? nothing : html`<span class="meta"><br />${cause}</span>`}
    </th>
    <td class="small">${evidence ?? (cases.length === 0 ? 'none' : 'messages')}</td>
    <td><div class="chips">${chips(record.id, cases)}</div></td>
  </tr>`;
}

/** A link for each case, named without what its requirement already says; executions of one case are one link. */
function chips(requirement: string, cases: readonly CaseModel[]): Html {
  const byId = new Map<string, CaseModel[]>();
  for (const c of cases) {
    const known = byId.get(c.id);
    if (known === undefined) byId.set(c.id, [c]);
    else known.push(c);
  }
  const all = [...byId];
  return html`${all.slice(0, LINKED).map(([id, runs]) => {
    const worst = worstOf(runs);
    const name = id.startsWith(`${requirement}.`) ? id.slice(requirement.length + 1) : id;
    const times = runs.length === 1 ? '' : ` ×${runs.length}`;
    const text = html`<span class="${tone(worst.verdict)}">${SIGNS[worst.verdict]}</span> ${name}${times}`;
    return html`<a href="#${worst.anchor}" title="${worst.verdict}: ${worst.log.head.name}">${text}</a>`;
  })}${all.length > LINKED ? html`<span class="soft">and ${all.length - LINKED} more</span>` : nothing}`;
}

function worstOf(runs: readonly CaseModel[]): CaseModel {
  const rank = (v: CaseVerdict): number => VERDICT_ORDER.indexOf(v);
  return runs.reduce((worst, c) => (rank(c.verdict) < rank(worst.verdict) ? c : worst));
}
