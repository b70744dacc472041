/** How the run stands against the vendor's list of known failures. */
import type { ReportModel } from '../model/report-model';
import { html, nothing, type Html } from '../text/html';
import { adviceOn, STANDING_SIGNS, standingSentence, standingsOf } from '../views/standing-words';

export function knownFailures(model: ReportModel): Html {
  const standings = standingsOf(model);
  if (standings === undefined) return nothing;
  const anchors = new Map(model.cases.map((c) => [c.id, c.anchor]));
  return html`<section id="known-failures">
    <h2>Known failures</h2>
    <p>${standingSentence(model)} A known failure excuses the exit code, never the headline.</p>
    <ol class="todo">
      ${standings.map((s) => {
        const anchor = s.subject === 'requirement' ? s.id : anchors.get(s.id);
        return html`<li>
          <span aria-hidden="true">${STANDING_SIGNS[s.standing]}</span> <b>${s.standing}</b>
          ${anchor === undefined ? html`<span class="id">${s.id}</span>` : html`<a href="#${anchor}"><span class="id">${s.id}</span></a>`}
          <span class="soft">${adviceOn(s)}${s.note === undefined ? '' : `; ${s.note}`}</span>
        </li>`;
      })}
    </ol>
  </section>`;
}
