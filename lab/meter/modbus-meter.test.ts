import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { MeterError } from './meter';
import type { Timers } from '../connectors/timers';
import { meterAddress, type MeterAddress } from './meter-address';
import { ModbusMeter } from './modbus-meter';
import {
  simulatedMeter,
  type Flowing,
  type MeterOptions,
  type SimulatedMeter,
} from './testing/simulated-meter';

const DISCHARGING: Flowing = {
  powerW: -5_000,
  voltageV: 230.4,
  frequencyHz: 49.98,
  exportWh: 70_001,
  importWh: 12,
};

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** A clock that stands still. */
const NEVER: Timers = { after: () => () => undefined };

/** A clock whose last timer runs out when the test says so. */
function clock(): Timers & { runOut: () => void } {
  let last: () => void = () => undefined;
  return {
    after: (_ms, run) => {
      last = run;
      return () => undefined;
    },
    runOut: () => last(),
  };
}

/** A meter at the other end of a socket, and the kit's own view of it. */
async function metering(
  options: MeterOptions = {},
  flowing: () => Flowing = () => DISCHARGING,
  behind = '',
  timers: Timers = NEVER,
): Promise<{ meter: ModbusMeter; simulated: SimulatedMeter }> {
  const simulated = await simulatedMeter(flowing, options);
  const address = meterAddress(simulated.address + behind) as MeterAddress;
  const meter = new ModbusMeter(address, { answerMs: 5_000, timers });
  open.push(meter, simulated);
  return { meter, simulated };
}

function failsWith(what: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof MeterError, String(error));
    assert.match(error.message, /^the meter: /);
    assert.match(error.message, what);
    assert.doesNotMatch(error.message, /\n/);
    return true;
  };
}

describe('a SunSpec meter', () => {
  for (const model of [201, 203, 213] as const) {
    for (const base of [40_000, 50_000, 0]) {
      it(`of model ${model} is found at ${base}, named and read, minus = discharge`, async () => {
        const { meter } = await metering({ model, base, before: [[12, 98]] });
        assert.deepEqual(await meter.open(), { vendor: 'Example Meters', product: 'EM-3', version: '1.2' });
        const { powerW, voltageV, frequencyHz, exportJ, importJ } = await meter.read();
        assert.equal(powerW, -5_000);
        assert.ok(Math.abs((voltageV ?? 0) - 230.4) < 1e-4);
        assert.ok(Math.abs((frequencyHz ?? 0) - 49.98) < 1e-4);
        assert.deepEqual([exportJ, importJ], [70_001 * 3600, 12 * 3600]);
      });
    }
  }

  it('scales its energies, and leaves out registers too coarse to judge by', async () => {
    const fine = await metering({ energyExponent: -1 });
    assert.equal((await fine.meter.read()).exportJ, 70_001 * 3600);
    const coarse = await metering({ energyExponent: 2 });
    const read = await coarse.meter.read();
    assert.equal(read.powerW, -5_000);
    assert.equal('exportJ' in read, false);
    const long = await metering({ model: 213 }, () => ({ ...DISCHARGING, exportWh: 20_000_000 }));
    assert.equal('exportJ' in (await long.meter.read()), false);
  });

  it('counts the other way round where its user says so', async () => {
    const shown = await metering({ positive: 'export' }, () => DISCHARGING, '?positive=export');
    assert.equal((await shown.meter.read()).powerW, -5_000);
    const mounted = await metering({}, () => DISCHARGING, '/1?reversed=yes');
    const { powerW, exportJ, importJ } = await mounted.meter.read();
    assert.deepEqual([powerW, exportJ, importJ], [5_000, 12 * 3600, 70_001 * 3600]);
  });

  it('whose registers and power contradict each other is no witness against a device', async () => {
    let flowing = DISCHARGING;
    const { meter } = await metering({ positive: 'export' }, () => flowing);
    await meter.read();
    flowing = { ...DISCHARGING, exportWh: DISCHARGING.exportWh + 3 };
    await assert.rejects(meter.read(), failsWith(/counts export .* write \?positive=export/));
  });

  it('that is lost says so, and is found again when it is back', async () => {
    let lost = false;
    const { meter, simulated } = await metering({
      answer: (_request, honest) => {
        if (lost) simulated.hangUp();
        return lost ? undefined : honest;
      },
    });
    await meter.read();
    lost = true;
    await assert.rejects(meter.read(), failsWith(/Example Meters EM-3 was lost: it closed the connection/));
    lost = false;
    assert.equal((await meter.read()).powerW, -5_000);
  });

  it('that is gone for good is given up, in a sentence', async () => {
    const { meter, simulated } = await metering();
    await meter.read();
    await simulated.close();
    for (let i = 0; i < 4; i += 1) await assert.rejects(meter.read(), MeterError);
    await assert.rejects(meter.read(), failsWith(/did not come back 3 times in a row/));
  });

  it('that says nothing is waited for as long as an answer may take, and no longer', async () => {
    const timers = clock();
    const silent = (): undefined => void setImmediate(timers.runOut);
    const { meter } = await metering({ answer: silent }, () => DISCHARGING, '', timers);
    await assert.rejects(meter.open(), failsWith(/it did not answer within 5 s/));
  });

  const strange: readonly (readonly [string, Answering, RegExp])[] = [
    ['answers with an exception', (request) => exceptionTo(request), /nothing there is marked SunS/],
    ['answers too little', (_, honest) => cut(honest), /answered 1 registers where 2 were asked for/],
    [
      'answers another request',
      (_, honest) => Buffer.concat([Buffer.from([9, 9]), honest.subarray(2)]),
      /match/,
    ],
    ['speaks another protocol', (_, honest) => otherProtocol(honest), /Unknown protocol/],
  ];
  for (const [what, answer, sentence] of strange) {
    it(`that ${what} is refused in a sentence`, async () => {
      const { meter } = await metering({ answer });
      await assert.rejects(meter.open(), failsWith(sentence));
    });
  }

  it('without a meter model, without a map, without a power is none', async () => {
    const none = await metering({ base: 1_000 });
    await assert.rejects(none.meter.open(), failsWith(/nothing there is marked SunS at 40000, 50000, 0/));
    const other = await metering({ answer: (request, honest) => renamed(request, honest) });
    await assert.rejects(other.meter.open(), failsWith(/SunSpec models 1, 101, and no meter/));
    const blind = await metering({ model: 213 }, () => ({ ...DISCHARGING, powerW: NaN }));
    await assert.rejects(blind.meter.open(), failsWith(/gives no total power/));
  });
});

