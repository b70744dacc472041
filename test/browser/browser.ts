/**
 * A real browser for the tests of the pages: Chromium as npm brings it, with its own libraries, unpacked into a
 * folder of this process, so that neither root's nor another user's copy stands in the way.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { source as AXE } from 'axe-core';
import { chromium, type Browser, type Page, type Request } from 'playwright-core';

/** One process would die with its first page; the pages must be held to the same rules as anywhere. */
const UNWANTED = /^--(single-process|no-zygote|disable-web-security|allow-running-insecure-content|headless)/;

export interface OpenBrowser {
  readonly browser: Browser;
  /** A folder of its own for pages; gone after `close`. */
  readonly folder: string;
  readonly close: () => Promise<void>;
}

/** @throws Error with one sentence where the browser cannot be started; it never merely skips */
export async function openBrowser(): Promise<OpenBrowser> {
  const folder = mkdtempSync(join(tmpdir(), 'pr2-browser-'));
  const before = { TMPDIR: process.env['TMPDIR'], AWS_EXECUTION_ENV: process.env['AWS_EXECUTION_ENV'] };
  // It unpacks below TMPDIR, and its own shared libraries where it believes to run on a bare system.
  process.env['TMPDIR'] = folder;
  process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs22.x';
  try {
    const { default: packed } = await import('@sparticuz/chromium');
    const executablePath = await packed.executablePath();
    const browser = await chromium.launch({
      executablePath,
      args: packed.args.filter((a) => !UNWANTED.test(a)),
      env: { ...process.env, FONTCONFIG_PATH: ownFonts(folder) },
      headless: true,
    });
    const close = async (): Promise<void> => {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    };
    return { browser, folder, close };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    const [why] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new Error(`Chromium of @sparticuz/chromium could not be started: ${why ?? ''}`, { cause: error });
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

/** The fonts that came with it lie below the folder, where its settings, which name `/tmp`, do not look; without any, text has no height. */
function ownFonts(folder: string): string {
  const fonts = join(folder, 'fonts');
  const settings = join(fonts, 'fonts.conf');
  writeFileSync(settings, readFileSync(settings, 'utf8').replaceAll('/tmp/fonts', fonts));
  return fonts;
}

export interface Visit {
  readonly page: Page;
  /** What the browser complained of, and every request beyond the page itself. */
  readonly troubles: string[];
}

export interface Look {
  readonly width?: number;
  readonly dark?: boolean;
}

/** Opens a file as a reader would, and takes down what goes wrong. */
export function visit(open: OpenBrowser, file: string, look: Look = {}): Promise<Visit> {
  return visitPage(
    open,
    pathToFileURL(file).href,
    look,
    (r) => r.isNavigationRequest() && r.url().startsWith('file:'),
  );
}

/** Opens a page that something serves; requests to where it comes from are no trouble. */
export function visitAddress(open: OpenBrowser, url: string, look: Look = {}): Promise<Visit> {
  return visitPage(open, url, look, (r) => r.url().startsWith(url));
}

async function visitPage(
  { browser }: OpenBrowser,
  url: string,
  { width = 1200, dark = false }: Look,
  isExpected: (request: Request) => boolean,
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    colorScheme: dark ? 'dark' : 'light',
    bypassCSP: false,
  });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('console', (m) => {
    if (m.type() === 'error' || m.type() === 'warning') troubles.push(`console: ${m.text()}`);
  });
  page.on('pageerror', (e) => troubles.push(`error: ${e.message}`));
  page.on('dialog', (d) => {
    troubles.push(`dialog: ${d.message()}`);
    void d.dismiss();
  });
  page.on('request', (r) => {
    if (!isExpected(r)) troubles.push(`request: ${r.url()}`);
  });
  await page.goto(url);
  return { page, troubles };
}

/** Serious and critical faults of accessibility, in words. */
export async function accessibilityFaults({ page }: Visit): Promise<string[]> {
  // Evaluated by the debugger, which the page's own policy does not bind.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResult>('axe.run()');
  const found = violations.map(({ id, impact, help, nodes }) => ({
    impact,
    text: `${id}: ${help} (${nodes.length}, first ${nodes[0]?.html.slice(0, 200) ?? ''})`,
  }));
  return found.filter((v) => v.impact === 'serious' || v.impact === 'critical').map((v) => v.text);
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly help: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** How far the page reaches beyond the window, in CSS pixels. */
export async function overhang({ page }: Visit): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

export function written(folder: string, name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
