import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CaseView } from '../../runlog/case-view';
import type { LogRecord } from '../../schemas';
import { E, P, Script, U } from '../checks/customer/testing';
import { iso } from '../checks/dispatch/testing';
import { everybodyAsked } from './everybody-asked';

const START_MS = 3_600_000;

const EVENT = {
  eventId: 'ev1',
  revision: 0,
  programId: 'g1',
  start: iso(START_MS),
  durationS: 1800,
  intervals: [{ offsetS: 0, durationS: 1800, dischargePowerW: 4000 }],
  responseClass: 'SCHEDULED',
};
const PLACE = {
  pevId: 'p1',
  location: 'L1',
  architecture: 'S2',
  capabilities: { v2g: true, v2h: true },
  bidirectional: true,
  cordsetA: 32,
  inverterAuthorised: true,
};
const REPORT = {
  pevId: 'p1',
  maxDischargeW: 6000,
  minDischargeW: 500,
  availableEnergyWh: 10_000,
  classes: ['SCHEDULED'],
  readiness: { state: 'READY' },
};

interface Told {
  readonly place?: object;
  readonly report?: object;
  readonly decision?: string;
  readonly revision?: number;
}

/** A PEV in its place that reports, is told of an event and answers. */
class Story extends Script {
  constructor({ place, report, decision = 'OPT_IN', revision = 0 }: Told = {}) {
    super({ P_AVAIL_AGE: 10 });
    this.say(0, E, 'ConnectionNotice', { ...PLACE, ...place }, { source: E, to: U });
    this.say(1000, U, 'EnergySupplyEvent', EVENT, { source: U, to: P }, E);
    const answer = { eventId: 'ev1', revision, decision };
    this.say(2000, P, 'EventResponse', answer, { source: P, to: U }, U);
    this.say(START_MS - 9000, P, 'AvailabilityReport', { ...REPORT, ...report }, { source: P, to: U }, U);
  }

  asks(atMs: number): this {
    this.say(atMs, U, 'DispatchRequest', { eventId: 'ev1', dispatchId: 'd1' }, { source: U, to: P }, E);
    return this;
  }
}

/** What the oracle says of a story, in which the Utility was started with the PEV's enrollment. */
function judged(s: Script, untilMs = START_MS + 20_000): string {
  const view = new CaseView();
  const state = {
    enrollments: [{ customerId: 'c1', pevId: 'p1', programId: 'g1', architecture: 'S2', location: ['L1'] }],
  };
  for (const r of s.until(untilMs).records) {
    const record = r.kind === 'case' ? { ...r, devices: [{ urn: U, role: 'utility', state }] } : r;
    view.add(record as unknown as LogRecord);
  }
  view.passed(untilMs);
  return everybodyAsked
    .judge(view, U)
    .map(({ requirement, judgement: j }) => `${requirement} ${j.verdict}: ${j.observed}`)
    .join();
}

test('a PEV that takes part is asked by the time of its event', () => {
  assert.equal(judged(new Story().asks(START_MS - 5000)), 'PR2-A-14 pass: each was asked');
  assert.match(judged(new Story()), /^PR2-A-14 fail: p1 was asked for nothing of ev1 by /);
  assert.match(judged(new Story().asks(START_MS + 60_000), START_MS + 90_000), /fail/);
  assert.equal(judged(new Story(), START_MS + 5000), '');
});

test('who is not in, not ready, short of charge or elsewhere need not be asked', () => {
  assert.equal(judged(new Story({ decision: 'OPT_OUT' })), '');
  assert.equal(judged(new Story({ decision: 'PARTIAL' })), '');
  assert.equal(judged(new Story({ revision: 1 })), '');
  assert.equal(judged(new Story({ report: { readiness: { state: 'NOT_READY' } } })), '');
  assert.equal(judged(new Story({ report: { availableEnergyWh: 1900 } })), '');
  assert.equal(judged(new Story({ report: { maxDischargeW: 3000 } })), '');
  assert.equal(judged(new Story({ report: { classes: ['RESERVE'] } })), '');
  assert.equal(judged(new Story({ place: { location: 'L3' } })), '');
  assert.equal(judged(new Story({ place: { cordsetA: null } })), '');
});

test('what was said, done or ordered since may be why', () => {
  const since = (tell: (s: Story) => void): string => {
    const s = new Story();
    tell(s);
    return judged(s);
  };
  const about = { source: P, to: U };
  const out = { eventId: 'ev1', action: 'OPT_OUT', sourceTime: iso(START_MS - 5000) };
  assert.equal(
    since((s) => s.say(START_MS - 5000, P, 'ParticipationNotice', out, about, U)),
    '',
  );
  assert.equal(
    since((s) => s.say(START_MS - 5000, U, 'EventCancel', { eventId: 'ev1' }, { source: U, to: P }, E)),
    '',
  );
  assert.equal(
    since((s) => s.stimulus(START_MS - 5000, P, 'derate', {})),
    '',
  );
  assert.equal(
    since((s) => s.stimulus(START_MS - 5000, U, 'revoke-enrollment', {})),
    '',
  );
  assert.equal(
    since((s) => s.network(START_MS - 5000, {})),
    '',
  );
  assert.equal(
    since((s) => s.restart(START_MS - 5000, U, 'down')),
    '',
  );
  assert.equal(
    since((s) => s.stimulus(500, U, 'create-event', { eventId: 'ev1', totalPowerW: 4000 })),
    '',
  );
  assert.match(
    since((s) => s.stimulus(500, U, 'create-event', { eventId: 'ev2' })),
    /fail/,
  );
});

test('of two events at one time neither is judged', () => {
  const s = new Story();
  const other = { ...EVENT, eventId: 'ev2', start: iso(START_MS + 600_000) };
  s.say(3000, U, 'EnergySupplyEvent', other, { source: U, to: P }, E);
  s.say(
    4000,
    P,
    'EventResponse',
    { eventId: 'ev2', revision: 0, decision: 'OPT_IN' },
    { source: P, to: U },
    U,
  );
  assert.equal(judged(s), '');
});
