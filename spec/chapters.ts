/** The shorter pages: state machines, readings, and the way from each line of the use case to its checks. */
import { html, join, nothing, type Html } from '../reports/text/html';
import type { BookInputs } from './inputs';
import { requirementLink, ROLE_NAMES } from './requirements';
import { stateDiagram } from './state-diagram';
import type { StateMachine, Transition } from './state-machine';

export function statesBody(inputs: BookInputs): Html {
  return html`<p class="lead">
      Five machines. A heavy border marks where one begins, a double one where it ends for good. The numbers
      on the arrows are those of the table below each drawing.
    </p>
    ${inputs.machines.map((m) => machine(inputs, m))}`;
}

function machine(inputs: BookInputs, m: StateMachine): Html {
  return html`<section class="req" id="${m.id}">
    <h2>${m.title}</h2>
    <p class="about">${m.about}</p>
    ${stateDiagram(m)}
    <h3>States</h3>
    <dl class="facts">
      ${Object.entries(m.states).map(
        ([name, s]) =>
          html`<dt><code>${name}</code></dt>
            <dd>${s.about}</dd>`,
      )}
    </dl>
    <h3>Transitions</h3>
    <table class="stack" aria-label="Transitions of ${m.title}">
      <thead>
        <tr>
          <th scope="col">No.</th>
          <th scope="col">From</th>
          <th scope="col">To</th>
          <th scope="col">When</th>
          <th scope="col">Requirements</th>
        </tr>
      </thead>
      <tbody>
        ${m.transitions.map((t, i) => transition(inputs, t, String(i + 1)))}${m.anywhere.map((t) => transition(inputs, t, ''))}
      </tbody>
    </table>
    ${
      m.never.length === 0
        ? nothing
        : html`<h3>Never</h3>
            <ul class="list">
              ${m.never.map(
                (n) =>
                  html`<li>
                    ${n.text}
                    (${join(
                      n.requirements.map((r) => requirementLink(inputs, r)),
                      ', ',
                    )})
                  </li>`,
              )}
            </ul>`
    }
  </section>`;
}

function transition(inputs: BookInputs, t: Transition, number: string): Html {
  return html`<tr>
    <th scope="row">${number === '' ? html`<span class="soft">any</span>` : number}</th>
    <td>${t.from === undefined ? 'any state that is not final' : html`<code>${t.from}</code>`}</td>
    <td><code>${t.to}</code></td>
    <td>${t.on}</td>
    <td>
      ${join(
        t.requirements.map((r) => requirementLink(inputs, r)),
        ', ',
      )}
    </td>
  </tr>`;
}

export function readingsBody(inputs: BookInputs): Html {
  return html`<p class="lead">
      Where the use case can be read in more than one way: the question, the reading taken and why, and the
      readings that were not. A profile may take another where the suite lets it.
    </p>
    ${inputs.places.map(
      (p) =>
        html`<section class="req" id="${p.id}">
          <h2><span class="id">${p.id}, ${p.place}</span>${p.question}</h2>
          <dl class="facts">
            <dt>Read as</dt>
            <dd><b>${p.readings[p.chosen] ?? p.chosen}</b></dd>
            <dt>Because</dt>
            <dd>${p.why}</dd>
            ${Object.entries(p.readings)
              .filter(([name]) => name !== p.chosen)
              .map(
                ([, text]) =>
                  html`<dt>Not read as</dt>
                    <dd>${text}</dd>`,
              )}
            <dt>Affects</dt>
            <dd>
              ${join(
                p.affects.map((r) => requirementLink(inputs, r)),
                ', ',
              )}
            </dd>
          </dl>
        </section>`,
    )}`;
}

export function traceBody(inputs: BookInputs): Html {
  const byId = new Map(inputs.trace.requirements.map((r) => [r.id, r]));
  const traced = inputs.trace.lines.filter((l) => l.reason === undefined);
  const implied = inputs.trace.requirements.filter((r) => r.sources.length === 0);
  return html`<p class="lead">
      From each line of the use case to the requirements that it became, their test cases, and the checks that
      judge them.
    </p>
    ${traced.map(
      (l) =>
        html`<section class="req" id="${l.line}">
          <h2>
            <span class="id">${l.line}${l.place === undefined ? '' : `, ${l.place}`}</span>${l.gist ?? ''}
          </h2>
          ${l.requirements.map((id) => traced1(inputs, byId.get(id)))}
        </section>`,
    )}
    <section class="req" id="implied">
      <h2>Implied by the whole</h2>
      ${implied.map((r) => traced1(inputs, r))}
    </section>
    <section class="req" id="without">
      <h2>Lines without a requirement</h2>
      <ul class="list">
        ${inputs.trace.lines.filter((l) => l.reason !== undefined).map((l) => html`<li id="${l.line}"><span class="id">${l.line}</span> ${l.reason}${l.gist === undefined ? '' : `, ${l.gist}`}</li>`)}
      </ul>
    </section>`;
}

type Traced = BookInputs['trace']['requirements'][number];

function traced1(inputs: BookInputs, r: Traced | undefined): Html {
  if (r === undefined) return nothing;
  const watched = r.checks.filter((k) => !r.cases.some((c) => c.checks.includes(k)));
  return html`<h3>${requirementLink(inputs, r.id)} ${r.text}</h3>
    ${
      r.cases.length === 0
        ? nothing
        : html`<details>
            <summary>${r.cases.length} test cases</summary>
            <ul class="list small">
              ${r.cases.map((c) => html`<li><code>${c.id}</code> ${ROLE_NAMES[c.dut] ?? c.dut}: ${c.name}${c.checks.length === 0 ? nothing : html` <span class="soft">checks ${c.checks.join(', ')}</span>`}</li>`)}
            </ul>
          </details>`
    }
    ${watched.length === 0 ? nothing : html`<p class="small soft">Also watched by ${watched.join(', ')}.</p>`}
    ${r.faults.length === 0 ? nothing : html`<p class="small soft">Known faults that break it: ${r.faults.join(', ')}.</p>`}`;
}
