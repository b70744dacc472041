/** The operator's page in a real browser: by keyboard alone, accessible, quiet, and proof against hostile text. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { WallClock } from '../../lab/connectors/timers';
import { PageOperator } from '../../lab/operator';
import type { Answer, Question } from '../../lab/operator';
import { askInTime } from '../../lab/operator/operator';
import { typedFor } from '../../lab/operator/quantities';
import {
  accessibilityFaults,
  openBrowser,
  overhang,
  visitAddress,
  type Look,
  type OpenBrowser,
  type Visit,
} from './browser';

const PULL: Question = {
  where: 'PR2-A-21.cable-pull, at the PEV p1',
  instruction: 'Pull the cable out of the vehicle p1.',
  details: [['pevId', 'p1']],
  yes: 'Begin',
  limitMs: 300_000,
};
const HOSTILE = '<img src=x onerror="document.title=\'owned\'"><script>alert(1)</script>\u202e';

/** A clock whose timers run out when the test says so. */
class HandClock implements WallClock {
  private readonly due = new Set<() => void>();
  now(): number {
    return 0;
  }
  after(_ms: number, run: () => void): () => void {
    this.due.add(run);
    return () => void this.due.delete(run);
  }
  runOut(): void {
    for (const run of this.due) run();
  }
}

let browser: OpenBrowser;
let clock: HandClock;
let operator: PageOperator;
let seen: Visit;
let answer: Promise<Answer>;
before(async () => {
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
});

/** Asks, and shows the page to a person. */
async function asked(question: Question, look: Look = {}): Promise<void> {
  clock = new HandClock();
  operator = await PageOperator.listen(0, clock);
  answer = askInTime({ operator, timers: clock }, question);
  seen = await visitAddress(browser, operator.url, look);
  seen.page.setDefaultTimeout(10_000);
  await there('#card:not([hidden])');
}

/** Waits for an element; the browser of the tests has no fonts, so that text alone has no size and is never "visible". */
async function there(selector: string): Promise<void> {
  await seen.page.locator(selector).waitFor({ state: 'attached' });
}

describe('the page of the operator', () => {
  // Within its suite: a hook of the file would be one of all files that share a process.
  afterEach(async () => {
    await seen.page.context().close();
    await operator.close();
  });

  it('shows what to do and how long there is, and Enter alone says that it begins', async () => {
    await asked(PULL);
    const text = (await seen.page.locator('#card').textContent()) ?? '';
    assert.match(text, /PR2-A-21\.cable-pull, at the PEV p1/);
    assert.match(text, /Pull the cable out of the vehicle p1\./);
    assert.match(text, /pevIdp1/);
    assert.match(text, /[45]:\d\d left/);
    await seen.page.keyboard.press('Enter');
    assert.deepEqual(await answer, { kind: 'yes', value: '' });
    await there('#idle:not([hidden])');
    assert.deepEqual(seen.troubles, []);
  });

  it('takes "cannot do it" and "saw something else" by keyboard alone', async () => {
    await asked(PULL);
    await seen.page.keyboard.press('Tab');
    await seen.page.keyboard.press('Enter');
    assert.deepEqual(await answer, { kind: 'cannot' });
    await there('#idle:not([hidden])');
    const saw = askInTime({ operator, timers: clock }, PULL);
    await seen.page.getByRole('button', { name: 'Begin' }).waitFor();
    await seen.page.keyboard.press('Tab');
    await seen.page.keyboard.press('Tab');
    await seen.page.keyboard.press('Enter');
    await there('#problem:text("Write what you saw.")');
    await seen.page.keyboard.insertText('a red lamp');
    await seen.page.keyboard.press('Enter');
    assert.deepEqual(await saw, { kind: 'saw', text: 'a red lamp' });
    assert.deepEqual(seen.troubles, []);
  });

  it('takes a value with its unit, and says what is wrong with it', async () => {
    await asked({
      ...PULL,
      instruction: 'Read the state of charge.',
      yes: 'Send',
      typed: typedFor('soc'),
    });
    await seen.page.getByLabel('the state of charge, in %').waitFor({ state: 'attached' });
    await seen.page.keyboard.insertText('155');
    await seen.page.keyboard.press('Enter');
    await there('#problem:text("is no number from 0 to 100 %.")');
    assert.equal(await seen.page.locator('#problem').textContent(), '"155" is no number from 0 to 100 %.');
    await seen.page.getByLabel('the state of charge, in %').fill('55,5');
    await seen.page.keyboard.press('Enter');
    assert.deepEqual(await answer, { kind: 'yes', value: '55,5' });
    // The refusal is an answer of status 400, which a browser writes into its console.
    assert.deepEqual(
      seen.troubles.filter((t) => !/status of 400/.test(t)),
      [],
    );
  });

  it('offers the choices where there are few', async () => {
    await asked({
      ...PULL,
      instruction: 'Read the contactor.',
      yes: 'Send',
      typed: typedFor('contactor'),
    });
    await there('input[value=OPEN]:checked');
    await seen.page.keyboard.press('ArrowDown');
    await seen.page.keyboard.press('Enter');
    assert.deepEqual(await answer, { kind: 'yes', value: 'CLOSED' });
  });

  it('withdraws a question whose time is over', async () => {
    await asked(PULL);
    clock.runOut();
    assert.deepEqual(await answer, { kind: 'silent' });
    await there('#idle:not([hidden])');
  });

  it('says so when the kit is gone', async () => {
    await asked(PULL);
    await operator.close();
    assert.deepEqual(await answer, { kind: 'silent' });
    await there('#gone:not([hidden])');
  });

  it('shows hostile text as text', async () => {
    await asked({
      ...PULL,
      instruction: HOSTILE,
      where: HOSTILE,
      details: [[HOSTILE, HOSTILE]],
      yes: HOSTILE,
    });
    assert.equal(await seen.page.evaluate<number>("document.querySelectorAll('img, main script').length"), 0);
    assert.notEqual(await seen.page.title(), 'owned');
    assert.equal(await overhang(seen), 0);
    assert.deepEqual(seen.troubles, []);
  });

  for (const dark of [false, true])
    it(`has no serious fault of accessibility, ${dark ? 'dark' : 'light'}, and fits a phone`, async () => {
      await asked({ ...PULL, typed: typedFor('soc') }, { dark, width: 360 });
      assert.deepEqual(await accessibilityFaults(seen), []);
      assert.equal(await overhang(seen), 0);
    });
});
