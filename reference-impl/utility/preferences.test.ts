import assert from 'node:assert/strict';
import test from 'node:test';
import { alertAllowedMs, designatedChannels, effectivePreference, refusePreference } from './preferences';
import type { PreferenceVersion } from './state';
import { preference } from './testing';

const version = (n: number, effectiveMs: number): PreferenceVersion => ({
  preference: preference('c1', { version: n }),
  effectiveMs,
  effectiveAt: new Date(effectiveMs).toISOString(),
});

test('the version in force is the highest that had arrived', () => {
  const history = [version(1, 100), version(2, 200), version(3, 200)];
  assert.equal(effectivePreference(history, 99), null);
  assert.equal(effectivePreference(history, 100)?.version, 1);
  assert.equal(effectivePreference(history, 199)?.version, 1);
  assert.equal(effectivePreference(history, 200)?.version, 3);
});

test('an old version, an unknown channel and an unknown time zone are refused', () => {
  const history = [version(2, 100)];
  assert.equal(refusePreference(history, preference('c1', { version: 3 })), null);
  assert.equal(refusePreference(history, preference('c1', { version: 2 })), 'E_STALE');
  assert.equal(refusePreference(history, preference('c1', { version: 1 })), 'E_STALE');
  const telex = [{ type: 'TELEX' as never, address: 'x', enabled: true }];
  assert.equal(refusePreference(history, preference('c1', { version: 3, channels: telex })), 'E_SCHEMA');
  const nowhere = { from: '22:00', to: '07:00', tz: 'Europe/Nowhere' };
  assert.equal(refusePreference(history, preference('c1', { version: 3, quietHours: nowhere })), 'E_SCHEMA');
});

test('only channels that are switched on count, each type once', () => {
  const channel = (type: 'SMS' | 'EMAIL' | 'WEB', enabled: boolean) => ({ type, address: 'x', enabled });
  const channels = [
    channel('SMS', true),
    channel('EMAIL', false),
    channel('WEB', true),
    channel('SMS', true),
  ];
  assert.deepEqual(designatedChannels(preference('c1', { channels })), ['SMS', 'WEB']);
  assert.deepEqual(designatedChannels(preference('c1', { channels: [] })), []);
  assert.deepEqual(designatedChannels(null), []);
});

test('quiet hours hold an alert back, but an emergency breaks them if it may', () => {
  const quietHours = { from: '22:00', to: '07:00', tz: 'UTC' };
  const night = Date.parse('2031-01-10T23:00:00Z');
  const morning = Date.parse('2031-01-11T07:00:00Z');
  const kept = preference('c1', { quietHours });
  const broken = preference('c1', { quietHours, emergencyOverride: true });
  assert.equal(alertAllowedMs(kept, 'EMERGENCY', night), morning);
  assert.equal(alertAllowedMs(broken, 'EMERGENCY', night), night);
  assert.equal(alertAllowedMs(broken, 'DAY_OF', night), morning);
  assert.equal(alertAllowedMs(preference('c1'), 'PLANNED', night), night);
});
