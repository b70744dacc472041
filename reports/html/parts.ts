/** Small pieces that several parts of the page use. */
import { html, type Html } from '../text/html';
import { clockText, dateText, instantText } from '../text/figures';
import { SIGNS, type AnyVerdict } from '../views/words';

const TONES: Readonly<Record<AnyVerdict, 'f' | 'w' | 'p' | 'n'>> = {
  fail: 'f',
  error: 'w',
  inconclusive: 'w',
  'not tested': 'w',
  'pass with findings': 'p',
  pass: 'p',
  'not applicable': 'n',
};

/** Class of the colour of a verdict. */
export function tone(verdict: AnyVerdict): 'f' | 'w' | 'p' | 'n' {
  return TONES[verdict];
}

/** A verdict as sign and word, never by colour alone. */
export function verdictMark(verdict: AnyVerdict): Html {
  return html`<span class="v ${tone(verdict)}"
    ><i aria-hidden="true"><span>${SIGNS[verdict]}</span></i
    >${verdict}</span
  >`;
}

/** An instant, readable and exact. */
export function instant(atMs: number): Html {
  return html`<time datetime="${new Date(atMs).toISOString()}">${instantText(atMs)}</time>`;
}

export function clock(atMs: number): Html {
  return html`<time datetime="${new Date(atMs).toISOString()}" title="${dateText(atMs)} UTC"
    >${clockText(atMs)}</time
  >`;
}

/** Terms and what they are, leaving out what is absent. */
export function pairs(
  className: string,
  entries: readonly (readonly [string, Html | string | undefined])[],
): Html {
  return html`<dl class="${className}">
    ${entries.map(([term, value]) =>
      value === undefined
        ? undefined
        : html`<dt>${term}</dt>
            <dd>${value}</dd>`,
    )}
  </dl>`;
}
