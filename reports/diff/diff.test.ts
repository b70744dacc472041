import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LogRecord } from '../../schemas';
import { reportModel, type ReportModel } from '../model/report-model';
import { fixtureLog } from '../testing/fixture-log';
import { STORIES, type Story } from '../testing/story';
import { diffRuns } from './diff';
import { diffMarkdown, diffText } from './diff-text';

function model(story: Story, change: (r: LogRecord) => LogRecord[] = (r) => [r]): ReportModel {
  return reportModel(fixtureLog(story).records.flatMap(change));
}

function version(to: string): (r: LogRecord) => LogRecord[] {
  return (r) => [r.kind === 'run' ? { ...r, suite: { version: to, digest: `of ${to}` } } : r];
}

/** Leaves one case out, as if it did not exist. */
function without(id: string): (r: LogRecord) => LogRecord[] {
  let inside = false;
  return (r) => {
    if (r.kind === 'case') inside = r.case === id;
    const out = inside ? [] : [r];
    if (r.kind === 'end-case') inside = false;
    return r.kind === 'end' ? [{ ...r, count: 0 }] : out;
  };
}

describe('the difference between two runs', () => {
  it('is nothing between a run and itself', () => {
    const diff = diffRuns(model(STORIES.allPass), model(STORIES.allPass));
    assert.equal(diffText(diff), 'No difference: the same verdicts, the same evidence, the same suite.\n');
    assert.equal(diff.bump, undefined);
  });

  it('names every verdict that changed, of requirements and of cases', () => {
    const diff = diffRuns(model(STORIES.allPass), model(STORIES.optOutNotSent));
    assert.deepEqual(diff.headline, { before: 'conformant', after: 'not conformant' });
    assert.deepEqual(
      [...diff.requirements, ...diff.cases].map((c) => [c.id, c.before, c.after]),
      [
        ['PR2-A-11', 'pass', 'fail'],
        ['PR2-A-11.opt-out-during', 'pass', 'fail'],
      ],
    );
    assert.match(diffText(diff), /PR2-A-11: pass → fail/);
    assert.match(diffMarkdown(diff), /- `PR2-A-11`: pass → fail/);
  });

  it('tells what is new and what is no longer tested', () => {
    const less = model(STORIES.allPass, without('PR2-A-17.step'));
    const all = model(STORIES.allPass);
    assert.deepEqual(
      diffRuns(less, all).cases.map((c) => [c.id, c.before, c.after]),
      [['PR2-A-17.step', undefined, 'pass']],
    );
    assert.match(diffText(diffRuns(all, less)), /No longer tested[^]*PR2-A-17\.step: was pass/);
  });
});

describe('a suite version', () => {
  const bump = (a: ReportModel, b: ReportModel): unknown[] => {
    const diff = diffRuns(a, b);
    return [diff.bump, diff.bumped];
  };
  const good = (v: string): ReportModel => model(STORIES.allPass, version(v));

  it('is a major where a verdict can turn red: a pass that is none any more, or a case that is new', () => {
    const bad = (v: string): ReportModel => model(STORIES.optOutNotSent, version(v));
    assert.deepEqual(bump(good('1.0.0'), bad('2.0.0')), ['major', true]);
    assert.deepEqual(bump(good('1.0.0'), bad('1.1.0')), ['major', false]);
    assert.deepEqual(bump(good('0.1.0'), bad('0.2.0')), ['major', true]);
    assert.deepEqual(bump(good('0.1.0'), bad('0.1.1')), ['major', false]);
    const leaveOut = without('PR2-A-06.first-connection');
    const less = model(STORIES.allPass, (r) => leaveOut(r).flatMap(version('1.0.0')));
    assert.deepEqual(bump(less, good('1.1.0')), ['major', false]);
  });

  it('is a minor where verdicts only got better, a patch where none changed', () => {
    const bad = model(STORIES.optOutNotSent, version('1.0.0'));
    assert.deepEqual(bump(bad, good('1.1.0')), ['minor', true]);
    assert.deepEqual(bump(bad, good('1.0.1')), ['minor', false]);
    assert.deepEqual(bump(good('1.0.0'), good('1.0.1')), ['patch', true]);
    assert.deepEqual(bump(good('1.0.1'), good('1.0.0')), ['patch', false], 'going back');
    assert.deepEqual(bump(good('one'), good('two')), ['patch', false], 'no version at all');
  });
});
