/** What the vendor declared, what does not apply for it, and what the words of the report mean. */
import { PARAMETER_DEFAULTS } from '../../schemas';
import type { ReportModel } from '../model/report-model';
import { html, nothing, type Html } from '../text/html';
import { ROLE_NAMES } from '../views/words';

export function declarations(model: ReportModel): Html {
  const { run } = model.log;
  return html`<section id="declared">
    <h2>What was declared</h2>
    <p class="soft small">
      The conformance statement (ICS) says what the device can do, the extra information (IXIT) gives the
      figures that a test needs. Both were fixed before the run.
    </p>
    ${declared('Conformance statement', run.ics[model.role])}${declared('Figures', run.ixit[model.role])}${declared('Test parameters other than default', changedParams(run.profile.params))}
  </section>`;
}

/** Parameters that the profile changes. */
export function changedParams(params: object): object {
  const defaults = new Map<string, unknown>(Object.entries(PARAMETER_DEFAULTS));
  return Object.fromEntries(Object.entries(params).filter(([name, value]) => defaults.get(name) !== value));
}

function declared(title: string, value: object | undefined): Html {
  const entries = Object.entries(value ?? {}).filter(([, v]) => v !== undefined);
  if (entries.length === 0) return nothing;
  return html`<table class="decl">
    <caption>
      ${title}
    </caption>
    <tbody>
      ${entries.map(
        ([name, v]) =>
          html`<tr>
            <th scope="row"><code>${name}</code></th>
            <td>${said(v)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function said(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map(said).join(', ');
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** Cases and requirements that do not apply, each with its reason. */
export function notApplicable(model: ReportModel): Html {
  const cases = model.cases.filter((c) => c.verdict === 'not applicable');
  if (cases.length === 0) return nothing;
  return html`<section id="not-applicable">
    <h2>What does not apply</h2>
    <ul class="todo small">
      ${cases.slice(0, 500).map(
        (c) =>
          html`<li id="${c.anchor}">
            <b>${c.log.head.name}</b> <span class="id soft">${c.id}</span>
            <p class="soft">${c.cause ?? 'no reason was recorded'}</p>
          </li>`,
      )}
    </ul>
    ${cases.length > 500 ? html`<p class="soft small">and ${cases.length - 500} more</p>` : nothing}
  </section>`;
}

const WORDS: readonly (readonly [string, string])[] = [
  ['pass', 'Every check was made and found what it expected.'],
  [
    'fail',
    'A check saw something other than what the requirement demands. Nothing that happens later takes this back.',
  ],
  [
    'error',
    'The bench could not do its work, for instance because the adapter broke. It says nothing about the device.',
  ],
  ['inconclusive', 'The case could not be carried out to a judgement; its cause is given.'],
  ['not tested', 'No check of this run bears the requirement.'],
  ['not applicable', 'The requirement has a condition that the device\u2019s declaration does not meet.'],
  ['finding', 'A recommendation that was not followed. It fails nothing unless the run was strict.'],
  ['not fully verified', 'Nothing failed, but something that is owed was not judged. It is not a pass.'],
  [
    'instrument, peer, self-reported',
    'Whose word a reading is: the kit\u2019s own instrument, another device on the bench, or the device under test. The weakest that a verdict rests on is named.',
  ],
  [
    'minus',
    'In all readings and plots minus means discharge: power that flows out of the PEV. Requests are magnitudes and have no sign.',
  ],
  [
    'bench time',
    'The clock of the test bench, in UTC. It can run faster than yours: a notice of 24 hours costs no waiting.',
  ],
  ['first divergence', 'The earliest instant at which what was seen left what was expected.'],
];

export function words(model: ReportModel): Html {
  return html`<section id="words">
    <h2>Words</h2>
    <dl class="glossary">
      ${WORDS.map(
        ([term, meaning]) =>
          html`<div>
            <dt>${term}</dt>
            <dd>${meaning}</dd>
          </div>`,
      )}
      <div>
        <dt>${ROLE_NAMES[model.role]}</dt>
        <dd>${ROLES[model.role]}</dd>
      </div>
    </dl>
  </section>`;
}

const ROLES = {
  pev: 'The plug-in electric vehicle: it discharges.',
  esci: 'The energy services communication interface: it stands between the utility and the vehicle, relays, meters, and speaks for a vehicle that is gone.',
  utility: 'The utility, its head end or an aggregator: it announces events, asks for power and settles.',
} as const;
