import assert from 'node:assert/strict';
import test from 'node:test';
import { precedence } from './precedence';

type Ranked = Parameters<typeof precedence>[0];
const event = (
  change: Partial<Ranked['body']> = {},
  noticeClass: Ranked['noticeClass'] = 'PLANNED',
): Ranked => ({
  noticeClass,
  body: { serviceType: 'ENERGY_DR', reason: 'PEAK', ...change },
});
const emergency = event({ reason: 'RELIABILITY' }, 'EMERGENCY');
const reliability = event({ reason: 'RELIABILITY' });

test('emergency goes before reliability, reliability before economy', () => {
  assert.equal(precedence(emergency, reliability), 'supersedes');
  assert.equal(precedence(reliability, emergency), 'yields');
  assert.equal(precedence(reliability, event()), 'supersedes');
  assert.equal(precedence(event({ reason: 'PRICE' }), event({ reason: 'CAPACITY' })), 'shares');
  assert.equal(precedence(event({ serviceType: 'EMERGENCY' }), reliability), 'supersedes');
});

test('within a class only two stated priorities decide', () => {
  assert.equal(precedence(event({ priority: 5 }), event({ priority: 4 })), 'supersedes');
  assert.equal(precedence(event({ priority: 4 }), event({ priority: 5 })), 'yields');
  assert.equal(precedence(event({ priority: 5 }), event({ priority: 5 })), 'shares');
  assert.equal(precedence(event({ priority: 9 }), event()), 'shares');
  assert.equal(precedence(event({ priority: 9 }), reliability), 'yields');
});
