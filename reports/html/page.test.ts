import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { reportModel } from '../model/report-model';
import { fixtureLog, type FixtureOptions } from '../testing/fixture-log';
import { elements, readHtml, textOf, type HtmlElement } from '../testing/html-reader';
import { HOSTILE, STORIES, type Story } from '../testing/story';
import { reportHtml } from './page';

interface Page {
  readonly text: string;
  readonly root: HtmlElement;
  readonly all: readonly HtmlElement[];
}

function page(story: Story, options: FixtureOptions = {}): Page {
  const text = reportHtml(reportModel(fixtureLog(story, options).records));
  const root = readHtml(text);
  return { text, root, all: elements(root) };
}

function article({ all }: Page, caseId: string): HtmlElement {
  const found = all.find((e) => e.tag === 'article' && e.attributes['id'] === `case-${caseId}`);
  assert.ok(found, caseId);
  return found;
}

describe('report.html', () => {
  for (const [name, story] of Object.entries(STORIES)) {
    it(`${name}: is well formed, loads nothing, runs nothing`, () => {
      const { all, text } = page(story, { unverified: true });
      for (const { tag, attributes } of all) {
        assert.ok(!['script', 'img', 'link', 'iframe', 'object', 'embed', 'base', 'form'].includes(tag), tag);
        assert.deepEqual(
          Object.keys(attributes).filter((k) => k.startsWith('on') || k === 'style' || k === 'src'),
          [],
        );
        if ('href' in attributes) assert.match(attributes['href'] ?? '', /^#/);
      }
      assert.doesNotMatch(text, /url\(|@import/);
    });

    it(`${name}: every link leads somewhere, every id is there once`, () => {
      const { all } = page(story, { unverified: true, rounds: 2 });
      const ids = all.flatMap((e) => (e.attributes['id'] === undefined ? [] : [e.attributes['id']]));
      const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
      assert.deepEqual(twice, []);
      const lost = all
        .flatMap((e) => (e.attributes['href'] === undefined ? [] : [e.attributes['href'].slice(1)]))
        .filter((id) => !ids.includes(id));
      assert.deepEqual(lost, []);
    });
  }

  it('allows its one style sheet by digest, and nothing else', () => {
    const { all } = page(STORIES.allPass);
    const policy =
      all.find((e) => e.attributes['http-equiv'] === 'Content-Security-Policy')?.attributes['content'] ?? '';
    const style = all.find((e) => e.tag === 'style')?.children[0];
    assert.ok(typeof style === 'string');
    const digest = createHash('sha256').update(style).digest('base64');
    assert.equal(
      policy,
      `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`,
    );
  });

  it('has one first heading, and no level is skipped', () => {
    const { all } = page(STORIES.invertedSign, { unverified: true });
    const levels = all.filter((e) => /^h[1-6]$/.test(e.tag)).map((e) => Number(e.tag.slice(1)));
    assert.deepEqual(
      levels.filter((l) => l === 1),
      [1],
    );
    levels.forEach((level, i) =>
      assert.ok(level <= (levels[i - 1] ?? 0) + 1, `h${level} after h${levels[i - 1] ?? 0}`),
    );
  });

  it('keeps hostile text as text', () => {
    const { root, text } = page(STORIES.hostile, { unverified: true });
    assert.ok(textOf(root).includes('<img src=x onerror=alert(1)>'));
    assert.ok(text.length < 1_000_000, 'a megabyte of text is cut');
    assert.ok(textOf(root).includes('cut here'));
    assert.ok(HOSTILE.includes('\u202e') && !text.includes('\u202e'));
    assert.ok(textOf(root).includes('⟨U+202E⟩'));
    assert.ok(textOf(root).includes('⟨U+0000⟩'));
  });
});

describe('what the log embeds', () => {
  const { records } = fixtureLog(STORIES.optOutNotSent);
  const embedded = records.map((r) => {
    if (r.kind !== 'run') return r;
    const readings = [
      { id: 'D9', place: 'L19', question: 'two words for one thing', chosen: 'two different things' },
    ];
    const catalogue = r.catalogue.map((q) => (q.id === 'PR2-A-11' ? { ...q, readings: ['D9'] } : q));
    return { ...r, readings, catalogue, suite: { ...r.suite, strength: { known: 70, caught: 69 } } };
  });
  const text = textOf(readHtml(reportHtml(reportModel(embedded))));

  it('tells the reading of the use case that a failed requirement rests on', () => {
    assert.ok(
      text.includes('D9 , L19: two words for one thing. Read as: two different things'),
      text.slice(0, 3000),
    );
  });

  it('tells what a pass of this suite is worth', () => {
    assert.ok(text.includes('This suite catches 69 of 70 known faults of a PEV'));
  });
});

/** What a reader finds in report.html alone for each of four broken devices. */
const FOUND = [
  {
    story: STORIES.neverDischarges,
    caseId: 'PR2-A-17.step',
    requirement: 'PR2-A-18',
    message: 'M13 DispatchConfirmation',
    at: '2026-03-03 18:00:33.500 UTC',
  },
  {
    story: STORIES.invertedSign,
    caseId: 'PR2-A-17.step',
    requirement: 'PR2-X-04',
    message: 'M13 DispatchConfirmation',
    at: '2026-03-03 18:00:33.500 UTC',
  },
  {
    story: STORIES.lateByTwoSeconds,
    caseId: 'PR2-A-19.fast',
    requirement: 'PR2-A-19',
    message: 'M11 DispatchRequest',
    at: '2026-03-03 18:00:30.975 UTC',
  },
  {
    story: STORIES.optOutNotSent,
    caseId: 'PR2-A-11.opt-out-during',
    requirement: 'PR2-A-11',
    message: 'M15 ParticipationNotice',
    at: '2026-03-03 18:20:05.000 UTC',
  },
] as const;

describe('the first divergence on the page', () => {
  for (const { story, caseId, requirement, message, at } of FOUND) {
    it(`of ${caseId} (${story.product}, ${requirement}) is told with requirement, message and instant`, () => {
      const told = article(page(story), caseId);
      const facts = elements(told).find((e) => e.attributes['class'] === 'where');
      assert.ok(facts);
      assert.ok(textOf(told).includes(requirement));
      assert.ok(textOf(facts).includes(`First divergence ${at}`), textOf(facts));
      assert.ok(textOf(facts).includes(message), textOf(facts));
      assert.match(textOf(facts), /message id [0-9a-f-]{36}/);
    });
  }

  it('is a row of the diagram that the facts lead to', () => {
    const told = article(page(STORIES.invertedSign), 'PR2-A-17.step');
    const link = elements(told).find((e) => e.tag === 'a' && textOf(e).startsWith('2026-03-03'));
    const row = elements(told).find((e) => e.attributes['id'] === link?.attributes['href']?.slice(1));
    assert.equal(row?.tag, 'li');
    assert.ok(textOf(row).includes('First divergence'));
  });
});

describe('numbers on the page', () => {
  it('are those of the model', () => {
    for (const story of Object.values(STORIES)) {
      const log = fixtureLog(story, { unverified: true });
      const model = reportModel(log.records);
      const text = textOf(readHtml(reportHtml(model)));
      for (const verdict of new Set(model.requirements.map((r) => r.verdict))) {
        const n = model.requirements.filter((r) => r.verdict === verdict).length;
        assert.match(text, new RegExp(`${n} ${verdict}`));
      }
      for (const c of model.cases.filter((m) => m.verdict === 'fail')) {
        for (const { check } of c.breaches) {
          assert.ok(text.includes(check.expected) && text.includes(check.observed), check.id);
        }
      }
    }
  });

  it('give the command that repeats a case', () => {
    const told = textOf(article(page(STORIES.optOutNotSent), 'PR2-A-11.opt-out-during'));
    assert.ok(
      told.includes("npx pr2 run --dut pev='exec:node pev.js' --only PR2-A-11.opt-out-during --seed pr2"),
      told,
    );
  });

  it('tell the evidence of a passed case folded, with its messages', () => {
    const { all } = page(STORIES.allPass);
    const passed = all.find((e) => e.tag === 'li' && e.attributes['id'] === 'case-PR2-A-17.step');
    assert.ok(passed);
    assert.equal(elements(passed)[0]?.tag, 'details');
    assert.equal(elements(passed)[0]?.attributes['open'], undefined);
    for (const said of ['−5 kW ± 250 W', 'DispatchRequest', 'Power at the terminals'])
      assert.ok(textOf(passed).includes(said), said);
  });
});

describe('a long run', () => {
  it('is told by representatives: each case in full before any a second time', () => {
    const { all } = page(STORIES.invertedSign, { rounds: 40 });
    const articles = all.filter((e) => e.tag === 'article').map((e) => e.attributes['id'] ?? '');
    assert.equal(articles.length, 6);
    const section = all.find((e) => e.attributes['id'] === 'passed');
    assert.ok(section);
    assert.ok(textOf(section).includes('passed 40 times, shown once'));
  });
});
