import assert from 'node:assert/strict';
import { test } from 'node:test';
import { E, P, Script, U } from '../checks/customer/testing';
import { PARAMS } from '../checks/dispatch/testing';
import type { MessageName } from '../../schemas';
import { addressees } from './addressees';

function failedBy(name: MessageName, to: string, heardOf: readonly string[] = [E, U]): string | undefined {
  const script = new Script(PARAMS);
  for (const from of heardOf) script.say(0, from, 'AvailabilityRequest', { pevId: 'p1' }, { to: P });
  script.say(1000, P, name, {}, { to });
  return addressees.judge(script.until(2000), P)[0]?.requirement;
}

test('what is about a dispatch goes to the Utility, what is about the home to the ESCI', () => {
  assert.equal(failedBy('EnergyTelemetry', U), undefined);
  assert.equal(failedBy('EnergyTelemetry', E), 'PR2-A-16');
  assert.equal(failedBy('EmergencyGenerationStatus', E), undefined);
  assert.equal(failedBy('EmergencyGenerationStatus', U), 'PR2-B-08');
  assert.equal(failedBy('IsolationAttestation', U), 'PR2-B-07');
});

test('who has heard of no Utility tells the ESCI', () => {
  assert.equal(failedBy('EnergyTelemetry', E, [E]), undefined);
});

test('a report may be asked for by either', () => {
  assert.equal(failedBy('AvailabilityReport', E), undefined);
});
