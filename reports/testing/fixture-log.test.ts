import assert from 'node:assert/strict';
import { it } from 'node:test';
import { checkMessage, checkRecord } from '../../schemas';
import { fixtureLog } from './fixture-log';
import { STORIES } from './story';

for (const [name, story] of Object.entries(STORIES)) {
  it(`${name}: the hand-written log is one that the bench could have written`, () => {
    const { records } = fixtureLog(story, { unverified: true });
    for (const record of records)
      assert.deepEqual(checkRecord(record), [], `record ${record.n} ${record.kind}`);
    for (const record of records) {
      if (record.kind === 'emit' || record.kind === 'inject') {
        assert.deepEqual(checkMessage(record.message, 'open').problems, [], `record ${record.n}`);
      }
    }
  });
}
