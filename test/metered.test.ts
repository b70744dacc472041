/** An instrument as witness: what a PEV says of its power no longer counts where a meter at its terminals shows it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'node:test';
import { startPr2, type Ended } from '../cli/testing/command';
import {
  simulatedMeter,
  type Flowing,
  type MeterOptions,
  type SimulatedMeter,
} from '../lab/meter/testing/simulated-meter';
import { serveWebSocket } from '../lab/rpc/websocket';
import { referenceDevice } from '../lab/session/reference';
import type { Device } from '../reference-impl/device';
import type { LogRecord, ReadingRecord } from '../schemas';
import { failedRequirements, newFolder, reportOf } from './run-pr2';

const CASE = 'PR2-A-18.confirmed';
const SHOWN = ['powerW', 'voltageV', 'frequencyHz', 'exportJ', 'importJ'] as const;
const J_PER_WH = 3600;

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** The reference PEV, and what flows at its terminals when it was last spoken to. */
class PevOnTheBench {
  private device: Device | undefined;
  private at = 0;

  readonly make = (): Device => {
    const device = referenceDevice('pev');
    this.device = device;
    return new Proxy(device, {
      get: (inner, name: keyof Device) =>
        typeof inner[name] !== 'function'
          ? inner[name]
          : (...given: [{ at?: number }?]) => {
              this.at = given[0]?.at ?? this.at;
              return (inner[name] as (...g: unknown[]) => unknown)(...given);
            },
    });
  };

  /** @param share of what it claims that really flows */
  flowing(share: number): Flowing {
    const readings = this.at === 0 ? {} : this.device?.observe({ at: this.at, want: [...SHOWN] }).readings;
    const { powerW = 0, voltageV = 0, frequencyHz = 0, exportJ = 0, importJ = 0 } = readings ?? {};
    return {
      powerW: powerW * share,
      voltageV,
      frequencyHz,
      exportWh: (exportJ * share) / J_PER_WH,
      importWh: (importJ * share) / J_PER_WH,
    };
  }
}

interface Judged extends Ended {
  readonly out: string;
  readonly failed: readonly string[];
  readonly verdict: string;
  readonly cause: string;
  readonly readings: readonly ReadingRecord[];
}

/** Judges the PEV, with the meter at its terminals unless there is none. */
async function judged(
  share: number | undefined,
  options: (meter: () => SimulatedMeter | undefined) => MeterOptions = () => ({}),
): Promise<Judged> {
  const pev = new PevOnTheBench();
  const served = await serveWebSocket(pev.make, { host: '127.0.0.1', port: 0 });
  let meter: SimulatedMeter | undefined;
  if (share !== undefined) {
    meter = await simulatedMeter(
      () => pev.flowing(share),
      options(() => meter),
    );
    open.push(meter);
  }
  open.push(served);
  const out = newFolder();
  const metered = meter === undefined ? [] : ['--meter', meter.address];
  const args = ['run', '--dut', `pev=${served.url}`, ...metered, '--only', CASE, '--out', out];
  const ended = await startPr2(...args).ended;
  const report = reportOf(out, 'pev');
  const [first] = report.cases;
  const records = readFileSync(join(out, 'pev', 'run.ndjson'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as LogRecord);
  return {
    ...ended,
    out,
    failed: failedRequirements(report),
    verdict: first?.verdict ?? 'none',
    cause: first?.cause ?? '',
    readings: records.filter((r) => r.kind === 'reading'),
  };
}

describe('a PEV with a meter at its terminals', () => {
  it('that gives what it says passes, and its power is the word of the instrument', async () => {
    const { code, err, verdict, failed, readings } = await judged(1);
    assert.deepEqual([code, verdict, failed], [3, 'pass', []], err);
    const own = readings.filter((r) => r.device.startsWith('urn:pr2:pev:'));
    assert.ok(own.some((r) => r.witness === 'instrument' && (r.readings.powerW ?? 0) < -1000));
    for (const { witness, readings: values } of own)
      assert.equal(
        SHOWN.some((name) => name in values),
        witness === 'instrument',
        JSON.stringify(values),
      );
  });

  it('that gives less than it says passes by its own word, and fails by the meter', async () => {
    const alone = await judged(undefined);
    assert.deepEqual([alone.verdict, alone.failed], ['pass', []]);
    const { code, verdict, failed } = await judged(0.3);
    assert.equal(code, 1);
    assert.equal(verdict, 'fail');
    assert.ok(failed.includes('PR2-A-18'), failed.join());
    assert.ok(failed.includes('PR2-A-16'), failed.join());
  });

  it('has failed nothing where the meter is lost: the case is inconclusive, and says so', async () => {
    let answered = 0;
    const { code, verdict, cause, failed } = await judged(1, (meter) => ({
      answer: (_request, honest) => {
        answered += 1;
        if (answered < 60) return honest;
        meter()?.hangUp();
        return undefined;
      },
    }));
    assert.deepEqual([code, verdict, failed], [3, 'inconclusive', []]);
    assert.match(cause, /^the meter: Example Meters EM-3 was lost: it closed the connection$/);
  });
});
