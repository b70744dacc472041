/** The spec book: the specification as a static site that needs no server and no network. */
import { html, type Html } from '../reports/text/html';
import { MESSAGE_NAMES } from '../schemas';
import { readingsBody, statesBody, traceBody } from './chapters';
import type { BookInputs } from './inputs';
import { messagesBody } from './messages';
import { pageHtml, type Page } from './page';
import { GROUPS, requirementsBody } from './requirements';
import { SEARCH_SCRIPT, searchBox, searchIndex } from './search';

/** All pages by file name; the same inputs give the same bytes. */
export function specBook(inputs: BookInputs): Map<string, string> {
  const groups: Page[] = GROUPS.map(({ id, short, title }) => ({
    file: `${id}.html`,
    short,
    title,
    body: requirementsBody(inputs, id),
  }));
  const pages: Page[] = [
    {
      file: 'index.html',
      short: 'Contents',
      title: 'Customer discharges the PEV',
      body: contents(inputs, groups),
      script: { code: SEARCH_SCRIPT, data: searchIndex(inputs) },
    },
    ...groups,
    { file: 'messages.html', short: 'Messages', title: 'Messages', body: messagesBody(inputs) },
    { file: 'states.html', short: 'States', title: 'State machines', body: statesBody(inputs) },
    {
      file: 'readings.html',
      short: 'Readings',
      title: 'How the use case is read',
      body: readingsBody(inputs),
    },
    {
      file: 'trace.html',
      short: 'Traceability',
      title: 'From the use case to the checks',
      body: traceBody(inputs),
    },
  ];
  return new Map(pages.map((page) => [page.file, pageHtml(page, pages, inputs.suite)]));
}

function contents(inputs: BookInputs, groups: readonly Page[]): Html {
  const { requirements, cases } = inputs.suite.catalogue;
  return html`<p class="lead">
      A utility asks, through the energy services interface at the premises, that a plug-in vehicle give
      stored energy to the grid, within its customer's wishes; and in an outage the vehicle supplies its home.
      This is the formal reading: ${requirements.length} requirements, ${cases.length} test cases,
      ${MESSAGE_NAMES.length} messages, ${inputs.places.length} readings of unclear places,
      ${inputs.machines.length} state machines.
    </p>
    ${searchBox()}
    ${groups.map((g) => {
      const own = requirements
        .filter((r) => `${r.group}.html` === g.file)
        .toSorted((a, b) => a.id.localeCompare(b.id, 'en'));
      return html`<h2><a href="${g.file}">${g.title}</a></h2>
        <ul class="list wide">
          ${own.map((r) => html`<li><a class="id" href="${g.file}#${r.id}">${r.id}</a> ${r.text}</li>`)}
        </ul>`;
    })}
    <h2>Also in this book</h2>
    <div class="cards">
      <p>
        <a href="messages.html">Messages</a><br /><span class="soft"
          >Fields, ranges and an example of each</span
        >
      </p>
      <p><a href="states.html">State machines</a><br /><span class="soft">Drawn, and in words</span></p>
      <p>
        <a href="readings.html">Readings</a><br /><span class="soft"
          >Where the use case is unclear, and how it is read</span
        >
      </p>
      <p>
        <a href="trace.html">Traceability</a><br /><span class="soft"
          >From each line of the use case to its checks</span
        >
      </p>
    </div>`;
}
