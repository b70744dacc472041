import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOSTILE } from '../testing/story';
import { actText } from './record-text';

const PLACE = { n: 1, prev: '', at: 0, device: 'urn:pr2:pev:p1', kind: 'operator' } as const;

test('what a person was asked and answered is told in a sentence', () => {
  const asked = 'Pull the cable out of the vehicle p1.';
  assert.equal(
    actText({ ...PLACE, asked, answer: 'done', tookMs: 900 }),
    `Operator at PEV p1, asked "${asked}": done`,
  );
  assert.match(actText({ ...PLACE, asked, answer: 'silent' }), /: no answer$/);
});

test('what a person saw is text, however it looks', () => {
  const told = actText({ ...PLACE, asked: 'Press stop.', answer: 'saw', text: HOSTILE });
  assert.match(told, /: saw something else: <img src=x onerror=alert\(1\)>/);
  assert.doesNotMatch(told, /[\p{Cc}\u202e]/u);
});
