/** The requirements of one group: text, places in the use case, readings, and the test cases in their own words. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Requirement } from '../lab/catalogue/catalogue';
import { html, join as joined, nothing, type Html } from '../reports/text/html';
import { MESSAGE_NAMES, MESSAGE_NUMBERS } from '../schemas';
import type { BookInputs } from './inputs';
import { backgroundOf, scenariosOf, type ScenarioText } from './scenarios';

export const GROUPS: readonly { readonly id: string; readonly short: string; readonly title: string }[] = [
  { id: 'general', short: 'General', title: 'General requirements' },
  { id: 'pr2-a', short: 'PR2-A', title: 'PR2-A: the PEV gives energy to the grid' },
  { id: 'pr2-b', short: 'PR2-B', title: 'PR2-B: the PEV supplies the home in an outage' },
  { id: 'cross-cutting', short: 'Cross-cutting', title: 'Requirements that hold throughout' },
];

export const ROLE_NAMES: Readonly<Record<string, string>> = { pev: 'PEV', esci: 'ESCI', utility: 'Utility' };

/** A link to a requirement, wherever it stands. */
export function requirementLink(inputs: BookInputs, id: string): Html {
  const r = inputs.suite.catalogue.requirements.find((q) => q.id === id);
  return r === undefined ? html`${id}` : html`<a href="${r.group}.html#${id}">${id}</a>`;
}

export function requirementsBody(inputs: BookInputs, group: string): Html {
  const all = inputs.suite.catalogue.requirements.filter((r) => r.group === group);
  const own = all.toSorted((a, b) => a.id.localeCompare(b.id, 'en'));
  return html`<ul class="list wide">
      ${own.map((r) => html`<li><a class="id" href="#${r.id}">${r.id}</a> ${r.text}</li>`)}
    </ul>
    ${own.map((r) => requirement(inputs, r))}`;
}

function requirement(inputs: BookInputs, r: Requirement): Html {
  const path = join(inputs.suite.featuresDir, r.feature);
  const feature = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const scenarios = scenariosOf(r, inputs.suite.catalogue.cases, feature);
  const background = backgroundOf(feature);
  return html`<section class="req" id="${r.id}">
    <h2><span class="id">${r.id}, ${r.keyword === 'must' ? 'MUST' : 'SHOULD'}</span>${r.text}</h2>
    ${r.description === '' ? nothing : html`<p class="about">${r.description.replaceAll(/([^\n])\n(?=[^\n])/g, '$1 ')}</p>`}
    <dl class="facts">
      <dt>Owed by</dt>
      <dd>${r.roles.map((role) => ROLE_NAMES[role] ?? role).join(', ') || 'the kit'}</dd>
      <dt>Use case</dt>
      <dd>
        ${
          r.sources.length === 0
            ? 'implied by the whole'
            : joined(
                r.sources.map((s) => html`<a href="trace.html#${s}">${s}</a>`),
                ', ',
              )
        }
      </dd>
      ${
        r.conditions.length === 0
          ? nothing
          : html`<dt>Applies if</dt>
              <dd>
                the device declares
                ${joined(
                  r.conditions.map((c) => html`<code>${c}</code>`),
                  ' and ',
                )}
              </dd>`
      }
      ${
        r.readings.length === 0
          ? nothing
          : html`<dt>Readings</dt>
              <dd>
                ${joined(
                  r.readings.map((d) => html`<a href="readings.html#${d}">${d}</a>`),
                  ', ',
                )}
              </dd>`
      }
      ${messagesOf(r, scenarios)}
      <dt>Feature</dt>
      <dd><code>features/${r.feature}:${r.line}</code></dd>
    </dl>
    <h3>Test cases</h3>
    ${background === '' || scenarios.length === 0 ? nothing : html`<p class="soft small">Each begins with: ${background.replaceAll('\n', '; ')}.</p>`}
    ${scenarios.length === 0 ? html`<p class="soft">Judged by the kit's own tests.</p>` : scenarios.map(scenario)}
  </section>`;
}

function messagesOf(r: Requirement, scenarios: readonly ScenarioText[]): Html {
  const text = [r.text, r.description, ...scenarios.map((s) => s.text)].join('\n');
  const named = MESSAGE_NAMES.filter((n) => text.includes(n));
  if (named.length === 0) return nothing;
  return html`<dt>Messages</dt>
    <dd>
      ${joined(
        named.map((n) => html`<a href="messages.html#${n}">${MESSAGE_NUMBERS[n]} ${n}</a>`),
        ', ',
      )}
    </dd>`;
}

function scenario({ name, text, cases }: ScenarioText): Html {
  const [first] = cases;
  const roles = [...new Set(cases.map((c) => ROLE_NAMES[c.dut] ?? c.dut))].join(', ');
  return html`<details>
    <summary id="${first?.id ?? ''}">${name} <span class="id">${roles}, ${first?.kind ?? ''}</span></summary>
    <p class="soft small">${cases.map((c, i) => html`${i === 0 ? '' : ', '}<code>${c.id}</code>`)}</p>
    <pre>${gherkin(text)}</pre>
  </details>`;
}

/** Steps with their keywords set off, and tables left as they are. */
function gherkin(text: string): Html {
  return joined(
    text.split('\n').map((line) => {
      const [, indent = '', keyword, rest = ''] =
        /^(\s*)(Given|When|Then|And|But|Examples:)(.*)$/.exec(line) ?? [];
      return keyword === undefined ? html`<i>${line || ' '}</i>` : html`${indent}<b>${keyword}</b>${rest}`;
    }),
    '\n',
  );
}
