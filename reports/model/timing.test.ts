import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fixtureLog } from '../testing/fixture-log';
import { STORIES } from '../testing/story';
import { reportModel } from './report-model';
import { timings } from './timing';

describe('response times', () => {
  it('hold every measurement of the log exactly once', () => {
    const { records } = fixtureLog(STORIES.lateByTwoSeconds, { rounds: 3 });
    const logged = records
      .flatMap((r) => (r.kind === 'check' ? (r.measured ?? []) : []))
      .map((m) => m.valueMs);
    const told = reportModel(records).timings.flatMap((t) => t.measurements.map((m) => m.valueMs));
    assert.deepEqual(
      told.toSorted((a, b) => a - b),
      logged.toSorted((a, b) => a - b),
    );
  });

  it('count what kept the limit and show only values that were measured', () => {
    for (const t of reportModel(fixtureLog(STORIES.lateByTwoSeconds).records).timings) {
      const values = t.measurements.map((m) => m.valueMs);
      for (const shown of [t.medianMs, t.p95Ms, t.worstMs]) assert.ok(values.includes(shown));
      assert.equal(t.within, values.filter((v) => v <= t.limitMs).length);
      assert.equal(t.worstMs, Math.max(...values));
    }
    const full = reportModel(fixtureLog(STORIES.lateByTwoSeconds).records).timings.find(
      (t) => t.name === 'full' && t.responseClass === 'FAST',
    );
    assert.equal(full?.within, 0);
  });

  it('know a limit that is a least', () => {
    const model = reportModel(fixtureLog(STORIES.allPass).records);
    const [first] = model.cases;
    assert.ok(first?.checks[0]);
    const checks = [
      {
        ...first.checks[0],
        measured: [61_501, 75_000].map((valueMs) => ({ name: 'lead', valueMs, limitMs: 60_000 })),
      },
      {
        ...first.checks[0],
        verdict: 'fail' as const,
        measured: [{ name: 'lead', valueMs: 12_000, limitMs: 60_000 }],
      },
    ];
    const [t] = timings([{ ...first, checks }]);
    assert.equal(t?.atLeast, true);
    assert.equal(t.within, 2);
    assert.equal(t.worstMs, 12_000);
  });
});
