import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fixtureLog } from '../testing/fixture-log';
import { STORIES } from '../testing/story';
import { reportModel, type CaseModel } from './report-model';
import { sequenceOf, withKeywords, type Row } from './sequence';

function caseOf(story: (typeof STORIES)[keyof typeof STORIES], id: string): CaseModel {
  const found = reportModel(fixtureLog(story).records).cases.find((c) => c.id === id);
  assert.ok(found);
  return found;
}

function hopsShown(rows: readonly Row[]): number {
  return rows.reduce((n, r) => n + (r.kind === 'hop' ? 1 : r.kind === 'fold' ? r.hops.length : 0), 0);
}

describe('the rows of a sequence diagram', () => {
  it('show or fold every hop exactly once', () => {
    for (const story of Object.values(STORIES)) {
      for (const model of reportModel(fixtureLog(story).records).cases) {
        const { rows } = sequenceOf(model.log, model.breaches);
        assert.equal(hopsShown(rows), model.hops().length, model.id);
      }
    }
  });

  it('fold telemetry that says nothing new', () => {
    const model = caseOf(STORIES.allPass, 'PR2-A-17.step');
    const { rows } = sequenceOf(model.log, []);
    const folds = rows.filter((r) => r.kind === 'fold');
    assert.equal(folds.length, 1);
    assert.ok(folds[0]?.kind === 'fold' && folds[0].hops.every((h) => h.name === 'EnergyTelemetry'));
    assert.ok(rows.length < 60);
  });

  it('mark the first divergence once, right after the message that shows it', () => {
    const model = caseOf(STORIES.invertedSign, 'PR2-A-17.step');
    const { rows } = sequenceOf(model.log, model.breaches);
    const at = rows.findIndex((r) => r.kind === 'divergence');
    const before = rows[at - 1];
    assert.ok(before?.kind === 'hop');
    assert.equal(before.hop.n, model.divergence?.n);
    assert.equal(rows.filter((r) => r.kind === 'divergence').length, 1);
  });

  it('keep what surrounds the first divergence in sight', () => {
    const model = caseOf(STORIES.allPass, 'PR2-A-17.step');
    const telemetry = model.hops().filter((h) => h.name === 'EnergyTelemetry');
    const middle = telemetry[60];
    const [check] = model.checks;
    assert.ok(middle !== undefined && check !== undefined);
    const showing = 'message' as const;
    const { n, atMs } = middle;
    const divergence = { check, showing, atMs, n, missing: undefined, sinceMs: atMs, hop: middle };
    const { rows } = sequenceOf(model.log, [{ ...divergence, check: { ...check, basis: [middle.n] } }]);
    const at = rows.findIndex((r) => r.kind === 'divergence');
    assert.ok(rows.slice(at - 5, at).every((r) => r.kind === 'hop'));
    assert.ok(rows.slice(at + 1, at + 6).every((r) => r.kind === 'hop'));
    assert.ok(rows.some((r) => r.kind === 'fold'));
  });

  it('mark a silence where the wait was over: nothing later stands before it, nothing earlier after it', () => {
    const model = caseOf(STORIES.optOutNotSent, 'PR2-A-11.opt-out-during');
    const { rows } = sequenceOf(model.log, model.breaches);
    const at = rows.findIndex((r) => r.kind === 'divergence');
    const limit = model.divergence?.atMs ?? 0;
    assert.ok(rows.slice(0, at).every((r) => r.kind !== 'hop' || r.hop.atMs <= limit));
    assert.ok(rows.slice(at).every((r) => r.kind !== 'hop' || r.hop.atMs > limit));
  });

  it('put the utility left of the ESCI and the ESCI left of the PEV', () => {
    const { lanes } = sequenceOf(caseOf(STORIES.allPass, 'PR2-A-17.step').log, []);
    assert.deepEqual(
      lanes.map((l) => l.split(':')[2]),
      ['utility', 'esci', 'pev'],
    );
  });

  it('name a long wait', () => {
    const { rows } = sequenceOf(caseOf(STORIES.allPass, 'PR2-A-17.step').log, []);
    assert.ok(rows.some((r) => r.kind === 'gap' && r.ms > 100_000_000));
  });

  it('read their steps with Given, When, Then and And', () => {
    const step = (keyword: string): Row => ({
      kind: 'step',
      drawn: [],
      record: { n: 0, prev: '', kind: 'step', at: 0, text: 't', keyword },
    });
    const read = withKeywords(['Context', 'Context', 'Action', 'Outcome', 'Outcome'].map(step));
    assert.deepEqual(
      read.map((r) => (r.kind === 'step' ? r.record.keyword : '')),
      ['Given', 'And', 'When', 'Then', 'And'],
    );
  });

  it('have what a step drew beside that step, and beside no other', () => {
    const { log } = caseOf(STORIES.allPass, 'PR2-A-17.step');
    const steps = log.records.filter((r) => r.kind === 'step').length;
    const drawn = { n: 0, prev: '', kind: 'draw', name: 'power', value: 4300, unit: 'W' } as const;
    const first = log.records.findIndex((r) => r.kind === 'step');
    const { rows } = sequenceOf({ ...log, records: log.records.toSpliced(first + 1, 0, drawn) }, []);
    const beside = rows.flatMap((r) => (r.kind === 'step' ? [r.drawn.map((d) => d.value)] : []));
    assert.ok(steps > 1);
    assert.deepEqual(beside.slice(0, 2), [[4300], []]);
  });
});
