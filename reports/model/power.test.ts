import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hopsOf } from '../log/wire';
import { LogBuilder } from '../testing/log-builder';
import { PEV, Scene } from '../testing/scene';
import { joined, powerHistory, requestsOf } from './power';

const AT = Date.UTC(2026, 2, 3, 18);

function scene(): { log: LogBuilder; s: Scene } {
  const log = new LogBuilder();
  const s = new Scene(log, {
    id: 'c',
    requirement: 'r',
    name: 'n',
    feature: 'f',
    scenarioLine: 1,
    atMs: AT,
    seed: 's',
    tags: [],
  });
  return { log, s };
}

function request(s: Scene, powerW: number, durationS: number, status = 'ACCEPTED'): void {
  const sent = s.down('DispatchRequest', {
    dispatchId: 'd1',
    dischargePowerW: powerW,
    start: new Date(AT + 10_000).toISOString(),
    durationS,
  });
  s.up('DispatchResponse', { dispatchId: 'd1', status }, { correlationid: sent.id });
}

function update(s: Scene, powerW: number): void {
  const sent = s.down('DispatchUpdate', { dispatchId: 'd1', dischargePowerW: powerW });
  s.up('DispatchResponse', { dispatchId: 'd1', status: 'ACCEPTED' }, { correlationid: sent.id });
}

describe('what was asked of a PEV', () => {
  it('stands from the start to the end of the request', () => {
    const { log, s } = scene();
    request(s, 5000, 60);
    assert.deepEqual(requestsOf(hopsOf(log.records), PEV), [
      { fromMs: AT + 10_000, toMs: AT + 70_000, powerW: 5000, accepted: true, ended: true },
    ]);
  });

  it('is nothing where it was refused', () => {
    const { log, s } = scene();
    request(s, 5000, 60, 'REJECTED');
    assert.deepEqual(requestsOf(hopsOf(log.records), PEV), []);
  });

  it('changes with an update and ends with a cancel', () => {
    const { log, s } = scene();
    request(s, 5000, 60);
    s.atMs = AT + 30_000;
    update(s, 2000);
    s.atMs = AT + 50_000;
    s.down('EventCancel', { eventId: 'ev1' });
    const asked = requestsOf(hopsOf(log.records), PEV).map(({ fromMs, toMs, powerW }) => [
      fromMs - AT,
      toMs - AT,
      powerW,
    ]);
    assert.deepEqual(asked, [
      [10_000, 30_000, 5000],
      [30_000, 50_000, 2000],
    ]);
  });

  it('is one request where it is only refreshed', () => {
    const { log, s } = scene();
    request(s, 5000, 60);
    s.atMs = AT + 30_000;
    update(s, 5000);
    const [one, ...others] = joined(requestsOf(hopsOf(log.records), PEV));
    assert.deepEqual(others, []);
    assert.equal(one?.fromMs, AT + 10_000);
    assert.equal(one.toMs, AT + 70_000);
  });
});

describe('what can be drawn of a PEV', () => {
  it('is the measured curve with its corners, the reported limit and floor', () => {
    const { log, s } = scene();
    s.up('AvailabilityReport', { maxDischargeW: 6000, socFloor: 30 });
    s.reading({ powerW: 0, slopeWps: 0, soc: 50 });
    s.atMs = AT + 10_000;
    s.reading({ powerW: 0, slopeWps: -500, soc: 50 });
    s.atMs = AT + 20_000;
    s.reading({ powerW: -5000, slopeWps: 0, soc: 49.9 });
    const history = powerHistory(log.records, hopsOf(log.records), PEV);
    assert.deepEqual(
      history?.powerW.map((p) => [p.atMs - AT, p.value]),
      [
        [0, 0],
        [10_000, 0],
        [10_000, 0],
        [20_000, -5000],
        [20_000, -5000],
      ],
    );
    assert.deepEqual(history.limitW, [{ atMs: AT, value: 6000 }]);
    assert.deepEqual(history.floor, [{ atMs: AT, value: 30 }]);
  });

  it('is nothing where power was never read', () => {
    const { log } = scene();
    assert.equal(powerHistory(log.records, [], PEV), undefined);
  });
});
