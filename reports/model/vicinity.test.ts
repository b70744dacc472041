import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fixtureLog } from '../testing/fixture-log';
import { STORIES } from '../testing/story';
import { reportModel } from './report-model';
import { sequenceOf } from './sequence';
import { vicinity } from './vicinity';

const failed = Object.values(STORIES)
  .flatMap((story) => reportModel(fixtureLog(story).records).cases)
  .filter((c) => c.breaches.length > 0);

describe('the vicinity of the breaches of a case', () => {
  it('shows or counts every message, and shows each that a breach is about', () => {
    assert.ok(failed.length > 3);
    for (const model of failed) {
      const rows = vicinity(sequenceOf(model.log, model.breaches).rows, model.breaches);
      const shown = rows.flatMap((r) => (r.kind === 'hop' ? [r.hop.n] : []));
      const counted = rows.reduce(
        (n, r) => n + (r.kind === 'left' || r.kind === 'fold' ? r.hops.length : 0),
        0,
      );
      assert.equal(shown.length + counted, model.hops().length, model.id);
      for (const b of model.breaches) {
        if (b.hop !== undefined) assert.ok(shown.includes(b.hop.n), `${model.id}: ${b.check.check}`);
      }
    }
  });

  it('leaves out what is far from them, and no step of the scenario', () => {
    const whole = failed.map((m) => sequenceOf(m.log, m.breaches).rows);
    const near = whole.map((rows, i) => vicinity(rows, failed[i]?.breaches ?? []));
    const steps = (rows: (typeof whole)[number]): number => rows.filter((r) => r.kind === 'step').length;
    assert.deepEqual(near.map(steps), whole.map(steps));
    assert.ok(near.some((rows) => rows.some((r) => r.kind === 'left' && r.hops.length > 5)));
  });
});
