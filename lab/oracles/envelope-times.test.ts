import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogRecord } from '../../schemas';
import { CaseView } from '../../runlog/case-view';
import { envelopeTimes } from './envelope-times';

const PEV = 'urn:pr2:pev:p1';
const MIDNIGHT = Date.UTC(2031, 0, 2);
const MINUTE_MS = 60_000;

/** Messages a minute before and after midnight; the second is dated so many ms off, the PEV's clock as a whole so many. */
function verdictOf(offMs: number, clockMs: number, between: readonly object[] = []): string | undefined {
  const view = new CaseView();
  const telemetry = (at: number, wallMs: number): object => ({
    kind: 'emit',
    at,
    device: PEV,
    message: {
      id: `m${at}`,
      type: 'pr2.EnergyTelemetry.v1',
      source: PEV,
      destination: 'urn:pr2:utility:u1',
      time: new Date(wallMs).toISOString(),
      data: {},
    },
  });
  const [before, after] = [MIDNIGHT - MINUTE_MS, MIDNIGHT + MINUTE_MS];
  const devices = [{ urn: PEV, role: 'pev' }];
  const records = [
    { kind: 'case', at: before, case: 'c', devices, points: [], params: {} },
    telemetry(before, before + clockMs),
    ...between.map((r) => ({ at: MIDNIGHT, ...r })),
    telemetry(after, after + clockMs + offMs),
  ];
  for (const [n, r] of records.entries()) view.add({ n, prev: '', ...r } as unknown as LogRecord);
  return envelopeTimes.judge(view, PEV)[0]?.judgement.verdict;
}

test('a date that stays behind at midnight is a jump', () => {
  assert.equal(verdictOf(-86_400_000, 0), 'fail');
  assert.equal(verdictOf(7_200_000, 0), 'fail');
});

test('a clock that is wrong throughout, and a message that left a while late, are none', () => {
  assert.equal(verdictOf(0, 86_400_000), 'pass');
  assert.equal(verdictOf(-10 * MINUTE_MS, 0), 'pass');
});

test('where the clock was set nothing is said', () => {
  const step = { kind: 'stimulus', device: PEV, name: 'clock-step', params: { deltaMs: -3_600_000 } };
  assert.equal(verdictOf(-86_400_000, 0, [step]), undefined);
});

test('what waited for a link or for its power is of a time before, but not of one before the case nor of one to come', () => {
  const cut = { kind: 'network', action: { kind: 'link', state: 'down' } };
  const restart = { kind: 'restart', device: PEV, downMs: 1000 };
  for (const record of [cut, restart]) {
    assert.equal(verdictOf(-59 * MINUTE_MS, 0, [record]), 'pass');
    assert.equal(verdictOf(-86_400_000, 0, [record]), 'fail');
    assert.equal(verdictOf(86_400_000, 0, [record]), 'fail');
  }
});
