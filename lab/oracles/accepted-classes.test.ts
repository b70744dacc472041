import assert from 'node:assert/strict';
import { test } from 'node:test';
import { P, Script, U } from '../checks/customer/testing';
import { PARAMS } from '../checks/dispatch/testing';
import { acceptsReportedClasses } from './accepted-classes';

/** A request of class FAST, answered so after a report of those classes, or of none. */
function verdictOf(status: string, classes?: readonly string[]): string | undefined {
  const script = new Script(PARAMS);
  if (classes !== undefined) script.say(0, P, 'AvailabilityReport', { classes }, { to: U });
  script.say(1000, U, 'DispatchRequest', { dispatchId: 'd1', responseClass: 'FAST' }, { to: P, id: 'm' });
  script.say(1050, P, 'DispatchResponse', { dispatchId: 'd1', status }, { to: U, correlationid: 'm' });
  return acceptsReportedClasses.judge(script.until(2000), P)[0]?.judgement.verdict;
}

test('a class that a report has named may be accepted', () => {
  assert.equal(verdictOf('ACCEPTED', ['SCHEDULED', 'FAST']), undefined);
  assert.equal(verdictOf('ACCEPTED'), undefined, 'before any report');
});

test('one that no report has named is refused', () => {
  assert.equal(verdictOf('REJECTED', ['SCHEDULED']), undefined);
  assert.equal(verdictOf('ACCEPTED', ['SCHEDULED']), 'fail');
  assert.equal(verdictOf('PARTIAL', []), 'fail');
});