type Answering = NonNullable<MeterOptions['answer']>;

/** Exception 4: the device failed. */
function exceptionTo(request: Buffer): Buffer {
  return Buffer.concat([request.subarray(0, 4), Buffer.from([0, 3, 1, 0x83, 4])]);
}

function otherProtocol(honest: Buffer): Buffer {
  const other = Buffer.from(honest);
  other.writeUInt16BE(7, 2);
  return other;
}

/** The same answer with one register only. */
function cut(honest: Buffer): Buffer {
  const short = Buffer.from(honest.subarray(0, 11));
  short.writeUInt16BE(5, 4);
  short[8] = 2;
  return short;
}

/** A map whose meter calls itself an inverter. */
function renamed(request: Buffer, honest: Buffer): Buffer {
  const model = honest.length === 13 && honest.readUInt16BE(9) === 203;
  if (!model || request.readUInt16BE(10) !== 2) return honest;
  const other = Buffer.from(honest);
  other.writeUInt16BE(101, 9);
  return other;
}

describe('--meter', () => {
  it('takes an address with or without port, unit and direction', () => {
    assert.deepEqual(meterAddress('modbus://meter.example'), {
      host: 'meter.example',
      port: 502,
      unit: 1,
      positive: 'import',
      reversed: false,
      text: 'modbus://meter.example',
    });
    const whole = meterAddress('modbus://[::1]:1502/7?positive=export&reversed=yes') as MeterAddress;
    assert.deepEqual(
      [whole.host, whole.port, whole.unit, whole.positive, whole.reversed],
      ['::1', 1502, 7, 'export', true],
    );
  });

  for (const [text, what] of [
    ['127.0.0.1:502', /write modbus:/],
    ['http://127.0.0.1', /write modbus:/],
    ['modbus://', /no (host|address)/],
    ['modbus://h/x', /"x" is no Modbus unit/],
    ['modbus://h/256', /no Modbus unit 256/],
    ['modbus://h:99999', /no address/],
    ['modbus://u:p@h', /names and passwords/],
    ['modbus://h?sign=1', /sign is not known/],
    ['modbus://h?positive=up', /positive is import or export/],
    ['modbus://h?reversed=1', /reversed is yes or no/],
  ] as const) {
    it(`refuses ${text}`, () => {
      const problem = (meterAddress(text) as { problem: string }).problem;
      assert.match(problem, what);
      assert.ok(problem.startsWith(`--meter ${text}: `));
    });
  }
});
