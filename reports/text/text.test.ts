import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { clockText, durationText, energyText, instantText, number, percentText, powerText } from './figures';
import { anchor, escapeHtml, html, join, nothing, trusted } from './html';
import { cut, grouped, visible, visibleLine } from './visible';
import { element, escapeAttribute, escapeText } from './xml';

const HOSTILE = fc.string({ unit: 'binary', maxLength: 60 });

describe('visible text', () => {
  it('shows NUL, escape, bidirectional and zero-width characters', () => {
    assert.equal(
      visible('a\u0000b\u001b[31mc\u202ed\u200be\u007f'),
      'a⟨U+0000⟩b⟨U+001B⟩[31mc⟨U+202E⟩d⟨U+200B⟩e⟨U+007F⟩',
    );
  });
  it('keeps line feeds and tabs, except on one line', () => {
    assert.equal(visible('a\n\tb\r'), 'a\n\tb⟨U+000D⟩');
    assert.equal(visibleLine('a\n\tb'), 'a⟨U+000A⟩⟨U+0009⟩b');
  });
  it('keeps whole surrogate pairs and shows halves', () => {
    assert.equal(visible('🔌\ud800x\udc00'), '🔌⟨U+D800⟩x⟨U+DC00⟩');
  });
  it('leaves right-to-left letters alone', () => {
    assert.equal(visible('מטען'), 'מטען');
  });
  it('cuts long text with the true length, never inside a pair', () => {
    assert.equal(
      cut('x'.repeat(1_048_576), 10),
      `${'x'.repeat(10)}… [cut here: 1\u202f048\u202f576 characters in all]`,
    );
    assert.ok(cut('aaa🔌🔌', 4).startsWith('aaa…'));
    assert.equal(cut('short'), 'short');
    assert.equal(grouped(999), '999');
  });
});

describe('html', () => {
  it('escapes what is interpolated and keeps what was made here', () => {
    const name = `<img src=x onerror="alert('1')">&`;
    assert.equal(
      html`<b>${name}</b>`.markup,
      '<b>&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;</b>',
    );
    assert.equal(
      html`<p>${html`<i>${1}</i>`}${[html`<u>a</u>`, ' & ']}${undefined}${null}${false}</p>`.markup,
      '<p><i>1</i><u>a</u> &amp; </p>',
    );
    assert.equal(join(['a', nothing, undefined, '<'], trusted('<br>')).markup, 'a<br>&lt;');
  });
  it('never lets any text open a tag, an attribute or an entity', () => {
    fc.assert(
      fc.property(HOSTILE, (text) => {
        assert.match(escapeHtml(text), /^(?:[\n\t]|[^&<>"'\p{Cc}\p{Cf}]|&(?:amp|lt|gt|quot|#39);)*$/u);
      }),
    );
  });
  it('makes fragment identifiers that differ where the texts differ', () => {
    assert.equal(anchor('PR2-A-15.two-events.2kWh'), 'PR2-A-15.two-events.2kWh');
    fc.assert(fc.property(HOSTILE, (text) => assert.match(anchor(text), /^[A-Za-z0-9._~-]*$/)));
  });
});

describe('xml', () => {
  it('escapes and keeps only characters of XML 1.0', () => {
    assert.equal(escapeAttribute('a<b>&"\'\n\u0000\ufffe'), 'a&lt;b&gt;&amp;&quot;&apos;&#10;⟨U+0000⟩\ufffd');
    assert.equal(escapeText(']]>\u0001'), ']]&gt;⟨U+0001⟩');
    fc.assert(
      fc.property(HOSTILE, (text) => {
        assert.match(escapeText(text), /^(?:[\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}])*$/u);
      }),
    );
  });
  it('writes elements without what is undefined', () => {
    assert.equal(element('a', { x: '1"', y: undefined, z: 2 }), '<a x="1&quot;" z="2"/>');
    assert.equal(element('a', {}, '<b/>'), '<a><b/></a>');
  });
});

describe('figures', () => {
  it('writes units and no trailing zeros', () => {
    assert.equal(powerText(-6200), '−6.2 kW');
    assert.equal(powerText(150), '150 W');
    assert.equal(energyText(9100), '9.1 kWh');
    assert.equal(percentText(30.254), '30.25 %');
    assert.equal(number(-0.0001, 2), '0');
    assert.equal(number(Number.NaN, 2), 'NaN');
  });
  it('writes durations and instants in UTC', () => {
    assert.deepEqual([250, 5200, 125_000, 11_400_000, 194_400_000, -2000].map(durationText), [
      '250 ms',
      '5.2 s',
      '2 min 5 s',
      '3 h 10 min',
      '2 d 6 h',
      '−2 s',
    ]);
    assert.equal(instantText(Date.UTC(2026, 2, 3, 18, 0, 5, 250)), '2026-03-03 18:00:05.250 UTC');
    assert.equal(clockText(Number.NaN), '00:00:00.000');
  });
});
