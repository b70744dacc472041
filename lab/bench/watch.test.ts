/** What a device shows in its answers is read as `observe` would be, and spares that call. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogRecord } from '../../schemas';
import type { RecordBody } from '../runlog/chain';
import { benchDevice, type BenchDevice } from './bench-device';
import { ElectricalNetwork } from './electrical-network';
import { Watch } from './watch';

const AT = 1_900_000_000_000;
const OBSERVED = { powerW: -2000, soc: 50 };

function watched(): { watch: Watch; device: BenchDevice; asked: string[]; written: RecordBody[] } {
  const asked: string[] = [];
  const written: RecordBody[] = [];
  const watch = new Watch({
    seed: 's',
    electrical: new ElectricalNetwork([], 240, 60),
    nowMs: () => AT,
    record: (body) => {
      written.push(body);
      return { ...body, n: written.length, prev: '' } as LogRecord;
    },
    call: (_device, method) => {
      asked.push(method);
      return Promise.resolve({ result: { readings: OBSERVED } as never, emits: [], logs: [] });
    },
    measure: () => Promise.resolve(undefined),
  });
  const hello = { clock: { kind: 'virtual' }, readings: ['powerW', 'soc', 'wallTime'], senses: [] };
  const device = benchDevice({ urn: 'urn:pr2:pev:p', role: 'pev', dut: true, hello } as never);
  device.running = true;
  return { watch, device, asked, written };
}

const shown = (written: readonly RecordBody[]): unknown[] =>
  written.map((body) => (body.kind === 'reading' ? body.readings : body.kind));

test('without readings in the answer the device is asked', async () => {
  const { watch, device, asked, written } = watched();
  await watch.read(device, false);
  assert.deepEqual(asked, ['observe']);
  assert.deepEqual(shown(written), [OBSERVED]);
});

test('with them it is not; what nobody follows is left out', async () => {
  const { watch, device, asked, written } = watched();
  await watch.read(device, false, { powerW: -3000, soc: 49, wallTime: '2031-01-01T00:00:00Z', fuelPct: 3 });
  assert.deepEqual(asked, []);
  assert.deepEqual(shown(written), [{ powerW: -3000, soc: 49 }]);
});

test('a command to the switch is new when it changes, and whatever it is after a loss of power', async () => {
  const { watch, device: any } = watched();
  const device: BenchDevice = { ...any, wants: ['switchCommand'] };
  const commanded = async (switchCommand: 'OPEN' | 'CLOSED'): Promise<string | undefined> => {
    await watch.read(device, false, { switchCommand });
    return watch.newCommand(device);
  };
  assert.equal(await commanded('CLOSED'), undefined);
  assert.equal(await commanded('OPEN'), 'OPEN');
  assert.equal(await commanded('OPEN'), undefined);
  watch.wentDown(device);
  assert.equal(await commanded('CLOSED'), 'CLOSED');
  assert.equal(await commanded('CLOSED'), undefined);
});
