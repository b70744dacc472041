import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LogRecord } from '../../schemas';
import type { RecordOf } from '../log/run-log';
import { hopsOf } from '../log/wire';
import { fixtureLog } from '../testing/fixture-log';
import { LogBuilder } from '../testing/log-builder';
import { PEV, Scene } from '../testing/scene';
import { STORIES, type Story } from '../testing/story';
import { divergenceOf, divergencesOf, type Divergence } from './divergence';
import { reportModel, type CaseModel } from './report-model';

const AT = Date.UTC(2026, 2, 3, 18);

function only(story: Story, id: string): CaseModel {
  const found = reportModel(fixtureLog(story).records).cases.find((c) => c.id === id);
  assert.ok(found);
  return found;
}

/** A divergence of one failed check whose basis is what `write` puts into a scene. */
function judged(
  write: (s: Scene) => number[],
  more: { oracle?: boolean; observed?: string; divergence?: RecordOf<'check'>['divergence'] } = {},
): Divergence {
  const log = new LogBuilder();
  const s = new Scene(log, {
    id: 'PR2-A-17.x',
    requirement: 'PR2-A-17',
    name: 'x',
    feature: 'x.feature',
    scenarioLine: 1,
    atMs: AT,
    seed: 's',
    tags: [],
  });
  const basis = write(s);
  s.atMs = AT + 60_000;
  const n = s.check({
    check: 'c',
    verdict: 'fail',
    expected: 'e',
    observed: more.observed ?? 'o',
    basis,
    ...more,
  });
  const check = log.records[n] as RecordOf<'check'>;
  const byN = new Map<number, LogRecord>(log.records.map((r) => [r.n, r]));
  return divergenceOf(check, byN, hopsOf(log.records), PEV);
}

describe('the divergence of a check', () => {
  it('is the message of the device at the end of its basis', () => {
    const d = judged((s) => {
      const asked = s.down('DispatchRequest', {}).arrived;
      s.atMs += 4_000;
      return [asked, s.up('DispatchResponse', { status: 'ACCEPTED' })];
    });
    assert.equal(d.showing, 'message');
    assert.equal(d.atMs, AT + 4_000);
    assert.equal(d.hop?.name, 'DispatchResponse');
    assert.equal(d.sinceMs, AT);
  });

  it('is the silence after the one record of its basis, until the check could wait no longer', () => {
    const d = judged((s) => [s.stimulus('opt-out')]);
    assert.equal(d.showing, 'absence');
    assert.equal(d.n, undefined);
    assert.equal(d.atMs, AT + 60_000);
  });

  it('is silence too where that one record is a message of the device itself', () => {
    assert.equal(judged((s) => [s.up('AvailabilityReport', {})]).showing, 'absence');
  });

  it('is what the check says of it, where it says so', () => {
    const write = (s: Scene): number[] => [
      s.down('DispatchRequest', {}).arrived,
      s.up('DispatchResponse', {}),
    ];
    const missing = judged(write, { divergence: { at: AT + 5_000, missing: 'DispatchConfirmation' } });
    assert.deepEqual([missing.showing, missing.atMs, missing.n], ['absence', AT + 5_000, undefined]);
    const shown = judged(write, { divergence: { at: AT + 1, n: 5 } });
    assert.deepEqual([shown.showing, shown.atMs, shown.n], ['message', AT + 1, 5]);
  });

  it('takes the one record of an oracle for what shows it', () => {
    const d = judged((s) => [s.up('EnergyTelemetry', { activePowerW: 5 })], { oracle: true });
    assert.equal(d.showing, 'message');
    assert.equal(d.atMs, AT);
  });

  it('is the instant written down where a curve left its bounds, not the reading that begins the stretch', () => {
    const write = (s: Scene): number[] => {
      const asked = s.down('DispatchRequest', {}).arrived;
      return [asked, s.reading({ powerW: 0, slopeWps: -10 })];
    };
    assert.equal(judged(write, { observed: '−300 W at 2026-03-03 18:00:30.001Z' }).atMs, AT + 30_001);
    assert.equal(judged(write, { observed: '−300 W' }).atMs, AT);
    assert.equal(
      judged(write, { observed: 'at 2026-03-03 19:00:00.000Z' }).atMs,
      AT,
      'later than the judgement',
    );
    assert.equal(judged(write).hop?.name, 'DispatchRequest');
  });

  it('calls a message of others what the silence is measured from', () => {
    const d = judged((s) => [s.stimulus('plug-in'), s.down('AvailabilityRequest', {}).arrived]);
    assert.equal(d.showing, 'absence');
    assert.equal(d.hop?.name, 'AvailabilityRequest');
  });

  it('stands without any basis', () => {
    const d = judged(() => []);
    assert.equal(d.showing, 'absence');
    assert.equal(d.atMs, AT + 60_000);
  });
});

describe('the first divergence of a case', () => {
  it('is the earliest by the instant at which it shows, not by the order of the checks', () => {
    const c = only(STORIES.invertedSign, 'PR2-A-17.step');
    assert.deepEqual(
      c.breaches.map((b) => b.check.requirement),
      ['PR2-A-18', 'PR2-X-04', 'PR2-A-17'],
    );
    const at = c.breaches.map((b) => b.atMs);
    assert.deepEqual(
      at,
      at.toSorted((a, b) => a - b),
    );
    assert.equal(c.divergence, c.breaches[0]);
  });

  it('leaves findings out', () => {
    const { log } = only(STORIES.invertedSign, 'PR2-A-17.step');
    assert.deepEqual(
      divergencesOf(log, [], () => false),
      [],
    );
  });

  it('is the measured instant for a device that is late, and the deadline for one that is silent', () => {
    assert.equal(only(STORIES.lateByTwoSeconds, 'PR2-A-19.fast').divergence?.atMs, AT + 30_975);
    assert.equal(only(STORIES.optOutNotSent, 'PR2-A-11.opt-out-during').divergence?.atMs, AT + 1_205_000);
  });

  it('does not exist in a case that passed', () => {
    assert.equal(only(STORIES.allPass, 'PR2-A-17.step').divergence, undefined);
  });
});
