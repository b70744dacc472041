/** The spec book in a real browser: quiet, accessible, fit for a phone, and searched without a network. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { loadSuite } from '../../lab/session/suite';
import { specBook } from '../../spec/book';
import { bookInputs } from '../../spec/inputs';
import { accessibilityFaults, openBrowser, overhang, visit, written, type OpenBrowser } from './browser';

const book = specBook(bookInputs(loadSuite(), []));
const files = new Map<string, string>();
let open: OpenBrowser;
before(async () => {
  open = await openBrowser();
  for (const [name, text] of book) files.set(name, written(open.folder, name, text));
});
after(async () => {
  await open?.close();
});

function file(name: string): string {
  const path = files.get(name);
  assert.ok(path, name);
  return path;
}

/** All pages share one style sheet; these have every kind of thing on them. */
const DARK = ['index.html', 'general.html', 'states.html'];

describe('the spec book in a browser', () => {
  for (const name of book.keys()) {
    it(`${name}: asks for nothing, complains of nothing, fits a phone, has no serious fault`, async () => {
      const phone = await visit(open, file(name), { width: 360 });
      assert.equal(await overhang(phone), 0, 'nothing reaches over the edge');
      assert.deepEqual(await accessibilityFaults(phone), []);
      const dark = await visit(open, file(name), { dark: true });
      if (DARK.includes(name)) assert.deepEqual(await accessibilityFaults(dark), [], 'dark');
      assert.deepEqual([...phone.troubles, ...dark.troubles], []);
      await phone.page.context().close();
      await dark.page.context().close();
    });
  }

  it('finds a requirement, a message and a reading, and goes there by keyboard', async () => {
    const seen = await visit(open, file('index.html'));
    const { page } = seen;
    for (const [asked, lands] of [
      ['confirmation message', /messages\.html#DispatchConfirmation|pr2-a\.html#PR2-A-18/],
      ['M11', /messages\.html#DispatchRequest/],
      ['PR2-A-15', /pr2-a\.html#PR2-A-15/],
      ['D15', /readings\.html#D15/],
    ] as const) {
      await page.fill('#q', asked);
      const href = await page.evaluate<string>(
        `document.querySelector('#hits a')?.getAttribute('href') ?? ''`,
      );
      assert.match(href, lands, asked);
    }
    await page.focus('#q');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/readings\.html#D15/);
    assert.match(await page.evaluate<string>(`document.querySelector(':target')?.textContent ?? ''`), /D15/);
    assert.deepEqual(seen.troubles, []);
  });

  it('shows what is typed as text', async () => {
    const seen = await visit(open, file('index.html'));
    await seen.page.fill('#q', '<img src=x onerror=alert(1)>');
    assert.equal(await seen.page.evaluate<number>(`document.querySelectorAll('img').length`), 0);
    assert.equal(
      await seen.page.evaluate<string>(`document.getElementById('found')?.textContent`),
      'Nothing found',
    );
    assert.deepEqual(seen.troubles, []);
  });
});
