import assert from 'node:assert/strict';
import { test } from 'node:test';
import { E, P, Script, U } from '../checks/customer/testing';
import { disturbed } from './duty';

function excuses(action: object, urn: string): boolean {
  const script = new Script();
  script.network(1000, action);
  return disturbed(script.view, urn, 0, 5000);
}

test('a disturbance excuses whom it names, and everybody where it is at an ESCI or names nobody', () => {
  assert.equal(excuses({ kind: 'lose', by: P, name: 'DispatchResponse' }, P), true);
  assert.equal(excuses({ kind: 'link', state: 'down', between: [U, E] }, P), true);
  assert.equal(excuses({ kind: 'jam' }, P), true);
});

test('what befalls others alone, or the mail of a customer, excuses nobody', () => {
  assert.equal(excuses({ kind: 'lose', by: U, name: 'CustomerAlert' }, P), false);
  assert.equal(excuses({ kind: 'lose', by: P, name: 'DispatchResponse' }, E), false);
  assert.equal(excuses({ kind: 'channel', channel: 'EMAIL', outcome: 'FAILED', count: 1 }, E), false);
});
