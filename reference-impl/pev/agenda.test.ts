import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR, Rig } from './testing';

test('what stays due however often it is done is an error in one sentence, not an endless loop', () => {
  const rig = new Rig({ behaviour: { meterIntervalS: () => 0 } });
  assert.throws(
    () => rig.toPower({ durationS: HOUR, dischargePowerW: 4000 }),
    /^Error: what is due at 20\S+Z is still due after it was done 10000 times$/,
  );
});
