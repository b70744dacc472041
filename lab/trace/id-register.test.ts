import assert from 'node:assert/strict';
import { test } from 'node:test';
import { traceProblems } from './trace-problems';
import { FEATURE, idsAnd, refuses, small } from './testing';

refuses(
  'an id that was never published',
  small({
    ids: 'requirement PR2-A-15\nrequirement PR2-X-14\ncase PR2-A-15.exact\ncase PR2-A-15.rows.less\ncheck answers\ncheck books\ncheck stays-up\n',
  }),
  /small\.feature:\d+ case PR2-A-15\.rows\.more is not in features\/ids\.txt/,
);
refuses(
  'an id used twice',
  small({ feature: FEATURE.replace('rows.more |', 'rows.less |') }),
  /small\.feature:19 test case PR2-A-15\.rows\.less stands already at pr2-a\/small\.feature:18/,
  /case PR2-A-15\.rows\.more was published and is nowhere/,
);
refuses(
  'an id used again',
  small({ ids: idsAnd('retired case PR2-A-15.exact') }),
  /PR2-A-15\.exact is used again; features\/ids\.txt:\d+ retired it/,
);
refuses(
  'an id that vanished',
  small({ ids: idsAnd('check looks') }),
  /ids\.txt:\d+ check looks was published and is nowhere in the suite/,
);
refuses(
  'an id published twice',
  small({ ids: idsAnd('check books') }),
  /check books stands already on line \d+/,
);
refuses(
  'a line of ids that is none',
  small({ ids: idsAnd('cheque books') }),
  /ids\.txt:\d+ "cheque books" is not requirement, case or check/,
);
test('an id that was retired and is gone passes', () => {
  assert.deepEqual(traceProblems(small({ ids: idsAnd('check looks\nretired check looks') })), []);
});
