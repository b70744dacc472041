/** The frame of every page of the book: head with its policy, navigation, foot. Nothing is loaded from anywhere. */
import { createHash } from 'node:crypto';
import { html, nothing, trusted, type Html } from '../reports/text/html';
import { STYLE } from './style';

export interface Edition {
  readonly version: string;
  readonly digest: string;
}

export interface Page {
  readonly file: string;
  /** In the navigation. */
  readonly short: string;
  readonly title: string;
  readonly body: Html;
  /** Our own script, allowed by its digest, and the data that it reads. */
  readonly script?: { readonly code: string; readonly data: unknown };
}

/** The pages of the book in the order of the navigation; their bodies link to each other by these names. */
export function pageHtml(page: Page, all: readonly Page[], edition: Edition): string {
  return `${
    html`${trusted('<!doctype html>')}
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="Content-Security-Policy" content="${policyOf(page)}" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="referrer" content="no-referrer" />
          <meta name="color-scheme" content="light dark" />
          <title>${page.title}: PR2, customer discharges the PEV</title>
          ${trusted(`<style>${STYLE}</style>`)}
        </head>
        <body>
          <a class="skip" href="#main">Skip to the text</a>
          <header class="top">
            <p class="book">PR2: customer discharges the PEV <span class="soft">Specification</span></p>
            <nav aria-label="Pages">
              ${all.map((p) => html`<a href="${p.file}" ${p.file === page.file ? html` aria-current="page"` : nothing}>${p.short}</a>`)}
            </nav>
          </header>
          <main id="main" tabindex="-1">
            <h1>${page.title}</h1>
            ${page.body}
          </main>
          <footer class="foot">
            Made by pr2-conformance ${edition.version} from its features, schemas, readings and state machines
            (suite ${edition.digest.slice(0, 19)}…).
          </footer>
          ${page.script === undefined ? nothing : scripts(page.script)}
        </body>
      </html>`.markup
  }\n`;
}

function scripts({ code, data }: { code: string; data: unknown }): Html {
  // Inside a script element only the end tag and comments have a meaning: `<` is written as its escape.
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return trusted(`<script type="application/json" id="index">${json}</script><script>${code}</script>`);
}

export function policyOf({ script }: Pick<Page, 'script'>): string {
  const allowed = script === undefined ? '' : ` script-src 'sha256-${digestOf(script.code)}';`;
  return `default-src 'none'; style-src 'sha256-${digestOf(STYLE)}';${allowed} base-uri 'none'; form-action 'none'`;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
