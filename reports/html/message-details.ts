/** One message written out: who it is, when it came and went, what is wrong with it, and every word of it. */
import type { Hop } from '../log/wire';
import { clockText } from '../text/figures';
import { content, html, nothing, type Html } from '../text/html';
import { cut } from '../text/visible';

/** Characters shown of one field of a message, and of a whole message. */
const FIELD = 400;
const BODY = 20_000;

/** Everything about one message; of a relayed copy only what the relay added, unless it changed more. */
export function messageOf(hop: Hop, full: boolean): Html {
  const origin = hop.relayOf;
  const same =
    origin !== undefined &&
    JSON.stringify({ ...hop.message, via: 0 }) === JSON.stringify({ ...origin.message, via: 0 });
  const written =
    hop.message === undefined ? (hop.raw ?? '') : JSON.stringify(hop.message, shortened, full ? 2 : 0);
  const via = hop.message?.['via'];
  return html`<div class="msg">
    <p>
      ${hop.id === undefined ? nothing : html`Message id <code>${hop.id}</code>. `}Sent: log record ${hop.n}.
      ${arrivalOf(hop)}
    </p>
    ${hop.problems.map((p) => html`<p class="f">✗ ${p.path} ${p.text}</p>`)}
    ${hop.findings.slice(0, 20).map((p) => html`<p class="w">Finding: ${p.path} ${p.text}</p>`)}
    ${
      same
        ? html`<p>
            The message of record ${origin.n}, unchanged but for <code>via</code>:
            <code>${typeof via === 'string' ? via : 'none'}</code>.
          </p>`
        : html`<pre tabindex="0">${content(written, BODY)}</pre>`
    }
  </div>`;
}

/** Strings within a message, cut one by one, so that what follows a long one is still shown. */
function shortened(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? cut(value, FIELD) : value;
}

function arrivalOf(hop: Hop): string {
  if (hop.fate === 'unknown') return 'No delivery was recorded.';
  const what =
    hop.fate === 'delivered' ? 'Arrived' : `${hop.fate.charAt(0).toUpperCase()}${hop.fate.slice(1)}`;
  const reason = hop.reason === undefined ? '' : ` (${hop.reason})`;
  return `${what} at ${clockText(hop.arrivedMs ?? hop.atMs)}, record ${hop.deliveredN ?? hop.n}${reason}.`;
}
