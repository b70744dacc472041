import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { loadSuite } from '../lab/session/suite';
import { elements, readHtml, textOf, type HtmlElement } from '../reports/testing/html-reader';
import { checkMessage, MESSAGE_NAMES } from '../schemas';
import { specBook } from './book';
import { bookInputs } from './inputs';
import { exampleOf } from './messages';
import { searchIndex } from './search';
import { reaches } from './state-machine';

const inputs = bookInputs(loadSuite(), []);
const book = specBook(inputs);
const pages = new Map([...book].map(([file, text]) => [file, readHtml(text)]));
const idsOf = (page: HtmlElement | undefined): Set<string> =>
  new Set(page === undefined ? [] : elements(page).flatMap((e) => e.attributes['id'] ?? []));

describe('the spec book', () => {
  it('links only to places that are there, and loads nothing', () => {
    for (const [file, page] of pages) {
      for (const { tag, attributes } of elements(page)) {
        assert.ok(
          !['img', 'link', 'iframe', 'object', 'embed', 'base', 'form'].includes(tag),
          `${file}: ${tag}`,
        );
        assert.ok(!('src' in attributes) && !('style' in attributes), `${file}: ${tag}`);
        const { href } = attributes;
        if (href === undefined) continue;
        const [to = '', id] = href.split('#');
        const target = pages.get(to === '' ? file : to);
        assert.ok(target, `${file} links to ${href}`);
        if (id !== undefined && id !== '') assert.ok(idsOf(target).has(id), `${file} links to ${href}`);
      }
    }
  });

  it('has every id of a page once', () => {
    for (const [file, page] of pages) {
      const ids = elements(page).flatMap((e) => e.attributes['id'] ?? []);
      assert.deepEqual(
        ids.filter((id, i) => ids.indexOf(id) !== i),
        [],
        file,
      );
    }
  });

  it('runs its own script and no other', () => {
    for (const [file, page] of pages) {
      const policy = elements(page).find((e) => e.attributes['http-equiv'] === 'Content-Security-Policy');
      const scripts = elements(page).filter((e) => e.tag === 'script' && e.attributes['type'] === undefined);
      const allowed = scripts.map((s) => {
        const code = s.children.filter((c) => typeof c === 'string').join('');
        return ` script-src 'sha256-${createHash('sha256').update(code).digest('base64')}';`;
      });
      const text = policy?.attributes['content'] ?? '';
      assert.match(text, /^default-src 'none'; style-src 'sha256-[^']+';/, file);
      assert.equal(/ script-src [^;]+;/.exec(text)?.[0], allowed[0], file);
      assert.ok(allowed.length <= 1);
    }
  });

  it('tells every requirement with its test cases, each in its steps', () => {
    for (const r of inputs.suite.catalogue.requirements) {
      const page = pages.get(`${r.group}.html`);
      assert.ok(page);
      const section = elements(page).find((e) => e.attributes['id'] === r.id);
      assert.ok(section, r.id);
      const text = textOf(section);
      for (const c of inputs.suite.catalogue.cases.filter((k) => k.requirement === r.id)) {
        assert.ok(text.includes(c.id), `${c.id} is told`);
      }
      for (const pre of elements(section).filter((e) => e.tag === 'pre')) {
        assert.match(textOf(pre), /Then/, `a test case of ${r.id} without a Then`);
        assert.doesNotMatch(textOf(pre), /Scenario|Rule:|@dut/, `${r.id} runs into the next one`);
      }
    }
  });

  for (const name of MESSAGE_NAMES) {
    it(`${name}: the example is valid, every field of it is told`, () => {
      const example = exampleOf(inputs, name);
      assert.deepEqual(checkMessage(example, 'closed'), { problems: [], findings: [] });
      const page = pages.get('messages.html');
      const section =
        page === undefined ? undefined : elements(page).find((e) => e.attributes['id'] === name);
      assert.ok(section);
      const told = elements(section)
        .filter((e) => e.tag === 'th')
        .map(textOf);
      for (const field of Object.keys(example['data'] as object)) assert.ok(told.includes(field), field);
    });
  }

  it('is the same every time', () => {
    assert.deepEqual([...specBook(inputs)], [...book]);
  });
});

describe('the search index', () => {
  it('leads to places that are there', () => {
    for (const [title, href] of searchIndex(inputs)) {
      const [file = '', id = ''] = href.split('#');
      assert.ok(idsOf(pages.get(file)).has(id), `${title}: ${href}`);
    }
  });
});

describe('the state machines', () => {
  it('lead from charging or from the home to discharge by no short cut', () => {
    const [pev] = inputs.machines;
    assert.ok(pev);
    assert.equal(reaches(pev, 'CHARGING', 'DISCHARGING', 2), false);
    assert.equal(reaches(pev, 'FORMING', 'RAMPING', 2), false);
    assert.equal(reaches(pev, 'PENDING', 'DISCHARGING', 2), true);
  });

  const requirements = new Set(inputs.suite.catalogue.requirements.map((r) => r.id));
  for (const m of inputs.machines) {
    it(`${m.id}: every state can be reached, every final one is the end, every requirement exists`, () => {
      const states = Object.entries(m.states);
      assert.equal(states.filter(([, s]) => s.initial === true).length, 1);
      for (const [name, s] of states) {
        assert.deepEqual(
          Object.keys(s).filter((k) => !['at', 'about', 'initial', 'final'].includes(k)),
          [],
          name,
        );
        const entered = [...m.transitions, ...m.anywhere].some((t) => t.to === name);
        assert.ok(s.initial === true || entered, `nothing leads to ${name}`);
        const left = m.transitions.some((t) => t.from === name) || m.anywhere.length > 0;
        assert.ok(s.final === true ? !m.transitions.some((t) => t.from === name) : left, name);
      }
      for (const t of [...m.transitions, ...m.anywhere]) {
        assert.deepEqual(
          Object.keys(t).filter((k) => !['from', 'to', 'on', 'requirements'].includes(k)),
          [],
        );
        for (const id of t.requirements) assert.ok(requirements.has(id), id);
      }
      const places = states.map(([, s]) => s.at.join());
      assert.equal(new Set(places).size, places.length, 'two states in one place');
    });
  }
});
