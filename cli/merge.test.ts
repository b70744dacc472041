/** The shards of a run add up to the run, to the byte, whether a CI matrix ran them or `--jobs`. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { sharedArguments } from './jobs';
import { casesOf, shardOf } from './shard';
import { pr2 } from './testing/command';

const WHAT = ['--dut', 'esci=reference', '--tags', '@PR2-X-02 or @PR2-A-15'];
const SHARDS = 4;

describe('shards', () => {
  let place = '';
  const at = (...names: string[]): string => join(place, ...names);
  const read = (run: string, file: string): string => readFileSync(at(run, 'esci', file), 'utf8');
  const shards = Array.from({ length: SHARDS }, (_, i) => String(i + 1));

  before(async () => {
    place = mkdtempSync(join(tmpdir(), 'pr2-merge-'));
    await pr2('run', ...WHAT, '--out', at('whole'));
    for (const i of shards) await pr2('run', ...WHAT, '--shard', `${i}/${SHARDS}`, '--out', at(i));
  });

  after(() => rmSync(place, { recursive: true, force: true }));

  it('merged are the log and the report of one run, in whatever order they are given', async () => {
    const { code, err } = await pr2('merge', ...shards.toReversed().map((i) => at(i)), '--out', at('merged'));
    assert.equal(code, 3, err);
    for (const file of ['run.ndjson', 'report.json']) assert.equal(read('merged', file), read('whole', file));
  });

  it('that overlap, are missing, or are of another run are told, and nothing is written', async () => {
    const [a = '', b = '', c = '', d = ''] = shards.map((i) => at(i));
    const refusal = async (...dirs: string[]): Promise<string> => {
      const { code, err } = await pr2('merge', ...dirs, '--out', at('refused'));
      assert.equal(code, 2, err);
      return err;
    };
    assert.match(await refusal(a, b, d), /judged in none of them; shard 3\/4 is missing/);
    assert.match(await refusal(a, b, c, d, b), /is given twice/);
    assert.match(
      await refusal(a, b, c, d, at('whole')),
      /of different runs: the test cases chosen or the number/,
    );
    await pr2('run', ...WHAT, '--seed', 'x', '--shard', `4/${SHARDS}`, '--out', at('other'));
    assert.match(await refusal(a, b, c, at('other')), /of different runs: the seeds differ/);
  });

  it('in processes of their own are one run too', async () => {
    const { code, err } = await pr2('run', ...WHAT, '--jobs', '2', '--out', at('jobs'));
    assert.equal(code, 3, err);
    for (const file of ['run.ndjson', 'report.json']) assert.equal(read('jobs', file), read('whole', file));
  });
});

it('a share is i/n, and all shares are all cases', () => {
  for (const wrong of ['0/4', '5/4', '1', 'a/b', '1/0', '-1/4', '1/99999'])
    assert.throws(() => shardOf(wrong), /is no share such as/, wrong);
  const cases = Array.from({ length: 11 }, (_, i) => `c${i}`);
  const all = [1, 2, 3].flatMap((index) => casesOf(cases, { index, count: 3 }));
  assert.deepEqual(all.toSorted(), cases.toSorted());
});

it('a shard gets the command line without what is its own', () => {
  const args = [
    '--dut',
    'pev=exec:a --out b',
    '--jobs',
    '4',
    '--out=x',
    '--force',
    '--seed',
    's',
    '--resume',
    'd',
  ];
  assert.deepEqual(sharedArguments(args), ['--dut', 'pev=exec:a --out b', '--seed', 's']);
});
