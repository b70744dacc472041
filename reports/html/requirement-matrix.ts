/** The requirements in the order of the use case, each with its verdict, what it rests on, and its cases. */
import type { CaseVerdict } from '../../schemas';
import type { CaseModel, ReportModel, RequirementModel } from '../model/report-model';
import { count } from '../text/figures';
import { html, nothing, type Html } from '../text/html';
import { SIGNS, VERDICT_ORDER } from '../views/words';
import { placeOf } from './case-article';
import { tone, verdictMark } from './parts';

const GROUP_NAMES: Readonly<Record<string, string>> = {
  general: 'General',
  'pr2-a': 'PR2-A: the customer discharges the PEV to the grid',
  'pr2-b': 'PR2-B: the PEV supplies the home in an outage',
  'cross-cutting': 'Cross-cutting',
};

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
      ${GROUP_NAMES[name] ?? name}
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
 * A link for each case of the requirement's own, and for others where a check that bears it did not pass. A sign is
 * what the case says of this requirement, not of others; executions of one case are one link, to the worst.
 */
function chips(requirement: string, cases: readonly CaseModel[]): Html {
  const byId = new Map<string, Borne[]>();
  for (const c of cases) {
    const borne = { c, verdict: verdictOn(requirement, c) };
    const known = byId.get(c.id);
    if (known === undefined) byId.set(c.id, [borne]);
    else known.push(borne);
  }
  const all = [...byId].map(([id, runs]) => ({
    id,
    runs: runs.length,
    own: runs[0]?.c.log.head.requirement === requirement,
    worst: runs.reduce((worst, b) => (rank(b.verdict) < rank(worst.verdict) ? b : worst)),
  }));
  const told = all.filter(({ own, worst }) => own || worst.verdict !== 'pass');
  const elsewhere = all.length - told.length;
  const rest = told.length - LINKED;
  return html`${told.slice(0, LINKED).map(({ id, runs, worst: { c, verdict } }) => {
    const name = id.startsWith(`${requirement}.`) ? id.slice(requirement.length + 1) : id;
    const sign = html`<span class="${tone(verdict)}">${SIGNS[verdict]}</span>`;
    return html`<a href="#${c.anchor}" title="${verdict}: ${c.log.head.name}"
      >${sign} ${name}${runs === 1 ? '' : ` ×${runs}`}</a
    >`;
  })}
  ${rest > 0 ? html`<span class="soft">and ${rest} more</span>` : nothing}
  ${elsewhere > 0 ? html`<span class="soft">${told.length > 0 ? 'and ' : ''}watched in ${count(elsewhere, 'other case')}</span>` : nothing}`;
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
