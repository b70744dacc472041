import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { correctEstimate, measure, newMeter, readMeter, setFault, showRegisters } from './meter';

test('registers follow the power between inputs, export and import apart', () => {
  const meter = newMeter();
  measure(meter, 0, { powerW: -6000, slopeWps: 1000 });
  assert.deepEqual(readMeter(meter, 6000), { powerW: 0, exportJ: 18_000, importJ: 0, estimated: false });
  assert.deepEqual(readMeter(meter, 8000), {
    powerW: 2000,
    exportJ: 18_000,
    importJ: 2000,
    estimated: false,
  });
  assert.equal(meter.exportJ, 0, 'reading changes nothing');
});

test('a power without a slope is constant, and what is absent stays as it was', () => {
  const meter = newMeter();
  measure(meter, 0, { powerW: -1000, slopeWps: -10, voltageV: 231 });
  measure(meter, 1000, { powerW: -1000 });
  measure(meter, 2000, { frequencyHz: 59.9 });
  assert.equal(readMeter(meter, 3000).powerW, -1000);
  assert.equal(meter.voltageV, 231);
  assert.equal(meter.frequencyHz, 59.9);
});

test('shown registers never go back, whatever the inputs do', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ exportJ: fc.nat(1e7), importJ: fc.nat(1e7) }), { minLength: 2 }),
      (inputs) => {
        const meter = newMeter();
        let [lastOut, lastIn] = [0, 0];
        inputs.forEach((input, i) => {
          measure(meter, i, input);
          const { exportWh, importWh } = showRegisters(meter, i);
          assert.ok(exportWh >= lastOut && importWh >= lastIn);
          [lastOut, lastIn] = [exportWh, importWh];
        });
      },
    ),
  );
});

test('a faulty meter estimates from the last good power, takes a better guess, and recovers', () => {
  const meter = newMeter();
  measure(meter, 0, { powerW: -3600, exportJ: 7200, importJ: 0 });
  setFault(meter, 1000, 'gap');
  measure(meter, 2000, { powerW: 0, exportJ: 10_800 });
  assert.deepEqual(readMeter(meter, 3000), { powerW: -3600, exportJ: 18_000, importJ: 0, estimated: true });
  correctEstimate(meter, 3000, 0);
  assert.equal(readMeter(meter, 9000).exportJ, 18_000);
  setFault(meter, 10_000, null);
  assert.deepEqual(readMeter(meter, 11_000), { powerW: 0, exportJ: 10_800, importJ: 0, estimated: false });
});
