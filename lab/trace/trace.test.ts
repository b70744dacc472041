import assert from 'node:assert/strict';
import { test } from 'node:test';
import { small } from './testing';
import { traceMarkdown, traceOf } from './trace';

const { catalogue, sources, runs, faults = [] } = small();
assert.ok(!('problems' in sources));
const trace = traceOf(catalogue, sources, runs, faults);

test('a line leads to its requirement, its cases and the checks that they recorded', () => {
  assert.deepEqual(
    trace.lines.map((l) => [l.line, l.reason, l.requirements]),
    [
      ['L1', 'heading', []],
      ['L3', undefined, ['PR2-A-15']],
      ['L4', 'restated by L3', []],
    ],
  );
  const [requirement, kit] = trace.requirements;
  assert.deepEqual(
    requirement?.cases.map((c) => [c.id, c.dut, c.checks]),
    [
      ['PR2-A-15.exact', 'pev', ['answers', 'books']],
      ['PR2-A-15.rows.less', 'utility', ['answers', 'books']],
      ['PR2-A-15.rows.more', 'utility', ['answers', 'books']],
    ],
  );
  assert.deepEqual(requirement?.faults, ['pev/takes-more', 'utility/asks-for-more']);
  assert.deepEqual(requirement?.readings, ['D15']);
  assert.deepEqual(kit?.roles, ['the kit']);
});

test('told as Markdown, every line and every case is there', () => {
  const text = traceMarkdown(trace);
  assert.match(text, /## L3 \(step 6\): not beyond what is there/);
  assert.match(text, /`PR2-A-15\.rows\.more` utility, boundary: answers, books/);
  assert.match(text, /- L4: restated by L3/);
  assert.match(text, /## Implied by the whole\n\n- \*\*PR2-X-14\*\* The evidence is kept \(MUST; the kit;/);
});
