/** report.html in a real browser: quiet, readable by keyboard alone, accessible, and proof against hostile devices. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { reportModel } from '../../reports';
import { reportHtml } from '../../reports/html/page';
import { fixtureLog } from '../../reports/testing/fixture-log';
import { STORIES, type Story } from '../../reports/testing/story';
import {
  accessibilityFaults,
  openBrowser,
  overhang,
  visit,
  written,
  type Look,
  type OpenBrowser,
  type Visit,
} from './browser';

let open: OpenBrowser;
before(async () => {
  open = await openBrowser();
});
after(async () => {
  await open?.close();
});

const PAGES = new Map<string, string>();

async function report(name: keyof typeof STORIES, look: Look = {}): Promise<Visit> {
  let file = PAGES.get(name);
  if (file === undefined) {
    const story: Story = STORIES[name];
    const text = reportHtml(reportModel(fixtureLog(story, { unverified: true }).records));
    PAGES.set(name, (file = written(open.folder, `${name}.html`, text)));
  }
  return visit(open, file, look);
}

interface Made {
  readonly foreign: number;
  readonly handlers: number;
  readonly turned: boolean;
  readonly text: string;
  readonly length: number;
}

interface Focused {
  readonly text: string;
  readonly href: string;
}

/** Presses a key until the focus is where it should be. */
async function keyTo(
  { page }: Visit,
  key: 'Tab' | 'Shift+Tab',
  wanted: (focused: Focused) => boolean,
  most = 80,
): Promise<Focused> {
  for (let i = 0; i < most; i += 1) {
    await page.keyboard.press(key);
    const focused = await page.evaluate<Focused>(
      `({ text: document.activeElement?.textContent?.trim() ?? '', href: document.activeElement?.getAttribute('href') ?? '' })`,
    );
    if (wanted(focused)) return focused;
  }
  return assert.fail(`the focus does not get there within ${most} presses of ${key}`);
}

describe('report.html in a browser', () => {
  for (const name of Object.keys(STORIES) as (keyof typeof STORIES)[]) {
    it(`${name}: asks for nothing, complains of nothing`, async () => {
      const seen = await report(name);
      assert.deepEqual(seen.troubles, []);
      await seen.page.context().close();
    });
  }

  for (const dark of [false, true]) {
    it(`has no serious fault of accessibility, ${dark ? 'dark' : 'light'}`, async () => {
      for (const name of ['invertedSign', 'allPass'] as const) {
        const seen = await report(name, { dark });
        assert.deepEqual(await accessibilityFaults(seen), [], name);
        await seen.page.context().close();
      }
    });
  }

  it('fits a phone: nothing reaches over its edge, hostile text neither', async () => {
    for (const name of ['invertedSign', 'optOutNotSent', 'hostile'] as const) {
      const seen = await report(name, { width: 360 });
      assert.equal(await overhang(seen), 0, name);
      await seen.page.context().close();
    }
  });

  it('lets a failing case be found, opened and understood by keyboard alone', async () => {
    const seen = await report('invertedSign');
    const { page } = seen;
    await keyTo(seen, 'Tab', ({ text }) => text === 'Skip to what was found', 1);
    await page.keyboard.press('Enter');
    await keyTo(seen, 'Tab', ({ href }) => href.startsWith('#case-'), 5);
    await page.keyboard.press('Enter');
    const told = await page.evaluate<string>(`document.querySelector(':target')?.textContent ?? ''`);
    assert.match(told, /Expected.*Observed.*First divergence.*Likely cause.*Repeat this case/s);
    // From the facts to the row that marks the divergence, and back one step to the message that shows it.
    await keyTo(seen, 'Tab', ({ text }) => /^\d{4}-\d\d-\d\d [\d:.]+ UTC$/.test(text), 3);
    await page.keyboard.press('Enter');
    const marked = await page.evaluate<string>(`document.querySelector(':target')?.textContent ?? ''`);
    assert.match(marked, /First divergence/);
    await keyTo(seen, 'Shift+Tab', ({ text }) => /M13/.test(text), 2);
    await page.keyboard.press('Enter');
    const opened = await page.evaluate<{ open: boolean; text: string }>(`(() => {
      const details = document.activeElement?.closest('details');
      return { open: details?.open === true, text: details?.textContent ?? '' };
    })()`);
    assert.ok(opened.open, 'Enter opens the message');
    assert.match(opened.text, /Message id/);
    await page.context().close();
  });

  it('keeps a hostile device name text everywhere', async () => {
    const seen = await report('hostile');
    const { page } = seen;
    const made = await page.evaluate<Made>(`({
      foreign: document.querySelectorAll('img,script,iframe,object,form').length,
      handlers: [...document.querySelectorAll('*')].filter((e) =>
        [...e.attributes].some((a) => a.name.startsWith('on')),
      ).length,
      text: document.body.innerText,
      turned: /[\\u202a-\\u202e\\u2066-\\u2069\\u200b]/.test(document.documentElement.textContent ?? ''),
      length: document.documentElement.outerHTML.length,
    })`);
    assert.deepEqual(
      { foreign: made.foreign, handlers: made.handlers, turned: made.turned },
      { foreign: 0, handlers: 0, turned: false },
    );
    assert.ok(made.text.includes('<img src=x onerror=alert(1)>'));
    assert.ok(made.text.includes('⟨U+0000⟩') && made.text.includes('⟨U+202E⟩'));
    assert.ok(made.length < 2_000_000, `${made.length} characters`);
    assert.deepEqual(seen.troubles, []);
    await page.context().close();
  });
});
