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
    <td class="small">${evidence ?? (cases.some((c) => c.checks.length > 0) ? 'messages' : 'none')}</td>
    <td><div class="chips">${chips(record.id, cases)}</div></td>
  </tr>`;
}

/**
 * A link for each case, named without what its requirement already says. Its sign is what the case says of this
 * requirement, not of others; executions of one case are one link, to the worst.
 */
function chips(requirement: string, cases: readonly CaseModel[]): Html {
  const byId = new Map<string, Borne[]>();
  for (const c of cases) {
    const borne = { c, verdict: verdictOn(requirement, c) };
    const known = byId.get(c.id);
    if (known === undefined) byId.set(c.id, [borne]);
    else known.push(borne);
  }
  const all = [...byId];
  return html`${all.slice(0, LINKED).map(([id, runs]) => {
    const { c, verdict } = runs.reduce((worst, b) => (rank(b.verdict) < rank(worst.verdict) ? b : worst));
    const name = id.startsWith(`${requirement}.`) ? id.slice(requirement.length + 1) : id;
    const times = runs.length === 1 ? '' : ` ×${runs.length}`;
    return html`<a href="#${c.anchor}" title="${verdict}: ${c.log.head.name}"
      ><span class="${tone(verdict)}">${SIGNS[verdict]}</span> ${name}${times}</a
    >`;
  })}${all.length > LINKED ? html`<span class="soft">and ${all.length - LINKED} more</span>` : nothing}`;
}

interface Borne {
  readonly c: CaseModel;
  readonly verdict: CaseVerdict;
}

function verdictOn(requirement: string, c: CaseModel): CaseVerdict {
  if (c.breaches.some((b) => b.check.requirement === requirement)) return 'fail';
  if (c.verdict !== 'fail' && c.log.head.requirement === requirement) return c.verdict;
  const borne = c.checks.filter((k) => k.requirement === requirement).map((k) => k.verdict);
  if (borne.includes('error')) return 'error';
  return borne.includes('inconclusive') || borne.length === 0 ? 'inconclusive' : 'pass';
}

function rank(verdict: CaseVerdict): number {
  return VERDICT_ORDER.indexOf(verdict);
}
