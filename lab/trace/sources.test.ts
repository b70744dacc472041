import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { traceProblems } from './trace-problems';
import { FEATURE, refuses, small, SOURCES } from './testing';

refuses(
  'a line with neither requirement nor reason',
  small({ sources: SOURCES.replace('L1: { reason: heading }', 'L1: { gist: a title }') }),
  /^features\/sources\.yaml:5 L1 has neither requirements nor a reason/,
);
refuses(
  'a line with both',
  small({ sources: SOURCES.replace('{ place: step 6', '{ reason: layout, place: step 6') }),
  /sources\.yaml:6 L3 has requirements and a reason/,
);
refuses(
  'a line that became a requirement which is no Rule',
  small({ sources: SOURCES.replace('[PR2-A-15]', '[PR2-A-15, PR2-A-99]') }),
  /sources\.yaml:6 L3 became PR2-A-99, and no Rule has that id/,
);
refuses(
  'a line whose Rule does not name it',
  small({ feature: FEATURE.replace(' @source:L3', ' @source:L1') }),
  /small\.feature:4 PR2-A-15 has no tag @source:L3/,
  /small\.feature:4 PR2-A-15 has the tag @source:L1, and .* does not say so of L1/,
);
refuses(
  'a Rule that comes from no line',
  small({
    feature: FEATURE.replace(' @source:L3', ''),
    sources: SOURCES.replace('requirements: [PR2-A-15]', 'reason: layout')
      .replace('L3 }', 'L9 }')
      .replace('reason: restated by L9', 'reason: layout'),
  }),
  /PR2-A-15 comes from no line of the use case/,
);
refuses(
  'a line restated by one without requirements',
  small({ sources: SOURCES.replace('restated by L3', 'restated by L1') }),
  /sources\.yaml:7 L4 is restated by L1, which has no requirement/,
);
refuses(
  'a line beyond the last',
  small({ sources: SOURCES.replace('lines: 4', 'lines: 3') }),
  /L4 is no line of the use case, which has L1 to L3/,
);
refuses(
  'a digest that is none',
  small({ sources: SOURCES.replace(/sha256: .{8}/, 'sha256: ') }),
  /^features\/sources\.yaml:1 sha256 must be a SHA-256 digest in hex$/,
);
refuses(
  'a line count that is none',
  small({ sources: SOURCES.replace('lines: 4', 'lines: four') }),
  /^features\/sources\.yaml:2 lines must be a whole number$/,
);
refuses(
  'fewer entries than lines that are not blank',
  small({ sources: SOURCES.replace(/  L4.*\n/, '') }),
  /sources\.yaml:3 3 lines are said to be not blank, and there are entries for 2/,
);
refuses(
  'the same line twice',
  small({ sources: `${SOURCES}  L4: { reason: layout }\n` }),
  /^features\/sources\.yaml:8 is not YAML: Map keys must be unique/,
);
refuses(
  'a use case that is explained away',
  small({
    sources: [
      SOURCES.replace('lines: 4', 'lines: 60').replace('nonBlank: 3', 'nonBlank: 49'),
      ...Array.from({ length: 46 }, (_, i) => `  L${i + 5}: { reason: layout }\n`),
    ].join(''),
  }),
  /48 lines became nothing, and at most 45 may/,
);

const USE_CASE = Buffer.from('title\n\nstep six\nand again\n');
const soundSources = SOURCES.replace(
  /sha256: \w+/,
  `sha256: ${createHash('sha256').update(USE_CASE).digest('hex')}`,
);
test('the use case that was read passes', () => {
  const inputs = small({ sources: soundSources }, { useCase: { name: 'pr2.txt', bytes: USE_CASE } });
  assert.deepEqual(traceProblems(inputs), []);
});
refuses(
  'another use case than was read',
  small({}, { useCase: { name: 'pr2.txt', bytes: USE_CASE } }),
  /sources\.yaml:1 the digest is not that of pr2\.txt, which is [0-9a-f]{64}/,
);
refuses(
  'a use case with a line that has no entry, and an entry for a blank one',
  small({ sources: soundSources.replace('L1:', 'L2:') }, { useCase: { name: 'pr2.txt', bytes: USE_CASE } }),
  /L1 of pr2\.txt has no entry/,
  /sources\.yaml:5 L2 of pr2\.txt is blank and has an entry/,
);
